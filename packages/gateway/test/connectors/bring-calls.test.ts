import { expect, test, vi } from 'vitest';
import { check } from '../../../../simulator/src/checkers/check.ts';
import { goShopping, type ShoppingTrip } from '../../../../simulator/src/journey/shopper.ts';
import type { FaultRule } from '../../../../simulator/src/kernel/faults.ts';
import { KEYS, ORIGINS } from '../../../../simulator/src/shop/keys.ts';
import { openShop, type Shop } from '../../../../simulator/src/shop/open-shop.ts';

/**
 * The whole house, with a parcel that Bring carries: what Bring is asked, and what the shopper hears.
 */

vi.setConfig({ testTimeout: 60_000 });

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
function open(...faults: FaultRule[]) {
  const shop = openShop({
    seed: 1,
    fit: (parts) => ({ ...parts, carriers: parts.carriers.filter(({ id }) => id === 'bring') }),
  });
  const { world } = shop;
  for (const fault of faults) world.faults.add(fault);
  const over: { trip?: ShoppingTrip; thrown?: unknown } = {};
  const shopping = async () => {
    await shop.start();
    return goShopping({
      world,
      random: world.random('shopper'),
      person: world.seeds.people[0]!,
      gatewayUrl: shop.settings.publicUrl,
      pageOrigin: ORIGINS.shop,
      storeKey: KEYS.store,
      whims: { temper: 'thrifty' },
    });
  };
  shopping().then(
    (trip) => (over.trip = trip),
    (thrown: unknown) => (over.thrown = thrown),
  );
  const count = (road: string) => world.network.counts[road] ?? 0;
  const until = async (holds: () => boolean) => {
    if (!(await world.clock.runWhile(holds, 14 * DAY_MS))) throw new Error('It never came to that.', { cause: over.thrown });
  };
  const chapter = async () => (await shop.orderBook.all('order'))[0]!.row.tracking.chapter;
  return { shop, world, over, count, until, chapter };
}

/** Lets the parcel arrive, and the shop come to rest. */
async function arrived({ world, over, until, shop }: ReturnType<typeof open>): Promise<ShoppingTrip> {
  await until(() => over.trip !== undefined || over.thrown !== undefined);
  if (!over.trip) throw over.thrown;
  await world.clock.runFor(3 * HOUR_MS);
  const { label, total, tracking, reports } = over.trip;
  expect(check(world, [{ label, total, tracking, reports }])).toEqual([]);
  await shop.gateway.stop();
  return over.trip;
}

const call = (shop: Shop, body: unknown, secret?: string) =>
  shop.world.network.fetchAs('stranger')(`${ORIGINS.gateway}/webhooks/bring`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(secret === undefined ? {} : { 'x-vitrine-secret': secret }) },
    body: JSON.stringify(body),
  });

const parcelOf = async ({ orderBook }: Shop) => (await orderBook.all('order'))[0]!.row.consignment!.parcels[0]!.trackingNumber;

test('an order costs Bring one subscription and at most ten questions', async () => {
  const house = open();
  await arrived(house);
  expect(house.count('gateway>bring:book')).toBe(1);
  expect(house.count('gateway>bring:subscribe')).toBe(1);
  expect(house.count('gateway>bring:track')).toBeLessThanOrEqual(10);
});

test('that the van has set off, and that the parcel is there, is told seconds later', async () => {
  const house = open();
  const { world, until, chapter } = house;
  const told: string[] = [];
  world.journal.listen((entry) => (entry.kind === 'fact' && entry.from === 'bring' ? told.push(entry.text) : undefined));
  await until(() => told.at(-1)?.includes('van set off') ?? false);
  await world.clock.runFor(3_000);
  expect(await chapter()).toBe('out_for_delivery');
  await until(() => /fetched the parcel|handed the parcel|into the mailbox/.test(told.at(-1) ?? ''));
  await world.clock.runFor(3_000);
  expect(await chapter()).toBe('delivered');
  await arrived(house);
});

test('while Bring takes no subscription the parcel is asked for often, and followed as soon as it does', async () => {
  const house = open({ to: 'bring', operation: 'subscribe', kind: 'status', status: 503, times: 3 });
  await house.until(() => house.count('gateway>bring:subscribe') === 4);
  await house.world.clock.runFor(1_000);
  const before = house.count('gateway>bring:track');
  expect(before).toBeGreaterThanOrEqual(4);
  await arrived(house);
  expect(house.count('gateway>bring:subscribe')).toBe(4);
  expect(house.count('gateway>bring:track') - before).toBeLessThanOrEqual(10);
});

test('a subscription whose answer was lost is not made a second time', async () => {
  const house = open({ to: 'bring', operation: 'subscribe', kind: 'lost-response' });
  await arrived(house);
  expect(house.count('gateway>bring:subscribe')).toBe(2);
  // Two subscriptions would tell everything twice.
  const { events } = (await house.shop.orderBook.all('order'))[0]!.row.tracking;
  const byBring = events.filter(({ id }) => id.includes('/'));
  expect(house.count('bring>gateway:event cast')).toBeLessThanOrEqual(byBring.length + 1);
});

test('what Bring calls about in vain is found by asking', async () => {
  const house = open({ from: 'bring', to: 'gateway', kind: 'refused', chance: 1 });
  const { tracking } = await arrived(house);
  expect(tracking.chapter).toBe('delivered');
});

test('calls that come three times, and late, tell nothing twice', async () => {
  const every = { from: 'bring', to: 'gateway', chance: 1, copies: 3, delayMs: { least: 1_000, most: 20 * 60_000 } };
  const house = open({ ...every, kind: 'duplicate' });
  const { tracking } = await arrived(house);
  expect(new Set(tracking.events.map(({ id }) => id)).size).toBe(tracking.events.length);
});

test('whoever does not know the secret is refused, and makes nobody ask', async () => {
  const house = open();
  await house.until(() => house.count('bring>gateway:event cast') === 1);
  await house.world.clock.runFor(5_000);
  const parcel = await parcelOf(house.shop);
  const before = house.count('gateway>bring:track');
  const callback = { status: 'DELIVERED', id: 'x', shipment: 'y', package: parcel };
  for (const secret of [undefined, '', 'guessed']) expect((await call(house.shop, callback, secret)).status).toBe(401);
  const foreign = { ...callback, package: '370000000000000000' };
  expect((await call(house.shop, foreign, KEYS.bring.webhookSecret)).status).toBe(404);
  await house.world.clock.runFor(5_000);
  expect(house.count('gateway>bring:track')).toBe(before);
  await house.shop.gateway.stop();
});

test('a hundred calls about one parcel are one question, and none makes it arrive', async () => {
  const house = open();
  await house.until(() => house.count('bring>gateway:event cast') === 1);
  await house.world.clock.runFor(5_000);
  const parcel = await parcelOf(house.shop);
  const [questions, chapter] = [house.count('gateway>bring:track'), await house.chapter()];
  for (let nth = 0; nth < 100; nth += 1) {
    const callback = { status: 'DELIVERED', id: `x-${nth}`, shipment: 'y', package: parcel };
    expect((await call(house.shop, callback, KEYS.bring.webhookSecret)).status).toBe(204);
  }
  await house.world.clock.runFor(5_000);
  expect(house.count('gateway>bring:track')).toBe(questions + 1);
  expect(await house.chapter()).toBe(chapter);
  await house.shop.gateway.stop();
});

test('a gateway that dies between the call and the question asks when it is back', async () => {
  const house = open();
  const { shop, world, count } = house;
  await house.until(() => count('bring>gateway:event cast') === 1);
  await world.clock.runFor(100);
  const before = count('gateway>bring:track');
  shop.crash();
  await world.clock.runFor(5_000);
  expect(count('gateway>bring:track')).toBe(before);
  shop.reopen();
  await shop.start();
  await world.clock.runFor(5_000);
  expect(count('gateway>bring:track')).toBe(before + 1);
  expect(await house.chapter()).toBe('handed_over');
  await shop.gateway.stop();
});
