import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { HOUR_MS, openWarehouse } from '../../../test/open-warehouse.ts';
import { Random } from '../../kernel/random.ts';
import type { PickOrder } from './pick-order.ts';

vi.setConfig({ testTimeout: 60_000 });

const LEVERS = [
  'short-pick',
  'wrong-bin',
  'robot-stuck',
  'picker-break',
  'damage',
  'label-unreadable',
  'late-wave',
  'dock-closed',
  'short-delivery',
] as const;

/** A morning on which something goes wrong every few minutes, and three calm days. */
async function storm(seed: number) {
  const shop = openWarehouse({ seed, labels: seed % 2 ? 'bring' : 'courier' });
  const { world, order, ask, pull } = shop;
  const random = new Random(seed, 'storm');
  const goods = random.shuffle(world.seeds.articles).slice(0, 12);
  const cancelled = new Set<string>();
  for (let index = 0; index < 40; index++) {
    const lines = random.shuffle(goods).slice(0, random.integer(1, 3));
    await order(
      `order-${index}`,
      lines.map(({ sku }) => ({ sku, quantity: random.integer(1, 4) })),
    );
    if (random.chance(0.5)) pull(random.pick(LEVERS), {});
    if (random.chance(0.1) && index > 0) {
      const reference = `order-${random.integer(0, index)}`;
      if ((await ask('POST', `/pick-orders/${reference}/cancel`)).status === 200) cancelled.add(reference);
    }
    if (random.chance(0.15)) {
      const lines = [{ sku: random.pick(goods).sku, quantity: random.integer(1, 20) }];
      await ask('POST', '/goods-receipts', { reference: `IN-${index}`, supplier: 'Eik AS', lines });
    }
    await world.clock.runFor(random.integer(10, 400) * 1_000);
  }
  await world.clock.runFor(72 * HOUR_MS);
  return { ...shop, goods, cancelled };
}

test('whatever goes wrong, every order leaves complete, once, and the books come out even', async () => {
  const kinds = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 100_000 }), async (seed) => {
      const { world, heard, erp, goods, cancelled, ask, types } = await storm(seed);
      types().forEach((type) => kinds.add(type));
      const orders = world.table<PickOrder>('warehouse', 'pick-orders').all();
      const shipped = new Map<string, number>();
      for (const { reference, status, lines, events } of orders) {
        if (cancelled.has(reference)) {
          expect(status).toBe('cancelled');
          continue;
        }
        expect(status, reference).toBe('handed_over');
        const told = events.map(({ type }) => type.replace('pick_order.', '')).filter((type) => !/short|resumed/.test(type));
        expect(told, reference).toEqual(['picking', 'picked', 'packed', 'labelled', 'handed_over']);
        for (const { sku, quantity, taken, missing } of lines) {
          expect([taken, missing], `${sku} of ${reference}`).toEqual([quantity, 0]);
          shipped.set(sku, (shipped.get(sku) ?? 0) + quantity);
        }
      }
      const scans = heard.filter(({ path }) => path.startsWith('/scans/')).map(({ body }) => body['barcode']);
      expect(new Set(scans).size, 'each parcel is handed over once').toBe(scans.length);
      for (const { sku, onHand } of goods) {
        const told = erp.flatMap(({ body }) => body.lines).filter((line) => line['sku'] === sku);
        const change = told.reduce((sum, { difference, quantity }) => sum + Number(difference ?? quantity), 0);
        const { quantity } = (await ask('GET', `/stock/${sku}`)).body as { quantity: number };
        expect(quantity, `${sku}: what the ERP believes`).toBe(onHand + change - (shipped.get(sku) ?? 0));
        expect(quantity).toBeGreaterThanOrEqual(0);
      }
      const { queues, workers } = (await ask('GET', '/floor')).body as { queues: object; workers: { list: number | null }[] };
      expect(queues).toMatchObject({ gathering: 0, lists_for_people: 0, lists_for_robots: 0, packing: 0, dock: 0 });
      expect(workers.every(({ list }) => list === null)).toBe(true);
    }),
    { numRuns: 12, seed: 20_261_124 },
  );
  expect([...kinds], 'orders that were short, and went on').toEqual(expect.arrayContaining(['short', 'resumed']));
});
