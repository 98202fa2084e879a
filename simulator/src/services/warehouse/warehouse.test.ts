import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS, openWarehouse } from '../../../test/open-warehouse.ts';
import type { MessageEntry } from '../../kernel/journal.ts';
import type { SavedWorld } from '../../kernel/world.ts';
import { osloIso, wallTime } from '../parcels/oslo-time.ts';
import { makeSscc } from '../parcels/sscc.ts';
import { byWalk, lengthOf, pointOf, wayBetween } from './floor.ts';
import { packPieces } from './packing.ts';

describe('the warehouse', () => {
  test('an order is picked in a wave, packed, and waits for its label', async () => {
    const { world, ask, order, types, heard, told, first } = openWarehouse();
    expect((await order()).status).toBe(201);
    await world.clock.runFor(2 * HOUR_MS);
    expect(types()).toEqual(['picking', 'picked', 'packed']);
    expect(heard.every(({ isSigned }) => isSigned)).toBe(true);
    const { lines } = (await ask('GET', '/pick-orders/order-1')).body as unknown as { lines: { bin: string }[] };
    const picked = heard.find(({ body }) => body.type === 'pick_order.picked')!;
    expect(picked.body.data.place, 'the last bin of the walk').toBe(lines.at(-1)!.bin);
    expect(told()).toContainEqual(expect.stringMatching(new RegExp(`picked 2 × .* from ${first.bin}`)));
    const [parcel] = heard.at(-1)!.body.data.parcels as { weight_g: number; length_mm: number }[];
    expect(parcel!.weight_g).toBeGreaterThan(2 * first.weightGrams);
    expect(parcel!.length_mm).toBeGreaterThan(0);
  });

  test('the label is printed once, and the courier comes within twenty minutes', async () => {
    const { world, order, label, types, heard } = openWarehouse();
    await order();
    await world.clock.runFor(HOUR_MS);
    expect((await label('courier')).status).toBe(202);
    expect((await label('courier')).status).toBe(200);
    expect((await label('courier', 2)).status).toBe(409);
    await world.clock.runFor(HOUR_MS);
    expect(types()).toEqual(['picking', 'picked', 'packed', 'labelled', 'handed_over']);
    const [labelled, handed] = heard.filter(({ body }) => /labelled|handed_over/.test(body.type ?? ''));
    const waited = handed!.at - labelled!.at;
    expect(waited).toBeGreaterThanOrEqual(10 * MINUTE_MS);
    expect(waited).toBeLessThanOrEqual(20 * MINUTE_MS);
    const scans = heard.filter(({ path }) => path === '/scans/courier');
    expect(scans).toHaveLength(1);
    expect(scans[0]!.body).toMatchObject({ barcode: makeSscc('7043810', 0), place: world.seeds.town.depot.name });
    expect(scans[0]!.headers.get('authorization')).toBe('Bearer k');
    expect(scans[0]!.headers.get('webhook-signature')).toBeNull();
  });

  test('Bring collects at its own hours', async () => {
    const { world, order, label, heard } = openWarehouse();
    await order();
    await world.clock.runFor(HOUR_MS);
    await label('bring');
    await world.clock.runFor(12 * HOUR_MS);
    const scan = heard.find(({ path }) => path === '/scans/bring')!;
    expect(osloIso(scan.at)).toBe('2026-11-23T11:00:00+01:00');
  });

  test('a label that comes before the goods are packed waits for them', async () => {
    const { world, order, label, types } = openWarehouse();
    await order();
    expect((await label('courier')).status).toBe(202);
    await world.clock.runFor(3 * HOUR_MS);
    expect(types()).toEqual(['picking', 'picked', 'packed', 'labelled', 'handed_over']);
  });

  test('nobody walks at night', async () => {
    const { world, order, heard } = openWarehouse({ startAt: Date.UTC(2026, 10, 23, 21, 30) });
    await order();
    await world.clock.runFor(24 * HOUR_MS);
    expect(osloIso(heard[0]!.at)).toBe('2026-11-24T07:00:00+01:00');
    expect(wallTime(heard.at(-1)!.at).hour).toBe(7);
  });

  test('many orders are shared among pickers, each of whom carries one at a time', async () => {
    const { world, order, told } = openWarehouse();
    for (let index = 0; index < 15; index++) await order(`order-${index}`);
    await world.clock.runFor(3 * HOUR_MS);
    const pickers = new Set(told().flatMap((text) => /^(.+) takes the pick list/.exec(text)?.[1] ?? []));
    expect(pickers.size).toBeGreaterThanOrEqual(6);
    expect([...pickers].some((name) => name.startsWith('Robot'))).toBe(true);
    expect(told().filter((text) => text.includes(' packed order '))).toHaveLength(15);
  });

  test('the same order again is the same order', async () => {
    const { order, world } = openWarehouse();
    await order();
    const again = await order();
    expect(again.status).toBe(200);
    await world.clock.runFor(HOUR_MS);
    const picks = world.journal.entries.filter(
      (entry): entry is MessageEntry => entry.kind === 'message' && entry.operation === 'pick_order.picking',
    );
    expect(picks).toHaveLength(1);
  });

  test('a cancelled order is not packed, and a packed one cannot be cancelled', async () => {
    const { world, order, ask, types } = openWarehouse();
    await order();
    expect(await ask('POST', '/pick-orders/order-1/cancel')).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    await order('order-2');
    await world.clock.runFor(2 * HOUR_MS);
    expect(types()).toEqual(['picking', 'picked', 'packed']);
    expect(await ask('POST', '/pick-orders/order-2/cancel')).toMatchObject({
      status: 409,
      body: { error: { code: 'too_late' } },
    });
  });

  test('wrong requests get an error and change nothing', async () => {
    const { world, order, ask, label, first } = openWarehouse();
    expect((await order('a', [{ sku: 'NO-SUCH', quantity: 1 }])).body).toMatchObject({ error: { code: 'unknown_sku' } });
    for (const quantity of [0, -1, 1.5, 'many']) expect((await order('a', [{ sku: first.sku, quantity }])).status).toBe(422);
    expect((await order('a', [])).status).toBe(422);
    expect((await ask('GET', '/pick-orders/none')).status).toBe(404);
    expect((await ask('GET', '/pick-orders/none', undefined, 'wrong')).status).toBe(401);
    expect(world.table('warehouse', 'pick-orders').size).toBe(0);
    await order();
    expect((await ask('POST', '/pick-orders/order-1/labels', { carrier: 'pigeon', parcels: [] })).status).toBe(422);
    expect(
      (
        await ask('POST', '/pick-orders/order-1/labels', {
          carrier: 'bring',
          parcels: [{ tracking_number: 'x', sscc: '123', label_url: 'y' }],
        })
      ).status,
    ).toBe(422);
    expect((await label('bring', 1, 'none')).status).toBe(404);
  });

  test('what was sent can be asked for', async () => {
    const { world, order, ask, heard } = openWarehouse();
    await order();
    await world.clock.runFor(HOUR_MS);
    const { body } = await ask('GET', '/pick-orders/order-1');
    expect(body).toMatchObject({ status: 'packed', events: heard.map((each) => each.body) });
  });

  test('a world that was saved among the shelves goes on to the same end', async () => {
    const before = openWarehouse();
    await before.order();
    await before.world.clock.runFor(4.5 * MINUTE_MS);
    const after = openWarehouse({ saved: JSON.parse(JSON.stringify(before.world.save())) as SavedWorld });
    const count = before.heard.length;
    await before.world.clock.runFor(HOUR_MS);
    await after.world.clock.runFor(HOUR_MS);
    expect(after.types()).toContain('packed');
    expect(after.heard.map(({ body, at }) => ({ body, at }))).toEqual(
      before.heard.slice(count).map(({ body, at }) => ({ body, at })),
    );
  });
});

test('a pick list leads through the aisles once, there and back', () => {
  expect(['C-2-1', 'A-9-1', 'B-3-2', 'A-2-1', 'B-14-1', 'A-2-3'].sort(byWalk)).toEqual([
    'A-2-1',
    'A-2-3',
    'A-9-1',
    'B-14-1',
    'B-3-2',
    'C-2-1',
  ]);
  const floor = { aisles: 3, racks: 24 };
  const metres = (from: string, to: string) => lengthOf(wayBetween(floor, pointOf(from), pointOf(to))) / 1000;
  expect(metres('A-01-1', 'A-03-1'), 'two racks along').toBe(2.4);
  expect(metres('A-01-1', 'B-01-1'), 'out in front, one aisle over, in again').toBeLessThan(metres('A-12-1', 'B-12-1'));
  expect(metres('A-24-1', 'B-24-1'), 'around the back').toBe(metres('A-01-1', 'B-01-1') - 2);
});

test('goods over twenty kilograms leave in several parcels, and none is heavier', () => {
  const pan = { weightGrams: 3_200, sizeMillimetres: { length: 300, width: 300, height: 120 } };
  const parcels = packPieces(new Array(14).fill(pan));
  expect(parcels.length).toBeGreaterThanOrEqual(3);
  for (const { weightGrams, length } of parcels) {
    expect(weightGrams).toBeLessThanOrEqual(21_500);
    expect(length).toBeLessThanOrEqual(1_000);
  }
  const knife = { weightGrams: 220, sizeMillimetres: { length: 330, width: 60, height: 25 } };
  expect(packPieces([knife])).toEqual([{ weightGrams: 360, length: 340, width: 240, height: 110 }]);
  const ski = { weightGrams: 2_000, sizeMillimetres: { length: 1_900, width: 120, height: 80 } };
  expect(packPieces([knife, ski])).toHaveLength(2);
});

test('no carton is fuller than it can be, and none heavier than people may lift', () => {
  const side = fc.integer({ min: 5, max: 900 });
  const piece = fc.record({
    weightGrams: fc.integer({ min: 1, max: 19_000 }),
    sizeMillimetres: fc.record({
      length: side,
      width: fc.integer({ min: 5, max: 400 }),
      height: fc.integer({ min: 5, max: 300 }),
    }),
  });
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 40 }), (pieces) => {
      const parcels = packPieces(pieces);
      const grams = pieces.reduce((sum, { weightGrams }) => sum + weightGrams, 0);
      const boxes = parcels.reduce((sum, { weightGrams }) => sum + weightGrams, 0);
      expect(boxes).toBeGreaterThan(grams);
      expect(boxes).toBeLessThanOrEqual(grams + parcels.length * 1_350);
      const volume = pieces.reduce((sum, { sizeMillimetres: size }) => sum + size.length * size.width * size.height, 0);
      expect(parcels.reduce((sum, box) => sum + box.length * box.width * box.height, 0)).toBeGreaterThan(volume);
      for (const { weightGrams, length } of parcels) {
        expect(weightGrams).toBeLessThanOrEqual(21_350);
        expect(length).toBeLessThanOrEqual(1_000);
      }
    }),
  );
});
