import { makeAssortment, type SeedArticle } from './assortment.ts';
import { makePastOrders, type PastOrder } from './past-orders.ts';
import { makePeople, type Person } from './people.ts';
import { makePriceBook, type PriceBook } from './price-book.ts';
import { makeReviews, type SeedReview } from './reviews.ts';
import { SUPPLIERS, type SeedSupplier } from './suppliers.ts';
import { makeTown, type Town } from './town.ts';

/** How much of everything. */
export interface WorldSize {
  /** Articles of the shop, up to 100,000; the 142 that are written by hand are always among them. */
  articles: number;
  /** Orders of the three years before the world begins. */
  pastOrders: number;
  /** Households; one for every six orders unless told otherwise. */
  people?: number;
}

/** What is written by hand, and no more: opened in milliseconds. */
export const SMALL_WORLD: WorldSize = { articles: 142, pastOrders: 3_000, people: 300 };

/** A real shop's. */
export const DEFAULT_WORLD: WorldSize = { articles: 2_000, pastOrders: 50_000 };

/**
 * What the seed alone decides: the same for every service, and part of no snapshot. Nothing in it is ever changed. Each
 * part is made when it is first asked for.
 */
export interface Seeds extends PriceBook {
  seed: number;
  size: WorldSize;
  town: Town;
  /** In the order of their numbers in the ERP. */
  articles: readonly SeedArticle[];
  article(sku: string): SeedArticle | undefined;
  /** Households of the town: past customers, and virtual shoppers. */
  people: readonly Person[];
  /** Houses that bring the goods; each article names its own. */
  suppliers: readonly SeedSupplier[];
  /** Oldest first. Things are bought together for reasons. */
  pastOrders: readonly PastOrder[];
  /** Oldest first, drawn from purchases: stars and words agree. */
  reviews: readonly SeedReview[];
}

/** Worlds of one seed and size share their seeds; this many rows are kept for those that open next. */
const KEPT_ROWS = 250_000;
const kept = new Map<string, Seeds>();

/** @param seed Any 32-bit integer. */
export function makeSeeds(seed: number, size: WorldSize = SMALL_WORLD): Seeds {
  const people = size.people ?? Math.max(50, Math.round(size.pastOrders / 6));
  const key = `${seed}/${size.articles}/${size.pastOrders}/${people}`;
  const known = kept.get(key);
  // Taken out and put back, so that the oldest in the map is the one longest unused.
  kept.delete(key);
  const seeds = known ?? lazySeeds(seed, size, people);
  kept.set(key, seeds);
  let rows = 0;
  for (const other of [...kept.keys()].reverse()) {
    const { articles, pastOrders } = kept.get(other)!.size;
    rows += articles + pastOrders;
    if (rows > KEPT_ROWS && other !== key) kept.delete(other);
  }
  return seeds;
}

function lazySeeds(seed: number, size: WorldSize, households: number): Seeds {
  const town = once(() => makeTown(seed));
  const articles = once(() => makeAssortment(seed, size.articles));
  const bySku = once(() => new Map<string, SeedArticle>(articles().map((article) => [article.sku, article])));
  const people = once(() => makePeople(seed, town(), households));
  const prices = once(() => makePriceBook(seed, articles()));
  const pastOrders = once(() => makePastOrders(seed, articles(), people(), prices(), size.pastOrders));
  const reviews = once(() => makeReviews(seed, articles(), people(), pastOrders()));
  return {
    seed,
    size,
    get town() {
      return town();
    },
    get articles() {
      return articles();
    },
    article: (sku) => bySku().get(sku),
    get people() {
      return people();
    },
    suppliers: SUPPLIERS,
    get campaigns() {
      return prices().campaigns;
    },
    priceAt: (sku, at, group) => prices().priceAt(sku, at, group),
    priceHistory: (sku, from, to) => prices().priceHistory(sku, from, to),
    lowestBefore: (sku, at) => prices().lowestBefore(sku, at),
    inCampaign: (campaign) => prices().inCampaign(campaign),
    get pastOrders() {
      return pastOrders();
    },
    get reviews() {
      return reviews();
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
