import type { Visit } from '@vitrine/widget';
import { Browser } from '../src/journeys/browser.ts';
import { KEYS, ORIGINS } from '../src/shop/keys.ts';
import { openShop } from '../src/shop/open-shop.ts';

/**
 * What a shopper in the middle of a checkout holds in memory, kilobytes: a visit with its machines, showcase, cart and
 * checkout; and the same with what gateway and systems keep of it.
 */
export async function liveShopper(count: number, heapKb: () => number): Promise<{ pageKb: number; withShopKb: number }> {
  const shop = openShop({ seed: 7 });
  const { world } = shop;
  world.journal.limit = 100;
  let isOpen = false;
  void shop.start().then(() => (isOpen = true));
  await world.clock.runWhile(() => isOpen, 3_600_000);

  const before = heapKb();
  const visits: Visit[] = [];
  for (let index = 0; index < count; index++) {
    const random = world.random(`shopper ${index}`);
    const browser = new Browser({ world, random, gatewayUrl: ORIGINS.gateway, pageOrigin: ORIGINS.shop, storeKey: KEYS.store });
    const visit = browser.open();
    visit.showcase({ placement: 'home', limit: 12 }).send({ type: 'showcase.see' });
    visit.cart.send({ type: 'line.add', sku: random.pick(world.seeds.articles).sku, quantity: 1 });
    visits.push(visit);
  }
  await world.clock.runFor(10_000);
  for (const visit of visits) {
    const cartId = visit.cart.getSnapshot().context.cart?.id;
    if (cartId) visit.checkout.send({ type: 'checkout.open', cartId });
  }
  await world.clock.runFor(10_000);
  const full = heapKb();
  for (const visit of visits) visit.stop();
  visits.length = 0;
  const gone = heapKb();
  await shop.gateway.stop();
  return { pageKb: (full - gone) / count, withShopKb: (full - before) / count };
}
