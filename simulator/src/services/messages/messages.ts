import type { Answer, Call, Service, ServiceEnv, ServiceFactory } from '../../kernel/service.ts';
import type { Table } from '../../kernel/table.ts';
import { standardWebhookHeaders } from '../parcels/standard-webhooks.ts';
import { behindKey, refuse } from '../own-wire.ts';
import { magicFailure, readDraft, type Draft } from './draft.ts';
import type { Segments } from './segments.ts';

/** A message as it is kept. Times are milliseconds since 1970. */
export interface SentMessage {
  id: string;
  key: string;
  channel: 'email' | 'sms';
  to: string;
  subject?: string;
  text: string;
  size?: Segments;
  queuedAt: number;
  /** When the operator or the mail server has it. */
  sentAt: number;
  deliveredAt?: number;
  failedAt?: number;
  /** Decided when it was queued: why it will not arrive. */
  reason?: string;
}

export interface MessagesOptions {
  key: string;
  /** Where delivery reports go, and which of `message.delivered` and `message.failed`; both when absent. */
  webhook?: { url: string; secret: string; events?: readonly string[] } | undefined;
  /** Messages that one account may hand in per second; 200 when absent. */
  perSecond?: number;
}

/** How long a message takes to its reader, in milliseconds, both ends included. */
const UNDER_WAY_MS = { email: [2_000, 9_000], sms: [800, 3_000] } as const;
/** Of this, the time until the operator or the mail server has it. */
const HANDED_ON_MS = 500;
const MINUTE_MS = 60_000;
const MOST_LISTED = 200;

/** Meldingen: SMS and e-mail. Source: docs/upstream/messages.md. */
export function messagesService(options: MessagesOptions): ServiceFactory {
  return (env) => new Messages(env, options).service();
}

class Messages {
  readonly #env: ServiceEnv;
  readonly #options: MessagesOptions;
  readonly #messages: Table<SentMessage>;
  readonly #keys: Table<{ key: string; id: string }>;
  /** What levers have done: `operator` is down until then; `bounce` hits so many messages more. */
  readonly #troubles: Table<{ name: 'operator' | 'bounce'; until: number }>;
  readonly #gate: Table<{ name: 'gate'; second: number; count: number }>;
  /** Message ids by reader, oldest first. */
  #byReader: Map<string, string[]> | undefined;

  constructor(env: ServiceEnv, options: MessagesOptions) {
    this.#env = env;
    this.#options = options;
    this.#messages = env.table<SentMessage>('messages', ({ id }) => id);
    this.#keys = env.table('keys', ({ key }) => key);
    this.#troubles = env.table('troubles', ({ name }) => name);
    this.#gate = env.table('gate', ({ name }) => name);
  }

  service(): Service {
    const route = behindKey(this.#options.key);
    const { webhook } = this.#options;
    return {
      name: 'messages',
      title: 'Meldingen (SMS and e-mail)',
      origin: 'https://api.meldingen.example',
      routes: [
        route('POST', '/v1/messages', 'send message', (call) => this.#send(call)),
        route('GET', '/v1/messages', 'list messages', (call) => this.#list(call)),
        route('GET', '/v1/messages/:id', 'read message', ({ params }) => this.#read(params['id']!)),
      ],
      alarms: { arrives: ({ id }: { id: string }) => this.#arrive(id) },
      signWebhook: ({ url, headers, body }, at) =>
        webhook && url === webhook.url ? standardWebhookHeaders(webhook.secret, headers?.['webhook-id'] ?? '', body, at) : {},
      levers: [
        {
          name: 'operator-down',
          sentence: 'The telephone operator is down: SMS are taken, and arrive when it is back.',
          fields: { minutes: 'How long; 30 when absent.' },
          pull: ({ minutes }) => this.#operatorDown(minutes),
        },
        {
          name: 'bounce-next',
          sentence: 'The next message does not reach anybody, and a report says so.',
          pull: () => void this.#troubles.put({ name: 'bounce', until: (this.#troubles.get('bounce')?.until ?? 0) + 1 }),
        },
      ],
      unknownPath: ({ method, path }, hint) => refuse(404, 'unknown_path', `There is no ${method} ${path}. ${hint}`),
      documents: () => ({
        Messages: this.#messages
          .all()
          .slice(-MOST_LISTED)
          .reverse()
          .map((message) => ({
            ...this.#onWire(message),
            delivered_at: message.deliveredAt ? iso(message.deliveredAt) : message.failedAt ? 'never' : 'under way',
          })),
      }),
    };
  }

  #send(call: Call): Answer {
    const key = call.headers.get('idempotency-key');
    if (!key) return refuse(400, 'idempotency_key_required', 'Send an Idempotency-Key, made once per message.');
    if (this.#isTooFast()) return { ...refuse(429, 'too_many_requests', 'Slow down.'), headers: { 'retry-after': '1' } };
    const draft = readDraft(call.text);
    if ('status' in draft) return draft;
    const known = this.#keys.get(key);
    const before = known && this.#messages.get(known.id);
    if (before)
      return isSameWish(before, draft)
        ? this.#taken(before)
        : refuse(409, 'idempotency_conflict', 'This Idempotency-Key came with another message before.');
    const env = this.#env;
    const now = env.now();
    const [least, most] = UNDER_WAY_MS[draft.channel];
    const arrivesAt = now + env.random('delivery').integer(least, most);
    const reason = magicFailure(draft) ?? this.#bounce(draft);
    const message = this.#messages.put({
      id: `msg_${env.random('ids').id(20)}`,
      key,
      ...draft,
      queuedAt: now,
      sentAt: now + HANDED_ON_MS,
      ...(reason === undefined ? {} : { reason }),
    });
    this.#keys.put({ key, id: message.id });
    if (this.#byReader) this.#shelve(message);
    env.alarm(arrivesAt, 'arrives', { id: message.id });
    return this.#taken(message);
  }

  #taken(message: SentMessage): Answer {
    const { id, size } = message;
    return { status: 202, body: { id, status: statusOf(message, this.#env.now()), ...size } };
  }

  #arrive(id: string): void {
    const message = this.#messages.get(id);
    if (!message || message.deliveredAt !== undefined || message.failedAt !== undefined) return;
    const env = this.#env;
    const now = env.now();
    const downUntil = message.channel === 'sms' ? (this.#troubles.get('operator')?.until ?? 0) : 0;
    if (downUntil > now) {
      const sentAt = downUntil + env.random('delivery').integer(0, MINUTE_MS);
      this.#messages.put({ ...message, sentAt });
      env.alarm(sentAt + HANDED_ON_MS, 'arrives', { id });
      return;
    }
    const { channel, to, reason } = message;
    const what = channel === 'sms' ? 'SMS' : 'E-mail';
    if (reason === undefined) {
      this.#report(this.#messages.put({ ...message, deliveredAt: now }), 'message.delivered');
      const shown = message.subject ?? (message.text.length > 90 ? `${message.text.slice(0, 89)}…` : message.text);
      env.tell(`${what} to ${to}: “${shown}”`);
    } else {
      this.#report(this.#messages.put({ ...message, failedAt: now }), 'message.failed');
      env.tell(`${what} to ${to} reaches nobody: ${reason.replaceAll('_', ' ')}`);
    }
  }

  #report(message: SentMessage, type: string): void {
    const { webhook } = this.#options;
    if (!webhook || (webhook.events && !webhook.events.includes(type))) return;
    const env = this.#env;
    const id = `mev_${env.random('event-ids').id(18)}`;
    env.send({
      url: webhook.url,
      operation: type,
      headers: { 'webhook-id': id },
      body: JSON.stringify({
        id,
        type,
        created_at: iso(env.now()),
        data: { ...this.#onWire(message), idempotency_key: message.key, text: undefined, subject: undefined },
      }),
    });
  }

  #list({ query }: Call): Answer {
    const to = query.get('to');
    const limit = Number(query.get('limit') ?? 50);
    if (!Number.isInteger(limit) || limit < 1 || limit > MOST_LISTED)
      return refuse(422, 'invalid_limit', `limit is a number from 1 to ${MOST_LISTED}.`);
    const ids = this.#shelves().get(to ?? '') ?? [];
    const before = query.get('before');
    const end = before === null ? ids.length : ids.indexOf(before);
    if (end < 0) return refuse(422, 'invalid_cursor', 'before is no message of this list.');
    const from = Math.max(0, end - limit);
    const page = ids.slice(from, end).reverse();
    return {
      status: 200,
      body: { messages: page.map((id) => this.#onWire(this.#messages.get(id)!)), next_before: from > 0 ? page.at(-1) : null },
    };
  }

  #read(id: string): Answer {
    const message = this.#messages.get(id);
    return message ? { status: 200, body: this.#onWire(message) } : refuse(404, 'not_found', `There is no message ${id}.`);
  }

  /** By reader, and under the empty name all of them. Filled late: only then has a saved world been put back. */
  #shelves(): Map<string, string[]> {
    if (!this.#byReader) {
      this.#byReader = new Map();
      for (const message of this.#messages.rows()) this.#shelve(message);
    }
    return this.#byReader;
  }

  #shelve({ id, to }: SentMessage): void {
    for (const name of [to, '']) {
      const ids = this.#byReader!.get(name);
      if (ids) ids.push(id);
      else this.#byReader!.set(name, [id]);
    }
  }

  #isTooFast(): boolean {
    const second = Math.floor(this.#env.now() / 1_000);
    const gate = this.#gate.get('gate');
    const count = gate?.second === second ? gate.count + 1 : 1;
    this.#gate.put({ name: 'gate', second, count });
    return count > (this.#options.perSecond ?? 200);
  }

  #bounce({ channel }: Draft): string | undefined {
    const left = this.#troubles.get('bounce')?.until ?? 0;
    if (left === 0) return undefined;
    this.#troubles.put({ name: 'bounce', until: left - 1 });
    return channel === 'sms' ? 'unknown_subscriber' : 'unknown_recipient';
  }

  #operatorDown(wished: unknown): void {
    const minutes = wished === undefined ? 30 : Number(wished);
    if (!Number.isFinite(minutes) || minutes <= 0 || minutes > 1_440) throw new RangeError('minutes is a number from 1 to 1440.');
    this.#troubles.put({ name: 'operator', until: this.#env.now() + Math.round(minutes * MINUTE_MS) });
    this.#env.tell(`The telephone operator is down for ${minutes} minutes`);
  }

  #onWire(message: SentMessage) {
    const { id, channel, to, subject, text, size, queuedAt, deliveredAt, failedAt, reason } = message;
    return {
      id,
      channel,
      to,
      ...(subject === undefined ? {} : { subject }),
      text,
      ...size,
      status: statusOf(message, this.#env.now()),
      queued_at: iso(queuedAt),
      ...(deliveredAt === undefined ? {} : { delivered_at: iso(deliveredAt) }),
      ...(failedAt === undefined ? {} : { failed_at: iso(failedAt), reason }),
    };
  }
}

const iso = (at: number) => new Date(at).toISOString();

function statusOf({ deliveredAt, failedAt, sentAt }: SentMessage, now: number): 'queued' | 'sent' | 'delivered' | 'failed' {
  if (deliveredAt !== undefined) return 'delivered';
  if (failedAt !== undefined) return 'failed';
  return now >= sentAt ? 'sent' : 'queued';
}

const isSameWish = (message: SentMessage, draft: Draft) =>
  message.channel === draft.channel &&
  message.to === draft.to &&
  message.subject === draft.subject &&
  message.text === draft.text;
