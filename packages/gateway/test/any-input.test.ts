import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instrument, openSmallShop, readyCheckout } from './small-shop.ts';

/** Bodies that begin as right ones and have members of all kinds put in anywhere. */
const body = fc.oneof(
  fc.object({ withBigInt: false, maxDepth: 4 }),
  fc.record(
    {
      line_items: fc.array(
        fc.record({
          item: fc.record({ id: fc.oneof(fc.constantFrom('KNIV-20', 'KRUS-1', '__proto__'), fc.string()) }),
          quantity: fc.oneof(fc.integer({ min: 1, max: 99 }), fc.anything()),
        }),
        { maxLength: 3 },
      ),
      buyer: fc.oneof(
        fc.object({ maxDepth: 2 }),
        fc.record({ email: fc.string(), first_name: fc.string(), consent: fc.object({ maxDepth: 2 }) }),
      ),
      context: fc.oneof(
        fc.object({ maxDepth: 1 }),
        fc.record({ language: fc.constantFrom('nb', 'ar', 'xx', '__proto__', 'constructor'), currency: fc.string() }),
      ),
      discounts: fc.record({ codes: fc.array(fc.string(), { maxLength: 6 }) }),
      fulfillment: fc.record({
        methods: fc.array(
          fc.record({
            type: fc.constantFrom('shipping', 'pickup'),
            destinations: fc.array(
              fc.record({
                street_address: fc.string(),
                postal_code: fc.string(),
                address_locality: fc.string(),
                address_country: fc.constantFrom('NO', 'SE', 'ZZ', ''),
              }),
            ),
          }),
          { maxLength: 2 },
        ),
      }),
      query: fc.string(),
      ids: fc.array(fc.string(), { maxLength: 4 }),
      id: fc.string(),
      filters: fc.object({ maxDepth: 2 }),
      pagination: fc.record({ cursor: fc.string(), limit: fc.anything() }),
      placement: fc.string(),
      profile: fc.record({ viewed: fc.array(fc.string()), searched: fc.array(fc.string()) }),
      address_country: fc.constantFrom('NO', 'no', '', '\u0000\u0000'),
      payment: fc.oneof(fc.constant(instrument().payment), fc.object({ maxDepth: 3 })),
    },
    { requiredKeys: [] },
  ),
);

test('no body and no header makes the gateway fall over', async () => {
  const shop = await openSmallShop();
  const cart = (await shop.call('POST', '/carts', { line_items: [{ item: { id: 'KNIV-20' }, quantity: 1 }] })).body;
  const checkout = await readyCheckout(shop);
  const route = fc.constantFrom(
    ['POST', '/carts'],
    ['PUT', `/carts/${cart.id}`],
    ['POST', '/checkout-sessions'],
    ['PUT', `/checkout-sessions/${checkout.id}`],
    ['POST', `/checkout-sessions/${checkout.id}/complete`],
    ['POST', '/catalog/search'],
    ['POST', '/catalog/lookup'],
    ['POST', '/catalog/product'],
    ['POST', '/showcases'],
    ['POST', '/suggestions'],
    ['POST', '/offers'],
    ['POST', '/addresses/suggest'],
  );
  const header = fc.stringMatching(/^[\x21-\x7e]{0,40}$/);
  await fc.assert(
    fc.asyncProperty(
      route,
      body,
      fc.record({ 'Idempotency-Key': header, 'Request-Id': header, 'Accept-Language': header, 'Last-Event-ID': header }),
      async ([method, path], input, headers) => {
        const { status } = await shop.call(method, path, JSON.stringify(input), headers);
        expect(status).toBeLessThan(500);
      },
    ),
    { numRuns: 600, seed: 20261123 },
  );
  expect(shop.payments.size).toBeLessThanOrEqual(1);
});
