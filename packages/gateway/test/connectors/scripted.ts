import type { Fault } from '@vitrine/contract';
import { expect } from 'vitest';
import { VirtualClock } from '@vitrine/simulator/kernel/virtual-clock';

/** One request, as it left the connector. */
export interface Sent {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  text: string;
}

/** What the other side does: answers, keeps silent, or drops the connection. */
export type Reaction =
  { status?: number; json?: unknown; text?: string; bytes?: Uint8Array; headers?: Record<string, string> } | 'silence' | 'reset';

/** Monday 23 November 2026, 08:00 in Oslo. */
export const MONDAY = Date.UTC(2026, 10, 23, 7);

/** Another system that reads from a script. Every request is kept; a script that is an array is read line by line. */
export function scripted(script: Reaction[] | ((sent: Sent) => Reaction)) {
  const sent: Sent[] = [];
  const clock = new VirtualClock(MONDAY);
  const scriptedFetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const call: Sent = {
      method: request.method,
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      text: await request.clone().text(),
    };
    sent.push(call);
    const reaction = Array.isArray(script) ? (script[sent.length - 1] ?? 'reset') : script(call);
    if (reaction === 'reset') throw new TypeError('fetch failed');
    if (reaction === 'silence') return new Promise<Response>(() => undefined);
    const { status = 200, json, text, bytes, headers } = reaction;
    const body = status === 204 ? null : (bytes ?? text ?? JSON.stringify(json ?? {}));
    return new Response(body as BodyInit | null, { status, headers: { 'content-type': 'application/json', ...headers } });
  };
  return { fetch: scriptedFetch, sent, clock };
}

/** The fault that a promise ends with. Fails when it ends well. */
export async function faultOf(promise: Promise<unknown>): Promise<Fault> {
  try {
    await promise;
  } catch (thrown) {
    return thrown as Fault;
  }
  throw new Error('No fault was thrown');
}

/** Lets the clock run until the promise has settled. */
export async function settled<Value>(clock: VirtualClock, promise: Promise<Value>, withinMs = 60_000): Promise<Value> {
  let done = false;
  const watched = promise.finally(() => (done = true));
  watched.catch(() => undefined);
  await clock.runWhile(() => done, withinMs);
  return watched;
}

/** Any number, and any text of this shape, for `toMatchObject`. */
export const aNumber: unknown = expect.any(Number);
export const textLike = (pattern: RegExp): unknown => expect.stringMatching(pattern);
