import { HEADER } from '@vitrine/contract';
import type { Context, MiddlewareHandler } from 'hono';
import type { ShopSettings } from '../options.ts';
import type { MakeId } from '@vitrine/contract';
import { Refusal } from './problems.ts';

/** What every route knows of its request. */
export interface Variables {
  requestId: string;
  storeKey: string;
  /** Origin of the page that asks, when a browser asks. */
  origin: string | undefined;
  /** First language of `Accept-Language`. */
  language: string | undefined;
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
export function door(shop: ShopSettings, makeId: MakeId, guardOf: (path: string) => Guard): MiddlewareHandler<Env> {
  const everyOrigin = Object.values(shop.storeKeys).flatMap(({ origins }) => origins);
  return async (c, next) => {
    const given = c.req.header(HEADER.requestId);
    const requestId = given && /^[\x21-\x7e]{1,128}$/.test(given) ? given : makeId();
    const origin = c.req.header('Origin');
    c.set('requestId', requestId);
    c.set('origin', origin);
    c.set('language', c.req.header('Accept-Language')?.split(/[,;]/)[0]?.trim().slice(0, 35) || undefined);
    c.set('storeKey', '');
    c.header(HEADER.requestId, requestId);
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'no-referrer');
    c.header('Cache-Control', 'no-store');
    c.header('Vary', 'Origin', { append: true });

    const guard = guardOf(c.req.path);
    const welcome = (wanted: readonly string[]) => {
      if (!origin || !allows(wanted, origin)) return false;
      c.header('Access-Control-Allow-Origin', origin);
      c.header('Access-Control-Expose-Headers', `${HEADER.requestId}, Retry-After`);
      return true;
    };

    // A preflight carries no key: it is answered for every page that any key allows; the request itself is checked by its own.
    if (c.req.method === 'OPTIONS') {
      if (!welcome(guard === 'open' ? ['*'] : everyOrigin)) return c.body(null, 403);
      c.header('Access-Control-Allow-Methods', 'GET, HEAD, POST, PUT, OPTIONS');
      c.header('Access-Control-Allow-Headers', ALLOWED.join(', '));
      c.header('Access-Control-Max-Age', '7200');
      return c.body(null, 204);
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
    return next();
  };
}
