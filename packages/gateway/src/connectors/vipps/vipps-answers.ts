import * as v from 'valibot';
import { minor } from '../money.ts';

export const AccessToken = v.object({
  access_token: v.pipe(v.string(), v.minLength(1)),
  /** Seconds since 1970, as text. */
  expires_on: v.pipe(v.string(), v.digits(), v.transform(Number)),
});

const Amount = v.object({ value: minor, currency: v.string() });

const Aggregate = v.object({
  authorizedAmount: Amount,
  cancelledAmount: Amount,
  capturedAmount: Amount,
  refundedAmount: Amount,
});

export const Created = v.object({ reference: v.string(), redirectUrl: v.optional(v.pipe(v.string(), v.url())) });

/** What we read of a payment. */
export const Payment = v.object({
  reference: v.string(),
  state: v.picklist(['CREATED', 'ABORTED', 'EXPIRED', 'AUTHORIZED', 'TERMINATED']),
  aggregate: Aggregate,
  redirectUrl: v.optional(v.string()),
});
export type Payment = v.InferOutput<typeof Payment>;

/** After a capture, a cancellation or a refund. */
export const Adjusted = v.object({ reference: v.string(), aggregate: Aggregate, pspReference: v.string() });

/** The body of a 4xx. */
export const Problem = v.object({
  title: v.string(),
  status: v.number(),
  extraDetails: v.nullish(v.array(v.object({ name: v.string(), reason: v.string() }))),
});
export type Problem = v.InferOutput<typeof Problem>;

export const WebhookEvent = v.object({
  reference: v.string(),
  pspReference: v.string(),
  name: v.string(),
  amount: Amount,
  success: v.boolean(),
});
export type WebhookEvent = v.InferOutput<typeof WebhookEvent>;
