import { describe, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS, openWarehouse } from '../../../test/open-warehouse.ts';
import { wallTime } from '../parcels/oslo-time.ts';

interface Worker {
  name: string;
  kind: string;
  x: number;
  y: number;
  doing: string;
  on_duty: boolean;
}

async function workers({ ask }: ReturnType<typeof openWarehouse>) {
  return ((await ask('GET', '/floor')).body as { workers: Worker[] }).workers;
}

describe('things go wrong between the shelves', () => {
  test('another article in the bin is refused by the handheld, and the right one is found beside it', async () => {
    const { world, order, ask, pull, types, first } = openWarehouse();
    pull('wrong-bin');
    await order('order-1', [{ sku: first.sku, quantity: 1 }]);
    await world.clock.runFor(HOUR_MS);
    const { scans } = (await ask('GET', '/pick-orders/order-1/scans')).body as { scans: { outcome: string; gtin: string }[] };
    expect(scans.map(({ outcome, gtin }) => [outcome, gtin === first.gtin])).toEqual([
      ['wrong_article', false],
      ['ok', true],
    ]);
    expect(types()).toEqual(['picking', 'picked', 'packed']);
  });

  test('a damaged piece is put aside for another, and the ERP has one fewer', async () => {
    const { world, order, ask, pull, erp, first, types } = openWarehouse();
    pull('damage');
    await order('order-1', [{ sku: first.sku, quantity: 1 }]);
    await world.clock.runFor(HOUR_MS);
    expect(erp).toMatchObject([{ body: { lines: [{ sku: first.sku, counted: first.onHand - 1, difference: -1 }] } }]);
    expect((await ask('GET', `/stock/${first.sku}`)).body.quantity).toBe(first.onHand - 2);
    expect(types()).toEqual(['picking', 'picked', 'packed']);
  });

  test('a robot that is stuck stands still, and goes on when it is freed', async () => {
    const shop = openWarehouse();
    const { world, order, pull, types } = shop;
    const inRobotAisle = world.seeds.articles.find(({ bin, onHand }) => bin.startsWith('A') && onHand > 5)!;
    await order('order-1', [{ sku: inRobotAisle.sku, quantity: 1 }]);
    await world.clock.runFor(4.6 * MINUTE_MS);
    const { name, ...before } = (await workers(shop)).find(({ kind, doing }) => kind === 'robot' && doing !== 'is free')!;
    pull('robot-stuck', { robot: name, minutes: 20 });
    await world.clock.runFor(19 * MINUTE_MS);
    const stuck = (await workers(shop)).find((worker) => worker.name === name)!;
    expect(stuck).toMatchObject({ doing: 'is stuck', x: before.x, y: before.y });
    expect(types()).toEqual(['picking']);
    await world.clock.runFor(10 * MINUTE_MS);
    expect(types()).toContain('picked');
    expect(() => pull('robot-stuck', { robot: 'Robot 999' })).toThrow('Robot 7');
  });

  test('a picker who has a break comes back to the trolley after half an hour', async () => {
    const shop = openWarehouse();
    const { world, order, pull, types } = shop;
    const walked = world.seeds.articles.find(({ bin, onHand }) => bin.startsWith('E') && onHand > 5)!;
    await order('order-1', [{ sku: walked.sku, quantity: 1 }]);
    await world.clock.runFor(4.5 * MINUTE_MS);
    pull('picker-break');
    await world.clock.runFor(10 * MINUTE_MS);
    expect((await workers(shop)).map(({ doing }) => doing)).toContainEqual(expect.stringContaining('has a break'));
    expect(types()).toEqual(['picking']);
    await world.clock.runFor(40 * MINUTE_MS);
    expect(types()).toContain('packed');
    expect(() => pull('picker-break', { picker: 'Nobody' })).toThrow('Ola');
    expect(() => pull('picker-break', { picker: 'Marit' })).toThrow('at home');
  });

  test('a label that cannot be read is printed again, and the parcel leaves', async () => {
    const { world, order, pull, types, told } = openWarehouse({ labels: 'courier' });
    pull('label-unreadable');
    await order();
    await world.clock.runFor(HOUR_MS);
    expect(told()).toContainEqual(expect.stringContaining('cannot read the label'));
    expect(types().filter((type) => type === 'labelled')).toHaveLength(1);
    expect(types().at(-1)).toBe('handed_over');
  });

  test('a wave that is late takes its orders along later', async () => {
    const { world, order, pull, heard, types } = openWarehouse();
    await order();
    pull('late-wave', { minutes: 30 });
    await world.clock.runFor(25 * MINUTE_MS);
    expect(types()).toEqual([]);
    await world.clock.runFor(10 * MINUTE_MS);
    expect(types()[0]).toBe('picking');
    expect(wallTime(heard[0]!.at)).toMatchObject({ hour: 8, minute: 34 });
    expect(() => pull('late-wave', { minutes: -1 })).toThrow('minutes');
  });

  test('behind a closed door nothing is handed over; the courier comes again when it opens', async () => {
    const { world, order, pull, types } = openWarehouse({ labels: 'courier' });
    await order();
    pull('dock-closed', { minutes: 120 });
    await world.clock.runFor(119 * MINUTE_MS);
    expect(types().at(-1)).toBe('labelled');
    await world.clock.runFor(10 * MINUTE_MS);
    expect(types().at(-1)).toBe('handed_over');
  });

  test('Bring’s driver waits a quarter of an hour before a closed door, and otherwise takes all with the next van', async () => {
    const { world, order, pull, heard, types } = openWarehouse({ labels: 'bring' });
    await order();
    await world.clock.runFor(2 * HOUR_MS);
    pull('dock-closed', { minutes: 90 });
    await world.clock.runFor(5 * HOUR_MS + 10 * MINUTE_MS);
    expect(types().at(-1)).toBe('handed_over');
    const handed = heard.find(({ body }) => body.type === 'pick_order.handed_over')!;
    expect(wallTime(handed.at)).toMatchObject({ hour: 15, minute: 0 });
  });

  test('a lever on an order that is too far, or unknown, says so', async () => {
    const { world, order, pull } = openWarehouse();
    await order();
    await world.clock.runFor(HOUR_MS);
    expect(() => pull('short-pick', { reference: 'order-1' })).toThrow('packed already');
    expect(() => pull('short-pick', { reference: 'order-9' })).toThrow('no pick order order-9');
    expect(() => pull('short-delivery', { reference: 'PO-9' })).toThrow('PO-9');
  });
});
