import type { Answer, ServiceEnv } from '../../kernel/service.ts';
import type { Table } from '../../kernel/table.ts';

export interface VippsOptions {
  clientId: string;
  clientSecret: string;
  subscriptionKey: string;
  merchantSerialNumber: string;
  /** The name that people see in the app. */
  merchant?: string;
  /** Where events go from the beginning, as if registered earlier. */
  webhooks?: readonly { url: string; secret: string }[];
}

/** Minor units. */
export interface Amount {
  value: number;
  currency: string;
}

export type PaymentState = 'CREATED' | 'ABORTED' | 'EXPIRED' | 'AUTHORIZED' | 'TERMINATED';
export type EventName = PaymentState | 'CANCELLED' | 'CAPTURED' | 'REFUNDED';
export type UserFlow = 'PUSH_MESSAGE' | 'NATIVE_REDIRECT' | 'WEB_REDIRECT' | 'QR';

export interface PaymentEvent {
  reference: string;
  pspReference: string;
  name: EventName;
  amount: Amount;
  timestamp: string;
  idempotencyKey: string | null;
  success: boolean;
}

export interface Payment {
  reference: string;
  pspReference: string;
  state: PaymentState;
  amount: Amount;
  /** Minor units. */
  authorized: number;
  cancelled: number;
  captured: number;
  refunded: number;
  userFlow: UserFlow;
  /** In the landing page's address; whoever has it may pay or call it off. */
  token: string;
  redirectUrl?: string;
  returnUrl?: string;
  description?: string;
  metadata?: Record<string, string>;
  scope?: string;
  /** MSISDN of whoever pays, once known. */
  phone?: string;
  createdAt: number;
  expiresAt: number;
  events: PaymentEvent[];
}

/** What waits on somebody's phone. Gone once it is answered, called off or too old. */
export interface AppRequest {
  /** The payment's reference. */
  id: string;
  phone: string;
  merchant: string;
  amount: Amount;
  description: string;
  sentAt: number;
  /** When the phone shows it: later than sent where the telephone network is slow. */
  shownAt: number;
  expiresAt: number;
  /** Nobody looks at this phone. */
  ignored: boolean;
}

export interface WebhookRegistration {
  id: string;
  url: string;
  events: string[];
}

/** An answer that an idempotency key keeps. */
export interface Replay {
  id: string;
  /** Digest of the body. */
  wish: string;
  status: number;
  body: unknown;
}

/** What somebody has set to go wrong, by lever. */
export interface Mood {
  lever: string;
  /** Until when, in milliseconds since 1970; or how often it is still to happen. */
  until?: number;
  left?: number;
}

/** Everything that this sales unit holds at Vipps MobilePay. */
export interface Books {
  env: ServiceEnv;
  options: VippsOptions;
  payments: Table<Payment>;
  requests: Table<AppRequest>;
  landings: Table<{ token: string; reference: string }>;
  tokens: Table<{ token: string; expiresAt: number }>;
  webhooks: Table<WebhookRegistration>;
  secrets: Table<{ id: string; secret: string }>;
  replays: Table<Replay>;
  moods: Table<Mood>;
  nextPspReference(): string;
  makeToken(length?: number): string;
}

export function openBooks(env: ServiceEnv, options: VippsOptions): Books {
  const psp = env.counter('psp', 10_137_464_401);
  const ids = env.random('tokens');
  const webhooks = env.table<WebhookRegistration>('webhooks', ({ id }) => id);
  const secrets = env.table<{ id: string; secret: string }>('webhook_secrets', ({ id }) => id);
  const fromStart = (options.webhooks ?? []).map((hook, index) => ({
    ...hook,
    id: `00000000-0000-4000-a000-00000000000${index + 1}`,
  }));
  webhooks.seed(fromStart.map(({ id, url }) => ({ id, url, events: [...EVENT_TYPES] })));
  secrets.seed(fromStart.map(({ id, secret }) => ({ id, secret })));
  return {
    env,
    options,
    webhooks,
    secrets,
    payments: env.table<Payment>('payments', ({ reference }) => reference),
    requests: env.table<AppRequest>('app_requests', ({ id }) => id),
    landings: env.table<{ token: string; reference: string }>('landings', ({ token }) => token),
    tokens: env.table<{ token: string; expiresAt: number }>('access_tokens', ({ token }) => token),
    replays: env.table<Replay>('replays', ({ id }) => id),
    moods: env.table<Mood>('moods', ({ lever }) => lever),
    nextPspReference: () => String(psp()),
    makeToken: (length = 40) => ids.id(length),
  };
}

/** Source: developer.vippsmobilepay.com, "Webhooks API: events". */
export const EVENT_TYPES = ['created', 'aborted', 'expired', 'cancelled', 'captured', 'refunded', 'authorized', 'terminated'].map(
  (name) => `epayments.payment.${name}.v1`,
);

export const uuid = (env: ServiceEnv): string => {
  const hex = hexDigits(env, 32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
};

export const hexDigits = (env: ServiceEnv, length: number): string => {
  const random = env.random('hex');
  return Array.from({ length: length / 8 }, () => random.uint32().toString(16).padStart(8, '0')).join('');
};

/** An answer that stops everything. Thrown, and given to the caller by the gate. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`Refused with ${answer.status}`);
    this.answer = answer;
  }
}

/** What is wrong with a field, as the vendor names it. */
export interface ExtraDetail {
  name: string;
  reason: string;
}

/**
 * A refusal in the vendor's words: RFC 7807 with `extraDetails`. Source: developer.vippsmobilepay.com, "ePayment API errors".
 */
export function problem(
  { env }: Books,
  status: number,
  instance: string,
  { title, detail, extraDetails = [] }: { title: string; detail: string; extraDetails?: ExtraDetail[] },
): Refused {
  return new Refused({
    status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8' },
    body: {
      type: `https://httpstatuses.io/${status}`,
      title,
      status,
      detail,
      instance,
      traceId: `00-${hexDigits(env, 32)}-${hexDigits(env, 16)}-01`,
      ...(extraDetails.length > 0 ? { extraDetails } : {}),
    },
  });
}

/** For people: `1249.00 NOK`. */
export const money = (value: number, currency: string): string =>
  `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')} ${currency}`;
