import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { Fault, type Clock } from '@vitrine/contract';
import * as v from 'valibot';
import type { Purchase, RatingSummary, ReviewsPort } from '../../ports.ts';
import { verifyStandardWebhook } from '../standard-webhooks.ts';
import { createUpstream } from '../upstream.ts';
import { readWebhookBody } from '../webhook-body.ts';
import { codeOf, Helpful, Listed, PublishedEvent, ReviewEvent, Summaries, Taken } from './reviews-answers.ts';

export interface ReviewsOptions {
  baseUrl: string;
  fetch: typeof fetch;
  clock: Clock;
  key: string;
  /** What purchases are vouched for with. */
  proofSecret: string;
  /** `whsec_…` of Standard Webhooks. */
  webhookSecret: string;
}

/** Pages of summaries that are read at most: a hundred thousand articles, and no endless feed. */
const MOST_PAGES = 100;

const iso = (at: number) => new Date(at).toISOString();

/** The review service's wire. Source: docs/upstream/reviews.md. */
export function createReviews({ baseUrl, fetch, clock, key, proofSecret, webhookSecret }: ReviewsOptions): ReviewsPort {
  const name = 'reviews';
  const upstream = createUpstream({ name, baseUrl, fetch, clock, headers: { authorization: `Bearer ${key}` } });

  return {
    async summaries(since, { signal } = {}) {
      const latest = new Map<string, RatingSummary>();
      let until = since;
      let cursor: string | undefined;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const query = { updated_since: since === undefined ? undefined : iso(since), cursor };
        const { summaries, next_cursor } = await upstream.ask('/v1/summaries', { query, answer: Summaries, signal });
        for (const { updatedAt, ...summary } of summaries) {
          latest.set(summary.sku, summary);
          until = Math.max(until ?? 0, updatedAt);
        }
        if (next_cursor === null) break;
        cursor = next_cursor;
      }
      return { summaries: [...latest.values()], until };
    },

    async list({ skus, sort, stars, language, limit, cursor }, { signal } = {}) {
      const answered = await upstream.ask('/v1/reviews', {
        query: { skus, sort, limit, cursor, language, stars: stars?.length ? stars : undefined },
        answer: Listed,
        refused: ({ body }) => (codeOf(body) === 'invalid_cursor' ? ('bad-cursor' as const) : undefined),
        signal,
      });
      if (answered === 'bad-cursor') return { outcome: 'bad-cursor' };
      const { reviews, total, next_cursor } = answered;
      return { outcome: 'page', reviews, total, ...(next_cursor === null ? {} : { cursor: next_cursor }) };
    },

    async write({ key: idempotencyKey, purchase, stars, title, text, author, language }) {
      const answered = await upstream.tell('/v1/reviews', {
        headers: { 'idempotency-key': idempotencyKey },
        json: {
          sku: purchase.sku,
          stars,
          title,
          text,
          author: { name: author },
          language,
          purchase: {
            reference: purchase.reference,
            purchased_at: iso(purchase.purchasedAt),
            proof: proofOf(purchase, proofSecret),
          },
        },
        answer: Taken,
        refused: ({ status, body }) => {
          const code = codeOf(body);
          return (status === 422 || status === 409) && code !== undefined ? { code } : undefined;
        },
      });
      return 'code' in answered ? { outcome: 'refused', code: answered.code } : { outcome: 'taken', reviewId: answered.id };
    },

    async helpful({ reviewId, voter }) {
      const answered = await upstream.tell(`/v1/reviews/${encodeURIComponent(reviewId)}/helpful`, {
        json: { voter },
        answer: Helpful,
        refused: ({ status }) => (status === 404 ? ('unknown' as const) : undefined),
      });
      return answered === 'unknown' ? undefined : answered;
    },

    async invite({ reference, orderNumber, buyer, items, deliveredAt, reviewUrl, language }) {
      const answered = await upstream.tell('/v1/invitations', {
        json: {
          reference,
          order_number: orderNumber,
          buyer,
          items,
          delivered_at: iso(deliveredAt),
          review_url: reviewUrl,
          language,
        },
        answer: v.object({ id: v.string() }),
        refused: ({ status }) => (status === 422 ? ('invalid' as const) : undefined),
      });
      if (answered === 'invalid') throw new Fault('invalid', 'reviews.bad-invitation', 'This buyer cannot be invited');
    },

    readWebhook(delivery) {
      verifyStandardWebhook(name, webhookSecret, delivery);
      const { id, type, data } = readWebhookBody(name, ReviewEvent, delivery.body);
      if (type !== 'review.published') return [];
      const result = v.safeParse(PublishedEvent, data);
      if (!result.success) throw new Fault('defect', 'reviews.broken-contract', 'A webhook of reviews broke its contract');
      const { review_id: reviewId, summary } = result.output;
      return [{ eventId: id, reviewId, summary: { sku: summary.sku, counts: summary.counts } }];
    },
  };
}

/** The shop's word that this was bought. Source: docs/upstream/reviews.md, "Writing". */
function proofOf({ reference, sku, purchasedAt }: Purchase, secret: string): string {
  const encoder = new TextEncoder();
  const signed = hmac(sha256, encoder.encode(secret), encoder.encode(`${reference}.${sku}.${iso(purchasedAt)}`));
  return btoa(String.fromCharCode(...signed));
}
