import * as v from 'valibot';
import { minor } from '../money.ts';

/** A refusal as Stripe writes it, in an error's body and in `last_payment_error`. */
const StripeError = v.object({
  type: v.optional(v.string()),
  code: v.optional(v.string()),
  decline_code: v.nullish(v.string()),
});

/** What we read of a PaymentIntent. */
export const Intent = v.object({
  id: v.string(),
  object: v.literal('payment_intent'),
  amount: minor,
  amount_capturable: minor,
  amount_received: minor,
  created: v.number(),
  status: v.string(),
  metadata: v.optional(v.record(v.string(), v.string()), {}),
  next_action: v.nullish(v.object({ type: v.string(), redirect_to_url: v.nullish(v.object({ url: v.nullable(v.string()) })) })),
  last_payment_error: v.nullish(StripeError),
});
export type Intent = v.InferOutput<typeof Intent>;

export const IntentList = v.object({ data: v.array(Intent), has_more: v.boolean() });

export const Refund = v.object({ id: v.string(), object: v.literal('refund') });

/** The body of a 4xx. `payment_intent` is there when the refusal concerns one. */
export const ErrorBody = v.object({
  error: v.object({ ...StripeError.entries, payment_intent: v.optional(v.looseObject({ id: v.string() })) }),
});
export type ErrorBody = v.InferOutput<typeof ErrorBody>;

export const StripeEvent = v.object({
  id: v.string(),
  object: v.literal('event'),
  type: v.string(),
  data: v.object({ object: v.looseObject({ object: v.optional(v.string()) }) }),
});
