import type { Sku } from '@vitrine/contract';
import { describe, expect, test } from 'vitest';
import { openShop } from '../../../../simulator/src/shop/open-shop.ts';
import { KEYS, ORIGINS } from '../../../../simulator/src/shop/keys.ts';
import { createTripletex } from '../../src/connectors/tripletex/tripletex.ts';
import { scripted, type Reaction } from './scripted.ts';

const URL_OF_OURS = 'https://gateway.example/webhooks/erp';
const SECRET = 'between us';

/** A Tripletex with these subscriptions. */
function open(standing: unknown[]) {
  const reactions: Record<string, Reaction> = {
    'PUT /v2/token/session/:create': { json: { value: { token: 'session-1' } } },
    'GET /v2/event/subscription': {
      json: { fullResultSize: standing.length, from: 0, count: standing.length, values: standing },
    },
    'POST /v2/event/subscription': { status: 201, json: { value: { id: 7 } } },
  };
  const { fetch, sent, clock } = scripted(({ method, path }) => reactions[`${method} ${path}`] ?? 'reset');
  const tokens = { consumerToken: 'c', employeeToken: 'e', webhookSecret: SECRET };
  const erp = createTripletex({ ...tokens, baseUrl: 'https://tripletex.no', fetch, clock });
  const read = (value: unknown, authorization = `Bearer ${SECRET}`, event = 'product.update') =>
    erp.readWebhook!({
      body: new TextEncoder().encode(JSON.stringify({ subscriptionId: 7, event, id: 1, value })),
      headers: new Headers({ authorization }),
      path: '/webhooks/erp',
      now: clock.now(),
    });
  return { erp, read, made: () => sent.filter(({ method }) => method === 'POST').map(({ text }) => JSON.parse(text) as unknown) };
}

const product = {
  id: 1,
  number: 'BRYNE',
  availableStock: 7,
  priceIncludingVatCurrency: 399.9,
  vatType: { id: 3, percentage: 25 },
};

describe('listening to the ERP', () => {
  test('subscribes with a secret of ours, and to no more than is read', async () => {
    const { erp, made } = open([{ id: 1, event: 'product.update', targetUrl: 'https://other.example', status: 'ACTIVE' }]);
    await erp.subscribe!(URL_OF_OURS);
    expect(made()).toEqual([
      {
        event: 'product.update',
        targetUrl: URL_OF_OURS,
        fields: 'id,number,availableStock,priceIncludingVatCurrency,vatType(id,percentage),isInactive',
        authHeaderName: 'Authorization',
        authHeaderValue: `Bearer ${SECRET}`,
      },
    ]);
  });

  test('subscribes once, however often the gateway starts', async () => {
    const { erp, made } = open([{ id: 1, event: 'product.update', targetUrl: URL_OF_OURS, status: 'ACTIVE' }]);
    await erp.subscribe!(URL_OF_OURS);
    expect(made()).toEqual([]);
  });

  test('subscribes again when the ERP has switched it off', async () => {
    const { erp, made } = open([{ id: 1, event: 'product.update', targetUrl: URL_OF_OURS, status: 'DISABLED_TOO_MANY_ERRORS' }]);
    await erp.subscribe!(URL_OF_OURS);
    expect(made()).toHaveLength(1);
  });

  test('reads price and stock, and sells nothing that is taken out of the assortment', () => {
    const { read } = open([]);
    expect(read(product)).toEqual([{ sku: 'BRYNE', available: 7, price: 39_990, vatPercent: 25 }]);
    expect(read({ ...product, isInactive: true })).toMatchObject([{ available: 0 }]);
    expect(read(product, undefined, 'order.create')).toEqual([]);
    expect(read(null, undefined, 'product.delete')).toEqual([]);
  });

  test('believes nobody without the secret, and nothing that is no product', () => {
    const { read } = open([]);
    for (const authorization of ['', 'Bearer', `Bearer ${SECRET}x`, `Basic ${SECRET}`])
      expect(() => read(product, authorization)).toThrow(expect.objectContaining({ kind: 'forbidden' }) as Error);
    expect(() => read({ ...product, availableStock: 'many' })).toThrow(expect.objectContaining({ kind: 'defect' }) as Error);
  });
});

test('a price changed in the office is in the shop seconds later, long before everything is read again', async () => {
  const shop = openShop({ seed: 7 });
  await shop.start();
  const priceOf = async (sku: string) => {
    const headers = { 'content-type': 'application/json', 'x-api-key': KEYS.store };
    const init = { method: 'POST', headers, body: JSON.stringify({ ids: [sku as Sku] }) };
    return (await shop.fetch(`${ORIGINS.gateway}/catalog/lookup`, init)).text();
  };
  expect(await priceOf('BRYNE')).toContain('42900');
  const lever = shop.world.service('tripletex').levers!.find(({ name }) => name === 'set-price')!;
  lever.pull({ sku: 'BRYNE', ore: 41_900 });
  await shop.world.clock.runFor(5_000);
  const now = await priceOf('BRYNE');
  expect(now).toContain('41900');
  expect(now).not.toContain('42900');
});
