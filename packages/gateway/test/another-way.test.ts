import { expect, test } from 'vitest';
import { ADDRESS, BUYER, instrument, openSmallShop, readyCheckout } from './small-shop.ts';

const PARCELS = { parcels: [{ weightGrams: 600, sizeMillimetres: { length: 350, width: 120, height: 60 } }] };

test('a parcel that its carrier refuses goes by the next best one, and the shopper is told', async () => {
  const shop = await openSmallShop();
  const checkout = await readyCheckout(shop);
  const { body } = await shop.call('POST', `/checkout-sessions/${checkout.id}/complete`, instrument());
  const headers = { Authorization: `Bearer ${body.order['dev.vitrine.tracking'].token}` };
  const tracking = async () => (await shop.call('GET', `/orders/${body.order.id}/tracking`, undefined, headers)).body;
  expect((await tracking()).carrier).toMatchObject({ id: 'bring' });

  shop.moods['carrier.book'] = 'broken';
  const reference = [...shop.bookings.keys()][0]!;
  const packed = { eventId: 'w1', reference, at: shop.clock.now(), code: 'packed', ...PARCELS };
  await shop.call('POST', '/webhooks/warehouse', [packed], { signature: 'good' });
  await shop.run(60_000);

  expect((await tracking()).carrier).toMatchObject({ id: 'courier', tracking_number: 'TN1' });
  expect([shop.carrierBookings.size, shop.labels.length]).toEqual([1, 1]);
});

test('carriers that were silent are asked again by the next save, and not half an hour later', async () => {
  let isSilent = true;
  const shop = await openSmallShop({
    parts: {
      carriers: [
        {
          id: 'bring',
          name: 'Bring',
          quote: async (_, asking) => {
            if (isSilent)
              return new Promise((_resolve, reject) =>
                asking?.signal?.addEventListener('abort', () => reject(asking.signal!.reason as Error)),
              );
            const arrives = { from: Date.UTC(2026, 10, 24), to: Date.UTC(2026, 10, 25) };
            const expires = Date.UTC(2026, 10, 23, 12);
            return [
              { service: 'home', title: 'Bring hjem', kind: 'home' as const, price: 9_900, currency: 'NOK', arrives, expires },
            ];
          },
          book: () => Promise.reject(new Error('Nobody books here.')),
          track: async () => [],
        },
      ],
    },
  });
  const lines = [{ item: { id: 'KNIV-20' }, quantity: 1 }];
  const { body: opened } = await shop.call('POST', '/checkout-sessions', { line_items: lines });
  const save = () => {
    const fulfillment = { methods: [{ type: 'shipping', destinations: [ADDRESS] }] };
    const saving = shop.call('PUT', `/checkout-sessions/${opened.id}`, { line_items: lines, buyer: BUYER, fulfillment });
    return shop.run(10_000).then(() => saving);
  };
  const silent = (await save()).body as unknown as { messages: { code: string }[] };
  expect(silent.messages.map(({ code }) => code)).toContain('fulfillment_unavailable');

  isSilent = false;
  expect((await save()).body.status).toBe('ready_for_complete');
});
