import { describe, expect, test } from 'vitest';
import { instrument, openSmallShop, readyCheckout, type SmallShop } from './small-shop.ts';

async function ordered(shop: SmallShop, optionId?: string) {
  const checkout = await readyCheckout(shop);
  if (optionId) {
    await shop.call('PUT', `/checkout-sessions/${checkout.id}`, {
      line_items: [{ item: { id: 'KNIV-20' }, quantity: 1 }],
      fulfillment: { methods: [{ type: 'shipping', groups: [{ id: 'parcel', selected_option_id: optionId }] }] },
    });
  }
  const { body } = await shop.call('POST', `/checkout-sessions/${checkout.id}/complete`, instrument());
  const reference = [...shop.bookings.keys()][0]!;
  const token = body.order['dev.vitrine.tracking'].token;
  const headers = { Authorization: `Bearer ${token}` };
  const tracking = async () => (await shop.call('GET', `/orders/${body.order.id}/tracking`, undefined, headers)).body;
  let count = 0;
  const warehouse = async (code: string, more: object = {}) => {
    const report = { eventId: `w${(count += 1)}`, reference, at: shop.clock.now(), code, ...more };
    await shop.call('POST', '/webhooks/warehouse', [report], { signature: 'good' });
    await shop.run(1_000);
    return report;
  };
  const courier = async (code: string, more: object = {}) => {
    const report = { eventId: `c${(count += 1)}`, trackingNumber: 'TN1', at: shop.clock.now(), code, ...more };
    await shop.call('POST', '/webhooks/courier', [report], { signature: 'good' });
    await shop.run(1_000);
    return report;
  };
  return { orderId: body.order.id, reference, headers, tracking, warehouse, courier };
}

const PARCELS = { parcels: [{ weightGrams: 600, sizeMillimetres: { length: 350, width: 120, height: 60 } }] };

test('packed: the carrier is booked and the label printed; handed over: money taken and invoice posted, once each', async () => {
  const shop = await openSmallShop();
  const { tracking, warehouse } = await ordered(shop);
  await warehouse('picking', { by: 'Ola', place: 'C-14-2' });
  const fetching = await tracking();
  expect(fetching).toMatchObject({ chapter: 'paid', events: [{}, {}, { chapter: 'picked', code: 'picking' }] });
  await warehouse('picked');
  expect((await tracking()).chapter).toBe('picked');
  expect(shop.carrierBookings.size).toBe(0);

  const packed = await warehouse('packed', PARCELS);
  await shop.call('POST', '/webhooks/warehouse', [packed], { signature: 'good' });
  expect([shop.carrierBookings.size, shop.labels.length]).toEqual([1, 1]);
  expect([...shop.payments.values()][0]!.captured).toBe(0);

  await warehouse('labelled');
  await warehouse('handed_over');
  await warehouse('handed_over');
  expect([...shop.payments.values()].map(({ captured }) => captured)).toEqual([99_800]);
  expect([...shop.invoices.values()]).toEqual([99_800]);
  expect(shop.told.filter((name) => name === 'payment.capture')).toHaveLength(1);
  const now = await tracking();
  expect(now.chapter).toBe('handed_over');
  expect(now.carrier).toMatchObject({ id: 'bring', tracking_number: 'TN1' });
  expect(shop.letters.filter(({ key }) => key.includes('handed_over')).map(({ to }) => to)).toEqual([
    'kari@example.no',
    '+4790000000',
  ]);
});

test('a carrier without webhooks is asked now and then, and every five minutes when the parcel is near', async () => {
  const shop = await openSmallShop();
  const { orderId, headers, tracking, warehouse } = await ordered(shop);
  await warehouse('packed', PARCELS);
  await warehouse('handed_over');
  const at = shop.clock.now();
  shop.tracks.push({ eventId: 'b1', trackingNumber: 'TN1', at: at + 1, code: 'hub', place: 'Bergen terminal' });
  await shop.run(20 * 60_000);
  expect((await tracking()).chapter).toBe('in_transit');
  shop.tracks.push({ eventId: 'b3', trackingNumber: 'TN1', at: at + 2, code: 'out_for_delivery' });
  await shop.run(20 * 60_000);
  expect((await tracking()).chapter).toBe('out_for_delivery');
  shop.tracks.push({ eventId: 'b2', trackingNumber: 'TN1', at: at + 3, code: 'delivered', by: 'Nora' });
  await shop.run(5 * 60_000);

  const end = await tracking();
  expect(end.chapter).toBe('delivered');
  expect(end.proof).toBeDefined();
  const order = (await shop.call('GET', `/orders/${orderId}`, undefined, headers)).body;
  expect(order.line_items[0].status).toBe('fulfilled');
  expect(order.fulfillment.events.map(({ type }) => type)).toEqual([
    'processing',
    'processing',
    'shipped',
    'in_transit',
    'out_for_delivery',
    'delivered',
  ]);
});

test('a hand-over that only the carrier tells of takes the money all the same', async () => {
  const shop = await openSmallShop();
  const { warehouse } = await ordered(shop);
  await warehouse('packed', PARCELS);
  shop.tracks.push({ eventId: 'b1', trackingNumber: 'TN1', at: shop.clock.now(), code: 'hub' });
  await shop.run(21 * 60_000);
  expect([...shop.payments.values()][0]!.captured).toBe(99_800);
});

test('a lost webhook of the warehouse is found by asking', async () => {
  const shop = await openSmallShop();
  const { reference } = await ordered(shop);
  shop.warehouseReports.push({ eventId: 'w9', reference, at: shop.clock.now(), code: 'packed', ...PARCELS });
  await shop.run(31 * 60_000);
  expect(shop.carrierBookings.size).toBe(1);
});

test('two parcels that pass a place on one lorry are told of once', async () => {
  const shop = await openSmallShop();
  const { tracking, warehouse } = await ordered(shop);
  await warehouse('packed', PARCELS);
  await warehouse('handed_over');
  const at = shop.clock.now();
  for (const eventId of ['first parcel', 'second parcel'])
    shop.tracks.push({ eventId, trackingNumber: 'TN1', at, code: 'hub', place: 'Bergen terminal' });
  shop.tracks.push({ eventId: 'later', trackingNumber: 'TN1', at: at + 60_000, code: 'hub', place: 'Bergen terminal' });
  await shop.run(30 * 60_000);
  const { events } = (await tracking()) as unknown as { events: { code: string }[] };
  expect(events.filter(({ code }) => code === 'hub')).toHaveLength(2);
});

test('repeats, and news that come late, never move a parcel backwards', async () => {
  const shop = await openSmallShop();
  const { tracking, warehouse, courier } = await ordered(shop, 'courier.express_courier.bydel-bud-hjem');
  await warehouse('packed', PARCELS);
  const early = shop.clock.now();
  await courier('out_for_delivery', {
    position: { latitude: 60.39, longitude: 5.32 },
    metresLeft: 900,
    stopsBefore: 1,
    route: [{ latitude: 60.39, longitude: 5.32 }],
  });
  const moved = await courier('position', { position: { latitude: 60.4, longitude: 5.33 }, metresLeft: 400, stopsBefore: 0 });
  const before = await tracking();
  await courier('position', { at: early, position: { latitude: 60, longitude: 5 }, metresLeft: 999, stopsBefore: 9 });
  await courier('hub', { at: early });
  await shop.call('POST', '/webhooks/courier', [moved], { signature: 'good' });
  const after = await tracking();

  expect(after.chapter).toBe('out_for_delivery');
  expect(after.vehicle).toEqual(before.vehicle);
  expect(after.vehicle.metres_left).toBe(400);
});

describe('the stream of an order', () => {
  async function follow(shop: SmallShop, orderId: string, headers: Record<string, string>) {
    const response = await shop.gateway.fetch(
      new Request(`https://gateway.example/orders/${orderId}/tracking/stream`, { headers }),
    );
    const reader = response.body!.getReader();
    const heard: string[] = [];
    let ended = false;
    void (async () => {
      const decoder = new TextDecoder();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        heard.push(decoder.decode(value));
      }
      ended = true;
    })();
    await shop.run(0);
    return { response, heard, ended: () => ended, snapshots: () => heard.filter((text) => text.startsWith('event: snapshot')) };
  }

  test('tells each change once, beats while nothing happens, and ends at the door', async () => {
    const shop = await openSmallShop();
    const { orderId, headers, warehouse, courier } = await ordered(shop, 'courier.express_courier.bydel-bud-hjem');
    const stream = await follow(shop, orderId, headers);
    expect(stream.response.headers.get('Content-Type')).toContain('text/event-stream');
    expect(stream.snapshots()).toHaveLength(1);

    const picked = await warehouse('picked');
    await shop.call('POST', '/webhooks/warehouse', [picked], { signature: 'good' });
    await shop.run(0);
    expect(stream.snapshots()).toHaveLength(2);
    await shop.run(30_000);
    expect(stream.heard.filter((text) => text.startsWith(':')).length).toBeGreaterThanOrEqual(2);

    await warehouse('packed', PARCELS);
    await courier('delivered');
    expect(stream.ended()).toBe(true);
    expect(stream.snapshots().at(-1)).toContain('"chapter":"delivered"');
  });

  test('goes on where a broken line left off', async () => {
    const shop = await openSmallShop();
    const { orderId, headers, tracking, warehouse } = await ordered(shop);
    const { version } = await tracking();
    const stream = await follow(shop, orderId, { ...headers, 'Last-Event-ID': String(version) });
    expect(stream.snapshots()).toHaveLength(0);
    await warehouse('picked');
    expect(stream.snapshots()).toHaveLength(1);
  });
});

describe('when the process dies', () => {
  for (const [flow, step] of [
    ['despatch', 'book-carrier'],
    ['despatch', 'label'],
    ['capture', 'capture'],
    ['capture', 'invoice'],
  ] as const) {
    for (const moment of ['before', 'after'] as const) {
      test(`${moment} ${step}, the parcel goes out once and is paid once`, async () => {
        const shop = await openSmallShop();
        const { warehouse } = await ordered(shop);
        let alive = true;
        await shop.restart((at) => {
          if (!alive || at.flow !== flow || at.step !== step || at.moment !== moment) return;
          alive = false;
          throw new Error('The power is out.');
        });
        await warehouse('packed', PARCELS);
        if (!alive) await shop.restart();
        await warehouse('handed_over');
        expect(alive).toBe(false);
        await shop.restart();
        await shop.run(60_000);

        expect(shop.carrierBookings.size).toBe(1);
        expect([...shop.payments.values()].map(({ captured }) => captured)).toEqual([99_800]);
        expect([...shop.invoices.values()]).toEqual([99_800]);
        expect((await shop.book.due('flow', Number.MAX_SAFE_INTEGER)).length).toBe(0);
      });
    }
  }
});

test('a webhook with a bad signature is refused and changes nothing', async () => {
  const shop = await openSmallShop();
  const { reference, tracking } = await ordered(shop);
  const before = await tracking();
  const answer = await shop.call('POST', '/webhooks/warehouse', [{ eventId: 'x', reference, at: 1, code: 'picked' }], {
    signature: 'bad',
  });
  expect(answer.status).toBe(401);
  expect(await tracking()).toEqual(before);
});

test('an order opens with its own token alone', async () => {
  const shop = await openSmallShop();
  const { orderId, headers } = await ordered(shop);
  for (const path of [`/orders/${orderId}`, `/orders/${orderId}/tracking`, `/orders/${orderId}/tracking/stream`]) {
    for (const token of [
      {},
      { Authorization: 'Bearer tok_of-somebody-else-entirely' },
      { Authorization: `${headers.Authorization}x` },
    ]) {
      const { status, body } = await shop.call('GET', path, undefined, token);
      expect([status, body.ucp.status, body.messages[0].code]).toEqual([200, 'error', 'not_found']);
    }
  }
});
