import type { Books } from './books.ts';
import { findCharge } from './charges.ts';
import { publish } from './events.ts';
import { findIntent } from './intents.ts';
import { listOf } from './listing.ts';
import { money } from './money.ts';
import type { Charge, Refund } from './objects.ts';
import type { Params } from './params.ts';
import { invalid, Refusal, unknownObject } from './refusal.ts';

/** Gives captured money back, all that is left of it or a part. */
export function createRefund(books: Books, params: Params): Refund {
  const charge = chargeOf(books, params);
  const reason = params.oneOf('reason', ['duplicate', 'fraudulent', 'requested_by_customer']) ?? null;
  const metadata = params.metadata();
  const given = books.refunds.filter((refund) => refund.charge === charge.id).reduce((sum, refund) => sum + refund.amount, 0);
  const left = charge.amount_captured - given;
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
    status: 'succeeded',
    transfer_reversal: null,
  });
  const refunded = books.charges.put({ ...charge, amount_refunded: charge.amount_refunded + amount, refunded: amount === left });
  publish(books, 'refund.created', refund);
  publish(books, 'charge.refunded', refunded, { amount_refunded: charge.amount_refunded, refunded: charge.refunded });
  const card = charge.payment_method_details.card as { last4: string };
  books.env.tell(`Stripe gave ${money(amount, charge.currency)} back to card •••• ${card.last4}`, referenceOf(charge.metadata));
  return refund;
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
  const wanted = (refund: Refund) => (!charge || refund.charge === charge) && (!intent || refund.payment_intent === intent);
  return listOf(books.refunds.filter(wanted), params, '/v1/refunds', 'refund');
}
