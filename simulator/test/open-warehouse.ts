import type { FactEntry } from '../src/kernel/journal.ts';
import { World, type SavedWorld } from '../src/kernel/world.ts';
import { standardWebhookHeaders } from '../src/services/parcels/standard-webhooks.ts';
import { makeSscc } from '../src/services/parcels/sscc.ts';
import type { WarehouseSettings } from '../src/services/warehouse/settings.ts';
import { warehouseService } from '../src/services/warehouse/warehouse.ts';
import { KEYS, ORIGINS } from '../src/shop/keys.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
const OPTIONS = {
  key: KEYS.warehouse.key,
  webhook: { url: `${ORIGINS.gateway}/webhooks/warehouse`, secret: KEYS.warehouse.webhookSecret },
  handhelds: {
    bring: { url: `${ORIGINS.gateway}/scans/bring`, headers: { 'x-mybring-api-key': 'k' } },
    courier: { url: `${ORIGINS.gateway}/scans/courier`, headers: { authorization: 'Bearer k' } },
  },
  erp: { url: `${ORIGINS.tripletex}/x-edi`, headers: { authorization: `Bearer ${KEYS.warehouse.key}` } },
};

export interface Heard {
  path: string;
  at: number;
  body: { id: string; type: string; reference: string; data: Record<string, unknown> } & Record<string, unknown>;
  headers: Headers;
  isSigned: boolean;
}

export interface OpenWarehouse {
  seed?: number;
  startAt?: number;
  saved?: SavedWorld;
  settings?: Partial<WarehouseSettings>;
  /** Articles on the shelves; a small house when absent. */
  articles?: number;
  /** Labels come as soon as the goods are packed, from this carrier. */
  labels?: 'bring' | 'courier';
}

/** A message of the warehouse to the ERP. */
export interface ErpMessage {
  path: string;
  body: { id: string; lines: Record<string, unknown>[] } & Record<string, unknown>;
}

/** A warehouse alone, with ears where gateway, carriers and ERP would be. */
export function openWarehouse({ seed = 11, startAt, saved, settings, articles, labels }: OpenWarehouse = {}) {
  const world = new World({
    seed,
    services: { warehouse: warehouseService({ ...OPTIONS, ...(settings ? { settings } : {}) }) },
    ...(articles ? { size: { articles, pastOrders: 100 } } : {}),
    ...(startAt ? { startAt } : {}),
    ...(saved ? { saved } : {}),
  });
  const heard: Heard[] = [];
  world.network.host('gateway', ORIGINS.gateway, async (request) => {
    const text = await request.text();
    const timestamp = Number(request.headers.get('webhook-timestamp'));
    const expected = standardWebhookHeaders(
      OPTIONS.webhook.secret,
      request.headers.get('webhook-id') ?? '',
      text,
      timestamp * 1000,
    );
    const isSigned = request.headers.get('webhook-signature') === expected['webhook-signature'];
    heard.push({
      path: new URL(request.url).pathname,
      at: world.clock.now(),
      body: JSON.parse(text) as Heard['body'],
      headers: request.headers,
      isSigned,
    });
    const { type, reference, data } = heard.at(-1)!.body;
    if (labels && type === 'pick_order.packed') void label(labels, (data.parcels as unknown[]).length, reference);
    return new Response(null, { status: 204 });
  });
  const erp: ErpMessage[] = [];
  world.network.host('tripletex', ORIGINS.tripletex, async (request) => {
    erp.push({ path: new URL(request.url).pathname, body: (await request.json()) as ErpMessage['body'] });
    return new Response(null, { status: 201 });
  });
  const ask = async (method: string, path: string, body?: unknown, key: string = KEYS.warehouse.key) => {
    const init = {
      method,
      headers: { authorization: `Bearer ${key}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    const response = await world.network.fetchAs('tripletex')(ORIGINS.warehouse + path, init);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const [first, second] = world.seeds.articles;
  const order = (
    reference = 'order-1',
    lines: unknown = [
      { sku: first!.sku, quantity: 2 },
      { sku: second!.sku, quantity: 1, name: 'A knife' },
    ],
  ) =>
    ask('POST', '/pick-orders', {
      reference,
      order_number: '10001',
      lines,
      deliver_to: { name: 'Kari', street: 'Bryggen 1', postal_code: '5003', city: 'Nordhavn', country: 'NO' },
    });
  const serials = new Map<string, number>();
  const serialOf = (reference: string) => {
    const serial = serials.get(reference) ?? serials.size * 100;
    serials.set(reference, serial);
    return serial;
  };
  const label = (carrier: 'bring' | 'courier', count = 1, reference = 'order-1') => {
    const parcels = Array.from({ length: count }, (_, index) => ({
      tracking_number: `T${serialOf(reference) + index}`,
      sscc: makeSscc('7043810', serialOf(reference) + index),
      label_url: 'https://labels.example/1',
    }));
    return ask('POST', `/pick-orders/${reference}/labels`, { carrier, parcels });
  };
  const types = () =>
    heard.filter(({ path }) => path === '/webhooks/warehouse').map(({ body }) => body.type.replace('pick_order.', ''));
  const told = () => world.journal.entries.filter((entry): entry is FactEntry => entry.kind === 'fact').map(({ text }) => text);
  /** What the next pull brings about. */
  const pull = (name: string, wish: Record<string, unknown> = {}) =>
    world
      .service('warehouse')
      .levers!.find((lever) => lever.name === name)!
      .pull(wish);
  return { world, heard, erp, pull, ask, order, label, types, told, first: first!, second: second! };
}
