import type { Books } from './books.ts';
import { publish } from './events.ts';
import { listOf, pageOf } from './listing.ts';
import type { Charge, PaymentIntent, PaymentMethod } from './objects.ts';
import type { Params } from './params.ts';
import { unknownObject } from './refusal.ts';
import { declineOf, type DeclineName } from './test-cards.ts';

/** What came of 3-D Secure. */
export interface Authentication {
  authentication_flow: 'challenge' | 'frictionless' | null;
  result: 'authenticated' | 'attempt_acknowledged' | 'not_supported';
}

/** Asks the bank for the money: a charge that stands or a charge that failed. Nothing is said to webhooks yet. */
export function makeCharge(
  books: Books,
  intent: PaymentIntent,
  method: PaymentMethod,
  attempt: { decline: DeclineName | undefined; authentication?: Authentication | undefined },
): Charge {
  const behaviour = books.cards.get(method.id)?.behaviour;
  const decline = attempt.decline && declineOf(attempt.decline);
  const automatic = intent.capture_method !== 'manual';
  const typed = method.card.checks.cvc_check !== null;
  const codeFails = Boolean(behaviour?.cvcFails) || attempt.decline === 'incorrect_cvc';
  const taken = !decline && automatic;
  return books.charges.put({
    id: books.makeId('ch'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: taken ? intent.amount : 0,
    amount_refunded: 0,
    balance_transaction: taken ? books.makeId('txn') : null,
    billing_details: method.billing_details,
    captured: taken,
    created: books.seconds(),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    outcome: outcomeOf(decline),
    paid: !decline,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: {
      card: {
        amount_authorized: decline ? null : intent.amount,
        brand: method.card.brand,
        checks: { ...method.card.checks, cvc_check: typed ? (codeFails ? 'fail' : 'pass') : null },
        country: method.card.country,
        exp_month: method.card.exp_month,
        exp_year: method.card.exp_year,
        fingerprint: method.card.fingerprint,
        funding: method.card.funding,
        installments: null,
        last4: method.card.last4,
        mandate: null,
        network: method.card.brand,
        network_token: { used: false },
        three_d_secure: attempt.authentication ? { ...attempt.authentication, result_reason: null, version: '2.2.0' } : null,
        wallet: null,
      },
      type: 'card',
    },
    receipt_email: intent.receipt_email,
    receipt_url: null,
    refunded: false,
    status: decline ? 'failed' : 'succeeded',
  });
}

function outcomeOf(decline: ReturnType<typeof declineOf> | undefined): Charge['outcome'] {
  const risk = { risk_level: decline?.blocked ? 'highest' : 'normal', risk_score: decline?.blocked ? 92 : 17 };
  if (!decline)
    return {
      network_status: 'approved_by_network',
      reason: null,
      ...risk,
      seller_message: 'Payment complete.',
      type: 'authorized',
    };
  if (decline.blocked)
    return {
      network_status: 'not_sent_to_network',
      reason: 'highest_risk_level',
      ...risk,
      seller_message: 'Stripe blocked this payment as too risky.',
      type: 'blocked',
    };
  return {
    network_status: 'declined_by_network',
    reason: decline.decline_code ?? decline.code,
    ...risk,
    seller_message: 'The bank did not return any further details with this decline.',
    type: 'issuer_declined',
  };
}

/** Takes what was held; the rest goes back to the card, which Stripe counts as refunded. */
export function captureCharge(books: Books, charge: Charge, amount: number): Charge {
  const captured = books.charges.put({
    ...charge,
    captured: true,
    amount_captured: amount,
    amount_refunded: charge.amount - amount,
    balance_transaction: books.makeId('txn'),
  });
  publish(books, 'charge.captured', captured, { captured: false, amount_captured: 0 });
  return captured;
}

/** Lets a hold go. */
export function releaseCharge(books: Books, charge: Charge, event: 'charge.refunded' | 'charge.expired'): void {
  const released = books.charges.put({ ...charge, refunded: true, amount_refunded: charge.amount });
  publish(books, event, released, { refunded: false, amount_refunded: 0 });
}

export function findCharge(books: Books, id: string, param = 'id'): Charge {
  const charge = books.charges.get(id);
  if (!charge) throw unknownObject('charge', id, param);
  return charge;
}

export function listCharges(books: Books, params: Params) {
  const intent = params.text('payment_intent');
  const about = { url: '/v1/charges', kind: 'charge' };
  if (intent) return listOf(books.ordered.charges.group(intent), params, about.url, about.kind);
  return pageOf(books.ordered.charges, params, about);
}
