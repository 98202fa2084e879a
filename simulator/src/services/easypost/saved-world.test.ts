import { expect, test } from 'vitest';
import { World, type SavedWorld } from '../../kernel/world.ts';
import { KEYS, ORIGINS } from '../../shop/keys.ts';
import { easypostService } from './easypost.ts';

interface Shipment {
  id: string;
  tracking_code: string | null;
  status: string;
  rates: { id: string; carrier: string }[];
}

function open(saved?: SavedWorld) {
  const world = new World({
    seed: 4,
    services: { easypost: easypostService({ key: KEYS.easypost.key }) },
    ...(saved ? { saved } : {}),
  });
  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await world.network.fetchAs('gateway')(ORIGINS.easypost + path, {
      method,
      headers: { authorization: `Basic ${btoa(`${KEYS.easypost.key}:`)}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (response.status === 204 ? {} : await response.json()) as Shipment };
  };
  const { depot, addresses } = world.seeds.town;
  const wire = ({ street, number, postalCode, place }: (typeof addresses)[number]) => ({
    street1: `${street} ${number}`,
    city: place,
    zip: postalCode,
    country: 'NO',
  });
  const create = (reference: string) =>
    ask('POST', '/v2/shipments', {
      shipment: {
        reference,
        from_address: wire(depot.address),
        to_address: wire(addresses[7]!),
        parcel: { length: 10, width: 8, height: 4, weight: 15.4 },
      },
    });
  return { world, ask, create };
}

test('a saved world knows its shipments by id and reference, and its parcels go on to their doors', async () => {
  const before = open();
  const { body: quote } = await before.create('quote-1');
  const { body: made } = await before.create('order-1');
  const { body: bought } = await before.ask('POST', `/v2/shipments/${made.id}/buy`, { rate: made.rates[0] });
  await before.ask('POST', '/x-handheld/scans', { barcode: bought.tracking_code });
  await before.world.clock.runFor(3 * 3_600_000);

  const after = open(JSON.parse(JSON.stringify(before.world.save())) as SavedWorld);
  expect((await after.ask('GET', '/v2/shipments/quote-1')).body.id).toBe(quote.id);
  expect((await after.ask('GET', '/v2/shipments/order-1')).body.id).toBe(made.id);
  expect((await after.create('quote-2')).status).toBe(201);
  await after.world.clock.runFor(5 * 24 * 3_600_000);
  expect((await after.ask('GET', '/v2/shipments/order-1')).body.status).toBe('delivered');
});

test('a thousand parcels under way wait for a thousand alarms', async () => {
  const { world, ask, create } = open();
  for (let index = 0; index < 1_000; index++) {
    if (index % 100 === 0) await world.clock.runFor(1_000);
    const { body: made } = await create(`order-${index}`);
    const { body: bought } = await ask('POST', `/v2/shipments/${made.id}/buy`, { rate: made.rates[0] });
    await ask('POST', '/x-handheld/scans', { barcode: bought.tracking_code });
  }
  expect(world.clock.alarms().filter(({ alarm }) => alarm.service === 'easypost')).toHaveLength(1_000);
  await world.clock.runFor(7 * 24 * 3_600_000);
  expect(world.clock.alarms()).toHaveLength(0);
  expect((await ask('GET', '/v2/shipments/order-999')).body.status).toBe('delivered');
}, 30_000);
