import type { Sku } from '@vitrine/contract';
import { openShop, type Shop } from '@vitrine/simulator/shop/open-shop';
import { KEYS } from '@vitrine/simulator/shop/keys';
import { CARDS, typeCard } from '@vitrine/simulator/journey/card-in-hand';
import { until } from '@vitrine/simulator/journey/until';
import type { PaymentIntent } from '@vitrine/simulator/services/stripe/objects';
import { describe, expect, test } from 'vitest';
import { createVisit, type Keep, type Visit } from './visit.ts';
import { checkoutPart } from './visit/checkout-part.ts';
import { openVisit } from './visit/open-visit.ts';
import type { VisitPart } from './visit/parts.ts';

type Road = (path: string, method: string) => 'carry' | 'lose-request' | 'lose-answer';

/** A browser at a real gateway, on a road that may lose things. Its tabs share what is kept. */
async function browser(seed = 7) {
  const shop = openShop({ seed });
  await run(shop, shop.start());
  const kept = new Map<string, string>();
  const keep: Keep = {
    get: (name) => kept.get(name) ?? null,
    set: (name, value) => void kept.set(name, value),
    delete: (name) => void kept.delete(name),
  };
  let road: Road = () => 'carry';
  const sent: string[] = [];
  const fetchByRoad: typeof fetch = async (input, init) => {
    const method = init?.method ?? 'GET';
    const path = new Request(input).url.replace(shop.settings.publicUrl, '');
    sent.push(`${method} ${path}`);
    const fate = road(path, method);
    if (fate === 'lose-request') throw new TypeError('Failed to fetch');
    const answer = await shop.fetch(input, init);
    if (fate === 'lose-answer') throw new TypeError('Failed to fetch');
    return answer;
  };
  const ids = shop.world.random('test-ids');
  const options = {
    endpoint: shop.settings.publicUrl,
    storeKey: KEYS.store,
    locale: 'nb',
    fetch: fetchByRoad,
    clock: shop.world.clock,
    makeId: () => ids.id(24),
    keep,
  };
  const open = () => createVisit(options);
  /** A page whose elements have not come yet: `join` brings a part. */
  const openBare = () => {
    let join!: (part: VisitPart) => void;
    const visit = openVisit(options, (take) => {
      join = take;
      return () => {};
    });
    return { visit, join };
  };
  return { shop, kept, sent, open, openBare, lose: (next: Road) => void (road = next) };
}

async function run<Answer>(shop: Shop, work: Promise<Answer>): Promise<Answer> {
  let over = false;
  const finish = () => (over = true);
  work.then(finish, finish);
  await shop.world.clock.runWhile(() => over, 24 * 3_600_000);
  return work;
}

const sku = (shop: Shop, index = 0): Sku => shop.world.seeds.articles.filter(({ onHand }) => onHand > 5)[index]!.sku;
const rests = (shop: Shop, visit: Visit) =>
  run(
    shop,
    until(
      shop.world.clock,
      visit.cart,
      'the cart',
      (snapshot) => (snapshot.matches('idle') || snapshot.matches('failed')) && snapshot.context.sending === null,
    ),
  );
const checkoutIs = (shop: Shop, visit: Visit, value: Parameters<ReturnType<Visit['checkout']['getSnapshot']>['matches']>[0]) =>
  run(
    shop,
    until(shop.world.clock, visit.checkout, JSON.stringify(value), (snapshot) => snapshot.matches(value), 3_600_000),
  );

/** One article in the cart, everything filled in, a good card typed. */
async function atTheButton(shop: Shop, visit: Visit): Promise<void> {
  visit.cart.send({ type: 'line.add', sku: sku(shop), quantity: 1 });
  await rests(shop, visit);
  visit.checkout.send({ type: 'checkout.open', cartId: visit.cart.getSnapshot().context.cart!.id });
  await checkoutIs(shop, visit, { incomplete: 'idle' });
  const { firstName, lastName, email, address } = shop.world.seeds.people[3]!;
  visit.checkout.send({
    type: 'contact.submit',
    buyer: { first_name: firstName, last_name: lastName, email },
    address: {
      street_address: `${address.street} ${address.number}${address.letter ?? ''}`,
      postal_code: address.postalCode,
      address_locality: address.place,
      address_country: 'NO',
    },
  });
  const { context } = await checkoutIs(shop, visit, { ready_for_complete: 'idle' });
  visit.checkout.send({ type: 'delivery.submit' });
  visit.payment.send({ type: 'surface.mounted', surface: typeCard(CARDS.plain, context.checkout!, shop.fetch) });
  visit.payment.send({ type: 'payment.collect' });
  await run(
    shop,
    until(shop.world.clock, visit.checkout, 'the card', (snapshot) => snapshot.context.instrument !== null),
  );
}

const held = (shop: Shop) =>
  shop.world
    .table<PaymentIntent>('stripe', 'payment_intents')
    .filter(({ status }) => status === 'requires_capture' || status === 'succeeded');

describe('a visit', () => {
  test('shows one cart in two tabs', async () => {
    const { shop, open } = await browser();
    const [one, other] = [open(), open()];
    one.cart.send({ type: 'line.add', sku: sku(shop), quantity: 1 });
    await rests(shop, one);
    other.cart.send({ type: 'cart.refresh' });
    await rests(shop, other);
    expect(other.cart.getSnapshot().context.cart).toEqual(one.cart.getSnapshot().context.cart);

    other.cart.send({ type: 'line.add', sku: sku(shop, 1), quantity: 2 });
    await rests(shop, other);
    one.cart.send({ type: 'cart.refresh' });
    await rests(shop, one);
    expect(one.cart.getSnapshot().context.cart?.line_items.map(({ quantity }) => quantity)).toEqual([1, 2]);
  });

  test('counts an addition once, although its answer was lost twice', async () => {
    const { shop, open, lose } = await browser();
    let losses = 2;
    lose((path) => (path.startsWith('/carts') && losses-- > 0 ? 'lose-answer' : 'carry'));
    const visit = open();
    visit.cart.send({ type: 'line.add', sku: sku(shop), quantity: 1 });
    await rests(shop, visit);
    expect(visit.cart.getSnapshot().context.cart?.line_items).toMatchObject([{ quantity: 1 }]);
  });

  test('shares one showcase between all who ask for the same', async () => {
    const { shop, open, sent } = await browser();
    const visit = open();
    const showcase = visit.showcase({ placement: 'home', limit: 4 });
    expect(visit.showcase({ placement: 'home', limit: 4 })).toBe(showcase);
    showcase.send({ type: 'showcase.see' });
    await run(
      shop,
      until(shop.world.clock, showcase, 'the shelf', (snapshot) => snapshot.matches('ready')),
    );
    expect(sent).toEqual(['POST /showcases']);
    expect(showcase.getSnapshot().context.response?.items).toHaveLength(4);
  });

  test('remembers what was looked at only with consent, and forgets on request', async () => {
    const { kept, open } = await browser();
    const visit = open();
    visit.remember({ viewed: 'KNIFE' });
    expect(kept.get('seen')).toBeUndefined();
    visit.consent = 'granted';
    for (const viewed of ['KNIFE', 'BOARD', 'KNIFE']) visit.remember({ viewed });
    expect(JSON.parse(kept.get('seen')!)).toMatchObject({ viewed: ['KNIFE', 'BOARD'] });
    visit.forget();
    expect(kept.get('seen')).toBeUndefined();
  });
});

describe('a checkout whose code comes late', () => {
  test('opens for the cart that asked for it', async () => {
    const { shop, openBare } = await browser();
    const { visit } = openBare();
    visit.cart.send({ type: 'line.add', sku: sku(shop), quantity: 1 });
    await rests(shop, visit);
    expect(visit.checkout).toBeUndefined();

    await visit.openCheckout(visit.cart.getSnapshot().context.cart!.id);
    await checkoutIs(shop, visit, { incomplete: 'idle' });
    expect(visit.checkout.getSnapshot().context.checkout?.line_items).toMatchObject([{ quantity: 1 }]);
  });

  test('goes on where it was left, with what was put into the cart meanwhile', async () => {
    const { shop, open, openBare } = await browser();
    const before = open();
    await atTheButton(shop, before);
    before.stop();

    const { visit, join } = openBare();
    await rests(shop, visit);
    visit.cart.send({ type: 'line.add', sku: sku(shop, 1), quantity: 2 });
    await rests(shop, visit);
    join(checkoutPart);
    await checkoutIs(shop, visit, { ready_for_complete: 'idle' });
    await shop.world.clock.runFor(10_000);

    const { checkout, buyer } = visit.checkout.getSnapshot().context;
    expect(checkout?.line_items.map(({ quantity }) => quantity)).toEqual([1, 2]);
    expect(buyer.email).toBe(before.checkout.getSnapshot().context.buyer.email);
  });

  test('is brought for a payment that was under way, and the cart and the page hear of the order', async () => {
    const { shop, open, openBare, lose } = await browser();
    const before = open();
    await atTheButton(shop, before);
    lose((path) =>
      path.endsWith('/complete') ? 'lose-answer' : path.startsWith('/checkout-sessions') ? 'lose-request' : 'carry',
    );
    before.checkout.send({ type: 'order.place' });
    await shop.world.clock.runFor(5_000);
    before.stop();

    lose(() => 'carry');
    const { visit } = openBare();
    const orders: string[] = [];
    visit.onOrder(({ order }) => orders.push(order.id));
    // Nothing is opened anew while a payment is under way.
    await visit.openCheckout('another-cart');
    await checkoutIs(shop, visit, 'completed');
    await rests(shop, visit);
    expect(orders).toEqual([visit.lastOrder()?.id]);
    expect(visit.cart.getSnapshot().context.cart).toBeNull();
    expect(held(shop)).toHaveLength(1);
  });
});

describe('an order', () => {
  test.each(['lose-request', 'lose-answer'] as const)('is placed and paid once, although the road did %s', async (fate) => {
    const { shop, open, lose } = await browser();
    const visit = open();
    await atTheButton(shop, visit);
    let losses = 1;
    lose((path) => (path.endsWith('/complete') && losses-- > 0 ? fate : 'carry'));
    visit.checkout.send({ type: 'order.place' });
    await checkoutIs(shop, visit, 'completed');

    expect(held(shop)).toHaveLength(1);
    expect(visit.lastOrder()).not.toBeNull();
    expect(visit.cart.getSnapshot().context.cart).toBeNull();
  });

  test('is looked after when the page is reloaded while it is placed', async () => {
    const { shop, open, lose } = await browser();
    const before = open();
    await atTheButton(shop, before);
    lose((path) =>
      path.endsWith('/complete') ? 'lose-answer' : path.startsWith('/checkout-sessions') ? 'lose-request' : 'carry',
    );
    before.checkout.send({ type: 'order.place' });
    await shop.world.clock.runFor(5_000);
    expect(before.checkout.getSnapshot().matches({ complete_in_progress: 'checking' })).toBe(true);
    before.stop();

    lose(() => 'carry');
    const after = open();
    await checkoutIs(shop, after, 'completed');
    expect(held(shop)).toHaveLength(1);
    expect(after.lastOrder()?.id).toBe(after.checkout.getSnapshot().context.order?.id);
  });

  test('leaves no card and no token of it on the device', async () => {
    const { shop, kept, open } = await browser();
    const visit = open();
    await atTheButton(shop, visit);
    const device = JSON.stringify([...kept]);
    expect(device).toContain('street_address');
    expect(device).not.toMatch(/pm_|4242/);
  });
});
