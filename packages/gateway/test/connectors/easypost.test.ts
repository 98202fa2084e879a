import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { World } from '@vitrine/simulator/kernel/world';
import { easypostService } from '@vitrine/simulator/services/easypost/easypost';
import { KEYS, ORIGINS } from '@vitrine/simulator/shop/keys';
import { createEasyPost } from '../../src/connectors/easypost/easypost.ts';
import { verifyEasyPost } from '../../src/connectors/easypost/easypost-webhook.ts';
import type { CarrierReport } from '../../src/ports.ts';
import { faultOf, settled } from './scripted.ts';
import { addressOf } from './world.ts';

/** The vendor's published signature, beside the repository where it is at hand. */
const vector = new URL('../../../../../shared/specs/easypost/webhook-signature.vector.json', import.meta.url);

const WEBHOOK = `${ORIGINS.gateway}/webhooks/easypost`;

/** EasyPost alone in a world, and the connector before it. */
function open() {
  const { key, webhookSecret } = KEYS.easypost;
  const world = new World({
    seed: 21,
    services: { easypost: easypostService({ key, webhooks: [{ url: WEBHOOK, secret: webhookSecret }] }) },
  });
  const easypost = createEasyPost({
    baseUrl: ORIGINS.easypost,
    fetch: world.network.fetchAs('gateway'),
    clock: world.clock,
    key,
    webhookSecret,
  });
  const heard: CarrierReport[] = [];
  const bodies: { body: Uint8Array; headers: Headers }[] = [];
  world.network.host('gateway', ORIGINS.gateway, async (request) => {
    const body = new Uint8Array(await request.arrayBuffer());
    bodies.push({ body, headers: request.headers });
    heard.push(...easypost.readWebhook!({ body, headers: request.headers, path: '/webhooks/easypost', now: world.clock.now() }));
    return new Response(null, { status: 204 });
  });
  const { town } = world.seeds;
  const from = { ...addressOf(town.depot), name: 'Kniv & Fjøl' };
  const to = { ...addressOf({ address: town.addresses[25]! }), name: 'Kari Nordmann', email: 'kari@example.com' };
  const parcel = { weightGrams: 1_100, sizeMillimetres: { length: 340, width: 240, height: 110 } };
  const order = {
    reference: 'V-1',
    service: 'PostNord/MyPackHome',
    from,
    to,
    parcels: [parcel],
    readyAt: world.clock.now(),
    webhookUrl: WEBHOOK,
  };
  const quote = (parcels = [parcel]) =>
    easypost.quote({ from, to, parcels, readyAt: world.clock.now(), goodsValue: 50_000, currency: 'NOK' });
  const handIn = (barcode: string) =>
    world.network.fetchAs('warehouse')(`${ORIGINS.easypost}/x-handheld/scans`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${key}:`)}` },
      body: JSON.stringify({ barcode }),
    });
  const bookings = () => world.table('easypost', 'shipments').size;
  return { world, easypost, heard, bodies, order, parcel, quote, handIn, bookings };
}

describe('quotes', () => {
  test('several carriers stand behind one answer, each with its day and hours', async () => {
    const { quote } = open();
    const found = await quote();
    expect(found.map(({ service, price, kind }) => [service, price, kind])).toEqual([
      ['PostNord/MyPackHome', 13_900, 'home'],
      ['DHLExpress/DomesticExpress', 24_900, 'home'],
      ['UPS/UPSStandard', 18_900, 'home'],
    ]);
    // Monday morning: DHL comes on Tuesday before noon, PostNord on Wednesday evening. Oslo is an hour ahead.
    expect(found[1]!.arrives).toEqual({ from: Date.parse('2026-11-24T07:00:00Z'), to: Date.parse('2026-11-24T11:00:00Z') });
    expect(found[0]!.arrives).toEqual({ from: Date.parse('2026-11-25T16:00:00Z'), to: Date.parse('2026-11-25T20:00:00Z') });
  });

  test('two parcels cost what both cost', async () => {
    const { quote, parcel } = open();
    expect((await quote([parcel, parcel]))[0]!.price).toBe(27_800);
  });

  test('a carrier that is down is left out, and the others are offered', async () => {
    const { world, quote } = open();
    world
      .service('easypost')
      .levers!.find(({ name }) => name === 'carrier-down')!
      .pull({ carrier: 'PostNord' });
    expect((await quote()).map(({ service }) => service)).toEqual(['DHLExpress/DomesticExpress', 'UPS/UPSStandard']);
  });
});

describe('booking', () => {
  test('one label for each parcel, with the number that its barcode carries', async () => {
    const { easypost, order, parcel } = open();
    const booked = await easypost.book({ ...order, parcels: [parcel, parcel] });
    expect(booked.parcels).toHaveLength(2);
    for (const { sscc, trackingNumber, labelUrl } of booked.parcels) {
      expect(sscc).toBe(trackingNumber);
      expect(labelUrl).toMatch(/postage_label\/pl_\w+\.pdf$/);
    }
  });

  test('booking again with the same reference buys nothing again', async () => {
    const { easypost, order, bookings } = open();
    const first = await easypost.book(order);
    expect(await easypost.book(order)).toEqual(first);
    expect(bookings()).toBe(1);
  });

  test('an answer that is lost after the purchase is uncertain, and the next try finds the label', async () => {
    const { world, easypost, order, bookings } = open();
    world.faults.add({ to: 'easypost', operation: 'buy', kind: 'lost-response' });
    expect(await faultOf(settled(world.clock, easypost.book(order)))).toMatchObject({ kind: 'uncertain' });
    expect(bookings()).toBe(1);
    const found = await easypost.book(order);
    expect(found.parcels).toHaveLength(1);
    expect(bookings()).toBe(1);
  });

  test('a carrier that sells no label now can be asked later', async () => {
    const { world, easypost, order } = open();
    world
      .service('easypost')
      .levers!.find(({ name }) => name === 'carrier-down')!
      .pull({ carrier: 'PostNord', hours: 1 });
    expect(await faultOf(easypost.book(order))).toMatchObject({ kind: 'unavailable' });
    await world.clock.runFor(61 * 60_000);
    expect((await easypost.book(order)).parcels).toHaveLength(1);
  });
});

describe('tracking', () => {
  test('events and poll tell one story, in the order in which it happened', async () => {
    const { world, easypost, heard, order, handIn } = open();
    const { parcels } = await easypost.book(order);
    const [{ trackingNumber }] = parcels as [(typeof parcels)[number]];
    expect((await handIn(trackingNumber)).status).toBe(204);
    await world.clock.runFor(4 * 24 * 3_600_000);
    const polled = await easypost.track([trackingNumber]);
    expect(polled.map(({ code }) => code)).toEqual(['labelled', 'handed_over', 'hub', 'hub', 'out_for_delivery', 'delivered']);
    expect(polled.at(-1)!.proof).toEqual({ kind: 'signature', note: 'Kari Nordmann' });
    const told = [...new Map(heard.map((report) => [report.eventId, report])).values()];
    expect(told.map(({ eventId }) => eventId)).toEqual(polled.map(({ eventId }) => eventId));
  });

  test.each([
    ['delay', 'delivered'],
    ['return-to-sender', 'exception'],
  ])('%s ends: %s', async (lever, last) => {
    const { world, easypost, order, handIn } = open();
    const { parcels } = await easypost.book(order);
    const { trackingNumber } = parcels[0]!;
    await handIn(trackingNumber);
    await world.clock.runFor(3 * 3_600_000);
    world
      .service('easypost')
      .levers!.find(({ name }) => name === lever)!
      .pull({});
    await world.clock.runFor(10 * 24 * 3_600_000);
    const reports = await easypost.track([trackingNumber]);
    expect(reports.at(-1)!.code).toBe(last);
    expect(reports.some(({ code }) => code === 'exception')).toBe(true);
  });

  test('a repeated event has the ids of the first', async () => {
    const { world, easypost, heard, order } = open();
    await easypost.book(order);
    await world.clock.runFor(1_000);
    const before = heard.map(({ eventId }) => eventId);
    world
      .service('easypost')
      .levers!.find(({ name }) => name === 'replay-event')!
      .pull({});
    await world.clock.runFor(1_000);
    expect(heard.map(({ eventId }) => eventId)).toEqual([...before, ...before]);
  });
});

describe('signatures', () => {
  test('an event that was touched on the way is not believed', async () => {
    const { world, easypost, bodies, order } = open();
    await easypost.book(order);
    await world.clock.runFor(1_000);
    const { body, headers } = bodies[0]!;
    const delivery = { headers, path: '/webhooks/easypost', now: world.clock.now() };
    expect(() => easypost.readWebhook!({ ...delivery, body: new Uint8Array([...body, 32]) })).toThrow('no good signature');
    expect(() => easypost.readWebhook!({ ...delivery, headers: new Headers(), body })).toThrow('no good signature');
  });

  if (!existsSync(vector)) console.log("Skipped: EasyPost's signature vector is not beside this repository.");
  test.skipIf(!existsSync(vector))("the vendor's own vector verifies over its bytes", () => {
    const { secret, header, body } = JSON.parse(readFileSync(vector, 'utf8')) as Record<'secret' | 'header' | 'body', string>;
    const headers = new Headers({ 'x-hmac-signature': header });
    const bytes = new TextEncoder().encode(body);
    expect(() => verifyEasyPost(secret, { body: bytes, headers, path: '', now: 0 })).not.toThrow();
    expect(() => verifyEasyPost(`${secret}!`, { body: bytes, headers, path: '', now: 0 })).toThrow();
  });
});
