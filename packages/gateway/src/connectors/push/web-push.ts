import { Fault, type Clock } from '@vitrine/contract';
import { createRequire } from 'node:module';
import type { PushPort } from '../../ports.ts';
import { retryAfterMs } from '../upstream-answer.ts';
import { vapidHeader, type VapidKeys } from './vapid.ts';

export interface WebPushOptions {
  fetch: typeof fetch;
  clock: Clock;
  vapid: VapidKeys;
  /** Origins of push services that are believed beside those of the browsers that people use. */
  services?: readonly string[];
}

/** Where the browsers that people use have theirs. */
const SERVICES = [
  /^https:\/\/fcm\.googleapis\.com$/,
  /^https:\/\/([\w-]+\.)*push\.services\.mozilla\.com$/,
  /^https:\/\/([\w-]+\.)*notify\.windows\.com$/,
  /^https:\/\/([\w-]+\.)*push\.apple\.com$/,
];

const DEADLINE_MS = 10_000;

// The library is CommonJS, and types of it are for development alone.
const { generateRequestDetails } = createRequire(import.meta.url)('web-push') as {
  generateRequestDetails(
    this: void,
    subscription: { endpoint: string; keys: { p256dh: string; auth: string } },
    payload: string,
    options: { TTL: number; urgency: string; topic: string; vapidDetails: null; headers: Record<string, string> },
  ): { headers: Record<string, string | number>; body: Uint8Array };
};

/**
 * Web push, encrypted by the library `web-push`. For node: a page that runs the gateway goes without.
 * Source: RFC 8030, 8291 and 8292; docs/upstream/push.md.
 *
 * @throws {Fault} `unavailable` on 429 and 5xx; `uncertain` without an answer: the phone may have shown it; `forbidden`
 * when the service does not believe our key; `defect` on anything else that it refuses.
 */
export function createWebPush({ fetch, clock, vapid, services = [] }: WebPushOptions): PushPort {
  return {
    publicKey: vapid.publicKey,

    accepts(endpoint) {
      if (!URL.canParse(endpoint)) return false;
      const { origin, username } = new URL(endpoint);
      return username === '' && (services.includes(origin) || SERVICES.some((known) => known.test(origin)));
    },

    async send({ subscription, payload, ttl, urgency, topic }) {
      const { endpoint } = subscription;
      const authorization = vapidHeader(vapid, endpoint, clock.now());
      const { headers, body } = encrypted({ subscription, payload, ttl, urgency, topic, authorization });
      const stop = new AbortController();
      const timer = clock.setTimeout(() => stop.abort(), DEADLINE_MS);
      try {
        const request = { method: 'POST', headers, body: new Uint8Array(body), signal: stop.signal };
        return outcomeOf(await fetch(endpoint, request), clock.now());
      } catch (thrown) {
        if (thrown instanceof Fault) throw thrown;
        throw new Fault('uncertain', 'push.no-answer', 'The push service did not answer', { cause: thrown });
      } finally {
        clock.clearTimeout(timer);
      }
    },
  };
}

type Message = Parameters<PushPort['send']>[0] & { authorization: string };

function encrypted({ subscription, payload, ttl, urgency, topic, authorization }: Message) {
  try {
    const options = { TTL: ttl, urgency, topic, vapidDetails: null, headers: { authorization } };
    const { headers, body } = generateRequestDetails(subscription, payload, options);
    const named = Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'content-length');
    return { headers: Object.fromEntries(named.map(([name, value]) => [name, String(value)])), body };
  } catch (thrown) {
    // Its keys came from a page, and are no keys.
    throw new Fault('invalid', 'push.bad-subscription', 'Nothing can be encrypted for this subscription', { cause: thrown });
  }
}

function outcomeOf({ status, headers }: Response, now: number): 'sent' | 'gone' {
  if (status >= 200 && status < 300) return 'sent';
  if (status === 404 || status === 410) return 'gone';
  const wait = retryAfterMs(headers, now);
  const more = { detail: { status }, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
  if (status === 429 || status >= 500) throw new Fault('unavailable', 'push.unavailable', 'The push service is busy', more);
  if (status === 401 || status === 403) throw new Fault('forbidden', 'push.forbidden', 'The push service does not know us', more);
  throw new Fault('defect', 'push.refused', `The push service refused what we sent: status ${status}`, more);
}
