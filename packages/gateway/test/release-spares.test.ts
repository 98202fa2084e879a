import { expect, test } from 'vitest';
import { instrument, openSmallShop, readyCheckout } from './small-shop.ts';

test('an ERP without keys is looked at once more after an order, until nothing is left over', async () => {
  const asked: { reference: string; keep: string | undefined }[] = [];
  const left = [1, 0];
  const shop = await openSmallShop({
    fitErp: (erp) => ({
      ...erp,
      releaseSpares: async (reference, keep) => {
        asked.push({ reference, keep });
        return left.shift() ?? 0;
      },
    }),
  });
  const checkout = await readyCheckout(shop);
  await shop.call('POST', `/checkout-sessions/${checkout.id}/complete`, instrument());
  const [reference] = [...shop.bookings.keys()];
  expect(asked).toEqual([]);
  await shop.run(60 * 60_000);
  expect(asked).toHaveLength(2);
  expect(asked[0]).toEqual({ reference, keep: expect.any(String) as string });
});

test('after a decline nothing is kept at all', async () => {
  const asked: (string | undefined)[] = [];
  const shop = await openSmallShop({
    fitErp: (erp) => ({
      ...erp,
      releaseSpares: async (_reference, keep) => {
        asked.push(keep);
        return 0;
      },
    }),
  });
  const checkout = await readyCheckout(shop);
  await shop.call('POST', `/checkout-sessions/${checkout.id}/complete`, instrument('pm_declined'));
  await shop.run(60 * 60_000);
  expect(asked).toEqual([undefined]);
});
