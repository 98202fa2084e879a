import { describe, expect, test } from 'vitest';
import { book, handIn, openBring, track, type Booked } from '../../../test/open-bring.ts';
import type { SavedWorld } from '../../kernel/world.ts';
import { ORIGINS } from '../../shop/keys.ts';

const HOUR_MS = 3_600_000;
type Shop = ReturnType<typeof openBring>;

const pull = ({ world }: Shop, name: string, wish: Record<string, unknown> = {}) =>
  world
    .service('bring')
    .levers!.find((lever) => lever.name === name)!
    .pull(wish);

/** A parcel on the road to a door, three hours after the van took it. */
async function onTheRoad(product = '5600') {
  const shop = openBring();
  const { packages } = await book(shop, product);
  const number = packages[0]!.packageNumber;
  await handIn(shop, number);
  await shop.world.clock.runFor(3 * HOUR_MS);
  return { shop, number };
}

describe('what goes wrong with a parcel comes to an end', () => {
  test.each([
    ['delay', ['DEVIATION', 'DELIVERED']],
    ['missort', ['DEVIATION', 'DELIVERED']],
    ['damage', ['DEVIATION', 'RETURN', 'DELIVERED_SENDER']],
    ['lose-parcel', ['DEVIATION']],
  ])('%s', async (lever, ending) => {
    const { shop, number } = await onTheRoad();
    const promised = (await track(shop, number)).dateOfEstimatedDelivery;
    pull(shop, lever);
    await shop.world.clock.runFor(14 * 24 * HOUR_MS);
    const { eventSet } = await track(shop, number);
    const story = eventSet.map(({ status }) => status).reverse();
    expect(story.filter((status) => ending.includes(status))).toEqual(ending);
    expect(story.at(-1)).toBe(ending.at(-1));
    expect(eventSet.map(({ dateIso }) => dateIso)).toEqual(
      eventSet
        .map(({ dateIso }) => dateIso)
        .sort()
        .reverse(),
    );
    if (lever === 'delay') expect(eventSet[0]!.dateIso.slice(0, 10)).toBe('2026-11-25');
    expect(promised).toBe('24.11.2026');
  });

  test('a lever says when there is nothing that it could strike', async () => {
    const { shop, number } = await onTheRoad();
    pull(shop, 'lose-parcel', { reference: number });
    expect(() => pull(shop, 'lose-parcel', { reference: number })).toThrow(`No parcel of ${number} is on the road.`);
  });
});

describe('a pickup point that closes', () => {
  test('is shown no more, and refused when it is asked for; parcels under way still get there', async () => {
    const shop = openBring();
    const points = `/pickuppoint/api/pickuppoint/NO/postalCode/${shop.home.postalCode}.json`;
    const ids = async () =>
      (await shop.ask<{ pickupPoint: { id: string }[] }>('GET', points)).body.pickupPoint.map(({ id }) => id);
    const parties = (id: string) => ({
      parties: { ...shop.booking('5800').consignments[0]!.parties, pickupPoint: { id, countryCode: 'NO' } },
    });
    const [chosen] = (await ids()) as [string];
    const { packages } = await book(shop, '5800', parties(chosen));
    await handIn(shop, packages[0]!.packageNumber);
    pull(shop, 'close-point');
    expect(await ids()).not.toContain(chosen);
    const { status, body } = await shop.ask<Booked>('POST', '/booking/api/booking', shop.booking('5800', parties(chosen)));
    expect([status, body.consignments[0]!.errors[0]!.code]).toEqual([400, 'BOOK-INPUT-045']);
    await shop.world.clock.runFor(5 * 24 * HOUR_MS);
    expect((await track(shop, packages[0]!.packageNumber)).eventSet[0]!.status).toBe('DELIVERED');
    pull(shop, 'reopen-point', { pointId: chosen });
    expect(await ids()).toContain(chosen);
  });
});

/** Listens where the shop's own gateway would. */
function listen({ world }: Shop) {
  const heard: { status: string; package: string; shipment: string; headers: Headers }[] = [];
  world.network.host('gateway', ORIGINS.gateway, async (request) => {
    const body = (await request.json()) as { status: string; package: string; shipment: string };
    heard.push({ ...body, headers: request.headers });
    return new Response(null, { status: 204 });
  });
  return heard;
}

const WEBHOOKS = '/event-cast/api/v1/webhooks';
const subscription = (trackingId: string, ...groups: string[]) => ({
  trackingId,
  event_groups: groups,
  configuration: { url: `${ORIGINS.gateway}/webhooks/bring`, headers: [{ key: 'x-secret', value: 'open sesame' }] },
});

describe('Event Cast', () => {
  test('a subscription outlives a restart of the world, and still calls with the secret', async () => {
    const before = openBring();
    const { packages, consignmentNumber } = await book(before, '5600');
    const number = packages[0]!.packageNumber;
    const wish = subscription(consignmentNumber, 'HANDED_IN', 'DELIVERED');
    expect((await before.ask('POST', WEBHOOKS, wish)).status).toBe(201);
    const after = openBring({ saved: JSON.parse(JSON.stringify(before.world.save())) as SavedWorld });
    const heard = listen(after);
    expect((await after.ask('POST', WEBHOOKS, wish)).status).toBe(409);
    await handIn(after, number);
    await after.world.clock.runFor(3 * 24 * HOUR_MS);
    expect(heard.map(({ status, package: parcel, shipment }) => [status, parcel, shipment])).toEqual([
      ['HANDED_IN', number, consignmentNumber],
      ['DELIVERED', number, consignmentNumber],
    ]);
    expect(heard[0]!.headers.get('x-secret')).toBe('open sesame');
    expect(heard[0]!.headers.get('x-bring-application')).toBe('BMEC');
  });

  test('a subscription ends after thirty days: it is not shown, does not call, and can be made again', async () => {
    const shop = openBring();
    const heard = listen(shop);
    const { packages, consignmentNumber } = await book(shop, '5600');
    const wish = subscription(consignmentNumber, 'HANDED_IN');
    const { body } = await shop.ask<{ id: string }>('POST', WEBHOOKS, wish);
    expect((await shop.ask('GET', `${WEBHOOKS}/${body.id}`)).status).toBe(200);
    await shop.world.clock.runFor(30 * 24 * HOUR_MS + 1_000);
    expect((await shop.ask('GET', `${WEBHOOKS}/${body.id}`)).status).toBe(404);
    expect((await shop.ask('DELETE', `${WEBHOOKS}/${body.id}`)).status).toBe(404);
    await handIn(shop, packages[0]!.packageNumber);
    await shop.world.clock.runFor(1_000);
    expect(heard).toEqual([]);
    expect((await shop.ask('POST', WEBHOOKS, wish)).status).toBe(201);
  });

  test('takes a hundred references at once, and no more', async () => {
    const { ask } = openBring();
    const { trackingId: _, ...rest } = subscription('', 'DELIVERED');
    const batch = (count: number) => ({ ...rest, trackingIds: Array.from({ length: count }, (_, index) => `parcel-${index}`) });
    expect((await ask('POST', '/event-cast/batch/api/v1/webhooks', batch(100))).status).toBe(201);
    expect((await ask('POST', '/event-cast/batch/api/v1/webhooks', batch(101))).status).toBe(400);
  });

  test('tells a subscriber of the groups that it asked for, with the headers that it gave', async () => {
    const shop = openBring();
    const heard = listen(shop);
    const { packages } = await book(shop, '5600');
    const number = packages[0]!.packageNumber;
    const wish = subscription(number, 'HANDED_IN', 'DELIVERED');
    expect((await shop.ask('POST', WEBHOOKS, wish)).status).toBe(201);
    expect((await shop.ask('POST', WEBHOOKS, wish)).status).toBe(409);
    await handIn(shop, number);
    await shop.world.clock.runFor(3 * 24 * HOUR_MS);
    expect(heard.map(({ status, package: parcel, headers }) => [status, parcel, headers.get('x-secret')])).toEqual([
      ['HANDED_IN', number, 'open sesame'],
      ['DELIVERED', number, 'open sesame'],
    ]);
  });
});

test('a parcel on the road waits for one alarm, however much is planned', async () => {
  const { shop } = await onTheRoad();
  expect(shop.world.clock.alarms().filter(({ alarm }) => alarm.service === 'bring')).toHaveLength(1);
});

test('an unknown path is refused in the carrier’s words', async () => {
  const { status, body } = await openBring().ask('GET', '/tracking/api/v3/tracking.json');
  expect([status, (body as { error: string }).error]).toEqual([404, 'Not Found']);
});
