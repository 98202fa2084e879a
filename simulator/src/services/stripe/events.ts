import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Webhook } from '../../kernel/service.ts';
import type { Books } from './books.ts';
import { pageOf } from './listing.ts';
import { isMood } from './moods.ts';
import type { KeptEvent, StripeEvent, WebhookEndpoint } from './objects.ts';
import type { Params } from './params.ts';
import { invalid, unknownObject } from './refusal.ts';

/** Version in whose shape this account answers and writes events. */
export const API_VERSION = '2023-08-16';

/** Writes the event down and sends it to every endpoint that listens for it. */
export function publish(books: Books, type: string, object: { id: string }, previous?: Record<string, unknown>): void {
  const listeners = books.endpoints.filter(
    ({ status, enabled_events }) => status === 'enabled' && (enabled_events.includes('*') || enabled_events.includes(type)),
  );
  const event: StripeEvent = {
    id: books.makeId('evt'),
    object: 'event',
    api_version: API_VERSION,
    created: books.seconds(),
    data: { object, ...(previous ? { previous_attributes: previous } : {}) },
    livemode: false,
    pending_webhooks: listeners.length,
    request: books.request,
    type,
  };
  const { id: eventId, created } = event;
  books.events.put({ id: eventId, created, type, body: JSON.stringify(event, null, 2) });
  const held = isMood(books, 'delay-webhooks');
  for (const { id } of listeners)
    if (held) books.env.alarm(held.until!, 'send-event', { event: eventId, endpoint: id });
    else deliver(books, { event: eventId, endpoint: id });
}

/** One event to one endpoint; nothing where the endpoint was taken away meanwhile. */
export function deliver(books: Books, about: { event: string; endpoint: string }): void {
  const event = books.events.get(about.event);
  const endpoint = books.endpoints.get(about.endpoint);
  if (!event || !endpoint) return;
  books.env.send({
    url: endpoint.url,
    body: event.body,
    operation: event.type,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
    },
  });
}

/** `t=…,v1=…`, HMAC-SHA256 over `t.body`; the secret is used as the text it is, prefix included. */
export function signStripe(books: Books, webhook: Webhook, at: number): Record<string, string> {
  const endpoint = books.endpoints.all().findLast(({ url }) => url === webhook.url);
  const secret = endpoint && books.secrets.get(endpoint.id)?.secret;
  if (!secret) return {};
  const seconds = Math.floor(at / 1_000);
  const signature = bytesToHex(hmac(sha256, utf8ToBytes(secret), utf8ToBytes(`${seconds}.${webhook.body}`)));
  return { 'Stripe-Signature': `t=${seconds},v1=${signature}` };
}

const readEvent = ({ body }: KeptEvent): StripeEvent => JSON.parse(body) as StripeEvent;

export function findEvent(books: Books, id: string): StripeEvent {
  const event = books.events.get(id);
  if (!event) throw unknownObject('event', id);
  return readEvent(event);
}

export function listEvents(books: Books, params: Params) {
  const type = params.text('type');
  const types = params.list('types');
  const wanted = (event: KeptEvent) =>
    (!type || matches(event.type, type)) && (!types || types.some((candidate) => matches(event.type, candidate)));
  const page = pageOf(books.ordered.events, params, { url: '/v1/events', kind: 'event' }, wanted);
  return { ...page, data: page.data.map(readEvent) };
}

/** `payment_intent.*` stands for all of them. */
const matches = (type: string, wanted: string) => (wanted.endsWith('*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted);

export function createEndpoint(books: Books, params: Params): WebhookEndpoint & { secret: string } {
  const url = params.requiredText('url');
  const enabled_events = params.list('enabled_events');
  if (!enabled_events?.length)
    throw invalid('Missing required param: enabled_events.', { code: 'parameter_missing', param: 'enabled_events' });
  if (!/^https?:\/\/[^\s]+$/.test(url))
    throw invalid('Invalid URL: URL must be publicly accessible and start with http or https.', {
      code: 'url_invalid',
      param: 'url',
    });
  const endpoint = books.endpoints.put({
    id: books.makeId('we'),
    object: 'webhook_endpoint',
    api_version: params.text('api_version') ?? null,
    application: null,
    created: books.seconds(),
    description: params.text('description') ?? null,
    enabled_events,
    livemode: false,
    metadata: params.metadata(),
    status: 'enabled',
    url,
  });
  const { secret } = books.secrets.put({ id: endpoint.id, secret: books.makeId('whsec') });
  return { ...endpoint, secret };
}

export function findEndpoint(books: Books, id: string): WebhookEndpoint {
  const endpoint = books.endpoints.get(id);
  if (!endpoint) throw unknownObject('webhook endpoint', id);
  return endpoint;
}

export function deleteEndpoint(books: Books, id: string) {
  findEndpoint(books, id);
  books.endpoints.delete(id);
  books.secrets.delete(id);
  return { id, object: 'webhook_endpoint', deleted: true };
}
