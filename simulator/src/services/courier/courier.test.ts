import { beforeEach, describe, expect, test } from 'vitest';
import { World } from '../../kernel/world.ts';
import { KEYS, ORIGINS } from '../../shop/keys.ts';
import { isSscc } from '../parcels/sscc.ts';
import { standardWebhookHeaders } from '../parcels/standard-webhooks.ts';
import { courierService } from './courier.ts';
import type { CourierEvent } from './delivery.ts';
import { metresAt, planDrive } from './drive.ts';
import { metresBetween } from './places.ts';

const { gateway } = ORIGINS;
const MINUTE_MS = 60_000;

interface Heard {
  event: CourierEvent;
  at: number;
  isSigned: boolean;
}

function openCourier(seed = 7, saved?: ReturnType<World['save']>) {
  const world = new World({ seed, services: { courier: courierService(KEYS.courier) }, ...(saved ? { saved } : {}) });
  const heard: Heard[] = [];
  world.network.host('gateway', gateway, async (request) => {
    const body = await request.text();
    const [id, timestamp] = [request.headers.get('webhook-id') ?? '', Number(request.headers.get('webhook-timestamp'))];
    const expected = standardWebhookHeaders(KEYS.courier.webhookSecret, id, body, timestamp * 1000)['webhook-signature'];
    heard.push({
      event: JSON.parse(body) as CourierEvent,
      at: world.clock.now(),
      isSigned: request.headers.get('webhook-signature') === expected,
    });
    return new Response(null, { status: 204 });
  });
  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const url = path.startsWith('https:') ? path : ORIGINS.courier + path;
    const init = {
      method,
      headers: { authorization: `Bearer ${KEYS.courier.key}`, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    const response = await world.network.fetchAs('gateway')(url, init);
    const text = await response.text();
    return {
      status: response.status,
      body: (text.startsWith('{') ? JSON.parse(text) : text) as Record<string, unknown> & string,
    };
  };
  const { depot, addresses } = world.seeds.town;
  const far = [...addresses].sort(
    (a, b) => metresBetween(b.position, depot.address.position) - metresBetween(a.position, depot.address.position),
  );
  const home = far.find((address) => metresBetween(address.position, depot.address.position) < 2_000)!;
  const wire = (address: typeof home) => ({
    street: `${address.street} ${address.number}${address.letter ?? ''}`,
    postal_code: address.postalCode,
    city: address.place,
  });
  const trip = {
    pickup: { ...wire(depot.address), name: 'Kniv & Fjøl' },
    dropoff: { ...wire(home), name: 'Kari Nordmann', email: 'kari@example.com' },
    ready_at: new Date(world.clock.now()).toISOString(),
    parcels: [{ weight_g: 900, length_mm: 340, width_mm: 240, height_mm: 110 }],
  };
  const booking = { ...trip, service: 'express', reference: 'order-1', webhook_url: `${gateway}/webhooks/courier` };
  const book = (changes: Record<string, unknown> = {}, key = 'wish-1') =>
    ask('POST', '/v1/deliveries', { ...booking, ...changes }, { 'idempotency-key': key });
  return { world, heard, ask, home, trip, book };
}

type Shop = ReturnType<typeof openCourier>;
type Offer = {
  id: string;
  service: string;
  price: number;
  distance_m: number;
  pickup_by: string;
  dropoff_from: string;
  dropoff_to: string;
};
type Booked = {
  id: string;
  parcels: { barcode: string; tracking_number: string; label_url: string }[];
  dropoff_from: string;
  dropoff_to: string;
};

async function ride(shop: Shop, changes: Record<string, unknown> = {}) {
  const booked = (await shop.book(changes)).body as unknown as Booked;
  await shop.ask('POST', '/v1/handheld/scans', { barcode: booked.parcels[0]!.barcode, at: '', place: 'ramp' });
  await shop.world.clock.runFor(14 * 60 * MINUTE_MS);
  return booked;
}

describe('the courier', () => {
  let shop: Shop;
  beforeEach(() => {
    shop = openCourier();
  });

  test('offers an express ride and one this evening, priced by the streets between', async () => {
    const { body } = await shop.ask('POST', '/v1/offers', shop.trip);
    const offers = body.offers as Offer[];
    expect(offers.map(({ service }) => service)).toEqual(['express', 'evening']);
    const direct = metresBetween(shop.world.seeds.town.depot.address.position, shop.home.position);
    for (const { price, distance_m, pickup_by, dropoff_from, dropoff_to } of offers) {
      expect(distance_m).toBeGreaterThan(direct * 0.95);
      expect(price % 100).toBe(0);
      expect(price).toBeGreaterThan(5_000);
      expect(Date.parse(dropoff_to)).toBeGreaterThan(Date.parse(dropoff_from));
      expect(Date.parse(pickup_by)).toBeGreaterThan(shop.world.clock.now());
    }
    expect(offers[0]!.price).toBeGreaterThan(offers[1]!.price);
  });

  test('offers nothing outside its town, nor for what a bike cannot carry', async () => {
    const oslo = { ...shop.trip, dropoff: { lat: 59.91, lon: 10.75 } };
    const unknownDoor = { ...shop.trip, dropoff: { street: 'Ingensteds 1', postal_code: '9999' } };
    const heavy = { ...shop.trip, parcels: [{ ...shop.trip.parcels[0], weight_g: 15_001 }] };
    const long = { ...shop.trip, parcels: [{ ...shop.trip.parcels[0], length_mm: 1_001 }] };
    for (const trip of [oslo, unknownDoor, heavy, long])
      expect(await shop.ask('POST', '/v1/offers', trip)).toMatchObject({ status: 200, body: { offers: [] } });
    expect(await shop.book({ parcels: heavy.parcels })).toMatchObject({
      status: 409,
      body: { error: { code: 'unserviceable' } },
    });
  });

  test('answers wrong requests with an error and does nothing', async () => {
    const { trip } = shop;
    for (const wrong of [
      {},
      { ...trip, ready_at: 'soon' },
      { ...trip, parcels: [] },
      { ...trip, parcels: [{ weight_g: -1 }] },
      { ...trip, dropoff: null },
    ]) {
      expect((await shop.ask('POST', '/v1/offers', wrong)).status).toBe(422);
    }
    expect((await shop.book({ service: 'drone' })).status).toBe(422);
    expect((await shop.book({ webhook_url: null })).status).toBe(422);
    expect((await shop.ask('POST', '/v1/deliveries', trip)).status).toBe(422);
    expect((await shop.ask('POST', '/v1/offers', trip, { authorization: 'Bearer wrong' })).body).toMatchObject({
      error: { code: 'unauthorized' },
    });
    expect((await shop.ask('GET', '/v1/deliveries/del_1')).status).toBe(404);
    expect(shop.world.table('courier', 'deliveries').size).toBe(0);
  });

  test('the same wish books one delivery, at the offered price', async () => {
    const offers = (await shop.ask('POST', '/v1/offers', shop.trip)).body.offers as Offer[];
    const first = await shop.book({ offer_id: offers[0]!.id });
    const again = await shop.book({ offer_id: offers[0]!.id });
    expect(first.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect(first.body.price).toBe(offers[0]!.price);
    expect(shop.world.table('courier', 'deliveries').size).toBe(1);
  });

  test('an offer that has expired is planned anew', async () => {
    const offers = (await shop.ask('POST', '/v1/offers', shop.trip)).body.offers as Offer[];
    await shop.world.clock.runFor(45 * MINUTE_MS);
    const booked = (await shop.book({ offer_id: offers[0]!.id })).body as unknown as Booked;
    expect(Date.parse(booked.dropoff_from)).toBeGreaterThan(Date.parse(offers[0]!.dropoff_from));
  });

  test('prints a label with the parcel number as a barcode', async () => {
    const { parcels } = (await shop.book()).body as unknown as Booked;
    expect(isSscc(parcels[0]!.barcode)).toBe(true);
    const label = await shop.ask('GET', parcels[0]!.label_url);
    expect(label.body).toContain(`(00) ${parcels[0]!.barcode}`);
    expect(label.body).toContain('Kari Nordmann');
  });

  test('rides through the streets to the door, and every message is signed', async () => {
    await ride(shop);
    const types = shop.heard.map(({ event }) => event.type.replace('delivery.', ''));
    expect(types.slice(0, 2)).toEqual(['scheduled', 'picked_up']);
    expect(types.at(-1)).toBe('delivered');
    expect(types).toContain('approaching');
    expect(types.filter((type) => type === 'position').length).toBeGreaterThan(10);
    expect(shop.heard.every(({ isSigned }) => isSigned)).toBe(true);
    expect(new Set(shop.heard.map(({ event }) => event.id)).size).toBe(shop.heard.length);
    const { proof } = shop.heard.at(-1)!.event.data as { proof: { kind: string; note: string } };
    expect(proof.kind).toMatch(/^(photo|signature|door|pin)$/);
    expect(proof.note).not.toBe('');
  });

  test('positions come every ten seconds of riding, never jump, and lead home', async () => {
    await ride(shop);
    const positions = shop.heard.filter(({ event }) => event.type === 'delivery.position');
    let before: { at: number; metres: number } | undefined;
    for (const { event, at } of positions) {
      const metres = event.data.distance_left_m as number;
      if (before) {
        expect(metres).toBeLessThanOrEqual(before.metres);
        expect(before.metres - metres).toBeLessThanOrEqual(Math.ceil((10 * 32) / 3.6) + 2);
        expect(at - before.at).toBeGreaterThanOrEqual(10_000);
      }
      before = { at, metres };
    }
    const near = shop.heard.find(({ event }) => event.type === 'delivery.approaching')!;
    expect(near.event.data.distance_left_m).toBeLessThanOrEqual(300);
    const last = positions.at(-1)!.event.data.position as { lat: number; lon: number };
    expect(metresBetween({ latitude: last.lat, longitude: last.lon }, shop.home.position)).toBeLessThan(150);
  });

  test('the arrival window only ever narrows, and the parcel comes within it', async () => {
    for (const seed of [1, 2, 3, 4, 5, 6, 8, 9]) {
      const other = openCourier(seed);
      await ride(other);
      if (other.heard.some(({ event }) => event.type === 'delivery.delayed')) continue;
      const windows = other.heard
        .filter(({ event }) => event.type !== 'delivery.scheduled' && event.data.dropoff_from)
        .map(({ event }) => ({
          from: Date.parse(event.data.dropoff_from as string),
          to: Date.parse(event.data.dropoff_to as string),
        }));
      windows.slice(1).forEach((window, index) => {
        expect(window.from).toBeGreaterThanOrEqual(windows[index]!.from);
        expect(window.to).toBeLessThanOrEqual(windows[index]!.to);
        expect(window.to).toBeGreaterThan(window.from);
      });
      const delivered = other.heard.at(-1)!;
      expect(delivered.event.type).toBe('delivery.delivered');
      expect(delivered.at).toBeLessThanOrEqual(windows.at(-1)!.to);
    }
  });

  test('a delay is told with its reason and a later window, and the parcel still comes', async () => {
    await ride(shop, { dropoff: { ...shop.trip.dropoff, name: 'Fru Forsinket' } });
    const index = shop.heard.findIndex(({ event }) => event.type === 'delivery.delayed');
    const { data } = shop.heard[index]!.event;
    const before = shop.heard.slice(0, index).findLast(({ event }) => event.data.dropoff_to)!;
    expect(data.note).toMatch(/puncture|road|sleet/);
    expect(Date.parse(data.dropoff_to as string)).toBeGreaterThan(Date.parse(before.event.data.dropoff_to as string));
    expect(shop.heard.at(-1)!.event.type).toBe('delivery.delivered');
  });

  test('an evening ride comes between five and nine in the evening', async () => {
    const booked = await ride(shop, { service: 'evening' });
    await shop.ask('POST', '/v1/handheld/scans', { barcode: booked.parcels[0]!.barcode });
    const left = shop.heard.find(({ event }) => event.type === 'delivery.picked_up')!;
    expect(new Date(left.at).getUTCHours()).toBeGreaterThanOrEqual(16);
    const delivered = new Date(shop.heard.at(-1)!.at);
    expect(shop.heard.at(-1)!.event.type).toBe('delivery.delivered');
    expect(delivered.getUTCHours()).toBeGreaterThanOrEqual(16);
    expect(delivered.getUTCHours()).toBeLessThan(20);
  });

  test('whoever lost the messages can ask', async () => {
    const booked = await ride(shop);
    const { body } = await shop.ask('GET', `/v1/deliveries?tracking_number=${booked.parcels[0]!.tracking_number}`);
    const [delivery] = body.deliveries as { status: string; events: CourierEvent[]; route: unknown[] }[];
    expect(delivery).toMatchObject({ status: 'delivered' });
    expect(delivery!.events.map(({ type }) => type)).toEqual(
      shop.heard.map(({ event }) => event.type).filter((type) => type !== 'delivery.position'),
    );
    expect((await shop.ask('GET', '/v1/deliveries?tracking_number=BB0')).body).toEqual({ deliveries: [] });
  });

  test('a parcel that is scanned twice rides once', async () => {
    const booked = await ride(shop);
    expect((await shop.ask('POST', '/v1/handheld/scans', { barcode: `00${booked.parcels[0]!.barcode}` })).status).toBe(204);
    expect((await shop.ask('POST', '/v1/handheld/scans', { barcode: '370719800000000000' })).status).toBe(404);
    await shop.world.clock.runFor(60 * MINUTE_MS);
    expect(shop.heard.filter(({ event }) => event.type === 'delivery.delivered')).toHaveLength(1);
  });

  test('a world that was saved in mid-ride rides on to the same end', async () => {
    const booked = (await shop.book()).body as unknown as Booked;
    await shop.ask('POST', '/v1/handheld/scans', { barcode: booked.parcels[0]!.barcode });
    await shop.world.clock.runFor(4 * MINUTE_MS);
    const restored = openCourier(7, JSON.parse(JSON.stringify(shop.world.save())) as ReturnType<World['save']>);
    const count = shop.heard.length;
    await shop.world.clock.runFor(60 * MINUTE_MS);
    await restored.world.clock.runFor(60 * MINUTE_MS);
    expect(restored.heard.length).toBeGreaterThan(0);
    expect(restored.heard).toEqual(shop.heard.slice(count));
  });
});

test('a bike keeps to 18 to 32 km/h between its stops', () => {
  const { town } = new World({ seed: 3, services: {} }).seeds;
  for (let run = 0; run < 20; run++) {
    const chance = new World({ seed: run, services: {} }).random('ride');
    const drive = planDrive(town, town.depot.address.position, town.addresses[run * 7]!.position, 0, chance, false);
    drive.keyframes.slice(1).forEach(({ at, metre }, index) => {
      const before = drive.keyframes[index]!;
      if (metre === before.metre) return;
      const kmh = ((metre - before.metre) / (at - before.at)) * 3_600;
      if (metre - before.metre > 20) expect(kmh).toBeGreaterThan(17.5);
      expect(kmh).toBeLessThan(33);
    });
    expect(metresAt(drive, drive.arrivesAt)).toBeCloseTo(drive.metres.at(-1)!, 6);
  }
});

describe('what goes wrong on a ride comes to an end', () => {
  const pull = ({ world }: Shop, name: string, wish: Record<string, unknown> = {}) =>
    world
      .service('courier')
      .levers!.find((lever) => lever.name === name)!
      .pull(wish);

  /** Two minutes into a ride. */
  async function riding(changes: Record<string, unknown> = {}) {
    const shop = openCourier();
    const booked = (await shop.book(changes)).body as unknown as Booked;
    await shop.ask('POST', '/v1/handheld/scans', { barcode: booked.parcels[0]!.barcode, at: '', place: 'ramp' });
    await shop.world.clock.runFor(2 * MINUTE_MS);
    const told = () => shop.heard.map(({ event }) => event.type.replace('delivery.', '')).filter((type) => type !== 'position');
    const when = (type: string) => shop.heard.findLast(({ event }) => event.type === `delivery.${type}`)?.at ?? NaN;
    return { shop, booked, told, when };
  }

  test('held up: the window moves, and the bike arrives that much later', async () => {
    const calm = await riding();
    await calm.shop.world.clock.runFor(3 * 60 * MINUTE_MS);
    const { shop, told, when } = await riding();
    pull(shop, 'late', { minutes: 25 });
    await shop.world.clock.runFor(3 * 60 * MINUTE_MS);
    expect(told()).toEqual(['scheduled', 'picked_up', 'delayed', 'approaching', 'arriving', 'delivered']);
    const laterMinutes = (when('delivered') - calm.when('delivered')) / MINUTE_MS;
    expect(Math.abs(laterMinutes - 25)).toBeLessThanOrEqual(1.5);
  });

  test('a bike breaks down, and another courier brings the parcel', async () => {
    const { shop, told } = await riding();
    const before = shop.heard[0]!.event.data['courier'];
    pull(shop, 'break-down');
    await shop.world.clock.runFor(3 * 60 * MINUTE_MS);
    expect(told().at(-1)).toBe('delivered');
    expect(shop.heard.at(-1)!.event.data['courier']).not.toBe(before);
  });

  test.each([
    [1, ['attempted', 'delivered']],
    [2, ['attempted', 'failed']],
  ])('nobody opens %i times', async (times, ending) => {
    const { shop, told } = await riding();
    pull(shop, 'nobody-home', { times });
    await shop.world.clock.runFor(4 * 60 * MINUTE_MS);
    expect(told().slice(-2)).toEqual(ending);
    expect(() => pull(shop, 'late')).toThrow('nothing on hand');
  });

  test('a code that the courier asks for is told before, and stands in the proof', async () => {
    for (let seed = 1; seed <= 12; seed++) {
      const shop = openCourier(seed);
      await ride(shop);
      const { proof } = shop.heard.at(-1)!.event.data as { proof: { kind: string } };
      const taken = shop.heard.find(({ event }) => event.type === 'delivery.picked_up')!.event.data;
      expect(typeof taken['note'] === 'string' && /^Say \d{4} /.test(taken['note'])).toBe(proof.kind === 'pin');
    }
  });

  test('a ride can be called off until the courier has the parcel', async () => {
    const shop = openCourier();
    const booked = (await shop.book()).body as unknown as Booked;
    expect((await shop.ask('POST', `/v1/deliveries/${booked.id}/cancel`)).body['status']).toBe('cancelled');
    const scan = await shop.ask('POST', '/v1/handheld/scans', { barcode: booked.parcels[0]!.barcode });
    expect(scan.status).toBe(409);
    const { shop: other, booked: taken } = await riding();
    expect((await other.ask('POST', `/v1/deliveries/${taken.id}/cancel`)).status).toBe(409);
  });
});
