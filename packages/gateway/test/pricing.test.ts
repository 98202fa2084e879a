import { expect, test } from 'vitest';
import { ADDRESS, BUYER, openSmallShop, readyCheckout } from './small-shop.ts';

const totalOf = (totals: { type: string; amount: number }[], type = 'total') =>
  totals.find((entry) => entry.type === type)?.amount;
const cartWith = (
  codes: string[],
  lines = [
    ['KNIV-20', 1],
    ['FJOL-1', 1],
  ] as [string, number][],
) => ({
  line_items: lines.map(([id, quantity]) => ({ item: { id }, quantity })),
  discounts: { codes },
});

test('a percentage falls on the lines, øre by øre, and VAT is within the total', async () => {
  const shop = await openSmallShop();
  const { body } = await shop.call('POST', '/carts', cartWith(['  host10 ']));
  expect(body.discounts.applied[0]).toMatchObject({ code: 'HOST10', amount: 13_980 });
  expect(body.discounts.applied[0].allocations.reduce((sum, { amount }) => sum + amount, 0)).toBe(13_980);
  expect([totalOf(body.totals, 'subtotal'), totalOf(body.totals, 'items_discount'), totalOf(body.totals)]).toEqual([
    139_800, -13_980, 125_820,
  ]);
  expect(body.totals.at(-1)!.lines).toEqual([
    { display_text: 'Excluding VAT', amount: 100_656 },
    { display_text: 'VAT 25 %', amount: 25_164, vat_percent: 25 },
  ]);
});

test('codes that do not hold say why, and the cart is as it was', async () => {
  const shop = await openSmallShop();
  const { body } = await shop.call('POST', '/carts', cartWith(['NOPE', 'GAMMEL', 'KRONER50', 'HOST10', 'kroner50']));
  expect(body.messages.map(({ code, path }) => [code, path])).toEqual([
    ['discount_code_invalid', '$.discounts.codes[0]'],
    ['discount_code_expired', '$.discounts.codes[1]'],
    ['discount_code_combination_disallowed', '$.discounts.codes[3]'],
    ['discount_code_already_applied', '$.discounts.codes[4]'],
  ]);
  expect([totalOf(body.totals, 'discount'), totalOf(body.totals)]).toEqual([-5_000, 134_800]);
});

test('codes of the cart go along to the checkout', async () => {
  const shop = await openSmallShop();
  const cart = (await shop.call('POST', '/carts', cartWith(['HOST10']))).body;
  const { body } = await shop.call('POST', '/checkout-sessions', { cart_id: cart.id });
  expect(body.discounts.applied[0].code).toBe('HOST10');
  expect(totalOf(body.totals)).toBe(125_820);
});

test('what is sold out is cut down to what there is, and the shopper is told', async () => {
  const shop = await openSmallShop();
  const { body } = await shop.call(
    'POST',
    '/carts',
    cartWith(
      [],
      [
        ['LYKT-1', 5],
        ['KRUS-1', 1],
        ['NO-SUCH', 1],
      ],
    ),
  );
  expect(body.line_items.map(({ quantity }) => quantity)).toEqual([2]);
  expect(body.messages.map(({ code }) => code)).toEqual(['quantity_adjusted', 'out_of_stock', 'item_unavailable']);
});

test('a silent ERP does not close the shop: the last prices are shown, and said to be unconfirmed', async () => {
  const shop = await openSmallShop();
  shop.moods['erp.stock'] = 'down';
  const { status, body } = await shop.call('POST', '/carts', cartWith([]));
  expect([status, totalOf(body.totals)]).toEqual([201, 139_800]);
  expect(body.messages[0].code).toBe('prices_unconfirmed');
});

test('delivery is free from the threshold on, but for couriers, and the waived price is told', async () => {
  const shop = await openSmallShop();
  const body = await readyCheckout(shop, [{ item: { id: 'KNIV-20' }, quantity: 2 }]);
  const [bring, courier] = body.fulfillment.methods[0].groups[0].options;
  expect(bring.totals).toEqual([
    { type: 'fulfillment', amount: 9_900 },
    { type: 'discount', amount: -9_900 },
    { type: 'total', amount: 0 },
  ]);
  expect(courier.totals).toEqual([{ type: 'total', amount: 14_900 }]);
  expect([totalOf(body.totals, 'fulfillment'), totalOf(body.totals)]).toEqual([0, 179_800]);
});

test('a carrier that stays silent is named, and nobody waits longer than two and a half seconds', async () => {
  const shop = await openSmallShop({ silentCarrier: true });
  const before = shop.clock.now();
  let body;
  void readyCheckout(shop).then((answer) => (body = answer));
  await shop.run(2_400);
  expect(body).toBeUndefined();
  await shop.run(200);
  expect(body).toMatchObject({
    status: 'ready_for_complete',
    fulfillment: { 'dev.vitrine.delivery': { silent_carriers: [{ carrier_id: 'courier', name: 'Bydel Bud' }] } },
  });
  expect(shop.clock.now() - before).toBe(2_600);
});

test('what is left out of an update stays as it is, and a chosen delivery is kept', async () => {
  const shop = await openSmallShop();
  const { id } = await readyCheckout(shop);
  const line_items = [{ item: { id: 'KNIV-20' }, quantity: 1 }];
  const chosen = (
    await shop.call('PUT', `/checkout-sessions/${id}`, {
      line_items,
      fulfillment: {
        methods: [{ type: 'shipping', groups: [{ id: 'parcel', selected_option_id: 'courier.express_courier.bydel-bud-hjem' }] }],
      },
    })
  ).body;
  expect(totalOf(chosen.totals)).toBe(104_800);
  const later = (await shop.call('PUT', `/checkout-sessions/${id}`, { line_items, discounts: { codes: ['KRONER50'] } })).body;
  expect([later.status, later.buyer.email, totalOf(later.totals)]).toEqual(['ready_for_complete', BUYER.email, 99_800]);
  expect(later.fulfillment.methods[0].destinations[0].street_address).toBe(ADDRESS.street_address);
});

test('an order uses its cart up', async () => {
  const shop = await openSmallShop();
  const cart = (await shop.call('POST', '/carts', cartWith([]))).body;
  const { body } = await shop.call('POST', '/checkout-sessions', {
    cart_id: cart.id,
    buyer: BUYER,
    fulfillment: { methods: [{ type: 'shipping', destinations: [ADDRESS] }] },
  });
  const { instrument } = await import('./small-shop.ts');
  await shop.call('POST', `/checkout-sessions/${body.id}/complete`, instrument());
  expect((await shop.call('GET', `/carts/${cart.id}`)).body.messages[0].code).toBe('not_found');
});

test('before the ERP has told what is sold, nothing is called unknown: carts wait', async () => {
  const shop = await openSmallShop();
  const cart = (await shop.call('POST', '/carts', cartWith([]))).body;
  const checkout = await readyCheckout(shop);
  shop.moods['erp.articles'] = 'down';
  await shop.restart();
  const line_items = [{ item: { id: 'KNIV-20' }, quantity: 1 }];
  for (const answer of [
    await shop.call('GET', `/carts/${cart.id}`),
    await shop.call('PUT', `/carts/${cart.id}`, { line_items }),
    await shop.call('PUT', `/checkout-sessions/${checkout.id}`, { line_items }),
    await shop.call('POST', '/catalog/search', { query: 'kniv' }),
  ]) {
    expect([answer.status, answer.body.code]).toEqual([503, 'catalogue.not-loaded']);
  }
  expect((await shop.call('GET', `/checkout-sessions/${checkout.id}`)).body.status).toBe('ready_for_complete');

  shop.moods['erp.articles'] = 'well';
  await shop.run(6_000);
  expect((await shop.call('GET', `/carts/${cart.id}`)).body.line_items).toHaveLength(2);
});
