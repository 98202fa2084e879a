/** One virtual shopper's whole way, on a real visit with real machines, through whatever breaks. */
import type { Chapter, Product, Sku, Tracking } from '@vitrine/contract';
import type { Visit } from '@vitrine/widget';
import type { World } from '../kernel/world.ts';
import type { Random } from '../kernel/random.ts';
import type { Person } from '../seeds/people.ts';
import { Browser } from './browser.ts';
import { Leaving, type End } from './ends.ts';
import { followToTheDoor } from './follow.ts';
import { Page } from './page.ts';
import type { Plan } from './plan.ts';
import { payAtTheTill, toTheTill, type Paid } from './till.ts';

export interface LifeOptions {
  world: World;
  random: Random;
  person: Person;
  plan: Plan;
  gatewayUrl: string;
  pageOrigin: string;
  storeKey: string;
  surf?: ((send: typeof fetch) => typeof fetch) | undefined;
  calmSince: () => number | undefined;
  /** Told how long something took that the shopper waited for, virtual milliseconds. */
  took: (what: string, ms: number) => void;
  /** Told when the button was pressed and an order came of it. */
  placed: (order: PlacedOrder) => void;
}

export interface PlacedOrder {
  id: string;
  token: string;
  label: string;
  /** What the shopper agreed to, minor units. */
  total: number;
  lines: { sku: string; quantity: number }[];
  at: number;
  /** Latest moment that the chosen delivery promised. */
  promisedAt: number;
}

export interface LifeStory {
  end: End;
  /** Why, where it did not end with a parcel. */
  reason?: string;
  order?: PlacedOrder;
  tracking?: Tracking;
  reports: { version: number; chapter: Chapter }[];
  troubles: number;
  /** How far the shopper came: `looked`, `cart`, `till`, `paid`, `delivered`. */
  reached: string;
}

/** @throws {Stuck} when the shop does not let this person get on although nothing is broken any more. */
export async function live(options: LifeOptions): Promise<LifeStory> {
  const { world, random, plan, calmSince } = options;
  const browser = new Browser(options);
  const page = new Page({ world, browser, random, patience: plan.patience, calmSince });
  const story: LifeStory = { end: 'delivered', reports: [], troubles: 0, reached: 'came' };
  try {
    await fillCart(page, options, story);
    story.reached = 'cart';
    await dither(page, options);
    const paid = await checkout(page, options, story);
    story.order = paid;
    story.reached = 'paid';
    options.placed(paid);
    const { tracking, reports } = await followToTheDoor(page, options, paid);
    story.tracking = tracking;
    story.reports = reports;
    story.reached = 'delivered';
  } catch (thrown) {
    if (!(thrown instanceof Leaving)) throw thrown;
    story.end = thrown.end;
    story.reason = thrown.message;
  } finally {
    story.troubles = page.troubles;
    browser.closeAll();
  }
  return story;
}

const cartOf = (visit: Visit) => visit.cart;

export const untilCartRests = (page: Page) =>
  page.see({
    what: 'the cart',
    actor: cartOf,
    fits: (snapshot) => snapshot.matches('idle') && snapshot.context.changes.length === 0,
    isTrouble: (snapshot) => snapshot.matches('failed'),
    retry: (visit) => visit.cart.send({ type: 'cart.retry' }),
  });

const held = (visit: Visit): number => visit.cart.getSnapshot().context.cart?.line_items.length ?? 0;

async function fillCart(page: Page, options: LifeOptions, story: LifeStory): Promise<void> {
  const { world, random, plan } = options;
  await page.think(1, 8);
  const showcase = () => page.visit.showcase({ placement: 'home', limit: 12 });
  showcase().send({ type: 'showcase.see' });
  await page.think(4, 30);
  if (plan.wants !== undefined) {
    const wanted = world.seeds.articles.find(({ sku, name }) => sku === plan.wants || name === plan.wants);
    page.visit.cart.send({ type: 'line.add', sku: (wanted?.sku ?? plan.wants) as Sku, quantity: 1 });
    await untilCartRests(page);
  }
  for (let attempt = 0; attempt < 6; attempt++) {
    if (plan.wants !== undefined && held(page.visit) > 0) break;
    if (plan.wants !== undefined) throw new Leaving('sold-out', 'the one thing that was wanted is sold out');
    const found = await look(page, options);
    story.reached = 'looked';
    const shown =
      showcase()
        .getSnapshot()
        .context.response?.items.map(({ product }) => product) ?? [];
    const wanted = random.shuffle(buyable([...found, ...shown])).slice(0, plan.appetite);
    for (const { sku, product } of wanted) {
      page.visit.remember({ viewed: sku });
      const startedAt = world.clock.now();
      page.visit.cart.send({ type: 'line.add', sku, quantity: random.chance(0.2) ? 2 : 1, product });
      if (plan.doubleClicks && random.chance(0.3)) page.visit.cart.send({ type: 'line.add', sku, quantity: 1, product });
      if (random.chance(0.5)) {
        await untilCartRests(page);
        options.took('put into the cart', world.clock.now() - startedAt);
      }
      await page.think(1, 20);
    }
    await untilCartRests(page);
    if (held(page.visit) > 0) break;
    await page.think(5, 30);
  }
  if (held(page.visit) === 0) throw new Leaving('sold-out', 'everything that was wanted is sold out');
  await considerOffer(page, options);
}

async function look(page: Page, { world, random }: LifeOptions): Promise<readonly Product[]> {
  const word = random.pick(world.seeds.articles).name.split(/[ ,]/)[0]!.toLowerCase();
  for (const length of [2, Math.ceil(word.length / 2), word.length]) {
    page.visit.search.send({ type: 'query.type', query: word.slice(0, length) });
    await page.think(1, 2);
  }
  const submit = (visit: Visit) => visit.search.send({ type: 'query.submit', query: word });
  submit(page.visit);
  const found = await page.see({
    what: `results for ${word}`,
    actor: (visit) => visit.search,
    fits: (snapshot) => snapshot.matches('found') || snapshot.matches('nothing'),
    isTrouble: (snapshot) => snapshot.matches('failed'),
    retry: submit,
    redo: submit,
  });
  await page.think(5, 40);
  return found.context.results?.products ?? [];
}

const buyable = (products: readonly Product[]): { sku: Sku; product: Product }[] =>
  products.flatMap((product) => {
    const variant = product.variants.find(({ availability }) => availability?.available !== false);
    return variant ? [{ sku: variant.id as Sku, product }] : [];
  });

async function considerOffer(page: Page, { random, plan }: LifeOptions): Promise<void> {
  if (plan.temper === 'impatient' || plan.wants !== undefined) return;
  await page.think(3, 15);
  const { response } = page.visit.offers.getSnapshot().context;
  const offer = buyable(response?.offers.map(({ product }) => product) ?? [])[0];
  if (!offer || !random.chance(0.4)) return;
  page.visit.cart.send({ type: 'line.add', quantity: 1, ...offer });
  await untilCartRests(page);
}

/** What people do before they go to the till: change their minds, come back another time, open a second tab. */
async function dither(page: Page, options: LifeOptions): Promise<void> {
  const { random, plan } = options;
  if (plan.temper === 'browsing') {
    await page.think(20, 300);
    if (random.chance(0.55)) throw new Leaving('gave-up-before-paying', 'only looked around');
  }
  if (plan.temper === 'indecisive') await changeMind(page, options);
  if (plan.lossAt === 'cart') await page.leaveFor(3, 1_200);
  if (plan.temper === 'returning') await page.leaveFor(1_800, 6 * 3_600);
  if (plan.temper === 'two-tabs') await useSecondTab(page, options);
  await untilCartRests(page);
  if (held(page.visit) === 0) throw new Leaving('sold-out', 'nothing of the cart is left');
}

async function changeMind(page: Page, { random }: LifeOptions): Promise<void> {
  const lines = page.visit.cart.getSnapshot().context.cart?.line_items ?? [];
  const first = lines[0];
  if (!first) return;
  const sku = first.item.id as Sku;
  page.visit.cart.send({ type: 'line.set', sku, quantity: first.quantity + 1 });
  await page.think(1, 10);
  page.visit.cart.send({ type: 'line.set', sku, quantity: 0 });
  await page.think(1, 5);
  page.visit.cart.send({ type: 'line.undo' });
  await untilCartRests(page);
  if (!random.chance(0.6)) return;
  page.visit.cart.send({ type: 'code.apply', code: random.pick(['VELKOMMEN10', 'FJORD100', 'SOMMER24', 'TULLEKODE']) });
  await untilCartRests(page);
}

async function useSecondTab(page: Page, { random }: LifeOptions): Promise<void> {
  const { browser } = page;
  const other = browser.open();
  await page.think(2, 20);
  const [line] = page.visit.cart.getSnapshot().context.cart?.line_items ?? [];
  if (line && random.chance(0.5)) {
    other.cart.send({ type: 'line.add', sku: line.item.id as Sku, quantity: 1 });
    page.visit.cart.send({ type: 'line.set', sku: line.item.id as Sku, quantity: line.quantity });
  }
  await page.think(5, 30);
  browser.close(other);
  page.visit.cart.send({ type: 'cart.refresh' });
}

async function checkout(page: Page, options: LifeOptions, story: LifeStory): Promise<PlacedOrder> {
  await toTheTill(page, options);
  story.reached = 'till';
  const paid: Paid = await payAtTheTill(page, options);
  return paid;
}
