import { beforeEach, describe, expect, test } from 'vitest';
import { World, type SavedWorld } from '../../kernel/world.ts';
import { KEYS, ORIGINS } from '../../shop/keys.ts';
import type { ProductRow, StockRow } from '../tripletex/books.ts';
import type { PurchaseRow } from '../tripletex/office-rows.ts';
import { tripletexService } from '../tripletex/tripletex.ts';
import { warehouseService } from '../warehouse/warehouse.ts';
import type { SupplyOrder } from './supply-order.ts';
import { suppliersService } from './suppliers.ts';

const DAY_MS = 86_400_000;
const NOBODY = { url: 'https://nobody.example/scans', headers: {} };

const services = () => ({
  tripletex: tripletexService({
    ...KEYS.tripletex,
    warehouse: { url: ORIGINS.warehouse, key: KEYS.warehouse.key },
    suppliers: { url: ORIGINS.suppliers, key: KEYS.suppliers.key },
  }),
  warehouse: warehouseService({
    key: KEYS.warehouse.key,
    webhook: { url: 'https://gateway.example/webhooks/warehouse', secret: KEYS.warehouse.webhookSecret },
    handhelds: { bring: NOBODY, courier: NOBODY },
    erp: { url: `${ORIGINS.tripletex}/x-edi`, headers: { Authorization: `Bearer ${KEYS.warehouse.key}` } },
  }),
  suppliers: suppliersService({
    key: KEYS.suppliers.key,
    erp: { url: `${ORIGINS.tripletex}/x-edi`, key: KEYS.suppliers.key },
    warehouse: { url: ORIGINS.warehouse, key: KEYS.warehouse.key },
  }),
});

let world: World;
beforeEach(() => {
  world = new World({ seed: 7, services: services() });
});

const SKU = 'BRYNE';
const article = () => world.seeds.articles.find(({ sku }) => sku === SKU)!;
const stockOf = (sku: string): StockRow => {
  const { id } = world.table<ProductRow>('tripletex', 'products').find(({ number }) => number === sku)!;
  return world.table<StockRow>('tripletex', 'stock').get(id)!;
};
const purchases = () => world.table<PurchaseRow>('tripletex', 'purchases').all();
const orders = () => world.table<SupplyOrder>('suppliers', 'orders').all();
const pull = (service: string, name: string, wish: Record<string, unknown> = {}) =>
  world
    .service(service)
    .levers!.find((lever) => lever.name === name)!
    .pull(wish);
const hours = (count: number) => world.clock.runFor(count * 3_600_000);

/** Customers in the shop buy until only so many are left. */
const sellDownTo = (left: number) => pull('tripletex', 'sell-elsewhere', { sku: SKU, quantity: stockOf(SKU).onHand - left });

async function ask(method: string, path: string, body?: unknown, key: string = KEYS.suppliers.key) {
  const headers = { authorization: `Bearer ${key}` };
  const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
  const response = await world.network.fetchAs('stranger')(`${ORIGINS.suppliers}${path}`, init);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('goods that run low', () => {
  test('are bought once, and are on the shelf when the lorry has come', async () => {
    sellDownTo(article().reorderPoint + 1);
    await hours(1);
    expect(purchases()).toEqual([]);
    sellDownTo(article().reorderPoint);
    await hours(1);
    sellDownTo(1);
    await hours(1);
    expect(purchases()).toHaveLength(1);
    const ordered = purchases()[0]!.lines[0]!.count;
    expect(ordered).toBeGreaterThanOrEqual(article().reorderQuantity);
    expect(ordered % article().reorderQuantity).toBe(0);

    await world.clock.runFor(40 * DAY_MS);
    const [purchase] = purchases();
    expect(purchase).toMatchObject({ isClosed: true, status: 'STATUS_CONFIRMED' });
    expect(stockOf(SKU).onHand).toBe(1 + purchase!.lines[0]!.received);
    expect(orders()[0]).toMatchObject({ status: 'delivered' });
  });

  test('are bought from the supplier who has them, for what he takes, above his least order', async () => {
    sellDownTo(1);
    await hours(1);
    const [purchase] = purchases();
    const supplier = world.seeds.suppliers.find(({ id }) => id === article().supplierId)!;
    expect(purchase!.supplierId).toBe(supplier.id);
    expect(purchase!.lines[0]!.costOre).toBe(article().cost);
    expect(purchase!.lines.reduce((sum, { count, costOre }) => sum + count * costOre, 0)).toBeGreaterThanOrEqual(
      supplier.leastOrder,
    );
  });

  test('are bought again when what came is not enough', async () => {
    sellDownTo(1);
    await world.clock.runFor(40 * DAY_MS);
    sellDownTo(2);
    await world.clock.runFor(40 * DAY_MS);
    expect(purchases()).toHaveLength(2);
    expect(purchases().every(({ isClosed }) => isClosed)).toBe(true);
  });

  test('come although everything was shut down and opened again meanwhile', async () => {
    sellDownTo(1);
    await hours(2);
    const saved = JSON.parse(JSON.stringify(world.save())) as SavedWorld;
    world = new World({ seed: 7, services: services(), saved });
    await world.clock.runFor(40 * DAY_MS);
    expect(purchases()).toHaveLength(1);
    expect(stockOf(SKU).onHand).toBe(1 + purchases()[0]!.lines[0]!.received);
  });
});

describe('a supplier', () => {
  test('who is late says so, and comes so many working days later', async () => {
    sellDownTo(1);
    await hours(2);
    const before = { due: purchases()[0]!.deliveryDate, arrives: orders()[0]!.deliveries[0]!.arrivesAt };
    pull('suppliers', 'late-supplier', { days: 5 });
    await hours(1);
    expect(purchases()[0]!.deliveryDate > before.due).toBe(true);
    expect(orders()[0]!.deliveries[0]!.arrivesAt - before.arrives).toBeGreaterThanOrEqual(7 * DAY_MS);
    await world.clock.runUntil(before.arrives + DAY_MS);
    expect(stockOf(SKU).onHand).toBe(1);
    await world.clock.runFor(12 * DAY_MS);
    expect(stockOf(SKU).onHand).toBeGreaterThan(1);
  });

  test('who delivers less closes the order with what came', async () => {
    sellDownTo(1);
    await hours(2);
    const ordered = purchases()[0]!.lines[0]!.count;
    pull('suppliers', 'short-delivery', { pieces: 7 });
    await world.clock.runFor(40 * DAY_MS);
    expect(purchases()[0]).toMatchObject({ isClosed: true, lines: [{ count: ordered, received: ordered - 7 }] });
    expect(stockOf(SKU).onHand).toBe(1 + ordered - 7);
  });

  test('can be late or short with what is not ordered yet', async () => {
    pull('suppliers', 'late-supplier', { days: 30 });
    pull('suppliers', 'short-delivery', { pieces: 3 });
    sellDownTo(1);
    await hours(1);
    const [order] = orders();
    const [first] = order!.deliveries;
    expect(order!.lines[0]!.quantity - first!.lines[0]!.quantity).toBe(3);
    expect(first!.arrivesAt).toBeGreaterThan(Date.parse(`${order!.dueDay}T00:00:00Z`) + 40 * DAY_MS);
    expect(() => pull('suppliers', 'late-supplier', { order: 'PO-1' })).toThrow(RangeError);
  });

  test('takes an order once, from those who have the key, for goods that he has', async () => {
    const body = {
      order_number: 'PO-9',
      supplier: article().supplierId,
      buyer: 'Kniv & Fjøl',
      lines: [{ sku: SKU, quantity: 4 }],
    };
    expect((await ask('POST', '/orders', body, 'nonsense')).status).toBe(401);
    expect([(await ask('POST', '/orders', body)).status, (await ask('POST', '/orders', body)).status]).toEqual([201, 200]);
    expect((await ask('GET', '/orders/PO-9')).body).toMatchObject({ status: 'confirmed', deliveries: [{ is_last: true }] });
    const other = world.seeds.articles.find(({ supplierId }) => supplierId !== article().supplierId)!.sku;
    const wrong = await ask('POST', '/orders', { ...body, order_number: 'PO-10', lines: [{ sku: other, quantity: 1 }] });
    expect(wrong).toMatchObject({ status: 422, body: { error: { code: 'unknown_sku' } } });
    expect((await ask('GET', '/orders/PO-10')).status).toBe(404);
    expect((await ask('GET', '/invoices')).body).toMatchObject({ error: { code: 'unknown_path' } });
  });
});

test('a pallet that the warehouse reports twice is booked once, and one that nobody ordered is refused', async () => {
  sellDownTo(1);
  await hours(1);
  const report = (reference: string, id: string) =>
    world.network
      .fetchAs('warehouse')(`${ORIGINS.tripletex}/x-edi/goods-receipts`, {
        method: 'POST',
        headers: { authorization: `Bearer ${KEYS.warehouse.key}` },
        body: JSON.stringify({ id, reference, sscc: '370801230000000019', lines: [{ sku: SKU, quantity: 5 }] }),
      })
      .then(({ status }) => status);
  expect(await report('PO-1', 'a')).toBe(404);
  const { number } = purchases()[0]!;
  expect([await report(number, 'b'), await report(number, 'b'), await report(number, 'c')]).toEqual([201, 200, 200]);
  expect(stockOf(SKU).onHand).toBe(6);
});
