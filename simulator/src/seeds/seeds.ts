import { makeAssortment, type SeedArticle } from './assortment.ts';
import { makePastOrders, type PastOrder } from './past-orders.ts';
import { makePeople, type Person } from './people.ts';
import type { SeedReview } from './reviews.ts';
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

/** What the seed alone decides: the same for every service, and part of no snapshot. Nothing in it is ever changed. */
export interface Seeds {
  seed: number;
  size: WorldSize;
  town: Town;
  articles: readonly SeedArticle[];
  /** Households of the town: past customers, and virtual shoppers. */
  people: readonly Person[];
  /** Houses that bring the goods; each article names its own. */
  suppliers: readonly SeedSupplier[];
  /** Oldest first. Things are bought together for reasons. Made when first asked for. */
  pastOrders: readonly PastOrder[];
  /** Oldest first, drawn from purchases: stars and words agree. Made when first asked for. */
  reviews: readonly SeedReview[];
}

/** @param seed Any 32-bit integer. */
export function makeSeeds(seed: number, size: WorldSize = SMALL_WORLD): Seeds {
  const town = makeTown(seed);
  const articles = makeAssortment(seed);
  const people = makePeople(seed, town);
  return {
    seed,
    size,
    town,
    articles,
    people,
    suppliers: SUPPLIERS,
    pastOrders: makePastOrders(seed, articles, people),
    reviews: [],
  };
}
