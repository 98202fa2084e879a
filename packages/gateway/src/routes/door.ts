import { HEADER, type Clock, type MakeId } from '@vitrine/contract';
import type { Context, MiddlewareHandler } from 'hono';
import type { ShopSettings } from '../options.ts';
import { Refusal } from './problems.ts';

/** What every route knows of its request. */
export interface Variables {
  requestId: string;
  storeKey: string;
  /** Origin of the page that asks, when a browser asks. */
  origin: string | undefined;
  /** First language of `Accept-Language`. */
  language: string | undefined;
  /** Headers that every answer carries, whoever gives it. */
  manners: Record<string, string>;
  clock: Clock;
}

export type Env = { Variables: Variables };
export type Ctx = Context<Env>;

const ALLOWED = [
  HEADER.storeKey,
  HEADER.agent,
  HEADER.idempotencyKey,
  HEADER.requestId,
  'Authorization',
  'Content-Type',
  'Accept-Language',
  'Last-Event-ID',
];

/** Who may read what without a store key. Everything else needs one. */
export type Guard = 'key' | 'token' | 'open';

const allows = (origins: readonly string[], origin: string) => origins.includes('*') || origins.includes(origin);

/**
 * The manners of the door: who asks, from which page, and what every answer carries.
 * `open` answers are public (discovery, photos, schemas) and may be read by any page.
 */
export function door(
  { shop, makeId, clock }: { shop: ShopSettings; makeId: MakeId; clock: Clock },
  guardOf: (path: string) => Guard,
): MiddlewareHandler<Env> {
  const everyOrigin = Object.values(shop.storeKeys).flatMap(({ origins }) => origins);
  return async (c, next) => {
    const given = c.req.header(HEADER.requestId);
    const requestId = given && /^[\x21-\x7e]{1,128}$/.test(given) ? given : makeId();
    const origin = c.req.header('Origin');
    c.set('requestId', requestId);
    c.set('clock', clock);
    c.set('origin', origin);
    c.set('language', c.req.header('Accept-Language')?.split(/[,;]/)[0]?.trim().slice(0, 35) || undefined);
    c.set('storeKey', '');
    const manners: Record<string, string> = {
      [HEADER.requestId]: requestId,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
      Vary: 'Origin',
    };
    c.set('manners', manners);

    const guard = guardOf(c.req.path);
    const welcome = (wanted: readonly string[]) => {
      if (!origin || !allows(wanted, origin)) return false;
      manners['Access-Control-Allow-Origin'] = origin;
      manners['Access-Control-Expose-Headers'] = `${HEADER.requestId}, Retry-After, Date`;
      return true;
    };

    // A preflight carries no key: it is answered for every page that any key allows; the request itself is checked by its own.
    if (c.req.method === 'OPTIONS') {
      if (!welcome(guard === 'open' ? ['*'] : everyOrigin)) return dressed(c, c.body(null, 403));
      c.header('Access-Control-Allow-Methods', 'GET, HEAD, POST, PUT, DELETE, OPTIONS');
      c.header('Access-Control-Allow-Headers', ALLOWED.join(', '));
      c.header('Access-Control-Max-Age', '7200');
      return dressed(c, c.body(null, 204));
    }
    if (guard === 'open') welcome(['*']);
    else {
      const key = c.req.header(HEADER.storeKey);
      const known = key !== undefined && Object.hasOwn(shop.storeKeys, key) ? shop.storeKeys[key] : undefined;
      const wanted = known?.origins ?? everyOrigin;
      // Refusals are readable by pages of the shop, so that an embedder sees what is wrong.
      const welcomed = welcome(wanted);
      if (!known && (guard === 'key' || key !== undefined))
        throw new Refusal(401, 'door.unknown-key', `${HEADER.storeKey} is missing or unknown.`, {
          kind: 'forbidden',
          headers: { 'WWW-Authenticate': 'ApiKey' },
        });
      if (origin && !welcomed)
        throw new Refusal(403, 'door.origin', 'This page may not use this store key.', { kind: 'forbidden' });
      c.set('storeKey', key ?? '');
    }
    await next();
    c.res = dressed(c, c.res);
    return undefined;
  };
}

/**
 * An answer with the manners of the door. What a route says about itself, such as how long to keep it, stands. `Date` is
 * this gateway's own clock when it answers: a page words "tomorrow" and the last hour to order by it, not by its device.
 */
export function dressed(c: Ctx, answer: Response): Response {
  for (const [name, value] of Object.entries(c.get('manners') ?? {}))
    if (!answer.headers.has(name)) answer.headers.set(name, value);
  answer.headers.set('Date', new Date(c.get('clock').now()).toUTCString());
  return answer;
}
