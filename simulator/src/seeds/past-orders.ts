import type { Sku } from '@vitrine/contract';
import { Random } from '../kernel/random.ts';
import type { SeedArticle } from './assortment.ts';
import { cumulative } from './cumulative.ts';
import { LIKINGS, TOGETHER } from './habits.ts';
import type { Person } from './people.ts';
import type { PriceBook } from './price-book.ts';

/** An order from before the world begins. */
export interface PastOrder {
  id: string;
  personId: string;
  /** Milliseconds since 1970. */
  at: number;
  /** Prices are what this person's group paid that day for one piece, in øre including VAT. */
  lines: { sku: Sku; quantity: number; unitPrice: number }[];
}

const DAY_MS = 86_400_000;
const FROM = Date.UTC(2023, 10, 23);
const DAYS = 1_096;

/** How busy the shop is, January to December: Black Friday and Christmas, then summer. */
const BUSY = [6, 5, 6, 7, 9, 10, 8, 7, 7, 8, 16, 18];

/** What sells when, by category: from January to December; 1 where nothing is said. */
const SEASONS: Readonly<Record<string, readonly number[]>> = {
  'Tur og fjell': [0.6, 0.7, 0.9, 1, 1.4, 1.8, 1.8, 1.5, 1.2, 0.8, 0.6, 0.7],
  'Sjø og fiske': [0.3, 0.4, 0.7, 1.2, 1.7, 2, 2, 1.6, 1, 0.6, 0.4, 0.4],
  'Hage og balkong': [0.3, 0.7, 1.6, 2.4, 2.4, 1.8, 1.2, 0.9, 0.7, 0.5, 0.4, 0.4],
  'Lys og lune': [1.3, 1.1, 0.8, 0.6, 0.5, 0.5, 0.5, 0.7, 1.1, 1.5, 1.8, 1.8],
  'Vinter og lek': [1.6, 1.3, 0.8, 0.4, 0.3, 0.4, 0.4, 0.4, 0.5, 0.9, 1.8, 2.4],
  Bakst: [0.9, 1, 1, 0.9, 0.9, 0.7, 0.6, 0.8, 1, 1.2, 1.8, 2],
};

/** How often a thing comes from the series that is in the basket, where the series has one. */
const SAME_SERIES = 0.75;
/** How often a thing draws another one of its series along, for no better reason. */
const SERIES_MATE = 0.2;
/** How often a household goes back: to a series that it has, or for what it has used up. */
const COMES_BACK = 0.3;

/** Three years of orders, oldest first. @param count How many. */
export function makePastOrders(
  seed: number,
  articles: readonly SeedArticle[],
  people: readonly Person[],
  prices: PriceBook,
  count: number,
): PastOrder[] {
  const random = new Random(seed, 'past-orders');
  const shop = makeShopShelves(articles, random);
  const cupboards = new Map<string, FamilyInShop[]>();
  // Some households come every other week, most come twice a year.
  const regular = Math.max(12, Math.round(people.length / 25));
  const drawPerson = cumulative(random.shuffle(people), (_, index) => 1 / (index + regular));
  const drawSubject = new Map<string, (fraction: number) => FamilyInShop>();
  const subjectOf = (habit: string, month: number): FamilyInShop => {
    const key = `${habit}|${month}`;
    let draw = drawSubject.get(key);
    if (!draw) {
      const liking = LIKINGS[habit] ?? {};
      draw = cumulative(
        shop.families,
        ({ popularity, category }) => popularity * (liking[category] ?? 0.25) * (SEASONS[category]?.[month] ?? 1),
      );
      drawSubject.set(key, draw);
    }
    return draw(random.fraction());
  };

  return drawDays(random, count).map((at, index): PastOrder => {
    const person = drawPerson(random.fraction());
    const month = monthOf(at);
    const quantities = new Map<Sku, number>();
    const cupboard = cupboards.get(person.id);
    const had: FamilyInShop[] = [];
    const put = (family: FamilyInShop) => {
      const sku = random.chance(0.55) ? family.skus[0]! : random.pick(family.skus);
      if (!quantities.has(sku)) quantities.set(sku, family.many && random.chance(0.6) ? random.pick([2, 2, 4, 6]) : 1);
      if (family.series) had.push(family);
    };
    const subjects = random.weighted([
      [1, 60],
      [2, 28],
      [3, 12],
    ] as const);
    for (let subject = 0; subject < subjects; subject++) {
      const chosen = (cupboard && comesBackFor(cupboard, shop, random)) ?? subjectOf(person.habit, month);
      put(chosen);
      for (const [sort, chance] of TOGETHER[chosen.sort] ?? []) {
        if (shop.bySort.has(sort) && random.chance(chance)) put(partnerOf(chosen, sort, shop, random));
      }
      const mates = shop.bySeries.get(chosen.series);
      if (mates && mates.length > 1 && random.chance(SERIES_MATE)) put(random.pick(mates));
    }
    if (had.length > 0) cupboards.set(person.id, [...had, ...(cupboard ?? [])].slice(0, 12));
    return {
      id: `past-${index + 1}`,
      personId: person.id,
      at,
      lines: [...quantities].map(([sku, quantity]) => ({ sku, quantity, unitPrice: prices.priceAt(sku, at, person.group) })),
    };
  });
}

/** What was used up, or something else of a series that the household has; often neither. */
function comesBackFor(cupboard: readonly FamilyInShop[], shop: ShopShelves, random: Random): FamilyInShop | undefined {
  if (!random.chance(COMES_BACK)) return undefined;
  const had = random.pick(cupboard);
  return had.isUsedUp ? had : random.pick(shop.bySeries.get(had.series)!);
}

/** The same series where it has such a thing, else a maker whom others choose too. */
function partnerOf({ series }: FamilyInShop, sort: string, shop: ShopShelves, random: Random): FamilyInShop {
  const { families, draw } = shop.bySort.get(sort)!;
  if (families.length === 1) return families[0]!;
  const mate = series && shop.bySeries.get(series)?.find((family) => family.sort === sort);
  return mate && random.chance(SAME_SERIES) ? mate : draw(random.fraction());
}

interface FamilyInShop {
  sort: string;
  series: string;
  category: string;
  skus: Sku[];
  popularity: number;
  /** Cheap things and tableware are bought by the handful. */
  many: boolean;
  isUsedUp: boolean;
}

interface ShopShelves {
  families: readonly FamilyInShop[];
  bySort: ReadonlyMap<string, { families: readonly FamilyInShop[]; draw: (fraction: number) => FamilyInShop }>;
  /** Goods without a series are in none. */
  bySeries: ReadonlyMap<string, readonly FamilyInShop[]>;
}

/** Which things sell best differs between worlds; that few sell much and many little does not. */
function makeShopShelves(articles: readonly SeedArticle[], random: Random): ShopShelves {
  const byName = new Map<string, FamilyInShop>();
  for (const { family, sort, series, sku, category, price, isUsedUp } of articles) {
    const known = byName.get(family);
    if (known) known.skus.push(sku);
    else
      byName.set(family, {
        sort,
        series,
        category,
        skus: [sku],
        popularity: 0,
        many: price < 20_000 || category === 'Servering',
        isUsedUp,
      });
  }
  const families = [...byName.values()];
  for (const family of families) family.skus = random.shuffle(family.skus);
  random.shuffle(families).forEach((family, rank) => (family.popularity = 1 / (rank + 5)));
  const sorts = Map.groupBy(families, ({ sort }) => sort);
  return {
    families,
    bySort: new Map(
      [...sorts].map(([sort, same]) => [
        sort,
        { families: same, draw: cumulative(same, ({ popularity }) => popularity * popularity) },
      ]),
    ),
    bySeries: Map.groupBy(
      families.filter(({ series }) => series !== ''),
      ({ series }) => series,
    ),
  };
}

function drawDays(random: Random, count: number): number[] {
  const busiest = Math.max(...BUSY);
  // The shop grows: twice as many orders at the end as at the beginning.
  const busy = Array.from(
    { length: DAYS },
    (_, day) => (BUSY[monthOf(FROM + day * DAY_MS)]! / busiest) * (0.5 + (0.5 * day) / DAYS),
  );
  const times: number[] = [];
  while (times.length < count) {
    const day = random.integer(0, DAYS - 1);
    if (random.fraction() < busy[day]!) times.push(FROM + day * DAY_MS + random.integer(6 * 60, 21 * 60) * 60_000);
  }
  return times.sort((a, b) => a - b);
}

function monthOf(at: number): number {
  return new Date(at).getUTCMonth();
}
