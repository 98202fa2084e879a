/**
 * A virtual shopper. It presses what a person would press, on a real visit with real machines, and takes a person's
 * time over it; what it does is decided by its own stream of chance.
 */
import { sleep, type Chapter, type Product, type Sku, type Tracking } from '@vitrine/contract';
import { createVisit, type Keep, type Visit } from '@vitrine/widget';
import type { World } from '../kernel/world.ts';
import type { Person } from '../seeds/people.ts';
import { note, pageFetch, type ShopperOptions, type Temper, type Think } from './person.ts';
import { chooseDelivery, fillInAddress, pay, untilSaved } from './till.ts';
import { until } from './until.ts';

export type { ShopperOptions, Temper } from './person.ts';

/** What came of it. */
export interface ShoppingTrip {
  person: Person;
  temper: Temper;
  orderId: string;
  label: string;
  /** What the shopper saw last before pressing the button, minor units. */
  total: number;
  lines: { sku: string; quantity: number }[];
  delivery: string;
  tookOffer: boolean;
  wasDeclined: boolean;
  wasChallenged: boolean;
  reloaded: boolean;
  /** What the page was told of the parcel, in the order in which it came. */
  reports: { version: number; chapter: Chapter }[];
  tracking: Tracking;
  deliveredAt: number;
}

/** Nobody waits longer for a parcel. */
const LONGEST_WAY_MS = 14 * 24 * 3_600_000;

/** Goes the whole way, from the first look to the parcel in hand. Rejects when it cannot go on. */
export async function goShopping(options: ShopperOptions): Promise<ShoppingTrip> {
  const { world, random, person, whims = {} } = options;
  const drawn = random.weighted<Temper>([
    ['thrifty', 5],
    ['hurried', 3],
    ['green', 1],
    ['strolling', 2],
  ]);
  const temper = whims.temper ?? drawn;
  const open = opener(options);
  let visit = open();
  const think = (least: number, most: number) => sleep(world.clock, random.integer(least * 1_000, most * 1_000));

  note(options, `${person.firstName} ${person.lastName} opens the shop's page`);
  await lookAround(visit, options, think);
  const tookOffer = await considerOffer(visit, options, think);

  const cart = visit.cart.getSnapshot().context.cart;
  if (!cart) throw new Error('The cart is gone.');
  visit.checkout.send({ type: 'checkout.open', cartId: cart.id });
  await untilSaved(visit, options, 'the checkout to open');
  await fillInAddress(visit, options, think);

  const reloads = random.chance(0.25);
  const reloaded = whims.reloads ?? reloads;
  if (reloaded) {
    note(options, `${person.firstName} reloads the page; what was typed is still there`);
    visit.stop();
    visit = open();
    await untilSaved(visit, options, 'the checkout to come back');
    const { context } = visit.checkout.getSnapshot();
    if (context.step === 'contact' || context.buyer.email !== person.email) throw new Error('A reload lost what was typed.');
  }

  const delivery = await chooseDelivery(visit, temper, options, think);
  const paid = await pay(visit, options, think);
  const order = visit.lastOrder();
  if (!order) throw new Error('An order was placed, and nobody knows which.');

  const tracking = visit.tracking(order);
  const reports: ShoppingTrip['reports'] = [];
  tracking.subscribe(({ context: { tracking: shown } }) => {
    if (shown && shown.version !== reports.at(-1)?.version) reports.push({ version: shown.version, chapter: shown.chapter });
  });
  const { context } = await until(world.clock, tracking, 'the parcel', (snapshot) => snapshot.matches('ended'), LONGEST_WAY_MS);
  note(options, `${person.firstName} has the parcel in hand`);
  visit.stop();
  return {
    person,
    temper,
    orderId: order.id,
    label: context.tracking!.label ?? '',
    total: paid.total,
    lines: paid.checkout.line_items.map(({ item, quantity }) => ({ sku: item.id, quantity })),
    delivery: delivery.title,
    tookOffer,
    wasDeclined: paid.wasDeclined,
    wasChallenged: paid.wasChallenged,
    reloaded,
    reports,
    tracking: context.tracking!,
    deliveredAt: world.clock.now(),
  };
}

/** A browser: each visit it opens finds what the last one kept. */
function opener(options: ShopperOptions): () => Visit {
  const { world, gatewayUrl, storeKey, random } = options;
  const kept = new Map<string, string>();
  const keep: Keep = {
    get: (name) => kept.get(name) ?? null,
    set: (name, value) => void kept.set(name, value),
    delete: (name) => void kept.delete(name),
  };
  const fetch = pageFetch(options);
  return () =>
    createVisit({ endpoint: gatewayUrl, storeKey, locale: 'nb', fetch, clock: world.clock, makeId: () => random.id(24), keep });
}

async function lookAround(visit: Visit, options: ShopperOptions, think: Think): Promise<void> {
  const { world, random, person } = options;
  const { clock } = world;
  const showcase = visit.showcase({ placement: 'home', limit: 12 });
  showcase.send({ type: 'showcase.see' });
  const shown = await until(
    clock,
    showcase,
    'the showcase',
    (snapshot) => snapshot.matches('ready') || snapshot.matches('empty'),
  );
  await think(4, 30);

  const word = random.pick(world.seeds.articles).name.split(/[ ,]/)[0]!.toLowerCase();
  for (const length of [2, Math.ceil(word.length / 2), word.length]) {
    visit.search.send({ type: 'query.type', query: word.slice(0, length) });
    await think(1, 2);
  }
  visit.search.send({ type: 'query.submit', query: word });
  const found = await until(
    clock,
    visit.search,
    `results for ${word}`,
    (snapshot) => snapshot.matches('found') || snapshot.matches('nothing'),
  );
  await think(5, 40);

  const seen = [
    ...(found.context.results?.products ?? []),
    ...(shown.context.response?.items.map(({ product }) => product) ?? []),
  ];
  const wanted = random.shuffle(buyable(seen)).slice(0, random.integer(1, 3));
  if (wanted.length === 0) throw new Error('There is nothing to buy.');
  for (const { sku, product } of wanted) {
    note(options, `${person.firstName} puts ${product.title} into the cart`);
    visit.remember({ viewed: sku });
    visit.cart.send({ type: 'line.add', sku, quantity: random.chance(0.2) ? 2 : 1, product });
    await think(1, 20);
  }
  await untilCartRests(visit, world);
  if (visit.cart.getSnapshot().context.cart?.line_items.length === 0) throw new Error('Everything that was added is sold out.');
}

const buyable = (products: readonly Product[]): { sku: Sku; product: Product }[] =>
  products.flatMap((product) => {
    const variant = product.variants.find(({ availability }) => availability?.available !== false);
    return variant ? [{ sku: variant.id as Sku, product }] : [];
  });

const untilCartRests = (visit: Visit, { clock }: World) =>
  until(clock, visit.cart, 'the cart', (snapshot) => snapshot.matches('idle') && snapshot.context.changes.length === 0);

async function considerOffer(visit: Visit, options: ShopperOptions, think: Think): Promise<boolean> {
  const { world, random, person } = options;
  const { context } = await until(
    world.clock,
    visit.offers,
    'offers',
    (snapshot) => snapshot.matches('ready') || snapshot.matches('empty') || snapshot.matches('failed'),
  );
  const offer = buyable(context.response?.offers.map(({ product }) => product) ?? [])[0];
  await think(3, 15);
  if (!offer || !random.chance(0.45)) return false;
  const { bought_together: figure } = context.response!.offers.find(({ product }) => product === offer.product)!;
  note(
    options,
    `${person.firstName} takes ${offer.product.title} along: ${figure.buyers} of ${figure.of} who bought ${figure.title} did`,
  );
  visit.cart.send({ type: 'line.add', quantity: 1, ...offer });
  await untilCartRests(visit, world);
  return true;
}
