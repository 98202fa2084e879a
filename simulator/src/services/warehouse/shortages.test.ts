import { describe, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS, openWarehouse } from '../../../test/open-warehouse.ts';
import { isSscc, makeSscc } from '../parcels/sscc.ts';

const ONE = (sku: string, quantity = 2) => [{ sku, quantity }];

/** An article with pieces on one shelf alone, and one with two shelves. */
function articles({ world }: ReturnType<typeof openWarehouse>) {
  const oneShelf = world.seeds.articles.find(({ shelves, onHand }) => shelves.length === 1 && onHand > 10)!;
  const twoShelves = world.seeds.articles.find(({ shelves }) => shelves.length === 2)!;
  return { oneShelf, twoShelves };
}

describe('a bin holds fewer than booked', () => {
  test('the gateway hears what is missing, a count finds it, and the order goes on', async () => {
    const shop = openWarehouse({ labels: 'courier' });
    const { world, order, ask, pull, types, heard, erp, told } = shop;
    const { oneShelf } = articles(shop);
    pull('short-pick', { lost: 0 });
    await order('order-1', ONE(oneShelf.sku));
    await world.clock.runFor(8 * MINUTE_MS);
    expect(types()).toEqual(['picking', 'short']);
    expect(heard.at(-1)!.body.data).toMatchObject({
      place: oneShelf.bin,
      note: `1 × ${oneShelf.name}`,
      missing: [{ sku: oneShelf.sku, quantity: 1 }],
    });
    expect((await ask('GET', '/pick-orders/order-1')).body.lines).toMatchObject([{ quantity: 2, picked: 1, missing: 1 }]);

    await world.clock.runFor(HOUR_MS);
    expect(types()).toEqual(['picking', 'short', 'resumed', 'picked', 'packed', 'labelled', 'handed_over']);
    expect(erp, 'nothing was lost, so nothing is corrected').toEqual([]);
    expect(told()).toContainEqual(expect.stringContaining(`× ${oneShelf.name} behind other goods`));
    const { stock_counts: counts } = (await ask('GET', '/stock-counts')).body as { stock_counts: object[] };
    expect(counts).toMatchObject([{ id: 'SC-1', sku: oneShelf.sku, reason: 'short', status: 'counted', difference: 0 }]);
  });

  test('what is lost is booked out: the ERP hears how many are left in the house', async () => {
    const shop = openWarehouse({ labels: 'courier' });
    const { world, order, ask, pull, types, erp } = shop;
    const { oneShelf } = articles(shop);
    await order('order-1', ONE(oneShelf.sku));
    pull('short-pick', { reference: 'order-1', lost: 1 });
    await world.clock.runFor(2 * HOUR_MS);
    expect(types().at(-1)).toBe('handed_over');
    expect(erp).toMatchObject([
      {
        path: '/x-edi/stock-counts',
        body: { by: 'Siri', lines: [{ sku: oneShelf.sku, counted: oneShelf.onHand - 1, difference: -1, bin: oneShelf.bin }] },
      },
    ]);
    expect((await ask('GET', `/stock/${oneShelf.sku}`)).body.quantity).toBe(oneShelf.onHand - 3);
  });

  test('with nothing left anywhere a bike brings it from the shop in town; nothing is packed before', async () => {
    const shop = openWarehouse({ labels: 'courier' });
    const { world, order, pull, types, erp } = shop;
    const { oneShelf } = articles(shop);
    pull('short-pick', { lost: 999 });
    await order('order-1', ONE(oneShelf.sku, 1));
    await world.clock.runFor(30 * MINUTE_MS);
    expect(types()).toEqual(['picking', 'short']);
    await world.clock.runFor(3 * HOUR_MS);
    expect(types()).toEqual(['picking', 'short', 'resumed', 'picked', 'packed', 'labelled', 'handed_over']);
    expect(erp.flatMap(({ body }) => body.lines.map(({ counted, difference }) => [counted, difference]))).toEqual([
      [0, -oneShelf.onHand],
      [1, 1],
    ]);
  });

  test('the other bin is tried before anything is reported', async () => {
    const shop = openWarehouse();
    const { world, order, ask, types } = shop;
    const { twoShelves } = articles(shop);
    const [main, other] = twoShelves.shelves;
    await order('order-1', ONE(twoShelves.sku, main!.pieces + 1));
    await world.clock.runFor(2 * HOUR_MS);
    expect(types()).toEqual(['picking', 'picked', 'packed']);
    const { scans } = (await ask('GET', '/pick-orders/order-1/scans')).body as { scans: object[] };
    expect(scans).toMatchObject([
      { bin: main!.bin, quantity: main!.pieces, outcome: 'ok', gtin: twoShelves.gtin },
      { bin: main!.bin, outcome: 'short' },
      { bin: other!.bin, quantity: 1, outcome: 'ok' },
    ]);
  });

  test('who waits for a piece gets it from the next delivery, in the order of waiting', async () => {
    const shop = openWarehouse();
    const { world, order, ask, types, erp } = shop;
    const soldOut = world.seeds.articles.find(({ onHand }) => onHand === 0)!;
    await order('order-1', ONE(soldOut.sku, 1));
    await world.clock.runFor(10 * MINUTE_MS);
    await ask('POST', '/goods-receipts', { reference: 'PO-1', supplier: 'Eik AS', lines: [{ sku: soldOut.sku, quantity: 6 }] });
    await world.clock.runFor(30 * MINUTE_MS);
    expect(types()).toEqual(['picking', 'short', 'resumed', 'picked', 'packed']);
    expect(erp.find(({ path }) => path === '/x-edi/goods-receipts')!.body).toMatchObject({
      reference: 'PO-1',
      lines: [{ sku: soldOut.sku, quantity: 6, bin: soldOut.bin }],
    });
  });

  test('an order that is cancelled while it waits gives back what it had', async () => {
    const shop = openWarehouse();
    const { world, order, ask, pull, types } = shop;
    const { oneShelf } = articles(shop);
    pull('short-pick', { lost: 0 });
    await order('order-1', ONE(oneShelf.sku));
    await world.clock.runFor(7 * MINUTE_MS);
    expect((await ask('POST', '/pick-orders/order-1/cancel')).status).toBe(200);
    await world.clock.runFor(3 * HOUR_MS);
    expect(types()).toEqual(['picking', 'short']);
    expect((await ask('GET', `/stock/${oneShelf.sku}`)).body.quantity).toBe(oneShelf.onHand);
  });
});

describe('goods come in', () => {
  const sscc = makeSscc('7099999', 5);
  const delivery = (sku: string, more: object = {}) => ({
    reference: 'PO-7',
    supplier: 'Eik AS',
    sscc,
    lines: [{ sku, quantity: 24 }],
    ...more,
  });

  test('a delivery is received, counted and put away, and only then told to the ERP', async () => {
    const { world, ask, erp, first } = openWarehouse();
    expect(isSscc(sscc)).toBe(true);
    expect(await ask('POST', '/goods-receipts', delivery(first.sku))).toMatchObject({
      status: 201,
      body: { status: 'received' },
    });
    await world.clock.runFor(4 * MINUTE_MS);
    expect(erp).toEqual([]);
    await world.clock.runFor(HOUR_MS);
    const { deliveries } = (await ask('GET', '/goods-receipts/PO-7')).body as { deliveries: object[] };
    expect(deliveries).toMatchObject([
      { sscc, status: 'put_away', lines: [{ announced: 24, received: 24, damaged: 0, difference: 0 }] },
    ]);
    expect(erp).toMatchObject([{ body: { reference: 'PO-7', sscc, lines: [{ sku: first.sku, quantity: 24, bin: first.bin }] } }]);
    expect((await ask('GET', `/stock/${first.sku}`)).body.quantity).toBe(first.onHand + 24);
  });

  test('the same pallet comes in once, and one order may come on several', async () => {
    const { world, ask, erp, first } = openWarehouse();
    await ask('POST', '/goods-receipts', delivery(first.sku));
    expect((await ask('POST', '/goods-receipts', delivery(first.sku))).status).toBe(200);
    expect((await ask('POST', '/goods-receipts', delivery(first.sku, { sscc: makeSscc('7099999', 6) }))).status).toBe(201);
    await world.clock.runFor(HOUR_MS);
    expect(erp).toHaveLength(2);
  });

  test('a piece too few and a piece damaged are counted, and not put away', async () => {
    const { world, ask, erp, pull, first } = openWarehouse();
    await ask('POST', '/goods-receipts', delivery(first.sku));
    pull('short-delivery');
    pull('damage', { reference: 'PO-7' });
    await world.clock.runFor(HOUR_MS);
    const { deliveries } = (await ask('GET', '/goods-receipts/PO-7')).body as { deliveries: object[] };
    expect(deliveries).toMatchObject([{ lines: [{ announced: 24, received: 23, damaged: 1, difference: -1 }] }]);
    expect(erp[0]!.body.lines).toMatchObject([{ quantity: 22 }]);
  });

  test('wrong deliveries are refused', async () => {
    const { ask, first } = openWarehouse();
    const codes = [
      { lines: [] },
      { lines: [{ sku: 'NO-SUCH', quantity: 1 }] },
      { lines: [{ sku: first.sku, quantity: 0.5 }] },
      { sscc: '123' },
      { supplier: '' },
    ].map(async (more) => (await ask('POST', '/goods-receipts', delivery(first.sku, more))).status);
    expect(await Promise.all(codes)).toEqual([422, 422, 422, 422, 422]);
    expect((await ask('GET', '/goods-receipts/PO-7')).status).toBe(404);
  });
});

test('a count can be ordered, and agrees with the books when nothing was lost', async () => {
  const { world, ask, erp, first } = openWarehouse();
  expect(await ask('POST', '/stock-counts', { sku: first.sku })).toMatchObject({ status: 202, body: { status: 'ordered' } });
  expect((await ask('POST', '/stock-counts', { sku: 'NO-SUCH' })).status).toBe(422);
  await world.clock.runFor(HOUR_MS);
  const { stock_counts: counts } = (await ask('GET', '/stock-counts')).body as { stock_counts: object[] };
  expect(counts).toMatchObject([{ reason: 'ordered', booked: first.onHand, counted: first.onHand, difference: 0, by: 'Siri' }]);
  expect(erp).toEqual([]);
});

test('a bin that is picked from again and again is counted on the way', async () => {
  const { world, order, ask } = openWarehouse({ settings: { picksBetweenCounts: 3 } });
  const plenty = world.seeds.articles.find(({ onHand }) => onHand > 20)!;
  for (let index = 0; index < 3; index++) await order(`order-${index}`, ONE(plenty.sku, 1));
  await world.clock.runFor(2 * HOUR_MS);
  const { stock_counts: counts } = (await ask('GET', '/stock-counts')).body as { stock_counts: object[] };
  expect(counts).toMatchObject([{ sku: plenty.sku, reason: 'cyclic', status: 'counted', counted: plenty.onHand - 3 }]);
});
