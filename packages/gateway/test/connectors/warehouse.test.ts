import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { expect, test } from 'vitest';
import { createWarehouse } from '../../src/connectors/warehouse/warehouse.ts';
import { instrument, openSmallShop, readyCheckout } from '../small-shop.ts';
import { faultOf, MONDAY, scripted } from './scripted.ts';

const KEY = 'dGhlLXNlY3JldA==';

function signed(body: unknown) {
  const text = JSON.stringify(body);
  const bytes = new TextEncoder();
  const at = Math.floor(MONDAY / 1000);
  const key = Uint8Array.from(atob(KEY), (letter) => letter.charCodeAt(0));
  const signature = btoa(String.fromCharCode(...hmac(sha256, key, bytes.encode(`wev_1.${at}.${text}`))));
  const headers = new Headers({ 'webhook-id': 'wev_1', 'webhook-timestamp': String(at), 'webhook-signature': `v1,${signature}` });
  return { body: bytes.encode(text), headers, path: '/webhooks/warehouse', now: MONDAY };
}

const open = (script: Parameters<typeof scripted>[0]) => {
  const { fetch, clock } = scripted(script);
  return createWarehouse({ baseUrl: 'https://wms.example', fetch, clock, key: 'k', webhookSecret: `whsec_${KEY}` });
};

const event = (type: string, data: object) => ({
  id: `wev_${type}`,
  type: `pick_order.${type}`,
  created_at: '2026-11-23T09:00:00Z',
  reference: 'ord-1',
  data,
});
const short = event('short', {
  by: 'Ola',
  place: 'C-14-2',
  note: '1 × Kokkekniv, 20 cm',
  missing: [{ sku: 'KOKKEKNIV-20', quantity: 1 }],
});

test('a short pick is an exception that says what is missing, and where', () => {
  expect(open([]).readWebhook(signed(short))).toEqual([
    {
      eventId: 'wev_short',
      reference: 'ord-1',
      at: Date.parse('2026-11-23T09:00:00Z'),
      code: 'exception',
      by: 'Ola',
      place: 'C-14-2',
      note: '1 × Kokkekniv, 20 cm',
    },
  ]);
});

test('what the warehouse tells beyond our words is left out, and does no harm', async () => {
  const events = [short, event('resumed', { note: '1 × Kokkekniv, 20 cm' }), event('picked', { by: 'Robot 7' })];
  const answer = { reference: 'ord-1', status: 'picking', wave: 3, lines: [{ sku: 'X', picked: 1, missing: 1 }], events };
  expect((await open([{ json: answer }]).reports('ord-1')).map(({ code }) => code)).toEqual(['exception', 'picked']);
});

test('labels that the warehouse refuses are a defect that somebody must look at', async () => {
  const label = { reference: 'ord-1', carrier: 'bring', parcels: [{ trackingNumber: '1', labelUrl: 'https://l.example' }] };
  for (const code of ['sscc_in_use', 'wrong_count', 'already_labelled']) {
    const refused = { status: 409, json: { error: { code, message: 'No.' } } };
    expect(await faultOf(open([refused]).label(label)), code).toMatchObject({ kind: 'defect' });
  }
});

test('an order that is short waits, unpaid, until it is complete and handed over', async () => {
  const shop = await openSmallShop();
  const { id } = await readyCheckout(shop);
  await shop.call('POST', `/checkout-sessions/${id}/complete`, instrument());
  const reference = [...shop.bookings.keys()][0]!;
  let count = 0;
  const tell = async (code: string, more: object = {}) => {
    const report = { eventId: `w${(count += 1)}`, reference, at: shop.clock.now(), code, ...more };
    await shop.call('POST', '/webhooks/warehouse', [report], { signature: 'good' });
    await shop.run(60_000);
  };
  const captured = () => [...shop.payments.values()].map((payment) => payment.captured);

  await tell('picking');
  await tell('exception', { note: '1 × Kniv' });
  await shop.run(24 * 3_600_000);
  expect(captured()).toEqual([0]);
  expect([shop.carrierBookings.size, shop.invoices.size, shop.labels.length]).toEqual([0, 0, 0]);

  await tell('picked');
  await tell('packed', { parcels: [{ weightGrams: 600, sizeMillimetres: { length: 350, width: 120, height: 60 } }] });
  await tell('labelled');
  expect(captured()).toEqual([0]);
  await tell('handed_over');
  expect(captured()).toEqual([99_800]);
  expect(shop.invoices.size).toBe(1);
});
