import { expect, test } from 'vitest';
import { EXTENSION_SCHEMAS, schemaDocument } from '../src/routes/extension-schemas.ts';
import { ADDRESS, BUYER, instrument, openSmallShop, readyCheckout } from './small-shop.ts';
import { specs, ucpSchemas } from './specs.ts';

const UCP = 'https://ucp.dev/schemas/';
const OURS = 'https://gateway.example/schemas/';

/** Throws away nothing: an answer must fit every schema named, and says which member does not. */
function judge() {
  const ajv = ucpSchemas(Object.keys(EXTENSION_SCHEMAS).map((name) => schemaDocument('https://gateway.example', name)));
  return (answer: object, ...refs: string[]) => {
    for (const ref of refs) {
      const validate = ajv.getSchema(ref.startsWith('https:') ? ref : UCP + ref);
      if (!validate) throw new Error(`There is no schema ${ref}.`);
      expect(validate(answer) ? [] : validate.errors, ref).toEqual([]);
    }
  };
}

const CHECKOUT = ['checkout', 'fulfillment', 'discount', 'buyer_consent', 'payment_authentication'].map((name) =>
  name === 'checkout' ? 'shopping/checkout.json' : `shopping/${name}.json#/$defs/dev.ucp.shopping.checkout`,
);
const CART = [
  'shopping/cart.json',
  'shopping/discount.json#/$defs/dev.ucp.shopping.cart',
  'shopping/buyer_consent.json#/$defs/dev.ucp.shopping.cart',
];
const ERROR = 'common/types/error_response.json';

/** UCP's rule for totals, which its schema cannot say: the entries add up, and so do inner lines. */
function addsUp(totals: { type: string; amount: number; lines?: { amount: number }[] }[]) {
  const total = totals.find(({ type }) => type === 'total')!;
  expect(totals.filter(({ type }) => type !== 'total').reduce((sum, { amount }) => sum + amount, 0)).toBe(total.amount);
  for (const { amount, lines } of totals) if (lines) expect(lines.reduce((sum, line) => sum + line.amount, 0)).toBe(amount);
}

test.skipIf(!specs)('every operation answers as UCP 2026-08-25 and our own schemas say', async () => {
  const fits = judge();
  const shop = await openSmallShop({ baskets: Array.from({ length: 5 }, () => ['KNIV-20', 'FJOL-1']) });
  const ask = async (method: string, path: string, body?: unknown, headers?: Record<string, string>) => {
    const answer = await shop.call(method, path, body, headers);
    expect([200, 201]).toContain(answer.status);
    return answer.body;
  };

  fits(await ask('GET', '/.well-known/ucp'), 'profile.json#/$defs/business_schema');

  fits(await ask('POST', '/catalog/search', { query: 'kniv' }), 'shopping/catalog_search.json#/$defs/search_response');
  fits(
    await ask('POST', '/catalog/search', { filters: {}, pagination: { limit: 1 }, context: { currency: 'EUR' } }),
    'shopping/catalog_search.json#/$defs/search_response',
  );
  fits(
    await ask('POST', '/catalog/lookup', { ids: ['KNIV', 'KNIV-16', 'NO-SUCH'] }),
    'shopping/catalog_lookup.json#/$defs/lookup_response',
  );
  fits(
    await ask('POST', '/catalog/product', { id: 'KNIV', selected: [{ name: 'Størrelse', label: '16 cm' }] }),
    'shopping/catalog_lookup.json#/$defs/get_product_response',
  );
  fits(await ask('POST', '/catalog/product', { id: 'NO-SUCH' }), ERROR);

  const cart = await ask('POST', '/carts', {
    line_items: [{ item: { id: 'KNIV-20' }, quantity: 1 }],
    buyer: BUYER,
    discounts: { codes: ['host10', 'GAMMEL'] },
  });
  fits(cart, ...CART);
  addsUp(cart.totals);
  fits(await ask('GET', `/carts/${cart.id}`), ...CART);
  fits(
    await ask('PUT', `/carts/${cart.id}`, {
      line_items: [
        { item: { id: 'LYKT-1' }, quantity: 9 },
        { item: { id: 'KRUS-1' }, quantity: 1 },
      ],
    }),
    ...CART,
  );
  fits(await ask('GET', '/carts/cart_that-nobody-made'), ERROR);
  fits(await ask('POST', '/carts', { line_items: [{ item: { id: 'KRUS-1' }, quantity: 1 }] }), ERROR);
  fits(await ask('POST', '/offers', { cart_id: cart.id }), `${OURS}offers.json#/$defs/response`);

  const empty = await ask('POST', '/checkout-sessions', { cart_id: cart.id });
  fits(empty, ...CHECKOUT);
  expect(empty.status).toBe('incomplete');
  const line_items = [{ item: { id: 'KNIV-20' }, quantity: 1 }];
  const ready = await ask('PUT', `/checkout-sessions/${empty.id}`, {
    line_items,
    buyer: { ...BUYER, consent: { 'dev.ucp.consent.marketing': { granted: true, source: 'platform' } } },
    fulfillment: { methods: [{ type: 'shipping', destinations: [ADDRESS] }] },
    discounts: { codes: ['KRONER50'] },
  });
  fits(ready, ...CHECKOUT);
  addsUp(ready.totals);
  expect(ready.status).toBe('ready_for_complete');
  fits(ready.fulfillment.methods[0].groups[0].options[0]['dev.vitrine.delivery'], `${OURS}delivery.json#/$defs/option`);
  const challenged = await ask('POST', `/checkout-sessions/${ready.id}/complete`, instrument('pm_challenge'));
  fits(challenged, ...CHECKOUT);
  expect(challenged.actions).toBeDefined();
  shop.approve('pi_1');
  const done = await ask('GET', `/checkout-sessions/${ready.id}`);
  fits(done, ...CHECKOUT);
  expect(done.status).toBe('completed');
  fits(await ask('GET', '/checkout-sessions/chk_that-nobody-made'), ERROR);
  const other = await readyCheckout(shop);
  const declined = await ask('POST', `/checkout-sessions/${other.id}/complete`, instrument('pm_declined'));
  fits(declined, ...CHECKOUT);
  fits(await ask('POST', `/checkout-sessions/${other.id}/cancel`, {}), ...CHECKOUT);

  const token = { Authorization: `Bearer ${done.order['dev.vitrine.tracking'].token}` };
  const order = await ask('GET', `/orders/${done.order.id}`, undefined, token);
  fits(order, 'shopping/order.json');
  addsUp(order.totals);
  fits(await ask('GET', `/orders/${done.order.id}/tracking`, undefined, token), `${OURS}tracking.json#/$defs/response`);
  fits(await ask('GET', `/orders/${done.order.id}`), ERROR);

  fits(
    await ask('POST', '/showcases', { placement: 'home', profile: { viewed: ['KNIV-20'] } }),
    `${OURS}showcase.json#/$defs/response`,
  );
  fits(await ask('POST', '/suggestions', { query: 'kj' }), `${OURS}suggest.json#/$defs/response`);
  fits(
    await ask('POST', '/addresses/suggest', { query: 'Brygge', address_country: 'NO' }),
    `${OURS}address.json#/$defs/response`,
  );
  for (const name of Object.keys(EXTENSION_SCHEMAS))
    expect((await ask('GET', `/schemas/${name}.json`)).$id).toBe(`${OURS}${name}.json`);
  fits(await ask('POST', `/carts/${(await ask('POST', '/carts', { line_items })).id}/cancel`, {}), ...CART);
});

test('everything that the profile announces can be read at its address', async () => {
  const shop = await openSmallShop();
  const { body } = await shop.call('GET', '/.well-known/ucp');
  const own = Object.entries(body.ucp.capabilities as Record<string, { schema: string }[]>).filter(([name]) =>
    name.startsWith('dev.vitrine.'),
  );
  expect(own.length).toBeGreaterThan(3);
  for (const [, [entity]] of own) expect((await shop.call('GET', new URL(entity!.schema).pathname)).status).toBe(200);
});

test.skipIf(!specs)('an answer that lacks what UCP asks for would be noticed', async () => {
  const fits = judge();
  const shop = await openSmallShop();
  const { body } = await shop.call('POST', '/carts', { line_items: [{ item: { id: 'KNIV-20' }, quantity: 1 }] });
  for (const ref of CART) {
    fits(body, ref);
    expect(() => fits({ ...body, totals: body.totals.filter(({ type }) => type !== 'subtotal') }, ref)).toThrow();
    expect(() => fits({ ...body, line_items: [{ ...body.line_items[0], quantity: '1' }] }, ref)).toThrow();
  }
});
