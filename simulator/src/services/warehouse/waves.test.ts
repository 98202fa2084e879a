import { describe, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS, openWarehouse } from '../../../test/open-warehouse.ts';
import type { SavedWorld } from '../../kernel/world.ts';
import { makeSscc } from '../parcels/sscc.ts';
import { byWalk, heldUp, placeAt, Plan, pointOf, spotOf } from './floor.ts';

interface WireWave {
  id: number;
  status: string;
  leaves_at: string;
  collection_at: string;
  pick_orders: string[];
  pick_lists: { zone: string; by: string | null; status: string; stops: { bin: string; reference: string }[] }[];
}

const wavesOf = async ({ ask }: ReturnType<typeof openWarehouse>) =>
  ((await ask('GET', '/waves')).body as { waves: WireWave[] }).waves;

describe('waves', () => {
  test('orders of four minutes share a wave, whose lists lead through the aisles in one walk', async () => {
    const shop = openWarehouse({ settings: { pickers: [{ name: 'Ola', from: 7, to: 20, breakAt: [12, 0] }], robots: [7] } });
    const { world, order } = shop;
    const goods = world.seeds.articles.filter(({ onHand }) => onHand > 5);
    for (let index = 0; index < 6; index++)
      await order(
        `order-${index}`,
        [0, 1, 2].map((each) => ({ sku: goods[(index * 17 + each * 31) % goods.length]!.sku, quantity: 1 })),
      );
    await world.clock.runFor(5 * MINUTE_MS);
    const [wave, ...others] = await wavesOf(shop);
    expect(others).toEqual([]);
    expect(wave!.pick_orders).toHaveLength(6);
    expect(wave!.pick_lists.map(({ zone }) => zone).sort()).toEqual(['people', 'robots']);
    for (const { stops, zone } of wave!.pick_lists) {
      const bins = stops.map(({ bin }) => bin);
      expect(bins).toEqual([...bins].sort(byWalk));
      expect(bins.every((bin) => spotOf(bin).aisle <= 3)).toBe(zone === 'robots');
    }
  });

  test('a full wave leaves at once', async () => {
    const shop = openWarehouse({ settings: { waveOrders: 5 } });
    for (let index = 0; index < 7; index++) await shop.order(`order-${index}`);
    const waves = await wavesOf(shop);
    expect(waves.map(({ status, pick_orders }) => [status, pick_orders.length])).toEqual([
      ['released', 5],
      ['gathering', 2],
    ]);
  });

  test('before a carrier’s collection waves leave every two minutes, for the van that they still reach', async () => {
    const shop = openWarehouse({ startAt: Date.UTC(2026, 10, 23, 9, 30, 30) });
    await shop.order();
    const [hurried] = await wavesOf(shop);
    expect(hurried).toMatchObject({ leaves_at: '2026-11-23T09:32:00.000Z', collection_at: '2026-11-23T10:00:00.000Z' });
    await shop.world.clock.runFor(11 * MINUTE_MS);
    await shop.order('order-2');
    const [, tooLate] = await wavesOf(shop);
    expect(tooLate).toMatchObject({ leaves_at: '2026-11-23T09:44:00.000Z', collection_at: '2026-11-23T14:00:00.000Z' });
  });

  test('an order whose goods lie in both halves of the house is packed when both parts are there', async () => {
    const { world, order, types, ask } = openWarehouse();
    const inAisle = (aisle: string) => world.seeds.articles.find(({ bin, onHand }) => bin.startsWith(aisle) && onHand > 5)!.sku;
    await order('order-1', [
      { sku: inAisle('A'), quantity: 1 },
      { sku: inAisle('E'), quantity: 1 },
    ]);
    await world.clock.runFor(HOUR_MS);
    expect(types()).toEqual(['picking', 'picked', 'packed']);
    const { scans } = (await ask('GET', '/pick-orders/order-1/scans')).body as { scans: { by: string }[] };
    expect(new Set(scans.map(({ by }) => by)).size, 'picked by two').toBe(2);
  });

  test('pick orders are listed page by page, and by status', async () => {
    const { order, ask, world } = openWarehouse();
    for (let index = 0; index < 5; index++) await order(`order-${index}`);
    const read = async (query: string) =>
      (await ask('GET', `/pick-orders?${query}`)).body as { pick_orders: { reference: string }[]; next_after: number | null };
    const page = await read('limit=2');
    expect(page.pick_orders.map(({ reference }) => reference)).toEqual(['order-0', 'order-1']);
    const last = await read(`limit=3&after=${page.next_after}`);
    expect(last.pick_orders.map(({ reference }) => reference)).toEqual(['order-2', 'order-3', 'order-4']);
    expect(last.next_after).toBeNull();
    await world.clock.runFor(HOUR_MS);
    expect((await read('status=packed')).pick_orders).toHaveLength(5);
    expect((await read('status=waiting')).pick_orders).toHaveLength(0);
    for (const query of ['limit=0', 'limit=201', 'after=x', 'status=gone'])
      expect((await ask('GET', `/pick-orders?${query}`)).status, query).toBe(422);
  });

  test('an unknown path is refused in the warehouse’s own way, and so are bodies that are no JSON', async () => {
    const { ask } = openWarehouse();
    expect(await ask('GET', '/shelves')).toMatchObject({ status: 404, body: { error: { code: 'unknown_path' } } });
    expect(await ask('POST', '/pick-orders', [])).toMatchObject({ status: 400, body: { error: { code: 'malformed' } } });
  });

  test('one code is on one parcel only', async () => {
    const { world, order, ask } = openWarehouse();
    await order('order-1');
    await order('order-2');
    await world.clock.runFor(HOUR_MS);
    const parcel = (number: string) => ({
      tracking_number: number,
      sscc: makeSscc('7043810', 77),
      label_url: 'https://l.example/1',
    });
    const label = (reference: string, ...parcels: object[]) =>
      ask('POST', `/pick-orders/${reference}/labels`, { carrier: 'bring', parcels });
    expect((await label('order-1', parcel('A'))).status).toBe(202);
    expect(await label('order-2', parcel('B'))).toMatchObject({ status: 409, body: { error: { code: 'sscc_in_use' } } });
  });
});

describe('the floor', () => {
  test('everybody moves along the aisles, at the speed of a walk or a drive, without an alarm per step', async () => {
    const shop = openWarehouse();
    const { world, order, ask } = shop;
    for (let index = 0; index < 10; index++) await order(`order-${index}`);
    await world.clock.runFor(4.2 * MINUTE_MS);
    const look = async () =>
      (await ask('GET', '/floor')).body as { workers: { name: string; kind: string; x: number; y: number }[] };
    let before = await look();
    let moved = 0;
    for (let second = 0; second < 120; second++) {
      await world.clock.runFor(1_000);
      const now = await look();
      now.workers.forEach(({ name, kind, x, y }, index) => {
        const from = before.workers[index]!;
        const millimetres = Math.abs(x - from.x) + Math.abs(y - from.y);
        expect(millimetres, `${name} in one second`).toBeLessThanOrEqual(kind === 'robot' ? 1_800 : 1_200);
        moved += millimetres;
      });
      before = now;
    }
    expect(moved).toBeGreaterThan(50_000);
  });

  test('a plan of the house holds aisles, tables, chargers and doors', async () => {
    const { world, order, ask } = openWarehouse({ labels: 'bring' });
    await order();
    await world.clock.runFor(HOUR_MS);
    const floor = (await ask('GET', '/floor')).body as {
      size: { width: number; depth: number };
      aisles: { name: string; x: number; robots: boolean }[];
      dock: { open: boolean; doors: { for: string; waiting_orders: number; collection_at: string | null }[] };
      packing_stations: { packed: number }[];
      queues: { dock: number };
    };
    expect(floor.aisles.slice(0, 4).map(({ name, robots }) => [name, robots])).toEqual([
      ['A', true],
      ['B', true],
      ['C', true],
      ['D', false],
    ]);
    expect(floor.aisles.every(({ x }) => x > 0 && x < floor.size.width)).toBe(true);
    expect(floor.dock).toMatchObject({
      open: true,
      doors: [{ for: 'Bring', waiting_orders: 1, collection_at: '2026-11-23T10:00:00.000Z' }, {}, {}, {}],
    });
    expect(floor.packing_stations.reduce((sum, { packed }) => sum + packed, 0)).toBe(1);
    expect(floor.queues.dock).toBe(1);
  });

  test('somebody on the way is where time and plan say, and waits where they are held up', () => {
    const floor = { aisles: 5, racks: 24 };
    const plan = new Plan(floor, 0, pointOf('A-01-1'), 1_200).go(pointOf('A-11-1'), 'walks').stay(5_000, 'picks');
    expect(plan.ends).toBe(10_000 + 5_000);
    expect(placeAt(plan.points, 5_000)).toEqual({ ...pointOf('A-06-1'), doing: 'walks' });
    expect(placeAt(plan.points, 12_000)).toEqual({ ...pointOf('A-11-1'), doing: 'picks' });
    const late = heldUp(plan.points, 5_000, 60_000, 'is stuck');
    expect(placeAt(late, 30_000)).toEqual({ ...pointOf('A-06-1'), doing: 'is stuck' });
    expect(placeAt(late, 70_000)).toEqual({ ...pointOf('A-11-1'), doing: 'picks' });
  });

  test('a robot with little charge left charges before it drives on', async () => {
    const { world, order, told } = openWarehouse({
      settings: { robots: [7], robotAisles: ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J'] },
      articles: 2_000,
      startAt: Date.UTC(2026, 10, 23, 6),
    });
    const plenty = world.seeds.articles.filter(({ onHand, bin }) => onHand > 12 && bin.startsWith('G'));
    for (let index = 0; index < 100; index++)
      await order(
        `order-${index}`,
        plenty.slice((index * 6) % 60, ((index * 6) % 60) + 6).map(({ sku }) => ({ sku, quantity: 1 })),
      );
    await world.clock.runFor(13 * HOUR_MS);
    expect(told().filter((text) => /^Robot 7 has \d+ % left and charges until/.test(text)).length).toBeGreaterThan(0);
  });

  test('a world that was saved with trolleys under way ends as the one that went on', async () => {
    const before = openWarehouse();
    for (let index = 0; index < 8; index++) await before.order(`order-${index}`);
    before.pull('short-pick');
    await before.world.clock.runFor(6 * MINUTE_MS);
    const after = openWarehouse({ saved: JSON.parse(JSON.stringify(before.world.save())) as SavedWorld });
    expect((await after.ask('GET', '/floor')).body).toEqual((await before.ask('GET', '/floor')).body);
    for (const { world } of [before, after]) await world.clock.runFor(3 * HOUR_MS);
    expect((await after.ask('GET', '/pick-orders')).body).toEqual((await before.ask('GET', '/pick-orders')).body);
  });
});
