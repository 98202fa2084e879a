import { expect, test, vi } from 'vitest';
import { check } from '../../checkers/check.ts';
import { goShopping, type ShoppingTrip } from '../../journey/shopper.ts';
import type { MessageEntry } from '../../kernel/journal.ts';
import { KEYS, ORIGINS } from '../../shop/keys.ts';
import { openShop } from '../../shop/open-shop.ts';
import type { StockRow } from '../tripletex/books.ts';

vi.setConfig({ testTimeout: 60_000 });

const DAY_MS = 24 * 3_600_000;

/** One shopper buys while this goes wrong in the warehouse. */
async function buy(troubles: readonly [string, Record<string, unknown>?][]) {
  const shop = openShop({ seed: 4, latencyMs: { least: 8, most: 120 } });
  const { world } = shop;
  const pull = (name: string, wish: Record<string, unknown> = {}) =>
    world
      .service('warehouse')
      .levers!.find((lever) => lever.name === name)!
      .pull(wish);
  for (const [name, wish] of troubles) pull(name, wish);
  let trip: ShoppingTrip | undefined;
  const life = shop.start().then(() =>
    goShopping({
      world,
      random: world.random('shopper'),
      person: world.seeds.people[0]!,
      gatewayUrl: shop.settings.publicUrl,
      pageOrigin: ORIGINS.shop,
      storeKey: KEYS.store,
      whims: { temper: 'hurried' },
    }).then((done) => (trip = done)),
  );
  await world.clock.runWhile(() => trip !== undefined, 5 * DAY_MS);
  await life;
  await world.clock.runFor(DAY_MS / 12);
  const sent = (operation: RegExp) =>
    world.journal.entries.filter((entry): entry is MessageEntry => entry.kind === 'message' && operation.test(entry.operation));
  const { label, total, tracking, reports } = trip!;
  const violations = check(world, [{ label, total, tracking, reports }]);
  await shop.gateway.stop();
  return { world, trip: trip!, sent, violations };
}

test('money is taken when the parcel is handed over and not before, whatever was short, damaged or late', async () => {
  const { trip, sent, violations } = await buy([
    ['short-pick', { lost: 1 }],
    ['damage'],
    ['wrong-bin'],
    ['label-unreadable'],
    ['late-wave', { minutes: 20 }],
    ['dock-closed', { minutes: 90 }],
  ]);
  expect(violations).toEqual([]);
  expect(trip.tracking.chapter).toBe('delivered');
  expect(trip.tracking.events.map(({ code }) => code)).toContain('exception');
  const [handedOver] = sent(/^pick_order\.handed_over$/);
  const captures = sent(/^capture payment$/);
  expect(captures).toHaveLength(1);
  expect(captures[0]!.at).toBeGreaterThanOrEqual(handedOver!.at);
  expect(sent(/^book$/).every(({ at }) => at > sent(/^pick_order\.packed$/)[0]!.at)).toBe(true);
});

test('after everything ERP and shelves agree on what is in the house', async () => {
  const { world, sent, trip, violations } = await buy([['short-pick', { lost: 2 }], ['damage']]);
  expect(violations).toEqual([]);
  expect(sent(/^take-stock-count$/).length).toBeGreaterThanOrEqual(2);
  const products = world.table<{ id: number; number: string }>('tripletex', 'products').all();
  for (const { sku } of trip.lines) {
    const { id } = products.find(({ number }) => number === sku)!;
    const { onHand } = world.table<StockRow>('tripletex', 'stock').get(id)!;
    const response = world.network.answer('warehouse', {
      method: 'GET',
      path: `/stock/${sku}`,
      headers: new Headers({ authorization: `Bearer ${KEYS.warehouse.key}` }),
      text: '',
      from: 'test',
    })!;
    expect(((await response.json()) as { quantity: number }).quantity, sku).toBe(onHand);
  }
});
