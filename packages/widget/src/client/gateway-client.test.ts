import { type Fault, type IdempotencyKey, type Order, type Product } from '@vitrine/contract';
import { VirtualClock } from '@vitrine/simulator/kernel/virtual-clock';
import { describe, expect, test } from 'vitest';
import { createGatewayClient } from './gateway-client.ts';
import { ShopTime } from './shop-time.ts';

type Reply = { status?: number; body?: unknown; headers?: Record<string, string> } | 'broken' | 'silent';
const CART = { ucp: { version: '2026-08-25' }, id: 'cart-1', line_items: [], totals: [], currency: 'NOK' };
const KEY = 'key-1' as IdempotencyKey;

/** Answers requests in the order of the script; the last line answers all the rest. */
function scripted(...script: Reply[]) {
  const clock = new VirtualClock(Date.UTC(2026, 10, 23, 7));
  const requests: { method: string; path: string; headers: Headers; body: unknown }[] = [];
  const fetchScript: typeof fetch = (input, init) => {
    const text = typeof init?.body === 'string' ? init.body : 'null';
    requests.push({
      method: init?.method ?? 'GET',
      path: new Request(input).url.replace('https://gateway.example', ''),
      headers: new Headers(init?.headers),
      body: JSON.parse(text),
    });
    const reply = script.length > 1 ? script.shift()! : script[0]!;
    if (reply === 'broken') return Promise.reject(new TypeError('Failed to fetch'));
    if (reply === 'silent')
      return new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal!.reason as Error)));
    return Promise.resolve(
      new Response(JSON.stringify(reply.body ?? {}), { status: reply.status ?? 200, headers: reply.headers ?? {} }),
    );
  };
  let ids = 0;
  const shopTime = new ShopTime(clock);
  const client = createGatewayClient({
    shopTime,
    endpoint: 'https://gateway.example',
    storeKey: 'pk_1',
    locale: 'nb',
    fetch: fetchScript,
    clock,
    makeId: () => `id${++ids}`,
  });
  /** Lets the clock run until the answer is there. */
  const settle = async <Answer>(answer: Promise<Answer>): Promise<{ answer?: Answer; fault?: Fault }> => {
    let result: { answer?: Answer; fault?: Fault } | undefined;
    answer.then(
      (value) => (result = { answer: value }),
      (fault: Fault) => (result = { fault }),
    );
    await clock.runWhile(() => result !== undefined, 600_000);
    return result!;
  };
  return { client, clock, shopTime, requests, settle };
}

describe('a request', () => {
  test('says who asks, in which language, and carries the key of its wish', async () => {
    const { client, requests, settle } = scripted({ body: CART });
    await settle(client.updateCart('cart/1', KEY, { line_items: [{ item: { id: 'KNIFE' }, quantity: 1 }] }));

    const [{ method, path, headers, body }] = requests as [(typeof requests)[number]];
    expect([method, path]).toEqual(['PUT', '/carts/cart%2F1']);
    expect(headers.get('ucp-agent')).toMatch(/^profile="https:\/\/[^"]+"$/);
    expect(headers.get('x-api-key')).toBe('pk_1');
    expect(headers.get('accept-language')).toBe('nb');
    expect(headers.get('idempotency-key')).toBe('key-1');
    expect(headers.get('request-id')).toBeTruthy();
    expect(body).toEqual({ line_items: [{ item: { id: 'KNIFE' }, quantity: 1 }] });
  });

  test('opens an order with the order’s own token', async () => {
    const { client, requests, settle } = scripted({ body: { ...CART, fulfillment: {} } });
    await settle(client.order({ id: 'ord-1', token: 'secret' }));
    expect(requests[0]!.headers.get('authorization')).toBe('Bearer secret');
  });
});

describe('when the line breaks', () => {
  test('a question is asked again by itself', async () => {
    const { client, requests, settle } = scripted('broken', { body: CART });
    expect((await settle(client.cart('cart-1'))).answer?.id).toBe('cart-1');
    expect(requests).toHaveLength(2);
  });

  test('a question that never gets through was certainly not answered', async () => {
    const { client, settle } = scripted('broken');
    expect((await settle(client.cart('cart-1'))).fault).toMatchObject({ kind: 'unavailable', code: 'gateway.no-answer' });
  });

  test('a command goes out again under its own key, and may in the end have been done', async () => {
    const { client, requests, settle } = scripted('broken');
    expect((await settle(client.createCart(KEY, { line_items: [] }))).fault).toMatchObject({ kind: 'uncertain' });
    expect(requests.map(({ headers }) => headers.get('idempotency-key'))).toEqual(['key-1', 'key-1', 'key-1']);
  });

  test('an order is placed once only, and silence is not a no', async () => {
    const { client, requests, settle } = scripted('silent');
    const { fault } = await settle(client.completeCheckout('chk-1', KEY, { payment: { instruments: [] } }));
    expect(fault?.kind).toBe('uncertain');
    expect(requests).toHaveLength(1);
  });
});

describe('an answer', () => {
  test('that the thing does not exist is a value', async () => {
    const gone = {
      ucp: { version: '2026-08-25', status: 'error' },
      messages: [{ type: 'error', code: 'not_found', content: 'Gone', severity: 'unrecoverable' }],
    };
    for (const status of [200, 404]) {
      const { client, settle } = scripted({ status, body: gone });
      expect((await settle(client.cart('cart-1'))).answer).toBeNull();
    }
  });

  test('with UCP’s error is a fault of the request', async () => {
    const refused = {
      ucp: { version: '2026-08-25', status: 'error' },
      messages: [{ type: 'error', code: 'invalid_quantity', content: 'Too many', severity: 'recoverable' }],
    };
    const { client, settle } = scripted({ body: refused });
    expect((await settle(client.createCart(KEY, { line_items: [] }))).fault).toMatchObject({
      kind: 'invalid',
      code: 'invalid_quantity',
      message: 'Too many',
    });
  });

  test('with a problem document says who moves next', async () => {
    const problem = { type: 'about:blank', title: 'Conflict', status: 409, code: 'idempotency.conflict', kind: 'invalid' };
    const { client, settle } = scripted({ status: 409, body: problem });
    expect((await settle(client.createCart(KEY, { line_items: [] }))).fault).toMatchObject({
      kind: 'invalid',
      code: 'idempotency.conflict',
    });
  });

  test('of a proxy in between is told by its status', async () => {
    const { client, settle } = scripted({ status: 502, body: 'Bad gateway' });
    expect((await settle(client.completeCheckout('c', KEY, { payment: { instruments: [] } }))).fault?.kind).toBe('uncertain');
    expect((await settle(client.cart('c'))).fault?.kind).toBe('unavailable');
  });

  test('to come later is waited for, when later is soon', async () => {
    const { client, clock, settle } = scripted({ status: 503, headers: { 'retry-after': '3' } }, { body: CART });
    const before = clock.now();
    expect((await settle(client.cart('cart-1'))).answer?.id).toBe('cart-1');
    expect(clock.now() - before).toBe(3_000);
  });

  test('says what time it is in the shop, also when it refuses', async () => {
    const atThree = { date: 'Tue, 24 Nov 2026 15:00:00 GMT' };
    const atFour = { date: 'Tue, 24 Nov 2026 16:00:00 GMT' };
    const { client, clock, shopTime, settle } = scripted(
      { body: CART, headers: atThree },
      { status: 401, headers: atFour },
      { body: CART },
    );
    expect(shopTime.now()).toBe(clock.now());
    await settle(client.cart('cart-1'));
    expect(shopTime.now()).toBe(Date.UTC(2026, 10, 24, 15));
    await settle(client.cart('cart-1'));
    await clock.runFor(60_000);
    await settle(client.cart('cart-1'));
    expect(shopTime.now(), 'an answer without a time changes nothing').toBe(Date.UTC(2026, 10, 24, 16, 1));
  });

  test('that lacks what the page relies on is a defect, not a broken page', async () => {
    const { client, settle } = scripted({ body: { id: 'cart-1' } });
    expect((await settle(client.cart('cart-1'))).fault).toMatchObject({ kind: 'defect', code: 'gateway.broken-answer' });
  });
});

describe('at a shop without our extensions', () => {
  const profile = {
    ucp: { version: '2026-08-25', services: {}, capabilities: { 'dev.ucp.shopping.cart': [] }, payment_handlers: {} },
  };
  const product = { id: 'p1', title: 'Kniv' } as Product;

  test('the showcase shows what the catalogue finds', async () => {
    const { client, requests, settle } = scripted(
      { status: 404 },
      { body: profile },
      { body: { ucp: profile.ucp, products: [product] } },
    );
    expect((await settle(client.showcase({ placement: 'home' }))).answer?.items.map((item) => item.product.id)).toEqual(['p1']);
    expect(requests.map(({ path }) => path)).toEqual(['/showcases', '/.well-known/ucp', '/catalog/search']);
  });

  test('offers stay away, and discovery is read once', async () => {
    const { client, requests, settle } = scripted({ status: 404 }, { body: profile }, { status: 404 });
    expect((await settle(client.offers({ cart_id: 'c' as never }))).answer?.offers).toEqual([]);
    expect((await settle(client.suggest({ query: 'k' }))).answer?.completions).toEqual([]);
    expect(requests.filter(({ path }) => path === '/.well-known/ucp')).toHaveLength(1);
  });

  test('tracking tells the events of the order', async () => {
    const order = {
      ...CART,
      id: 'ord-1',
      fulfillment: {
        events: [{ id: 'e1', type: 'in_transit', occurred_at: '2026-11-23T09:00:00Z', line_items: [], carrier: 'Bring' }],
      },
    };
    const { client, settle } = scripted({ status: 404 }, { body: profile }, { body: order as unknown as Order });
    expect((await settle(client.tracking({ id: 'ord-1', token: 't' }))).answer).toMatchObject({
      chapter: 'in_transit',
      carrier: { name: 'Bring' },
      events: [{ code: 'hub' }],
    });
  });

  test('a failure of our own gateway stays a failure', async () => {
    const ours = { ucp: { ...profile.ucp, capabilities: { 'dev.vitrine.showcase': [] } } };
    const { client, settle } = scripted({ status: 503 }, { status: 503 }, { status: 503 }, { body: ours });
    expect((await settle(client.showcase({ placement: 'home' }))).fault?.kind).toBe('unavailable');
  });
});
