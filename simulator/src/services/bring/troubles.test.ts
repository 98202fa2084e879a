import { describe, expect, test } from 'vitest';
import { book, handIn, openBring, track, type Booked } from '../../../test/open-bring.ts';
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

describe('Event Cast', () => {
  test('tells a subscriber of the groups that it asked for, with the headers that it gave', async () => {
    const shop = openBring();
    const heard: { status: string; package: string; secret: string | null }[] = [];
    shop.world.network.host('gateway', ORIGINS.gateway, async (request) => {
      const { status, package: parcel } = (await request.json()) as { status: string; package: string };
      heard.push({ status, package: parcel, secret: request.headers.get('x-secret') });
      return new Response(null, { status: 204 });
    });
    const { packages } = await book(shop, '5600');
    const number = packages[0]!.packageNumber;
    const wish = {
      trackingId: number,
      event_groups: ['HANDED_IN', 'DELIVERED'],
      configuration: { url: `${ORIGINS.gateway}/webhooks/bring`, headers: [{ key: 'x-secret', value: 'open sesame' }] },
    };
    expect((await shop.ask('POST', '/event-cast/api/v1/webhooks', wish)).status).toBe(201);
    expect((await shop.ask('POST', '/event-cast/api/v1/webhooks', wish)).status).toBe(409);
    await handIn(shop, number);
    await shop.world.clock.runFor(3 * 24 * HOUR_MS);
    expect(heard).toEqual(['HANDED_IN', 'DELIVERED'].map((status) => ({ status, package: number, secret: 'open sesame' })));
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
