import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { describe, expect, test } from 'vitest';
import { createCourier } from '../../src/connectors/courier/courier.ts';
import { createMessages } from '../../src/connectors/messages/messages.ts';
import { createWarehouse } from '../../src/connectors/warehouse/warehouse.ts';
import { faultOf, MONDAY, scripted, settled, type Reaction } from './scripted.ts';

const KEY = 'dGhlLXNlY3JldA==';
const keys = { key: 'k', webhookSecret: `whsec_${KEY}` };

function signed(body: unknown, now = MONDAY) {
  const text = JSON.stringify(body);
  const bytes = new TextEncoder();
  const at = Math.floor(MONDAY / 1000);
  const key = Uint8Array.from(atob(KEY), (letter) => letter.charCodeAt(0));
  const signature = btoa(String.fromCharCode(...hmac(sha256, key, bytes.encode(`msg_1.${at}.${text}`))));
  const headers = new Headers({ 'webhook-id': 'msg_1', 'webhook-timestamp': String(at), 'webhook-signature': `v1,${signature}` });
  return { body: bytes.encode(text), headers, path: '/webhooks/x', now };
}

const from = { name: 'Kniv & Fjøl', street_address: 'Lagerveien 1', postal_code: '5003', address_locality: 'Bergen' };
const to = {
  name: 'Kari',
  email: 'kari@example.no',
  street_address: 'Bryggegata 12B',
  postal_code: '5003',
  address_locality: 'Bergen',
};
const parcels = [{ weightGrams: 900.4, sizeMillimetres: { length: 400, width: 200, height: 100 } }];

describe('the courier', () => {
  const open = (script: Reaction[]) => {
    const { fetch, sent, clock } = scripted(script);
    return { courier: createCourier({ baseUrl: 'https://api.bydelbud.example', fetch, clock, ...keys }), sent, clock };
  };
  const offer = {
    id: 'off_1',
    service: 'express',
    price: 14900,
    currency: 'NOK',
    distance_m: 3120,
    pickup_by: '2026-11-23T09:30:00Z',
    dropoff_from: '2026-11-23T10:00:00Z',
    dropoff_to: '2026-11-23T11:00:00Z',
    expires_at: '2026-11-23T07:30:00Z',
    co2_g: 0,
  };
  const wish = {
    from,
    to,
    position: { latitude: 60.4, longitude: 5.33 },
    parcels,
    readyAt: MONDAY,
    goodsValue: 1,
    currency: 'NOK',
  };

  test('quotes what it offers, in its own words on the wire', async () => {
    const { courier, sent } = open([{ json: { offers: [offer, { ...offer, id: 'off_2', service: 'rocket' }] } }]);
    await expect(courier.quote(wish)).resolves.toEqual([
      {
        service: 'express/off_1',
        title: 'Bydel Bud ekspress',
        kind: 'express_courier',
        price: 14900,
        currency: 'NOK',
        arrives: { from: Date.parse(offer.dropoff_from), to: Date.parse(offer.dropoff_to) },
        cutOff: Date.parse(offer.pickup_by),
        expires: Date.parse(offer.expires_at),
        co2Grams: 0,
      },
    ]);
    expect(sent[0]).toMatchObject({ method: 'POST', path: '/v1/offers' });
    expect(sent[0]!.headers.get('authorization')).toBe('Bearer k');
    expect(JSON.parse(sent[0]!.text)).toMatchObject({
      pickup: { street: 'Lagerveien 1', postal_code: '5003' },
      dropoff: { lat: 60.4, lon: 5.33, street: 'Bryggegata 12B' },
      ready_at: '2026-11-23T07:00:00.000Z',
      parcels: [{ weight_g: 901, length_mm: 400, width_mm: 200, height_mm: 100 }],
    });
  });

  test.each([[149.5], [-1], ['149'], [Number.MAX_VALUE]])('a price of %j breaks the contract', async (price) => {
    expect(await faultOf(open([{ json: { offers: [{ ...offer, price }] } }]).courier.quote(wish))).toMatchObject({
      kind: 'defect',
    });
  });

  const order = {
    reference: 'ord-1',
    service: 'express/off_1',
    from,
    to,
    parcels,
    readyAt: MONDAY,
    webhookUrl: 'https://g.example/webhooks/courier',
  };
  const booked = {
    id: 'del_1',
    status: 'scheduled',
    parcels: [{ barcode: '370000000000000017', tracking_number: 'BB1', label_url: 'https://l.example/BB1.svg' }],
    tracking_url: 'https://t.example/BB1',
  };

  test('books with a key made of our reference', async () => {
    const { courier, sent } = open([{ status: 201, json: booked }]);
    await expect(courier.book(order)).resolves.toEqual({
      consignmentId: 'del_1',
      parcels: [{ trackingNumber: 'BB1', sscc: '370000000000000017', labelUrl: 'https://l.example/BB1.svg' }],
      trackingUrl: 'https://t.example/BB1',
    });
    expect(sent[0]!.headers.get('idempotency-key')).toBe('delivery-ord-1');
    expect(JSON.parse(sent[0]!.text)).toMatchObject({
      offer_id: 'off_1',
      service: 'express',
      reference: 'ord-1',
      webhook_url: order.webhookUrl,
    });
  });

  test('says when it cannot deliver, and is uncertain when it says nothing', async () => {
    expect(await faultOf(open([{ status: 409, json: { error: { code: 'unserviceable' } } }]).courier.book(order))).toMatchObject({
      kind: 'invalid',
      code: 'courier.unserviceable',
    });
    const { courier, clock } = open(['silence']);
    expect(await faultOf(settled(clock, courier.book(order)))).toMatchObject({ kind: 'uncertain' });
  });

  const event = (type: string, data: Record<string, unknown> = {}, id = 'evt_1') => ({
    id,
    type,
    created_at: '2026-11-23T10:00:00Z',
    delivery: { id: 'del_1', reference: 'ord-1', tracking_number: 'BB1' },
    data,
  });

  test('tells where the parcel is', () => {
    const data = { position: { lat: 60.39, lon: 5.32 }, heading: 90, distance_left_m: 1200, stops_before: 1 };
    expect(open([]).courier.readWebhook!(signed(event('delivery.position', data)))).toEqual([
      {
        eventId: 'evt_1',
        trackingNumber: 'BB1',
        at: Date.parse('2026-11-23T10:00:00Z'),
        code: 'position',
        position: { latitude: 60.39, longitude: 5.32 },
        heading: 90,
        metresLeft: 1200,
        stopsBefore: 1,
      },
    ]);
  });

  test('who has picked up has taken the parcel over, and is on the way with a route', () => {
    const reports = open([]).courier.readWebhook!(
      signed(event('delivery.picked_up', { route: [{ lat: 1, lon: 2 }], courier: 'Nora' })),
    );
    expect(reports.map(({ code }) => code)).toEqual(['handed_over', 'out_for_delivery']);
    expect(reports[1]).toMatchObject({ by: 'Nora', route: [{ latitude: 1, longitude: 2 }] });
    expect(reports[0]!.eventId).not.toBe(reports[1]!.eventId);
  });

  test('proves that it has delivered; a strange event moves nothing', () => {
    const { courier } = open([]);
    const proof = { kind: 'photo', note: 'Left at the door' };
    expect(courier.readWebhook!(signed(event('delivery.delivered', { proof })))).toMatchObject([{ code: 'delivered', proof }]);
    expect(courier.readWebhook!(signed(event('delivery.sang')))).toEqual([]);
  });

  test('is believed only with a fresh signature', () => {
    const { courier } = open([]);
    const { headers } = signed(event('delivery.position'));
    const other = signed(event('delivery.delivered'));
    expect(() => courier.readWebhook!({ ...other, headers })).toThrow(expect.objectContaining({ kind: 'forbidden' }));
    expect(() => courier.readWebhook!(signed(event('delivery.delivered'), MONDAY + 400_000))).toThrow(
      expect.objectContaining({ kind: 'forbidden' }),
    );
    expect(() => courier.readWebhook!(signed({ hello: 1 }))).toThrow(expect.objectContaining({ kind: 'defect' }));
  });

  test('can be asked for what webhooks lost', async () => {
    const { courier, sent } = open([
      {
        json: { deliveries: [{ ...booked, events: [event('delivery.scheduled'), event('delivery.approaching', {}, 'evt_2')] }] },
      },
    ]);
    await expect(courier.track(['BB1'])).resolves.toMatchObject([{ code: 'labelled' }, { code: 'nearby', eventId: 'evt_2' }]);
    expect(sent[0]!.query.get('tracking_number')).toBe('BB1');
  });
});

describe('the warehouse', () => {
  const open = (script: Reaction[]) => {
    const { fetch, sent, clock } = scripted(script);
    return { warehouse: createWarehouse({ baseUrl: 'https://wms.example', fetch, clock, ...keys }), sent, clock };
  };
  const event = { id: 'wev_1', type: 'pick_order.packed', created_at: '2026-11-23T09:00:00Z', reference: 'ord/1' };
  const packed = {
    ...event,
    data: { by: 'Ola', place: 'C-14-2', parcels: [{ weight_g: 900, length_mm: 400, width_mm: 200, height_mm: 100 }] },
  };

  test('tells who packed what', () => {
    expect(open([]).warehouse.readWebhook(signed(packed))).toEqual([
      {
        eventId: 'wev_1',
        reference: 'ord/1',
        at: Date.parse('2026-11-23T09:00:00Z'),
        code: 'packed',
        by: 'Ola',
        place: 'C-14-2',
        parcels: [{ weightGrams: 900, sizeMillimetres: { length: 400, width: 200, height: 100 } }],
      },
    ]);
  });

  test('gets its labels, under our reference', async () => {
    const { warehouse, sent } = open([{ status: 202, text: '' }]);
    await warehouse.label({
      reference: 'ord/1',
      carrier: 'bring',
      parcels: [{ trackingNumber: '37', labelUrl: 'https://l.example' }],
    });
    expect(sent[0]).toMatchObject({ method: 'POST', path: '/pick-orders/ord%2F1/labels' });
    expect(JSON.parse(sent[0]!.text)).toEqual({
      carrier: 'bring',
      parcels: [{ tracking_number: '37', label_url: 'https://l.example' }],
    });
  });

  test('can be asked for all that happened, and an unknown order has no story', async () => {
    await expect(
      open([{ json: { reference: 'ord/1', status: 'packed', events: [packed] } }]).warehouse.reports('ord/1'),
    ).resolves.toMatchObject([{ code: 'packed' }]);
    await expect(open([{ status: 404 }]).warehouse.reports('ord/2')).resolves.toEqual([]);
  });

  test('a lost answer to a label is uncertain', async () => {
    expect(await faultOf(open(['reset']).warehouse.label({ reference: 'o', carrier: 'bring', parcels: [] }))).toMatchObject({
      kind: 'uncertain',
    });
  });
});

describe('messages', () => {
  const message = { key: 'order-placed-1', channel: 'email' as const, to: 'kari@example.no', subject: 'Takk', text: 'Hei' };
  const open = (script: Reaction[]) => {
    const { fetch, sent, clock } = scripted(script);
    return { messages: createMessages({ baseUrl: 'https://m.example', fetch, clock, key: 'k' }), sent };
  };

  test('go out once per key', async () => {
    const { messages, sent } = open([{ status: 202, json: { id: 'msg_1', status: 'queued' } }]);
    await messages.send(message);
    expect(sent[0]!.headers.get('idempotency-key')).toBe('order-placed-1');
    expect(JSON.parse(sent[0]!.text)).toEqual({ channel: 'email', to: 'kari@example.no', subject: 'Takk', text: 'Hei' });
  });

  test('to a number that is none are refused without naming it', async () => {
    const fault = await faultOf(
      open([{ status: 422, json: { error: { code: 'invalid_recipient', message: 'x' } } }]).messages.send(message),
    );
    expect(fault).toMatchObject({ kind: 'invalid', code: 'messages.invalid-recipient' });
    expect(fault.message).not.toContain('kari');
  });
});
