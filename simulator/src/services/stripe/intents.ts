import type { Books } from './books.ts';
import { publish } from './events.ts';
import { pageOf } from './listing.ts';
import { readCurrency, refuseSmall } from './money.ts';
import type { PaymentIntent, PaymentMethod } from './objects.ts';
import type { Params } from './params.ts';
import { readPaymentMethod } from './payment-methods.ts';
import { invalid, missing, unexpectedState, unknownObject } from './refusal.ts';

const CAPTURE_METHODS = ['automatic', 'automatic_async', 'manual'] as const;

/** What `POST /v1/payment_intents` reads before anything is created, so that a refusal leaves nothing behind. */
export interface IntentDraft {
  intent: PaymentIntent;
  method: PaymentMethod | undefined;
}

export function draftIntent(books: Books, params: Params): IntentDraft {
  const amount = params.amount('amount');
  if (amount === undefined) throw missing('amount');
  const currency = readCurrency(params.requiredText('currency'));
  refuseSmall(amount, currency);
  const customer = params.text('customer') ?? null;
  if (customer !== null && !books.customers.get(customer)) throw unknownObject('customer', customer, 'customer');
  const types = params.list('allowed_payment_method_types') ?? params.list('payment_method_types');
  if (types?.some((type) => type !== 'card'))
    throw invalid(`The payment method type "${types.find((type) => type !== 'card')}" is invalid. This account takes card.`, {
      param: 'payment_method_types',
    });
  const automatic = params.group('automatic_payment_methods');
  if (types && automatic?.flag('enabled'))
    throw invalid('You may only specify one of these parameters: automatic_payment_methods, payment_method_types.');
  const allow_redirects = automatic?.oneOf('allow_redirects', ['always', 'never']) ?? 'always';
  const draft = {
    capture_method: params.oneOf('capture_method', CAPTURE_METHODS) ?? 'automatic',
    confirmation_method: params.oneOf('confirmation_method', ['automatic', 'manual']) ?? 'automatic',
    description: params.text('description') ?? null,
    metadata: params.metadata(),
    payment_method_options: readOptions(params),
    receipt_email: params.text('receipt_email') ?? null,
    setup_future_usage: params.oneOf('setup_future_usage', ['off_session', 'on_session']) ?? null,
    statement_descriptor: params.text('statement_descriptor') ?? null,
    statement_descriptor_suffix: params.text('statement_descriptor_suffix') ?? null,
    transfer_group: params.text('transfer_group') ?? null,
  } as const;
  const method = readPaymentMethod(books, params);
  const id = books.makeId('pi');
  const intent: PaymentIntent = {
    id,
    object: 'payment_intent',
    amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: types ? null : { enabled: true, allow_redirects },
    canceled_at: null,
    cancellation_reason: null,
    ...draft,
    client_secret: `${id}_${books.makeId('secret')}`,
    created: books.seconds(),
    currency,
    customer,
    invoice: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    next_action: null,
    on_behalf_of: null,
    payment_method: method?.id ?? null,
    payment_method_types: types ?? ['card'],
    processing: null,
    review: null,
    shipping: null,
    status: method ? 'requires_confirmation' : 'requires_payment_method',
    transfer_data: null,
  };
  return { intent, method };
}

/** Writes the intent down; from here on it exists. */
export function openIntent(books: Books, intent: PaymentIntent): PaymentIntent {
  books.intents.put(intent);
  publish(books, 'payment_intent.created', intent);
  return intent;
}

export function updateIntent(books: Books, id: string, params: Params): PaymentIntent {
  const intent = findIntent(books, id);
  const fixed = ['requires_capture', 'succeeded', 'canceled', 'processing'].includes(intent.status);
  if (fixed && ['amount', 'currency', 'payment_method', 'capture_method'].some((name) => params.has(name)))
    throw unexpectedState(
      `This PaymentIntent's amount could not be updated because it has a status of ${intent.status}. You may only update the amount of a PaymentIntent with one of the following statuses: requires_payment_method, requires_confirmation, requires_action.`,
      intent,
    );
  const amount = params.amount('amount') ?? intent.amount;
  const currency = params.has('currency') ? readCurrency(params.requiredText('currency')) : intent.currency;
  refuseSmall(amount, currency);
  const capture_method = params.oneOf('capture_method', CAPTURE_METHODS) ?? intent.capture_method;
  const changes = {
    amount,
    currency,
    capture_method,
    metadata: params.metadata(intent.metadata),
    receipt_email: params.text('receipt_email') ?? intent.receipt_email,
    description: params.text('description') ?? intent.description,
  };
  const method = readPaymentMethod(books, params);
  const chosen = method ? ({ payment_method: method.id, status: 'requires_confirmation', next_action: null } as const) : {};
  const updated = books.intents.put({ ...intent, ...changes, ...chosen });
  books.ordered.intents.regroup(updated);
  return updated;
}

export function findIntent(books: Books, id: string, param = 'intent'): PaymentIntent {
  const intent = books.intents.get(id);
  if (!intent) throw unknownObject('payment_intent', id, param);
  return intent;
}

/** As a browser with a publishable key may see it: only with the intent's own secret. */
export function revealIntent(books: Books, id: string, clientSecret: string | undefined): PaymentIntent {
  const intent = findIntent(books, id);
  if (clientSecret === undefined) throw missing('client_secret');
  if (clientSecret !== intent.client_secret)
    throw invalid(
      'The client_secret provided does not match any associated PaymentIntent on this account. Ensure the provided client_secret and PaymentIntent are associated with the same account.',
      { code: 'resource_missing', param: 'client_secret' },
    );
  return intent;
}

export function listIntents(books: Books, params: Params) {
  const customer = params.text('customer');
  const about = { url: '/v1/payment_intents', kind: 'payment_intent' };
  return pageOf(books.ordered.intents, params, about, (intent) => !customer || intent.customer === customer);
}

/** Of the options of cards, the wish for 3-D Secure. */
function readOptions(params: Params): PaymentIntent['payment_method_options'] {
  const wish = params.group('payment_method_options')?.group('card')?.oneOf('request_three_d_secure', ['any', 'automatic']);
  return wish ? { card: { network: null, request_three_d_secure: wish } } : {};
}
