import {
  EXTENSION,
  type OrderReviewsResponse,
  type ReviewDraft,
  type ReviewsResponse,
  type ReviewSummary,
  type Sku,
} from '@vitrine/contract';
import type { Hono } from 'hono';
import * as v from 'valibot';
import { averageOf, countOf, type StarCounts } from '../catalogue/ratings.ts';
import { hasArrived, writeReview } from '../flows/reviews.ts';
import type { Room } from '../flows/room.ts';
import type { OrderRow } from '../order-book/rows.ts';
import type { PublishedReview } from '../ports.ts';
import { envelope, errorAnswer, looksLikeId, notFound, ok, type Answer } from './answers.ts';
import { readBody } from './body.ts';
import { answer } from './carts.ts';
import type { Ctx, Env } from './door.ts';
import { once } from './idempotency.ts';
import { opened } from './orders.ts';
import { Refusal } from './problems.ts';

/** Reading waits no longer than this for the review service. */
const PATIENCE_MS = 3_000;
const SPEAKS = [EXTENSION.reviews];

const text = (least: number, most: number) => v.pipe(v.string(), v.trim(), v.minLength(least), v.maxLength(most));

const DraftBody = v.object({
  sku: text(1, 100),
  stars: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)),
  title: v.optional(text(0, 120)),
  text: text(3, 4_000),
  author: v.optional(text(1, 80)),
});

const VoteBody = v.object({ voter: v.pipe(v.string(), v.regex(/^[\w.~-]{8,100}$/, 'Expected 8 to 100 letters, digits, ._~-')) });

/** `dev.vitrine.reviews`: a product's reviews, and one's own of what one has bought. */
export function reviewRoutes(app: Hono<Env>, room: Room): void {
  const reviews = room.reviews!;
  const { assortment } = room;

  app.get('/products/:id/reviews', async (c) => {
    assortment.mustBeLoaded();
    const id = c.req.param('id');
    const article = assortment.article(id);
    const family = assortment.family(article?.family ?? id);
    if (!family.length) return answer(notFound(SPEAKS, 'Product'));
    const query = readQuery(c);
    const productId = family[0]!.family;
    const skus = article ? [article.sku] : family.map(({ sku }) => sku);
    const found = await room.within(PATIENCE_MS, (signal) => reviews.list({ skus, ...query }, { signal }));
    if (found.outcome === 'bad-cursor') throw wrong('cursor', 'This cursor has expired, or is none');
    const body: ReviewsResponse = {
      ucp: envelope(...SPEAKS),
      product_id: productId,
      summary: summaryOf(assortment.stars(productId)),
      reviews: found.reviews.map(reviewAnswer),
      pagination: {
        has_next_page: found.cursor !== undefined,
        ...(found.cursor === undefined ? {} : { cursor: found.cursor }),
        total_count: found.total,
      },
      provenance: { verified_purchases_only: true },
    };
    return answer(ok(body));
  });

  app.post('/reviews/:id/helpful', async (c) => {
    const { value, text: sent } = await readBody(c, VoteBody);
    const reviewId = c.req.param('id');
    return once(c, room, sent, async () => {
      const counted = looksLikeId(reviewId) ? await reviews.helpful({ reviewId, voter: value.voter }) : undefined;
      return counted ? ok({ ucp: envelope(...SPEAKS), ...counted }) : notFound(SPEAKS, 'Review');
    });
  });

  app.get('/orders/:id/reviews', async (c) => {
    const order = await opened(room, c);
    return answer(order ? ok(orderReviews(order)) : notFound(SPEAKS, 'Order'));
  });

  app.post('/orders/:id/reviews', async (c) => {
    const { value, text: sent } = await readBody(c, DraftBody);
    const order = await opened(room, c);
    if (!order) return answer(notFound(SPEAKS, 'Order'));
    return once(c, room, sent, async (): Promise<Answer> => {
      const written = await writeReview(room, c.req.param('id'), order, value as ReviewDraft);
      if (written.outcome === 'refused') return refused(written.code);
      return {
        status: 201,
        body: { ucp: envelope(...SPEAKS), review_id: written.reviewId, sku: value.sku, state: 'pending' },
      };
    });
  });
}

/** Why a review is not taken, as the shopper reads it where the page has no words of its own. */
const REFUSALS: Readonly<Record<string, { content: string; path: string }>> = {
  not_bought: { content: 'Only what was bought can be reviewed.', path: '$.sku' },
  not_delivered: { content: 'It can be reviewed when it has arrived.', path: '$.sku' },
  already_reviewed: { content: 'This has been reviewed.', path: '$.sku' },
  contains_email: { content: 'E-mail addresses are not published.', path: '$.text' },
  contains_link: { content: 'Links are not published.', path: '$.text' },
  contains_number: { content: 'Telephone numbers are not published.', path: '$.text' },
  contains_profanity: { content: 'Say it without swearing.', path: '$.text' },
};

function refused(code: string): Answer {
  const { content, path } = REFUSALS[code] ?? { content: 'This review was not taken.', path: '$.text' };
  return errorAnswer(SPEAKS, [{ type: 'error', code, content, path, severity: 'recoverable' }]);
}

const SORTS = ['newest', 'helpful', 'highest', 'lowest'] as const;

function readQuery(c: Ctx) {
  const wanted = c.req.query();
  const sort = SORTS.find((one) => one === (wanted['sort'] ?? 'newest'));
  if (!sort) throw wrong('sort', `Expected one of ${SORTS.join(', ')}`);
  const limit = /^\d{1,3}$/.test(wanted['limit'] ?? '10') ? Number(wanted['limit'] ?? 10) : 0;
  if (limit < 1) throw wrong('limit', 'Expected a number from 1 on');
  const stars = (wanted['stars'] ?? '').split(',').filter(Boolean);
  if (stars.some((one) => !/^[1-5]$/.test(one))) throw wrong('stars', 'Expected numbers from 1 to 5');
  const { language, cursor } = wanted;
  if (language !== undefined && !/^[A-Za-z]{2,3}$/.test(language)) throw wrong('language', 'Expected a language');
  if (cursor !== undefined && !looksLikeId(cursor)) throw wrong('cursor', 'This cursor has expired, or is none');
  return {
    sort,
    limit: Math.min(limit, 50),
    stars: stars.map(Number),
    ...(language === undefined ? {} : { language: language.toLowerCase() }),
    ...(cursor === undefined ? {} : { cursor }),
  };
}

const wrong = (name: string, message: string) =>
  new Refusal(400, 'request.invalid', 'Some members are wrong.', { errors: [{ path: `?${name}`, message }] });

function summaryOf(stars: StarCounts): ReviewSummary {
  const [one, two, three, four, five] = stars;
  return { average: averageOf(stars), count: countOf(stars), histogram: { 1: one, 2: two, 3: three, 4: four, 5: five } };
}

const reviewAnswer = ({ isVerified, publishedAt, title, ...review }: PublishedReview): ReviewsResponse['reviews'][number] => ({
  ...review,
  ...(title ? { title } : {}),
  verified_purchase: isVerified,
  published_at: new Date(publishedAt).toISOString(),
});

function orderReviews(order: OrderRow): OrderReviewsResponse {
  const titles = new Map(order.lines.map(({ item }) => [item.id as Sku, item.title]));
  return {
    ucp: envelope(...SPEAKS),
    items: [...titles].map(([sku, title]) => {
      const written = order.reviews?.[sku];
      if (!written) return { sku, title, state: hasArrived(order) ? 'open' : 'later' };
      return { sku, title, state: written.state, review_id: written.reviewId, stars: written.stars };
    }),
  };
}
