import type { Answer, Call, ServiceEnv, ServiceFactory } from '../../kernel/service.ts';
import type { Table } from '../../kernel/table.ts';

/** A message as it is kept. Times are milliseconds since 1970. */
export interface SentMessage {
  id: string;
  key: string;
  channel: 'email' | 'sms';
  to: string;
  subject?: string;
  text: string;
  queuedAt: number;
  deliveredAt?: number;
}

interface Draft {
  channel: 'email' | 'sms';
  to: string;
  subject?: string;
  text: string;
}

/** How long a message takes to its reader, in milliseconds, both ends included. */
const UNDER_WAY_MS = { email: [2_000, 9_000], sms: [800, 3_000] } as const;

/** Meldingen: SMS and e-mail. Source: docs/upstream/messages.md. */
export const messagesService =
  (options: { key: string }): ServiceFactory =>
  (env) => {
    const messages = env.table<SentMessage>('messages', ({ id }) => id);
    const guarded = (resolve: (call: Call) => Answer) => (call: Call) =>
      call.headers.get('authorization') === `Bearer ${options.key}`
        ? resolve(call)
        : refusal(401, 'unauthorized', 'Send your key as "Authorization: Bearer <key>".');
    return {
      name: 'messages',
      title: 'Meldingen (SMS and e-mail)',
      origin: 'https://api.meldingen.example',
      routes: [
        {
          method: 'POST',
          path: '/v1/messages',
          operation: 'send message',
          resolve: guarded((call) => send(env, messages, call)),
        },
        { method: 'GET', path: '/v1/messages', operation: 'list messages', resolve: guarded((call) => list(messages, call)) },
      ],
      alarms: { arrives: ({ id }: { id: string }) => arrive(env, messages, id) },
      documents: () => ({
        Messages: messages
          .all()
          .reverse()
          .map(({ key: _key, ...message }) => ({
            ...onWire(message),
            delivered_at: message.deliveredAt ? iso(message.deliveredAt) : 'under way',
          })),
      }),
    };
  };

function send(env: ServiceEnv, messages: Table<SentMessage>, call: Call): Answer {
  const key = call.headers.get('idempotency-key');
  if (!key) return refusal(400, 'idempotency_key_required', 'Send an Idempotency-Key, made once per message.');
  const draft = readDraft(call.text);
  if ('status' in draft) return draft;
  const before = messages.find((message) => message.key === key);
  if (before)
    return sameWish(before, draft)
      ? { status: 202, body: { id: before.id, status: 'queued' } }
      : refusal(409, 'idempotency_conflict', 'This Idempotency-Key came with another message before.');
  const message = messages.put({ id: `msg_${env.random('ids').id(20)}`, key, ...draft, queuedAt: env.now() });
  const [least, most] = UNDER_WAY_MS[message.channel];
  env.alarm(env.now() + env.random('delivery').integer(least, most), 'arrives', { id: message.id });
  return { status: 202, body: { id: message.id, status: 'queued' } };
}

function arrive(env: ServiceEnv, messages: Table<SentMessage>, id: string): void {
  const message = messages.get(id);
  if (!message || message.deliveredAt !== undefined) return;
  messages.put({ ...message, deliveredAt: env.now() });
  const shown = message.subject ?? (message.text.length > 90 ? `${message.text.slice(0, 89)}…` : message.text);
  env.tell(`${message.channel === 'sms' ? 'SMS' : 'E-mail'} to ${message.to}: “${shown}”`);
}

function readDraft(text: string): Draft | Answer {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return refusal(400, 'invalid_json', 'The body is no JSON.');
  }
  const {
    channel,
    to,
    subject,
    text: words,
  } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  if (channel !== 'email' && channel !== 'sms') return refusal(422, 'invalid_channel', 'channel is email or sms.');
  if (typeof to !== 'string' || !canReceive(channel, to))
    return refusal(
      422,
      'invalid_recipient',
      channel === 'sms' ? 'to is no telephone number in E.164, such as +4791234567.' : 'to is no e-mail address.',
    );
  if (typeof words !== 'string' || words.trim() === '') return refusal(422, 'invalid_text', 'text says nothing.');
  if (subject !== undefined && typeof subject !== 'string') return refusal(422, 'invalid_subject', 'subject is text.');
  return { channel, to, text: words, ...(subject === undefined ? {} : { subject }) };
}

const canReceive = (channel: 'email' | 'sms', to: string) =>
  channel === 'sms' ? /^\+[1-9]\d{6,14}$/.test(to) : to.length <= 254 && /^[^\s@<>,;]+@[^\s@<>,;.]+(\.[^\s@<>,;.]+)+$/.test(to);

const sameWish = (message: SentMessage, draft: Draft) =>
  message.channel === draft.channel &&
  message.to === draft.to &&
  message.subject === draft.subject &&
  message.text === draft.text;

function list(messages: Table<SentMessage>, call: Call): Answer {
  const to = call.query.get('to');
  return {
    status: 200,
    body: {
      messages: messages
        .filter((message) => to === null || message.to === to)
        .reverse()
        .map(onWire),
    },
  };
}

const iso = (at: number) => new Date(at).toISOString();

const onWire = ({ id, channel, to, subject, text, queuedAt, deliveredAt }: Omit<SentMessage, 'key'>) => ({
  id,
  channel,
  to,
  ...(subject === undefined ? {} : { subject }),
  text,
  queued_at: iso(queuedAt),
  ...(deliveredAt === undefined ? {} : { delivered_at: iso(deliveredAt) }),
});

const refusal = (status: number, code: string, message: string): Answer => ({ status, body: { error: { code, message } } });
