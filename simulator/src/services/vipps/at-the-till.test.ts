import { sleep } from '@vitrine/contract';
import { createVisit, type Keep } from '@vitrine/widget';
import { describe, expect, test } from 'vitest';
import { check } from '../../checkers/check.ts';
import type { ShopperOptions } from '../../journey/person.ts';
import { pageFetch } from '../../journey/person.ts';
import { payByVipps, type AppDecision } from '../../journey/phone-in-hand.ts';
import { chooseDelivery, fillInAddress, untilSaved } from '../../journey/till.ts';
import { until } from '../../journey/until.ts';
import { KEYS, ORIGINS } from '../../shop/keys.ts';
import { openShop, type Shop } from '../../shop/open-shop.ts';
import type { Payment } from './books.ts';

const think = () => Promise.resolve();

/** A shopper with one article at the till, the phone in hand. */
async function atTheTill(shop: Shop) {
  const { world } = shop;
  await shop.start();
  const options: ShopperOptions = {
    world,
    random: world.random('shopper'),
    person: world.seeds.people[3]!,
    gatewayUrl: shop.settings.publicUrl,
    pageOrigin: ORIGINS.shop,
    storeKey: KEYS.store,
  };
  const kept = new Map<string, string>();
  const keep: Keep = {
    get: (name) => kept.get(name) ?? null,
    set: (name, value) => void kept.set(name, value),
    delete: (name) => void kept.delete(name),
  };
  const fetch = pageFetch(options);
  const makeId = () => options.random.id(24);
  const visit = createVisit({
    endpoint: options.gatewayUrl,
    storeKey: KEYS.store,
    locale: 'nb',
    fetch,
    clock: world.clock,
    makeId,
    keep,
  });
  const showcase = visit.showcase({ placement: 'home', limit: 12 });
  showcase.send({ type: 'showcase.see' });
  const shown = await until(world.clock, showcase, 'the showcase', (snapshot) => snapshot.matches('ready'));
  const product = shown.context.response!.items[0]!.product;
  visit.cart.send({ type: 'line.add', sku: product.variants[0]!.id as never, quantity: 1, product });
  await until(
    world.clock,
    visit.cart,
    'the cart',
    (snapshot) => snapshot.matches('idle') && snapshot.context.changes.length === 0,
  );
  visit.checkout.send({ type: 'checkout.open', cartId: visit.cart.getSnapshot().context.cart!.id });
  await untilSaved(visit, options, 'the checkout');
  await fillInAddress(visit, options, think);
  await chooseDelivery(visit, 'hurried', options, think);

  const payments = () => world.table<Payment>('vipps', 'payments').all();
  const press = async (decision: AppDecision) => {
    const surface = payByVipps(visit.checkout.getSnapshot().context.checkout!, fetch, options.person.phone);
    visit.payment.send({ type: 'surface.mounted', surface });
    visit.payment.send({ type: 'payment.collect' });
    await until(
      world.clock,
      visit.checkout,
      'the review',
      ({ context }) => context.step === 'review' && context.instrument !== null,
    );
    visit.checkout.send({ type: 'order.place' });
    const asked = await until(world.clock, visit.checkout, 'Vipps', (snapshot) =>
      snapshot.matches({ complete_in_progress: 'challenge' }),
    );
    const challenge = asked.context.challenge!;
    const given = await surface.answer(challenge.config.url, decision);
    visit.checkout.send({ type: 'challenge.done', id: challenge.id });
    const after = await until(
      world.clock,
      visit.checkout,
      'an answer',
      (snapshot) => snapshot.matches('completed') || snapshot.matches({ ready_for_complete: 'idle' }),
      20 * 60_000,
    );
    return { given, after };
  };
  return { world, visit, payments, press };
}

/** Lets the world run while the story goes on. */
const live = (story: (till: Awaited<ReturnType<typeof atTheTill>>) => Promise<void>) => async () => {
  const shop = openShop({ seed: 5 });
  let over = false;
  const told = atTheTill(shop)
    .then(story)
    .finally(() => (over = true));
  told.catch(() => undefined);
  await shop.world.clock.runWhile(() => over, 15 * 86_400_000);
  await told;
  await shop.gateway.stop();
};

describe('a whole order paid by Vipps', () => {
  test(
    'is placed once the buyer has approved, and paid when the parcel leaves',
    live(async ({ world, visit, payments, press }) => {
      const { given, after } = await press('approve');
      expect(given).toBe('approved');
      expect(after.matches('completed')).toBe(true);
      expect(payments()).toMatchObject([{ state: 'AUTHORIZED', captured: 0 }]);
      const order = visit.lastOrder()!;
      const tracking = visit.tracking(order);
      const { context } = await until(
        world.clock,
        tracking,
        'the parcel',
        (snapshot) => snapshot.matches('ended'),
        14 * 86_400_000,
      );
      await sleep(world.clock, 2 * 3_600_000);
      const [paid] = payments();
      expect(paid!.captured).toBe(paid!.amount.value);
      const label = context.tracking!.label ?? '';
      expect(check(world, [{ label, total: paid!.amount.value, tracking: context.tracking!, reports: [] }])).toEqual([]);
      visit.stop();
    }),
  );

  test(
    'is not placed when the buyer says no, and may be tried again',
    live(async ({ visit, payments, press }) => {
      const { given, after } = await press('decline');
      expect(given).toBe('declined');
      expect(after.context.decline).toBeTruthy();
      expect((await press('approve')).after.matches('completed')).toBe(true);
      expect(payments().map(({ state }) => state)).toEqual(['ABORTED', 'AUTHORIZED']);
      visit.stop();
    }),
  );

  test(
    'is given up when nobody looks at the phone, and nothing stays held',
    live(async ({ visit, payments, press }) => {
      const { given, after } = await press('ignore');
      expect(given).toBe('unanswered');
      expect(after.context.decline).toBeTruthy();
      expect(payments()).toMatchObject([{ state: 'EXPIRED', authorized: 0 }]);
      visit.stop();
    }),
  );
});
