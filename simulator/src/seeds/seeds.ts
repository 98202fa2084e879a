import { makeAssortment, type SeedArticle } from './assortment.ts';
import { makePastOrders, type PastOrder } from './past-orders.ts';
import { makePeople, type Person } from './people.ts';
import { makeTown, type Town } from './town.ts';

/** What the seed alone decides: the same for every service, and part of no snapshot. */
export interface Seeds {
  seed: number;
  town: Town;
  articles: readonly SeedArticle[];
  /** Households of the town: past customers, and virtual shoppers. */
  people: readonly Person[];
  /** Oldest first. Things are bought together for reasons. */
  pastOrders: readonly PastOrder[];
}

/** @param seed Any 32-bit integer. */
export function makeSeeds(seed: number): Seeds {
  const town = makeTown(seed);
  const articles = makeAssortment(seed);
  const people = makePeople(seed, town);
  return { seed, town, articles, people, pastOrders: makePastOrders(seed, articles, people) };
}
