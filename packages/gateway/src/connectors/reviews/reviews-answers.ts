import type { Sku } from '@vitrine/contract';
import * as v from 'valibot';
import type { PublishedReview, RatingSummary } from '../../ports.ts';
import { instant } from '../webhook-body.ts';

const sku = v.pipe(
  v.string(),
  v.transform((text) => text as Sku),
);
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

type Answer<T> = v.GenericSchema<unknown, T>;

export const Summary: Answer<RatingSummary & { updatedAt: number }> = v.pipe(
  v.object({
    sku,
    histogram: v.object({ 1: whole, 2: whole, 3: whole, 4: whole, 5: whole }),
    updated_at: v.optional(instant),
  }),
  v.transform(({ sku, histogram, updated_at }): RatingSummary & { updatedAt: number } => ({
    sku,
    counts: [histogram[1], histogram[2], histogram[3], histogram[4], histogram[5]],
    updatedAt: updated_at ?? 0,
  })),
);

export const Summaries: Answer<{ summaries: (RatingSummary & { updatedAt: number })[]; next_cursor: string | null }> = v.object({
  summaries: v.array(Summary),
  next_cursor: v.nullable(v.string()),
});

const Published = v.pipe(
  v.object({
    id: v.string(),
    sku,
    stars: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)),
    title: v.optional(v.string(), ''),
    text: v.string(),
    author: v.string(),
    language: v.string(),
    verified_purchase: v.boolean(),
    published_at: instant,
    helpful: whole,
  }),
  v.transform(({ verified_purchase, published_at, ...rest }): PublishedReview => ({
    ...rest,
    isVerified: verified_purchase,
    publishedAt: published_at,
  })),
);

export const Listed: Answer<{ reviews: PublishedReview[]; total: number; next_cursor: string | null }> = v.object({
  reviews: v.array(Published),
  total: whole,
  next_cursor: v.nullable(v.string()),
});

export const Taken = v.object({ id: v.string(), status: v.string() });

export const Helpful = v.object({ helpful: whole });

export const ReviewEvent = v.object({
  id: v.string(),
  type: v.string(),
  data: v.unknown(),
});

export const PublishedEvent: Answer<{ review_id: string; summary: RatingSummary & { updatedAt: number } }> = v.object({
  review_id: v.string(),
  summary: Summary,
});

const Refused = v.object({ error: v.object({ code: v.string() }) });

/** The code of an error body, where it has one. */
export function codeOf(body: unknown): string | undefined {
  const result = v.safeParse(Refused, body);
  return result.success ? result.output.error.code : undefined;
}
