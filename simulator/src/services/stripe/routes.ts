import type { Route } from '../../kernel/service.ts';
import { type Books } from './books.ts';
import { showChallenge, takeAnswer } from './challenge-page.ts';
import { findCharge, listCharges } from './charges.ts';
import {
  attachMethod,
  createCustomer,
  deleteCustomer,
  detachMethod,
  findCustomer,
  listCustomers,
  listMethods,
  updateCustomer,
} from './customers.ts';
import { closeDispute, findDispute, listDisputes, updateDispute } from './disputes.ts';
import { confirmIntent, readConfirmation } from './confirm.ts';
import { endpoint, type Asked } from './endpoint.ts';
import { createEndpoint, deleteEndpoint, findEndpoint, findEvent, listEvents } from './events.ts';
import { fieldsPage } from './fields-page.ts';
import { draftIntent, findIntent, listIntents, openIntent, revealIntent, updateIntent } from './intents.ts';
import { listOf } from './listing.ts';
import type { PaymentIntent } from './objects.ts';
import { createPaymentMethod, findPaymentMethod } from './payment-methods.ts';
import { invalid } from './refusal.ts';
import { createRefund, findRefund, listRefunds } from './refunds.ts';
import { searchIntents } from './search.ts';
import { cancelIntent, captureIntent } from './settle.ts';

const DETAILS = [
  'amount',
  'capture_method',
  'currency',
  'customer',
  'description',
  'metadata',
  'payment_method',
  'payment_method_data',
  'payment_method_options',
  'payment_method_types',
  'allowed_payment_method_types',
  'receipt_email',
  'setup_future_usage',
  'shipping',
  'statement_descriptor',
  'statement_descriptor_suffix',
  'transfer_group',
];
const CONFIRMATION = [
  'capture_method',
  'client_secret',
  'error_on_requires_action',
  'mandate',
  'mandate_data',
  'off_session',
  'payment_method',
  'payment_method_data',
  'payment_method_options',
  'payment_method_types',
  'allowed_payment_method_types',
  'radar_options',
  'receipt_email',
  'return_url',
  'setup_future_usage',
  'shipping',
  'use_stripe_sdk',
];
const PAGING = ['limit', 'starting_after', 'ending_before', 'created'];

/** Payments: from being asked for to being taken or let go. */
export function intentRoutes(books: Books): Route[] {
  const path = '/v1/payment_intents';
  return [
    endpoint(books, {
      method: 'POST',
      path,
      operation: 'create payment',
      takes: [...DETAILS, ...CONFIRMATION, 'automatic_payment_methods', 'confirm', 'confirmation_method'],
      answer: ({ params }) => createIntent(books, params),
    }),
    endpoint(books, {
      method: 'GET',
      path,
      operation: 'list payments',
      takes: [...PAGING, 'customer'],
      answer: ({ params }) => listIntents(books, params),
    }),
    endpoint(books, {
      method: 'GET',
      path: `${path}/search`,
      operation: 'search payments',
      takes: ['query', 'limit', 'page'],
      answer: ({ params }) => searchIntents(books, params),
    }),
    endpoint(books, {
      method: 'GET',
      path: `${path}/:id`,
      operation: 'read payment',
      takes: ['client_secret'],
      publishable: true,
      answer: (asked) => readIntent(books, asked),
    }),
    endpoint(books, {
      method: 'POST',
      path: `${path}/:id`,
      operation: 'change payment',
      takes: DETAILS,
      answer: ({ id, params }) => updateIntent(books, id, params),
    }),
    endpoint(books, {
      method: 'POST',
      path: `${path}/:id/confirm`,
      operation: 'confirm payment',
      takes: CONFIRMATION,
      publishable: true,
      answer: (asked) => confirm(books, asked),
    }),
    endpoint(books, {
      method: 'POST',
      path: `${path}/:id/capture`,
      operation: 'capture payment',
      takes: ['amount_to_capture', 'final_capture', 'metadata', 'statement_descriptor', 'statement_descriptor_suffix'],
      answer: ({ id, params }) => captureIntent(books, id, params),
    }),
    endpoint(books, {
      method: 'POST',
      path: `${path}/:id/cancel`,
      operation: 'cancel payment',
      takes: ['cancellation_reason'],
      answer: ({ id, params }) => cancelIntent(books, id, params),
    }),
  ];
}

/** Cards, refunds, charges, events and where they go. */
export function otherRoutes(books: Books): Route[] {
  return [
    endpoint(books, {
      method: 'POST',
      path: '/v1/payment_methods',
      operation: 'take card',
      takes: ['type', 'card', 'billing_details', 'metadata', 'allow_redisplay', 'radar_options'],
      publishable: true,
      answer: ({ params }) => createPaymentMethod(books, params),
    }),
    endpoint(books, {
      method: 'GET',
      path: '/v1/payment_methods/:id',
      operation: 'read card',
      takes: [],
      answer: ({ id }) => findPaymentMethod(books, id, 'payment_method'),
    }),
    endpoint(books, {
      method: 'GET',
      path: '/v1/payment_methods',
      operation: 'list cards',
      takes: [...PAGING, 'customer', 'type'],
      answer: ({ params }) => listMethods(books, params),
    }),
    endpoint(books, {
      method: 'POST',
      path: '/v1/payment_methods/:id/attach',
      operation: 'keep card',
      takes: ['customer'],
      answer: ({ id, params }) => attachMethod(books, id, params),
    }),
    endpoint(books, {
      method: 'POST',
      path: '/v1/payment_methods/:id/detach',
      operation: 'forget card',
      takes: [],
      answer: ({ id }) => detachMethod(books, id),
    }),
    endpoint(books, {
      method: 'POST',
      path: '/v1/refunds',
      operation: 'refund',
      takes: [
        'amount',
        'charge',
        'metadata',
        'payment_intent',
        'reason',
        'instructions_email',
        'refund_application_fee',
        'reverse_transfer',
      ],
      answer: ({ params }) => createRefund(books, params),
    }),
    endpoint(books, {
      method: 'GET',
      path: '/v1/refunds',
      operation: 'list refunds',
      takes: [...PAGING, 'charge', 'payment_intent'],
      answer: ({ params }) => listRefunds(books, params),
    }),
    endpoint(books, {
      method: 'GET',
      path: '/v1/refunds/:id',
      operation: 'read refund',
      takes: [],
      answer: ({ id }) => findRefund(books, id),
    }),
    endpoint(books, {
      method: 'GET',
      path: '/v1/charges',
      operation: 'list charges',
      takes: [...PAGING, 'payment_intent', 'customer', 'transfer_group'],
      answer: ({ params }) => listCharges(books, params),
    }),
    endpoint(books, {
      method: 'GET',
      path: '/v1/charges/:id',
      operation: 'read charge',
      takes: [],
      answer: ({ id }) => findCharge(books, id),
    }),
    endpoint(books, {
      method: 'GET',
      path: '/v1/events',
      operation: 'list events',
      takes: [...PAGING, 'type', 'types', 'delivery_success'],
      answer: ({ params }) => listEvents(books, params),
    }),
    endpoint(books, {
      method: 'GET',
      path: '/v1/events/:id',
      operation: 'read event',
      takes: [],
      answer: ({ id }) => findEvent(books, id),
    }),
    endpoint(books, {
      method: 'POST',
      path: '/v1/webhook_endpoints',
      operation: 'add webhook endpoint',
      takes: ['url', 'enabled_events', 'description', 'metadata', 'api_version', 'connect'],
      answer: ({ params }) => createEndpoint(books, params),
    }),
    endpoint(books, {
      method: 'GET',
      path: '/v1/webhook_endpoints',
      operation: 'list webhook endpoints',
      takes: PAGING,
      answer: ({ params }) => listOf(books.endpoints.all(), params, '/v1/webhook_endpoints', 'webhook_endpoint'),
    }),
    endpoint(books, {
      method: 'GET',
      path: '/v1/webhook_endpoints/:id',
      operation: 'read webhook endpoint',
      takes: [],
      answer: ({ id }) => findEndpoint(books, id),
    }),
    endpoint(books, {
      method: 'DELETE',
      path: '/v1/webhook_endpoints/:id',
      operation: 'remove webhook endpoint',
      takes: [],
      answer: ({ id }) => deleteEndpoint(books, id),
    }),
  ];
}

/** Who buys again, and who wants the money back. */
export function peopleRoutes(books: Books): Route[] {
  const customers = '/v1/customers';
  const disputes = '/v1/disputes';
  const details = ['description', 'email', 'metadata', 'name', 'phone', 'preferred_locales'];
  return [
    endpoint(books, {
      method: 'POST',
      path: customers,
      operation: 'add customer',
      takes: details,
      answer: ({ params }) => createCustomer(books, params),
    }),
    endpoint(books, {
      method: 'GET',
      path: customers,
      operation: 'list customers',
      takes: [...PAGING, 'email'],
      answer: ({ params }) => listCustomers(books, params),
    }),
    endpoint(books, {
      method: 'GET',
      path: `${customers}/:id`,
      operation: 'read customer',
      takes: [],
      answer: ({ id }) => findCustomer(books, id),
    }),
    endpoint(books, {
      method: 'POST',
      path: `${customers}/:id`,
      operation: 'change customer',
      takes: details,
      answer: ({ id, params }) => updateCustomer(books, id, params),
    }),
    endpoint(books, {
      method: 'DELETE',
      path: `${customers}/:id`,
      operation: 'delete customer',
      takes: [],
      answer: ({ id }) => deleteCustomer(books, id),
    }),
    endpoint(books, {
      method: 'GET',
      path: disputes,
      operation: 'list disputes',
      takes: [...PAGING, 'charge', 'payment_intent'],
      answer: ({ params }) => listDisputes(books, params),
    }),
    endpoint(books, {
      method: 'GET',
      path: `${disputes}/:id`,
      operation: 'read dispute',
      takes: [],
      answer: ({ id }) => findDispute(books, id),
    }),
    endpoint(books, {
      method: 'POST',
      path: `${disputes}/:id`,
      operation: 'answer dispute',
      takes: ['evidence', 'metadata', 'submit'],
      answer: ({ id, params }) => updateDispute(books, id, params),
    }),
    endpoint(books, {
      method: 'POST',
      path: `${disputes}/:id/close`,
      operation: 'accept dispute',
      takes: [],
      answer: ({ id }) => closeDispute(books, id),
    }),
  ];
}

/** What a browser sees: the card fields, and the bank's question. */
export function pageRoutes(books: Books, merchant: string): Route[] {
  return [
    {
      method: 'GET',
      path: '/fields',
      operation: 'show card fields',
      resolve: (call) => fieldsPage({ now: books.env.now(), publishableKey: books.options.publishableKey }, call),
    },
    {
      method: 'GET',
      path: '/challenge/:id',
      operation: 'show challenge',
      resolve: (call) => showChallenge(books, merchant, call),
    },
    { method: 'POST', path: '/challenge/:id', operation: 'answer challenge', resolve: (call) => takeAnswer(books, call) },
  ];
}

/** Everything is read before anything is done, so that a refused call leaves nothing behind. */
function createIntent(books: Books, params: Asked['params']): PaymentIntent {
  const { intent, method } = draftIntent(books, params);
  if (!params.flag('confirm')) {
    if (params.has('return_url'))
      throw invalid(
        'The parameter `return_url` cannot be passed when creating a PaymentIntent unless `confirm` is set to true.',
        { param: 'return_url' },
      );
    return openIntent(books, intent);
  }
  const confirmation = readConfirmation(books, intent, params, method);
  return confirmIntent(books, openIntent(books, intent), confirmation);
}

function confirm(books: Books, asked: Asked): PaymentIntent {
  const intent = readIntent(books, asked);
  return confirmIntent(books, intent, readConfirmation(books, intent, asked.params));
}

/** With a publishable key only what its client secret opens. */
function readIntent(books: Books, { id, params, caller }: Asked): PaymentIntent {
  return caller === 'secret' ? findIntent(books, id) : revealIntent(books, id, params.text('client_secret'));
}
