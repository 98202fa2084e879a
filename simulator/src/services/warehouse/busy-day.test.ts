import { expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS, openWarehouse } from '../../../test/open-warehouse.ts';
import { Random } from '../../kernel/random.ts';

interface Queues {
  gathering: number;
  lists_for_people: number;
  lists_for_robots: number;
  packing: number;
  dock: number;
}

/** Orders of one to four articles, evenly over the hours from seven; labels are there as soon as goods are packed. */
async function day(count: number, hours: number) {
  const shop = openWarehouse({ startAt: Date.UTC(2026, 10, 23, 6), labels: 'bring', articles: 2_000 });
  const { world, order, ask } = shop;
  const plenty = world.seeds.articles.filter(({ onHand }) => onHand >= 30);
  const random = new Random(3, 'busy day');
  const longest: Queues = { gathering: 0, lists_for_people: 0, lists_for_robots: 0, packing: 0, dock: 0 };
  for (let index = 0; index < count; index++) {
    const lines = Array.from({ length: random.integer(1, 4) }, () => ({
      sku: random.pick(plenty).sku,
      quantity: random.integer(1, 2),
    }));
    await order(`order-${index}`, lines);
    await world.clock.runFor(Math.floor((hours * HOUR_MS) / count));
    if (index % 50 > 0) continue;
    const { queues } = (await ask('GET', '/floor')).body as { queues: Queues };
    for (const key of Object.keys(longest) as (keyof Queues)[]) longest[key] = Math.max(longest[key], queues[key]);
  }
  const packed = () => shop.types().filter((type) => type === 'packed').length;
  return { ...shop, longest, packed };
}

test('two thousand orders of one day are packed by the evening, and leave by the next van', async () => {
  const { world, longest, packed, types, ask } = await day(2_000, 11);
  expect(longest.lists_for_people + longest.lists_for_robots).toBeLessThan(60);
  expect(longest.packing).toBeLessThan(60);
  await world.clock.runFor(30 * MINUTE_MS);
  expect(packed()).toBe(2_000);
  await world.clock.runFor(17 * HOUR_MS);
  expect(types().filter((type) => type === 'handed_over')).toHaveLength(2_000);
  const { queues } = (await ask('GET', '/floor')).body as { queues: Queues };
  expect(Object.values({ ...queues, next_wave_at: 0 })).toEqual([0, 0, 0, 0, 0, 0]);
}, 60_000);

test('a thousand orders within four hours wait at packing, and all get packed', async () => {
  const { world, longest, packed } = await day(1_000, 4);
  expect(longest.packing).toBeGreaterThan(50);
  await world.clock.runFor(2 * HOUR_MS);
  expect(packed()).toBe(1_000);
}, 60_000);
