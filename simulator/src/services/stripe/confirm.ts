import type { Books } from './books.ts';
import { makeCharge, type Authentication } from './charges.ts';
import { planDispute } from './disputes.ts';
import { publish } from './events.ts';
import { money } from './money.ts';
import { spendMood } from './moods.ts';
import type { PaymentIntent, PaymentMethod } from './objects.ts';
import type { Params } from './params.ts';
import { readPaymentMethod } from './payment-methods.ts';
import { invalid, Refusal, unexpectedState, type ErrorBody } from './refusal.ts';
import { declineOf, type Behaviour, type DeclineName } from './test-cards.ts';

/** How long a bank holds money for an online card payment before it lets go: seven days. */
const HOLD_MS = 7 * 24 * 3_600_000;

export interface Confirmation {
  method: PaymentMethod;
  returnUrl: string | undefined;
  offSession: boolean;
  refuseChallenge: boolean;
  useSdk: boolean;
}

/** Reads what a confirmation needs, and refuses what cannot be confirmed, before anything happens. */
export function readConfirmation(books: Books, intent: PaymentIntent, params: Params, chosen?: PaymentMethod): Confirmation {
  if (intent.status === 'succeeded' || intent.status === 'requires_capture')
    throw unexpectedState(
      'You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.',
      intent,
    );
  if (intent.status === 'canceled')
    throw unexpectedState(
      'You cannot confirm this PaymentIntent because it has a status of canceled. Only a PaymentIntent with one of the following statuses may be confirmed: requires_confirmation, requires_action.',
      intent,
    );
  const returnUrl = params.text('return_url');
  if (returnUrl !== undefined && !/^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(returnUrl))
    throw invalid('Not a valid URL', { code: 'url_invalid', param: 'return_url' });
  if (
    returnUrl === undefined &&
    intent.automatic_payment_methods?.enabled &&
    intent.automatic_payment_methods.allow_redirects !== 'never' &&
    !params.flag('use_stripe_sdk')
  )
    throw invalid(
      "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.",
      { param: 'return_url' },
    );
  const offSession = params.has('off_session') && params.value('off_session') !== 'false';
  const [refuseChallenge, useSdk] = [params.flag('error_on_requires_action'), params.flag('use_stripe_sdk')];
  const method =
    chosen ?? readPaymentMethod(books, params) ?? (intent.payment_method ? books.methods.get(intent.payment_method) : undefined);
  if (!method)
    throw unexpectedState(
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
      intent,
    );
  return { method, returnUrl, offSession, refuseChallenge, useSdk };
}

/** Asks the bank. @throws {Refusal} 402 when it declines; the intent then waits for another card. */
export function confirmIntent(books: Books, before: PaymentIntent, confirmation: Confirmation): PaymentIntent {
  const { method, returnUrl, offSession, refuseChallenge } = confirmation;
  const behaviour = books.cards.get(method.id)!.behaviour;
  const intent = books.intents.put({ ...before, payment_method: method.id, last_payment_error: null, next_action: null });
  const wish = intent.payment_method_options.card?.request_three_d_secure ?? 'automatic';
  const wanted = spendMood(books, 'challenge-next') !== undefined || (wish === 'any' && behaviour.enrolled);
  const asks = behaviour.challenge === 'required' || (wanted && behaviour.challenge !== 'unsupported');
  if (!asks) return askBank(books, intent, method, { decline: behaviour.decline, authentication: quietly(behaviour, wish) });
  if (offSession || refuseChallenge) return askBank(books, intent, method, { decline: 'authentication_required' });
  return askBuyer(books, intent, returnUrl);
}

/** 3-D Secure that the shop asked for and the buyer never sees: the bank does not take part. */
function quietly({ challenge }: Behaviour, wish: string): Authentication | undefined {
  if (wish === 'automatic') return undefined;
  if (challenge === 'unsupported') return { authentication_flow: null, result: 'not_supported' };
  return { authentication_flow: 'frictionless', result: 'attempt_acknowledged' };
}

/** Sends the buyer to the bank's own page. */
function askBuyer(books: Books, intent: PaymentIntent, returnUrl: string | undefined): PaymentIntent {
  const url = `${books.env.publicUrl}/challenge/${intent.id}?client_secret=${intent.client_secret}`;
  books.challenges.put({ id: intent.id, returnUrl: returnUrl ?? null });
  const asking = books.intents.put({
    ...intent,
    status: 'requires_action',
    next_action: returnUrl
      ? { type: 'redirect_to_url', redirect_to_url: { url, return_url: returnUrl } }
      : {
          type: 'use_stripe_sdk',
          use_stripe_sdk: { type: 'three_d_secure_redirect', stripe_js: url, source: `src_${intent.id.slice(3)}` },
        },
  });
  publish(books, 'payment_intent.requires_action', asking);
  books.env.tell(
    `The bank wants to see the cardholder before it holds ${money(intent.amount, intent.currency)} (3-D Secure)`,
    referenceOf(intent),
  );
  return asking;
}

/** The buyer's answer on the bank's page. A later answer to the same question changes nothing. */
export function answerChallenge(books: Books, intent: PaymentIntent, decision: 'approve' | 'decline'): PaymentIntent {
  if (intent.status !== 'requires_action' || !intent.payment_method) return intent;
  books.request = { id: null, idempotency_key: null };
  const method = books.methods.get(intent.payment_method)!;
  const settled = books.intents.put({ ...intent, next_action: null });
  if (decision === 'approve') {
    books.env.tell('The cardholder approved the payment at the bank', referenceOf(intent));
    try {
      return askBank(books, settled, method, {
        decline: books.cards.get(method.id)!.behaviour.decline,
        authentication: { authentication_flow: 'challenge', result: 'authenticated' },
      });
    } catch (thrown) {
      if (thrown instanceof Refusal) return books.intents.get(intent.id)!;
      throw thrown;
    }
  }
  books.env.tell('The cardholder said no at the bank', referenceOf(intent));
  const error: ErrorBody = {
    type: 'invalid_request_error',
    code: 'payment_intent_authentication_failure',
    doc_url: 'https://stripe.com/docs/error-codes/payment-intent-authentication-failure',
    message:
      'The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.',
  };
  const failed = books.intents.put({
    ...settled,
    status: 'requires_payment_method',
    payment_method: null,
    last_payment_error: { ...error, payment_method: method },
  });
  publish(books, 'payment_intent.payment_failed', failed);
  return failed;
}

function askBank(
  books: Books,
  intent: PaymentIntent,
  method: PaymentMethod,
  asked: { decline: DeclineName | undefined; authentication?: Authentication | undefined },
): PaymentIntent {
  const wilful = spendMood(books, 'decline-next')?.what as DeclineName | undefined;
  const attempt = wilful ? { ...asked, decline: wilful } : asked;
  const charge = makeCharge(books, intent, method, attempt);
  const amount = money(intent.amount, intent.currency);
  const card = `${method.card.brand} •••• ${method.card.last4}`;
  if (attempt.decline) {
    const { code, decline_code, message } = declineOf(attempt.decline);
    const refusal = new Refusal(
      402,
      { type: 'card_error', code, ...(decline_code ? { decline_code } : {}), message, charge: charge.id, payment_method: method },
      true,
    );
    const failed = books.intents.put({
      ...intent,
      status: 'requires_payment_method',
      payment_method: null,
      latest_charge: charge.id,
      last_payment_error: refusal.error,
    });
    publish(books, 'charge.failed', charge);
    publish(books, 'payment_intent.payment_failed', failed);
    books.env.tell(`The bank declined ${amount} on ${card}: ${(decline_code ?? code).replaceAll('_', ' ')}`, referenceOf(intent));
    throw new Refusal(402, { ...refusal.error, payment_intent: failed }, true);
  }
  publish(books, 'charge.succeeded', charge);
  if (intent.capture_method === 'manual') {
    const held = books.intents.put({
      ...intent,
      status: 'requires_capture',
      latest_charge: charge.id,
      amount_capturable: intent.amount,
    });
    publish(books, 'payment_intent.amount_capturable_updated', held);
    books.env.alarm(books.env.now() + HOLD_MS, 'hold-expires', { intent: intent.id });
    books.env.tell(`Stripe holds ${amount} on ${card}`, referenceOf(intent));
    return held;
  }
  const paid = books.intents.put({ ...intent, status: 'succeeded', latest_charge: charge.id, amount_received: intent.amount });
  publish(books, 'payment_intent.succeeded', paid);
  planDispute(books, paid);
  books.env.tell(`Stripe took ${amount} from ${card}`, referenceOf(intent));
  return paid;
}

/** The merchant's own reference, for the story. */
export const referenceOf = ({ metadata }: PaymentIntent): { reference?: string } =>
  metadata['reference'] ? { reference: metadata['reference'] } : {};
