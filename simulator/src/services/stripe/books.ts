import type { ServiceEnv } from '../../kernel/service.ts';
import type { Table } from '../../kernel/table.ts';
import type { Charge, Customer, Dispute, KeptEvent, PaymentIntent, PaymentMethod, Refund, WebhookEndpoint } from './objects.ts';
import { Ordered } from './ordered.ts';
import type { Behaviour } from './test-cards.ts';

export interface StripeOptions {
  secretKey: string;
  publishableKey: string;
  /** Where events go from the beginning, as if set up in Stripe's dashboard. */
  webhooks: readonly { url: string; secret: string }[];
  /** How old an intent is before `search` finds it, in milliseconds. Stripe says "under a minute"; 0 when absent. */
  searchLagMs?: number;
  /** Refuse parameters that the version in `Stripe-Version` no longer has, as Stripe does. Off when absent. */
  strictVersions?: boolean;
}

/** What is known of a card apart from its published face: how its bank behaves. Its number is kept nowhere. */
export interface CardOnFile {
  id: string;
  behaviour: Behaviour;
}

/** A challenge that a browser has been sent to. */
export interface Challenge {
  /** The intent's id. */
  id: string;
  returnUrl: string | null;
}

/** An answer that an idempotency key keeps. */
export interface Replay {
  key: string;
  /** Digest of call and parameters. */
  wish: string;
  status: number;
  body: unknown;
  requestId: string;
  at: number;
}

/** What somebody has set to go wrong, by lever. */
export interface Mood {
  lever: string;
  /** Until when, in milliseconds since 1970; or how often it is still to happen. */
  until?: number;
  left?: number;
  /** Such as a decline code. */
  what?: string;
}

/** Everything that this Stripe account holds. */
export interface Books {
  env: ServiceEnv;
  options: StripeOptions;
  methods: Table<PaymentMethod>;
  cards: Table<CardOnFile>;
  intents: Table<PaymentIntent>;
  challenges: Table<Challenge>;
  charges: Table<Charge>;
  refunds: Table<Refund>;
  events: Table<KeptEvent>;
  endpoints: Table<WebhookEndpoint>;
  secrets: Table<{ id: string; secret: string }>;
  replays: Table<Replay>;
  disputes: Table<Dispute>;
  customers: Table<Customer>;
  moods: Table<Mood>;
  /** The same rows in order, and intents by metadata, charges by intent, refunds by charge. */
  ordered: {
    intents: Ordered<PaymentIntent>;
    charges: Ordered<Charge>;
    refunds: Ordered<Refund>;
    events: Ordered<KeptEvent>;
    methods: Ordered<PaymentMethod>;
    disputes: Ordered<Dispute>;
  };
  makeId(prefix: string): string;
  /** Seconds since 1970. */
  seconds(): number;
  /** The call under way, for `event.request`. */
  request: { id: string | null; idempotency_key: string | null };
}

export function openBooks(env: ServiceEnv, options: StripeOptions): Books {
  const ids = env.random('ids');
  const endpoints = env.table<WebhookEndpoint>('webhook_endpoints', ({ id }) => id);
  const secrets = env.table<{ id: string; secret: string }>('webhook_secrets', ({ id }) => id);
  endpoints.seed(options.webhooks.map(({ url }, index) => endpointFromStart(url, index, Math.floor(env.now() / 1_000))));
  secrets.seed(options.webhooks.map(({ secret }, index) => ({ id: `we_1Vitrine${index + 1}`, secret })));
  const intents = env.table<PaymentIntent>('payment_intents', ({ id }) => id);
  const charges = env.table<Charge>('charges', ({ id }) => id);
  const refunds = env.table<Refund>('refunds', ({ id }) => id);
  const events = env.table<KeptEvent>('events', ({ id }) => id);
  const methods = env.table<PaymentMethod>('payment_methods', ({ id }) => id);
  const disputes = env.table<Dispute>('disputes', ({ id }) => id);
  return {
    env,
    options,
    endpoints,
    secrets,
    methods,
    cards: env.table<CardOnFile>('cards', ({ id }) => id),
    intents,
    challenges: env.table<Challenge>('challenges', ({ id }) => id),
    charges,
    refunds,
    events,
    disputes,
    customers: env.table<Customer>('customers', ({ id }) => id),
    replays: env.table<Replay>('replays', ({ key }) => key),
    moods: env.table<Mood>('moods', ({ lever }) => lever),
    ordered: {
      intents: new Ordered(intents, idOf, ({ metadata }) => Object.entries(metadata).map(metadataGroup)),
      charges: new Ordered(charges, idOf, ({ payment_intent }) => [payment_intent]),
      refunds: new Ordered(refunds, idOf, ({ charge, payment_intent }) => [charge, payment_intent]),
      events: new Ordered(events, idOf),
      methods: new Ordered(methods, idOf, ({ customer }) => (customer ? [customer] : [])),
      disputes: new Ordered(disputes, idOf, ({ charge, payment_intent }) => [charge, payment_intent]),
    },
    makeId: (prefix) => `${prefix}_${ids.id(24)}`,
    seconds: () => Math.floor(env.now() / 1_000),
    request: { id: null, idempotency_key: null },
  };
}

const endpointFromStart = (url: string, index: number, created: number): WebhookEndpoint => ({
  id: `we_1Vitrine${index + 1}`,
  object: 'webhook_endpoint',
  api_version: null,
  application: null,
  created,
  description: 'Set up with the account',
  enabled_events: ['*'],
  livemode: false,
  metadata: {},
  status: 'enabled',
  url,
});

const idOf = ({ id }: { id: string }): string => id;

/** Search takes upper and lower case alike. */
export const metadataGroup = ([key, value]: [string, string]): string => `${key}\0${value.toLowerCase()}`;
