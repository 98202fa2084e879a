import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Answer, Call, Webhook } from '../../kernel/service.ts';
import { isFields, readBody } from '../parcels/reading.ts';
import { EVENT_TYPES, problem, uuid, type Books, type EventName, type ExtraDetail, type Payment } from './books.ts';

/** Per event type and sales unit. Source: developer.vippsmobilepay.com, "Webhook limits". */
const MOST = 25;

/** `POST /webhooks/v1/webhooks`: the only time that the secret is told. */
export function register(books: Books, { text, path }: Call): Answer {
  const body = readBody(text);
  const extraDetails: ExtraDetail[] = [];
  const url = body?.['url'];
  if (typeof url !== 'string' || !isReachable(url))
    extraDetails.push({ name: 'url', reason: 'The URL must be a valid, world-reachable URL and use HTTPS.' });
  const events = body?.['events'];
  if (!Array.isArray(events) || events.length === 0)
    extraDetails.push({ name: 'events', reason: 'The property is required and cannot be null or empty.' });
  else
    for (const event of events)
      if (!EVENT_TYPES.includes(event as string))
        extraDetails.push({ name: 'events', reason: `Unknown event type: ${String(event)}` });
  if (extraDetails.length > 0)
    throw problem(books, 400, path, { title: 'Bad Request', detail: 'One or more validation errors occurred.', extraDetails });
  const wanted = events as string[];
  for (const event of wanted)
    if (books.webhooks.filter((known) => known.events.includes(event)).length >= MOST)
      throw problem(books, 400, path, {
        title: 'Bad Request',
        detail: `There are ${MOST} webhooks for ${event} already.`,
        extraDetails: [{ name: 'events', reason: 'Too many registrations for this event.' }],
      });
  const { id } = books.webhooks.put({ id: uuid(books.env), url: url as string, events: wanted });
  const { secret } = books.secrets.put({ id, secret: btoa(books.makeToken(64)) });
  return { status: 201, body: { id, secret } };
}

export const list = (books: Books): Answer => ({ status: 200, body: { webhooks: books.webhooks.all() } });

export function remove(books: Books, { params, path }: Call): Answer {
  if (!books.webhooks.delete(params['id']!))
    throw problem(books, 400, path, { title: 'Bad Request', detail: `There is no webhook ${params['id']!}.` });
  books.secrets.delete(params['id']!);
  return { status: 204 };
}

/** HTTPS; or this very machine, where a demo has no certificate. */
export function isReachable(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
}

/** Writes the event into the payment's log and tells everybody who registered for it. */
export function record(
  books: Books,
  payment: Payment,
  event: { name: EventName; value: number; idempotencyKey?: string | null; success?: boolean; pspReference?: string },
): Payment {
  const { env } = books;
  const entry = {
    reference: payment.reference,
    pspReference: event.pspReference ?? books.nextPspReference(),
    name: event.name,
    amount: { value: event.value, currency: payment.amount.currency },
    timestamp: new Date(env.now()).toISOString(),
    idempotencyKey: event.idempotencyKey ?? null,
    success: event.success ?? true,
  };
  const operation = `epayments.payment.${event.name.toLowerCase()}.v1`;
  const body = JSON.stringify({ msn: books.options.merchantSerialNumber, ...entry });
  for (const { id, url, events } of books.webhooks.rows())
    if (events.includes(operation)) env.send({ url, body, operation, headers: { 'webhook-id': id } });
  return books.payments.put({ ...payment, events: [...payment.events, entry] });
}

/**
 * HMAC-SHA256 over method, path with query, date, host and the body's digest. The secret is used as the text it is.
 * Source: developer.vippsmobilepay.com, "Webhooks API: request authentication".
 */
export function signVipps(books: Books, webhook: Webhook, at: number): Record<string, string> {
  const secret = books.secrets.get(webhook.headers?.['webhook-id'] ?? '')?.secret;
  if (!secret) return {};
  const { host, pathname, search } = new URL(webhook.url);
  const date = new Date(at).toUTCString();
  const digest = base64(sha256(utf8ToBytes(webhook.body)));
  const signed = `${webhook.method ?? 'POST'}\n${pathname}${search}\n${date};${host};${digest}`;
  const signature = base64(hmac(sha256, utf8ToBytes(secret), utf8ToBytes(signed)));
  return {
    'x-ms-date': date,
    'x-ms-content-sha256': digest,
    authorization: `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
  };
}

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

/** A body that is an object, or an empty one where none was sent. */
export function readWish(books: Books, { text, path }: Call): Record<string, unknown> {
  if (text.trim() === '') return {};
  const body = readBody(text);
  if (!isFields(body))
    throw problem(books, 400, path, {
      title: 'Bad Request',
      detail: 'See extraDetails for further details',
      extraDetails: [{ name: 'body', reason: 'The request body is not valid JSON.' }],
    });
  return body;
}
