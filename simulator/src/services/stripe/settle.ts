import type { Books } from './books.ts';
import { captureCharge, releaseCharge } from './charges.ts';
import { planDispute } from './disputes.ts';
import { referenceOf } from './confirm.ts';
import { publish } from './events.ts';
import { findIntent } from './intents.ts';
import { money } from './money.ts';
import type { PaymentIntent } from './objects.ts';
import type { Params } from './params.ts';
import { invalid, unexpectedState } from './refusal.ts';

const CANCELABLE = ['requires_payment_method', 'requires_capture', 'requires_confirmation', 'requires_action', 'processing'];

/** Takes the money that is held, all or a part; the rest is let go. */
export function captureIntent(books: Books, id: string, params: Params): PaymentIntent {
  const intent = findIntent(books, id);
  const asked = params.amount('amount_to_capture');
  if (params.value('final_capture') === 'false')
    throw invalid('You cannot set `final_capture` to `false` because this payment is not eligible for multicapture.', {
      param: 'final_capture',
    });
  const metadata = params.metadata(intent.metadata);
  if (intent.status !== 'requires_capture')
    throw unexpectedState(
      `This PaymentIntent could not be captured because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`,
      intent,
    );
  const amount = asked ?? intent.amount_capturable;
  if (amount > intent.amount_capturable)
    throw invalid(
      `The amount to capture (${money(amount, intent.currency)}) is greater than the amount that can be captured from this PaymentIntent (${money(intent.amount_capturable, intent.currency)}).`,
      { code: 'amount_too_large', param: 'amount_to_capture' },
    );
  captureCharge(books, books.charges.get(intent.latest_charge!)!, amount);
  const captured = books.intents.put({ ...intent, metadata, status: 'succeeded', amount_capturable: 0, amount_received: amount });
  books.ordered.intents.regroup(captured);
  publish(books, 'payment_intent.succeeded', captured);
  planDispute(books, captured);
  books.env.tell(
    `Stripe took ${money(amount, intent.currency)} of the ${money(intent.amount, intent.currency)} it held`,
    referenceOf(intent),
  );
  return captured;
}

/** Lets go of an intent and of what it holds. */
export function cancelIntent(books: Books, id: string, params: Params): PaymentIntent {
  const intent = findIntent(books, id);
  const reason = params.oneOf('cancellation_reason', ['duplicate', 'fraudulent', 'requested_by_customer', 'abandoned']) ?? null;
  if (!CANCELABLE.includes(intent.status))
    throw unexpectedState(
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: ${CANCELABLE.join(', ')}.`,
      intent,
    );
  return letGo(books, intent, reason, 'charge.refunded');
}

/** Banks hold money for a week, not for ever. */
export function expireHold(books: Books, id: string): void {
  const intent = books.intents.get(id);
  books.request = { id: null, idempotency_key: null };
  if (intent?.status === 'requires_capture') letGo(books, intent, 'automatic', 'charge.expired');
}

function letGo(
  books: Books,
  intent: PaymentIntent,
  reason: string | null,
  event: 'charge.refunded' | 'charge.expired',
): PaymentIntent {
  const held = intent.status === 'requires_capture' && intent.latest_charge ? books.charges.get(intent.latest_charge) : undefined;
  if (held) releaseCharge(books, held, event);
  const canceled = books.intents.put({
    ...intent,
    status: 'canceled',
    amount_capturable: 0,
    canceled_at: books.seconds(),
    cancellation_reason: reason,
    next_action: null,
  });
  publish(books, 'payment_intent.canceled', canceled);
  books.env.tell(
    held
      ? `Stripe let go of the ${money(intent.amount, intent.currency)} it held`
      : 'A payment was called off before any money was held',
    referenceOf(intent),
  );
  return canceled;
}
