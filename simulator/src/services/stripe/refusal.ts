import type { PaymentIntent } from './objects.ts';

export type ErrorType = 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';

export interface ErrorBody {
  type: ErrorType;
  code?: string;
  decline_code?: string;
  message: string;
  param?: string;
  doc_url?: string;
  charge?: string;
  payment_method?: unknown;
  payment_intent?: PaymentIntent;
}

/** An error in Stripe's envelope. `begun`: the endpoint had begun to act, so that an idempotency key keeps this answer. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly error: ErrorBody;
  readonly begun: boolean;

  constructor(status: number, error: ErrorBody, begun = false) {
    super(error.message);
    this.status = status;
    this.error =
      error.code === undefined
        ? error
        : { ...error, doc_url: `https://stripe.com/docs/error-codes/${error.code.replaceAll('_', '-')}` };
    this.begun = begun;
  }
}

export const invalid = (message: string, more: { param?: string; code?: string } = {}): Refusal =>
  new Refusal(400, { type: 'invalid_request_error', message, ...more });

export const missing = (param: string): Refusal =>
  invalid(`Missing required param: ${param}.`, { code: 'parameter_missing', param });

export const unknownObject = (kind: string, id: string, param = 'id'): Refusal =>
  new Refusal(404, { type: 'invalid_request_error', code: 'resource_missing', message: `No such ${kind}: '${id}'`, param });

/** The intent is in another state than the call needs. */
export const unexpectedState = (message: string, intent: PaymentIntent): Refusal =>
  new Refusal(
    400,
    { type: 'invalid_request_error', code: 'payment_intent_unexpected_state', message, payment_intent: intent },
    true,
  );
