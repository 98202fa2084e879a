import { describe, expect, test } from 'vitest';
import { ADDRESS, BUYER, instrument, KEY, openSmallShop, ORIGIN, readyCheckout, type SmallShop } from './small-shop.ts';

const LINE = { item: { id: 'KNIV-20' }, quantity: 1 };

/** Everything that the book holds, but for answers to idempotency keys. */
async function holdings(shop: SmallShop): Promise<string> {
  const kinds = ['cart', 'checkout', 'order', 'flow', 'event', 'alias', 'job'] as const;
  return JSON.stringify(await Promise.all(kinds.map((kind) => shop.book.all(kind))));
}

/** Routes that read a body, each with one that would be right. */
const BODIES: [method: string, path: string, right: object][] = [
  ['POST', '/catalog/search', { query: 'kniv' }],
  ['POST', '/catalog/lookup', { ids: ['KNIV'] }],
  ['POST', '/catalog/product', { id: 'KNIV' }],
  ['POST', '/carts', { line_items: [LINE] }],
  ['PUT', '/carts/{cart}', { line_items: [LINE] }],
  ['POST', '/carts/{cart}/cancel', {}],
  ['POST', '/checkout-sessions', { line_items: [LINE] }],
  ['PUT', '/checkout-sessions/{checkout}', { line_items: [LINE] }],
  ['POST', '/checkout-sessions/{checkout}/complete', instrument()],
  ['POST', '/checkout-sessions/{checkout}/cancel', {}],
  ['POST', '/showcases', { placement: 'home' }],
  ['POST', '/suggestions', { query: 'kniv' }],
  ['POST', '/offers', { cart_id: '{cart}' }],
  ['POST', '/addresses/suggest', { query: 'Brygge', address_country: 'NO' }],
];

async function opened() {
  const shop = await openSmallShop();
  const cart = (await shop.call('POST', '/carts', { line_items: [LINE] })).body;
  const checkout = await readyCheckout(shop);
  const fill = (path: string) => path.replace('{cart}', cart.id).replace('{checkout}', checkout.id);
  return { shop, fill };
}

describe.each(BODIES)('%s %s', (method, path, right) => {
  test.each([
    ['no JSON', '{"line_items": [', 400],
    ['a list', '[]', 400],
    ['a text', '"kniv"', 400],
    ['half a character', '{"query":"\\ud800","id":"x\\ud800"}', 400],
    ['a NUL', '{"anything":"\\u0000"}', 400],
    ['65 kB', JSON.stringify({ ...right, more: 'x'.repeat(65 * 1_024) }), 413],
    ['a hundred levels', `{"a":${'['.repeat(100)}${']'.repeat(100)}}`, 400],
  ])('refuses %s, and changes nothing', async (_, body, status) => {
    const { shop, fill } = await opened();
    const before = await holdings(shop);
    const answer = await shop.call(method, fill(path), body);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
    expect(await holdings(shop)).toBe(before);
  });

  test('refuses members of the wrong type, each by its path', async () => {
    const { shop, fill } = await opened();
    const before = await holdings(shop);
    for (const name of Object.keys(right)) {
      for (const wrong of [42, true, 'x'.repeat(300), null, [{}], { a: 1 }]) {
        const answer = await shop.call(method, fill(path), { ...right, [name]: wrong });
        // An empty object may be a right filter; everything else of these is wrong everywhere.
        expect([400, 422], `${name} = ${JSON.stringify(wrong)?.slice(0, 20)}`).toContain(answer.status);
        expect(answer.body.errors[0].path).toMatch(/^\$\.?/);
      }
    }
    expect(await holdings(shop)).toBe(before);
  });
});

test.each([0, -1, 100, 1e9, 1.5, '2', Number.MAX_SAFE_INTEGER])('a quantity of %s is refused', async (quantity) => {
  const { shop, fill } = await opened();
  for (const [method, path] of [
    ['POST', '/carts'],
    ['PUT', '/carts/{cart}'],
    ['POST', '/checkout-sessions'],
    ['PUT', '/checkout-sessions/{checkout}'],
  ] as const) {
    const answer = await shop.call(method, fill(path), { line_items: [{ ...LINE, quantity }] });
    expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([400, '$.line_items[0].quantity']);
  }
});

test.each([
  ['an answer', '/.well-known/ucp', {}, 200],
  ['a refusal', '/nowhere', {}, 404],
  ['a closed door', '/carts/none', { 'X-API-Key': 'wrong' }, 401],
])('%s says what time it is in the shop, and pages may read it', async (_, path, headers, status) => {
  const { shop } = await opened();
  await shop.run(90_000);
  const answer = await shop.call('GET', path, undefined, { Origin: ORIGIN, ...headers });
  expect(answer.status).toBe(status);
  expect(answer.headers.get('Date')).toBe(new Date(shop.clock.now()).toUTCString());
  expect(answer.headers.get('Access-Control-Expose-Headers')).toContain('Date');
});

test('fifty-one lines are refused', async () => {
  const { shop } = await opened();
  const line_items = Array.from({ length: 51 }, (_, index) => ({ item: { id: `A-${index}` }, quantity: 1 }));
  expect((await shop.call('POST', '/carts', { line_items })).status).toBe(400);
});

test.each([
  ['a price', { line_items: [{ item: { id: 'KNIV-20', price: 1 }, quantity: 1 }] }, '$.line_items[0].item.price'],
  ['totals', { line_items: [LINE], totals: [{ type: 'total', amount: 1 }] }, '$.totals'],
  ['a currency', { line_items: [LINE], currency: 'SEK' }, '$.currency'],
  ['a status', { line_items: [LINE], status: 'completed' }, '$.status'],
  ['an applied discount', { line_items: [LINE], discounts: { applied: [{ title: 'Mine', amount: 1 }] } }, '$.discounts.applied'],
])("%s in a request is the gateway's to say: 422", async (_, body, path) => {
  const { shop, fill } = await opened();
  for (const [method, where] of [
    ['POST', '/carts'],
    ['PUT', '/carts/{cart}'],
    ['POST', '/checkout-sessions'],
    ['PUT', '/checkout-sessions/{checkout}'],
  ] as const) {
    const answer = await shop.call(method, fill(where), body);
    expect([answer.status, answer.body.errors[0].path]).toEqual([422, path]);
  }
});

test("unknown and odd ids get UCP's error answer", async () => {
  const { shop } = await opened();
  for (const id of ['cart_nobody-made-this', '%00', '..%2F..', '💥', 'x'.repeat(3_000), '__proto__', 'constructor']) {
    const write = { line_items: [LINE] };
    for (const [method, path, body] of [
      ['GET', `/carts/${id}`],
      ['PUT', `/carts/${id}`, write],
      ['POST', `/carts/${id}/cancel`, {}],
      ['GET', `/checkout-sessions/${id}`],
      ['PUT', `/checkout-sessions/${id}`, write],
      ['POST', `/checkout-sessions/${id}/complete`, instrument()],
      ['POST', `/checkout-sessions/${id}/cancel`, {}],
      ['GET', `/orders/${id}`],
      ['GET', `/orders/${id}/tracking`],
    ] as [string, string, object?][]) {
      const answer = await shop.call(method, path, body);
      expect([method, path.slice(0, 40), answer.status, answer.body.ucp?.status, answer.body.messages?.[0].code]).toEqual([
        method,
        path.slice(0, 40),
        200,
        'error',
        'not_found',
      ]);
    }
  }
  for (const id of ['__proto__', 'constructor', 'toString']) {
    expect((await shop.call('POST', '/catalog/product', { id })).body.ucp.status).toBe('error');
    expect((await shop.call('POST', '/carts', { line_items: [{ item: { id }, quantity: 1 }] })).body.messages[0].code).toBe(
      'item_unavailable',
    );
    expect((await shop.call('GET', `/schemas/${id}.json`)).status).toBe(404);
    expect((await shop.call('POST', '/carts', { line_items: [LINE], discounts: { codes: [id] } })).body.messages[0].code).toBe(
      'discount_code_invalid',
    );
  }
});

test('another currency is a wish that is answered with a warning, and prices stay what they are', async () => {
  const { shop } = await opened();
  const { body } = await shop.call('POST', '/carts', { line_items: [LINE], context: { currency: 'XTS' } });
  expect(body.currency).toBe('NOK');
  expect(body.messages).toContainEqual(expect.objectContaining({ type: 'warning', code: 'currency_unsupported' }));
  expect((await shop.call('POST', '/carts', { line_items: [LINE], context: { currency: 'kroner' } })).status).toBe(400);
});

test('a payment that nobody here can take is said so, and nothing is begun', async () => {
  const { shop } = await opened();
  const checkout = await readyCheckout(shop);
  const [card] = instrument().payment.instruments;
  for (const wrong of [
    { ...card, handler_id: 'nobody' },
    { ...card, credential: { type: 'PAN', token: '4242424242424242' } },
    { ...card, credential: undefined },
  ]) {
    const { body } = await shop.call('POST', `/checkout-sessions/${checkout.id}/complete`, { payment: { instruments: [wrong] } });
    expect(body.status).toBe('ready_for_complete');
    expect(body.messages[0]).toMatchObject({ code: 'invalid', severity: 'recoverable' });
  }
  expect(shop.told).toEqual([]);
});

test('what is missing is told field by field', async () => {
  const { shop } = await opened();
  const { body } = await shop.call('POST', '/checkout-sessions', {
    line_items: [LINE],
    buyer: { ...BUYER, email: 'kari', phone_number: '90' },
    fulfillment: {
      methods: [{ type: 'shipping', destinations: [{ ...ADDRESS, postal_code: '50', address_locality: undefined }] }],
    },
  });
  expect(body.status).toBe('incomplete');
  expect(body.messages.map(({ code, path }) => `${code} ${path}`)).toEqual([
    'invalid $.buyer.email',
    'invalid $.buyer.phone_number',
    'invalid $.fulfillment.methods[0].destinations[0].postal_code',
    'missing $.fulfillment.methods[0].destinations[0].address_locality',
  ]);
});

describe('idempotency', () => {
  test('writes on carts and checkouts need a key', async () => {
    const { shop } = await opened();
    const answer = await shop.call('POST', '/carts', { line_items: [LINE] }, { 'Idempotency-Key': '' });
    expect([answer.status, answer.body.code]).toEqual([400, 'door.idempotency-key']);
  });

  test('the same key and body give the same cart; another body is refused; after a day the key is free', async () => {
    const { shop } = await opened();
    const send = (quantity: number) =>
      shop.call('POST', '/carts', { line_items: [{ ...LINE, quantity }] }, { 'Idempotency-Key': 'same-wish-1' });
    const [first, again, other] = [await send(1), await send(1), await send(2)];
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect([other.status, other.body.code]).toEqual([409, 'request.key-reused']);
    await shop.run(25 * 3_600_000);
    const later = await send(2);
    expect([later.status, later.body.id === first.body.id]).toEqual([201, false]);
  });

  test('a fault frees the key', async () => {
    const { shop } = await opened();
    const bad = await shop.call(
      'POST',
      '/carts',
      { line_items: [{ ...LINE, quantity: 0 }] },
      { 'Idempotency-Key': 'same-wish-2' },
    );
    const good = await shop.call('POST', '/carts', { line_items: [LINE] }, { 'Idempotency-Key': 'same-wish-2' });
    expect([bad.status, good.status]).toEqual([400, 201]);
  });
});

describe('the door', () => {
  test("a preflight of the shop's page is welcome, another page's is not", async () => {
    const shop = await openSmallShop();
    const ask = (origin: string) =>
      shop.call('OPTIONS', '/carts', undefined, { Origin: origin, 'X-API-Key': '', 'Access-Control-Request-Method': 'PUT' });
    const own = await ask(ORIGIN);
    expect(own.status).toBe(204);
    expect(own.headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN);
    expect(own.headers.get('Vary')).toContain('Origin');
    const allowed = own.headers.get('Access-Control-Allow-Headers')!.split(', ');
    for (const name of [
      'X-API-Key',
      'UCP-Agent',
      'Idempotency-Key',
      'Request-Id',
      'Authorization',
      'Content-Type',
      'Accept-Language',
      'Last-Event-ID',
    ])
      expect(allowed).toContain(name);
    const other = await ask('https://evil.example');
    expect(other.status).toBe(403);
    expect(other.headers.get('Access-Control-Allow-Origin')).toBeNull();
  });

  test('an unknown key is 401, a page that may not use the key 403, and neither changes anything', async () => {
    const shop = await openSmallShop();
    for (const [headers, status] of [
      [{ 'X-API-Key': 'nobody' }, 401],
      [{ 'X-API-Key': '' }, 401],
      [{ 'X-API-Key': '__proto__' }, 401],
      [{ Origin: 'https://evil.example' }, 403],
      [{ Origin: `${ORIGIN}.evil.example` }, 403],
      [{ Origin: 'null' }, 403],
    ] as [Record<string, string>, number][]) {
      expect((await shop.call('POST', '/carts', { line_items: [LINE] }, headers)).status).toBe(status);
    }
    expect(await shop.book.all('cart')).toEqual([]);
  });

  test('a demo key welcomes every page', async () => {
    const shop = await openSmallShop({ settings: { storeKeys: { [KEY]: { origins: ['*'] } } } });
    const answer = await shop.call('POST', '/catalog/search', { query: 'kniv' }, { Origin: 'https://anywhere.example' });
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('https://anywhere.example');
  });

  test('what cannot be done is 405 and says what can', async () => {
    const shop = await openSmallShop();
    for (const [method, path] of [
      ['DELETE', '/carts/cart_12345678'],
      ['PATCH', '/checkout-sessions/chk_12345678'],
      ['GET', '/carts'],
      ['PUT', '/catalog/search'],
      ['POST', '/.well-known/ucp'],
      ['DELETE', '/orders/ord_12345678'],
    ]) {
      const answer = await shop.call(method!, path!, method === 'GET' ? undefined : {});
      expect([path, answer.status]).toEqual([path, 405]);
      expect(answer.headers.get('Allow')).toBeTruthy();
    }
    expect((await shop.call('GET', '/nowhere')).status).toBe(404);
  });

  test('every answer carries its request id and may not be sniffed or stored', async () => {
    const shop = await openSmallShop();
    for (const [method, path, body] of [
      ['GET', '/carts/cart_12345678'],
      ['POST', '/carts', '{'],
      ['GET', '/nowhere'],
      ['DELETE', '/carts'],
    ] as [string, string, string?][]) {
      const { headers } = await shop.call(method, path, body, { 'Request-Id': 'req-123' });
      expect([headers.get('Request-Id'), headers.get('X-Content-Type-Options'), headers.get('Cache-Control')]).toEqual([
        'req-123',
        'nosniff',
        'no-store',
      ]);
    }
  });

  test('only photos that an article names are shown, for ever', async () => {
    const shop = await openSmallShop();
    const photo = await shop.call('GET', '/media/photo%2FKNIV-20');
    expect([photo.status, photo.headers.get('Cache-Control')]).toEqual([200, 'public, max-age=31536000, immutable']);
    for (const key of ['photo%2FKNIV-99', '..%2Fsecret', '%00'])
      expect((await shop.call('GET', `/media/${key}`)).status).toBe(404);
  });
});

test('a bank’s page that nobody was sent to is not there', async () => {
  const shop = await openSmallShop();
  for (const path of [
    '/payment-actions/nope',
    '/payment-actions/act_0123456789abcdef0123456789',
    '/payment-return',
    '/payment-return?action=%00',
  ]) {
    expect((await shop.call('GET', path)).status, path).toBe(404);
  }
});
