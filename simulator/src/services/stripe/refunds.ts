import type { Books } from './books.ts';
import { findCharge } from './charges.ts';
import { publish } from './events.ts';
import { findIntent } from './intents.ts';
import { listOf, pageOf } from './listing.ts';
import { money } from './money.ts';
import { spendMood } from './moods.ts';
import type { Charge, Refund } from './objects.ts';
import type { Params } from './params.ts';
import { invalid, Refusal, unknownObject } from './refusal.ts';

/** How long slow refunds take, in milliseconds. */
const SLOW_MS = 10 * 60_000;

/** Gives captured money back, all that is left of it or a part. */
export function createRefund(books: Books, params: Params): Refund {
  const charge = chargeOf(books, params);
  const reason = params.oneOf('reason', ['duplicate', 'fraudulent', 'requested_by_customer']) ?? null;
  const metadata = params.metadata();
  const left = charge.amount_captured - givenBack(books, charge);
  const { behaviour } = books.cards.get(charge.payment_method)!;
  const asked = params.amount('amount');
  if (left === 0)
    throw new Refusal(
      400,
      {
        type: 'invalid_request_error',
        code: 'charge_already_refunded',
        message: `Charge ${charge.id} has already been refunded.`,
      },
      true,
    );
  const open = books.ordered.disputes
    .group(charge.id)
    .find((dispute) => !dispute.is_charge_refundable && dispute.status !== 'won');
  if (open)
    throw new Refusal(
      400,
      {
        type: 'invalid_request_error',
        code: 'charge_disputed',
        message: `Charge ${charge.id} has been charged back; cannot issue a refund.`,
      },
      true,
    );
  const amount = asked ?? left;
  if (amount > left)
    throw invalid(
      `Refund amount (${money(amount, charge.currency)}) is greater than unrefunded amount on charge (${money(left, charge.currency)})`,
      { param: 'amount' },
    );
  const refund = books.refunds.put({
    id: books.makeId('re'),
    object: 'refund',
    amount,
    balance_transaction: books.makeId('txn'),
    charge: charge.id,
    created: books.seconds(),
    currency: charge.currency,
    metadata,
    payment_intent: charge.payment_intent,
    reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: behaviour.refund === 'pending' ? 'pending' : 'succeeded',
    transfer_reversal: null,
  });
  const fails = behaviour.refund === 'fails' || spendMood(books, 'refund-fails') !== undefined;
  if (fails || behaviour.refund) books.env.alarm(books.env.now() + SLOW_MS, 'refund-settles', { refund: refund.id, fails });
  const refunded = books.charges.put({ ...charge, amount_refunded: charge.amount_refunded + amount, refunded: amount === left });
  publish(books, 'refund.created', refund);
  publish(books, 'charge.refunded', refunded, { amount_refunded: charge.amount_refunded, refunded: charge.refunded });
  const card = charge.payment_method_details.card as { last4: string };
  books.env.tell(`Stripe gave ${money(amount, charge.currency)} back to card •••• ${card.last4}`, referenceOf(charge.metadata));
  return refund;
}

/** What has been given back of a charge, and has not come back. */
const givenBack = (books: Books, { id }: Charge): number =>
  books.ordered.refunds
    .group(id)
    .filter(({ status }) => status !== 'failed')
    .reduce((sum, { amount }) => sum + amount, 0);

/** The bank is done with a slow refund, or sends it back. */
export function settleRefund(books: Books, id: string, fails: boolean): void {
  const refund = books.refunds.get(id);
  if (refund && fails) return failRefund(books, id);
  if (refund?.status !== 'pending') return;
  const settled = books.refunds.put({ ...refund, status: 'succeeded' });
  books.request = { id: null, idempotency_key: null };
  publish(books, 'refund.updated', settled, { status: 'pending' });
  publish(books, 'charge.refund.updated', settled, { status: 'pending' });
}

/** The bank sends the money back to the shop: the card is gone, or its account. */
export function failRefund(books: Books, id: string): void {
  const refund = books.refunds.get(id)!;
  if (refund.status === 'failed') return;
  const charge = books.charges.get(refund.charge)!;
  const failed = books.refunds.put({
    ...refund,
    status: 'failed',
    failure_reason: 'expired_or_canceled_card',
    failure_balance_transaction: books.makeId('txn'),
  });
  books.charges.put({ ...charge, amount_refunded: charge.amount_refunded - refund.amount, refunded: false });
  books.request = { id: null, idempotency_key: null };
  publish(books, 'refund.failed', failed, { status: refund.status });
  publish(books, 'charge.refund.updated', failed, { status: refund.status });
  books.env.tell(
    `The bank sent a refund of ${money(refund.amount, refund.currency)} back to the shop`,
    referenceOf(charge.metadata),
  );
}

const referenceOf = (metadata: Record<string, string>) => (metadata['reference'] ? { reference: metadata['reference'] } : {});

function chargeOf(books: Books, params: Params): Charge {
  const chargeId = params.text('charge');
  const intentId = params.text('payment_intent');
  if (chargeId === undefined && intentId === undefined)
    throw invalid('One of the following params should be provided for this request: payment_intent or charge.');
  if (chargeId !== undefined) return findCharge(books, chargeId, 'charge');
  const intent = findIntent(books, intentId!, 'payment_intent');
  const charge = intent.latest_charge ? books.charges.get(intent.latest_charge) : undefined;
  if (!charge?.captured)
    throw invalid(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, { param: 'payment_intent' });
  return charge;
}

export function findRefund(books: Books, id: string): Refund {
  const refund = books.refunds.get(id);
  if (!refund) throw unknownObject('refund', id);
  return refund;
}

export function listRefunds(books: Books, params: Params) {
  const charge = params.text('charge');
  const intent = params.text('payment_intent');
  const about = { url: '/v1/refunds', kind: 'refund' };
  const group = charge ?? intent;
  if (!group) return pageOf(books.ordered.refunds, params, about);
  const wanted = books.ordered.refunds.group(group).filter((refund) => !intent || refund.payment_intent === intent);
  return listOf(wanted, params, about.url, about.kind);
}
