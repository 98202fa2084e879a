import { expect, test } from 'vitest';
import { TOGETHER } from './habits.ts';
import { makeSeeds } from './seeds.ts';

const seeds = makeSeeds(5, { articles: 700, pastOrders: 12_000 });
const codeOf = (sku: string) => seeds.article(sku)!.code;
const baskets = seeds.pastOrders.map(({ lines }) => [...new Set(lines.map(({ sku }) => codeOf(sku)))]);
const split = Math.round(baskets.length * 0.8);
const TOP = 10;

/** Of a hundred held-out things, how many are among the ten that a guess names. */
function hitRate(guess: (known: string) => readonly string[]): number {
  let [hits, asked] = [0, 0];
  for (let index = split; index < baskets.length; index++) {
    const [first, ...others] = baskets[index]!;
    if (others.length === 0) continue;
    const named = new Set(guess(first!).slice(0, TOP));
    asked += 1;
    if (others.some((other) => named.has(other))) hits += 1;
  }
  return Math.round((hits / asked) * 100);
}

const counted = (codes: Iterable<string>): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
};
const ranked = (counts: ReadonlyMap<string, number>): string[] => [...counts].sort(([, a], [, b]) => b - a).map(([code]) => code);
const learned = baskets.slice(0, split);
const popular = ranked(counted(learned.flat()));

test('what was bought together tells what will be, far better than what sells most', () => {
  const buyers = counted(learned.flat());
  const near = new Map<string, Map<string, number>>();
  for (const basket of learned)
    for (const code of basket) {
      const row = near.get(code) ?? new Map<string, number>();
      near.set(code, row);
      for (const other of basket) if (other !== code) row.set(other, (row.get(other) ?? 0) + 1 / Math.sqrt(buyers.get(other)!));
    }
  const byPopularity = hitRate(() => popular);
  const byBasket = hitRate((known) => ranked(near.get(known) ?? new Map<string, number>()));
  expect({ byPopularity, byBasket, isMuchBetter: byBasket > 1.75 * byPopularity }).toEqual({
    byPopularity,
    byBasket,
    isMuchBetter: true,
  });
});

test('what a household has bought tells what it buys next far better than what sells most', () => {
  const families = new Map(seeds.articles.map((article) => [article.code, article]));
  const mates = Map.groupBy(families.values(), ({ series }) => series);
  const sold = counted(learned.flat());
  const soldIn = counted(learned.flat().map((code) => families.get(code)!.category));
  const all = learned.flat().length;
  const had = new Map<string, string[]>();
  learned.forEach((codes, index) => {
    const { personId } = seeds.pastOrders[index]!;
    had.set(personId, [...(had.get(personId) ?? []), ...codes]);
  });
  // What sells, the more so in the departments that a household comes for, and what goes with what it has.
  const guesses = new Map<string, Set<string>>();
  const guessFor = (personId: string): Set<string> => {
    const known = guesses.get(personId);
    if (known) return known;
    const own = had.get(personId) ?? [];
    const departments = counted(own.map((code) => families.get(code)!.category));
    const scores = new Map<string, number>();
    for (const [code, { category }] of families) {
      const usual = soldIn.get(category)! / all;
      const drawn = ((departments.get(category) ?? 0) + 4 * usual) / (own.length + 4) / usual;
      scores.set(code, ((sold.get(code) ?? 0) / all) * drawn);
    }
    for (const code of own) {
      const { series, isUsedUp } = families.get(code)!;
      if (!series) continue;
      const next = isUsedUp ? [families.get(code)!] : mates.get(series)!;
      for (const mate of next) scores.set(mate.code, scores.get(mate.code)! + 0.3 / own.length / next.length);
    }
    const guess = new Set(ranked(scores).slice(0, TOP));
    guesses.set(personId, guess);
    return guess;
  };
  let [personal, general, asked] = [0, 0, 0];
  const best = new Set(popular.slice(0, TOP));
  for (let index = split; index < baskets.length; index++) {
    const { personId } = seeds.pastOrders[index]!;
    if ((had.get(personId) ?? []).length < 5) continue;
    asked += 1;
    if (baskets[index]!.some((code) => guessFor(personId).has(code))) personal += 1;
    if (baskets[index]!.some((code) => best.has(code))) general += 1;
  }
  const [byHabit, byPopularity] = [personal, general].map((hits) => Math.round((hits / asked) * 100));
  expect({ byHabit, byPopularity, isMuchBetter: byHabit! > 1.25 * byPopularity! }).toEqual({
    byHabit,
    byPopularity,
    isMuchBetter: true,
  });
});

test('who buys a chef’s knife buys a cutting board far more often than others do', () => {
  for (const { pastOrders } of [makeSeeds(42), seeds]) {
    const has = (sort: string) => pastOrders.filter(({ lines }) => lines.some(({ sku }) => sku.startsWith(`${sort}-`)));
    const knives = has('KOKKEKNIV');
    const both = knives.filter(({ lines }) => lines.some(({ sku }) => sku.startsWith('SKJAEREBRETT')));
    const lift = both.length / knives.length / (has('SKJAEREBRETT').length / pastOrders.length);
    expect(knives.length).toBeGreaterThan(20);
    expect(lift).toBeGreaterThan(3);
  }
});

test('what belongs together comes from the same series more often than not, where the series has it', () => {
  const { articles, pastOrders } = seeds;
  const sortsOf = Map.groupBy(articles, ({ series }) => series);
  let [same, other] = [0, 0];
  for (const { lines } of pastOrders) {
    const bought = lines.map(({ sku }) => seeds.article(sku)!);
    const [first] = bought;
    if (!first?.series) continue;
    for (const [sort] of TOGETHER[first.sort] ?? []) {
      if (!sortsOf.get(first.series)!.some((mate) => mate.sort === sort)) continue;
      for (const article of bought.slice(1))
        if (article.sort === sort) {
          if (article.series === first.series) same += 1;
          else other += 1;
        }
    }
  }
  expect(same).toBeGreaterThan(20);
  expect(same).toBeGreaterThan(other);
});

test('candles are lit before Christmas and seeds sown in spring', () => {
  const months = (category: string) => {
    const sold = Array<number>(12).fill(0);
    for (const { at, lines } of seeds.pastOrders)
      for (const { sku } of lines) if (seeds.article(sku)!.category === category) sold[new Date(at).getUTCMonth()]! += 1;
    return sold;
  };
  const all = counted(seeds.pastOrders.map(({ at }) => String(new Date(at).getUTCMonth())));
  const share = (category: string, month: number) => months(category)[month]! / all.get(String(month))!;
  expect(share('Hage og balkong', 3)).toBeGreaterThan(2 * share('Hage og balkong', 11));
  expect(share('Lys og lune', 11)).toBeGreaterThan(1.5 * share('Lys og lune', 5));
  expect(all.get('11')!).toBeGreaterThan(1.5 * all.get('1')!);
});
