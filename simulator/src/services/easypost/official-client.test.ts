import EasyPostClient from '@easypost/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { World } from '../../kernel/world.ts';
import { serveWorld, type ServedWorld } from '../../server/serve-world.ts';
import { KEYS, ORIGINS } from '../../shop/keys.ts';
import { hmacSignature, webhookBody } from './hooks.ts';
import { easypostService } from './easypost.ts';

/** EasyPost's own client, unchanged, on a loopback port. */
let served: ServedWorld;
let client: InstanceType<typeof EasyPostClient>;
const world = new World({ seed: 11, services: { easypost: easypostService(KEYS.easypost) } });
const { town } = world.seeds;
const home = town.addresses[30]!;
const heard: { body: Uint8Array; headers: Headers }[] = [];

const wire = ({ street, number, letter, postalCode, place }: typeof home, name: string) => ({
  name,
  street1: `${street} ${number}${letter ?? ''}`,
  city: place,
  zip: postalCode,
  country: 'NO',
  email: 'kari@example.com',
});
const wish = (changes: Record<string, unknown> = {}) => ({
  from_address: wire(town.depot.address, 'Kniv & Fjøl'),
  to_address: wire(home, 'Kari Nordmann'),
  parcel: { length: 13.4, width: 9.5, height: 4.4, weight: 38.8 },
  ...changes,
});

/** Runs the world until the tracker stands there. */
async function until(id: string, status: string) {
  for (let hour = 0; hour < 240; hour++) {
    const tracker = await client.Tracker.retrieve(id);
    if (tracker.status === status) return tracker;
    await world.clock.runFor(3_600_000);
  }
  throw new Error(`Tracker ${id} never was ${status}`);
}

beforeAll(async () => {
  served = await serveWorld({ world, port: 0 });
  client = new EasyPostClient(KEYS.easypost.key, { baseUrl: `${served.url}/sim/easypost/v2/` });
  world.network.host('gateway', ORIGINS.gateway, async (request) => {
    heard.push({ body: new Uint8Array(await request.arrayBuffer()), headers: request.headers });
    return new Response(null, { status: 204 });
  });
});
afterAll(() => served.close());

describe("EasyPost's own client", () => {
  test('rates a parcel, buys the cheapest label and follows the parcel to its door', async () => {
    await client.Webhook.create({ url: `${ORIGINS.gateway}/webhooks/easypost`, webhook_secret: 'sécret' });
    const shipment = await client.Shipment.create(wish({ reference: 'order-1#1' }));
    const lowest = shipment.lowestRate();
    expect([lowest.carrier, lowest.service, lowest.currency, lowest.rate]).toEqual(['PostNord', 'MyPackHome', 'NOK', '139.00']);

    const bought = await client.Shipment.buy(shipment.id, lowest);
    expect(bought.tracking_code).toMatch(/^\d{18}$/);
    expect(bought.postage_label.label_pdf_url).toContain('/files/postage_label/pl_');
    await expect(client.Shipment.buy(shipment.id, lowest)).rejects.toMatchObject({ code: 'SHIPMENT.POSTAGE.EXISTS' });
    expect((await client.Shipment.retrieve('order-1#1'.replace('#', '%23'))).id).toBe(shipment.id);

    const scanned = await world.network.fetchAs('warehouse')(`${ORIGINS.easypost}/x-handheld/scans`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${KEYS.easypost.key}:`)}` },
      body: JSON.stringify({ barcode: bought.tracking_code }),
    });
    expect(scanned.status).toBe(204);
    const delivered = await until(bought.tracker.id, 'delivered');
    expect(delivered.signed_by).toBe('Kari Nordmann');
    expect(delivered.tracking_details.map(({ status }: { status: string }) => status)).toEqual([
      'pre_transit',
      'in_transit',
      'in_transit',
      'in_transit',
      'out_for_delivery',
      'delivered',
    ]);
  });

  test("takes the events for EasyPost's by their signature, and none that was touched", () => {
    expect(heard.length).toBeGreaterThan(4);
    for (const { body, headers } of heard) {
      const signature = { 'X-Hmac-Signature': headers.get('x-hmac-signature') };
      const event = client.Utils.validateWebhook(Buffer.from(body), signature, 'sécret') as {
        object: string;
        description: string;
      };
      expect(event.object).toBe('Event');
      expect(event.description).toMatch(/^tracker\./);
      expect(() => client.Utils.validateWebhook(Buffer.from([...body, 32]), signature, 'sécret')).toThrow();
    }
  });

  test('signs a whole weight as EasyPost writes it', () => {
    const body = webhookBody({ result: { weight: 614, other: 3 } });
    expect(body).toBe('{"result":{"weight":614.0,"other":3}}');
    const headers = { 'X-Hmac-Signature': hmacSignature('sécret', body) };
    expect(client.Utils.validateWebhook(Buffer.from(body), headers, 'sécret')).toEqual({ result: { weight: 614, other: 3 } });
  });

  test('reads test trackers, lists them page by page, and is told when a field is missing', async () => {
    for (const code of ['EZ1000000001', 'EZ2000000002', 'EZ4000000004']) await client.Tracker.create({ tracking_code: code });
    const first = await client.Tracker.all({ page_size: 2 });
    expect(first.has_more).toBe(true);
    expect(first.trackers.map(({ status }: { status: string }) => status)).toEqual(['delivered', 'in_transit']);
    const next = await client.Tracker.getNextPage(first, 2);
    expect(next.trackers[0]!.tracking_code).toBe('EZ1000000001');
    await expect(client.Shipment.create({})).rejects.toMatchObject({ code: 'PARAMETER.REQUIRED' });
  });

  test('checks addresses against the register', async () => {
    const good = await client.Address.createAndVerify(wire(home, 'Kari Nordmann'));
    expect(good.verifications.delivery.success).toBe(true);
    const bad = { ...wire(home, 'Kari Nordmann'), street1: 'Ingenstedsgata 999' };
    await expect(client.Address.createAndVerify(bad)).rejects.toMatchObject({ code: 'ADDRESS.VERIFY.FAILURE' });
    const noted = await client.Address.create({ ...bad, verify: true });
    expect(noted.verifications.delivery.errors[0]!.code).toBe('E.ADDRESS.NOT_FOUND');
  });

  test('gives postage back for a label that was never used', async () => {
    const shipment = await client.Shipment.create(wish());
    const bought = await client.Shipment.buy(shipment.id, shipment.rates[1]!);
    expect((await client.Shipment.refund(bought.id)).refund_status).toBe('submitted');
    await world.clock.runFor(49 * 3_600_000);
    expect((await client.Shipment.retrieve(bought.id)).refund_status).toBe('refunded');
  });
});
