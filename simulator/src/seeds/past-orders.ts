import type { Sku } from '@vitrine/contract';
import { Random } from '../kernel/random.ts';
import type { SeedArticle } from './assortment.ts';
import { LIKINGS, TOGETHER } from './habits.ts';
import type { Person } from './people.ts';

/** An order from before the world begins. */
export interface PastOrder {
  id: string;
  personId: string;
  /** Milliseconds since 1970. */
  at: number;
  lines: { sku: Sku; quantity: number }[];
}

const ORDERS = 3_000;
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

/** Three years of orders, oldest first. */
export function makePastOrders(seed: number, articles: readonly SeedArticle[], people: readonly Person[]): PastOrder[] {
  const random = new Random(seed, 'past-orders');
  const families = familiesOf(articles, random);
  const byCode = new Map(families.map((family) => [family.code, family]));
  // Some households come every other week, most come twice a year.
  const regulars = random.shuffle(people).map((person, index) => [person, 1 / (index + 12)] as const);
  const drawPerson = cumulative(regulars);
  const drawSubject = new Map<string, () => FamilyInShop>();
  const subjectOf = (habit: string, month: number) => {
    const key = `${habit}|${month}`;
    const known = drawSubject.get(key);
    if (known) return known;
    const liking = LIKINGS[habit] ?? {};
    const weights = families.map(
      (family) =>
        [family, family.popularity * (liking[family.category] ?? 0.25) * (SEASONS[family.category]?.[month] ?? 1)] as const,
    );
    const draw = cumulative(weights);
    const drawer = () => draw(random.fraction());
    drawSubject.set(key, drawer);
    return drawer;
  };

  const days = drawDays(random);
  return days.map((at, index): PastOrder => {
    const person = drawPerson(random.fraction());
    const month = monthOf(at);
    const lines = new Map<Sku, number>();
    const put = (family: FamilyInShop) => {
      const sku = random.chance(0.55) ? family.skus[0]! : random.pick(family.skus);
      if (!lines.has(sku)) lines.set(sku, family.many && random.chance(0.6) ? random.pick([2, 2, 4, 6]) : 1);
    };
    const subjects = random.weighted([
      [1, 60],
      [2, 28],
      [3, 12],
    ] as const);
    for (let subject = 0; subject < subjects; subject++) {
      const chosen = subjectOf(person.habit, month)();
      put(chosen);
      for (const [code, chance] of TOGETHER[chosen.code] ?? []) {
        const other = byCode.get(code);
        if (other && random.chance(chance)) put(other);
      }
    }
    return { id: `past-${index + 1}`, personId: person.id, at, lines: [...lines].map(([sku, quantity]) => ({ sku, quantity })) };
  });
}

interface FamilyInShop {
  code: string;
  category: string;
  skus: Sku[];
  popularity: number;
  /** Cheap things and tableware are bought by the handful. */
  many: boolean;
}

/** Which things sell best differs between worlds; that few sell much and many little does not. */
function familiesOf(articles: readonly SeedArticle[], random: Random): FamilyInShop[] {
  const families = new Map<string, FamilyInShop>();
  for (const { family, sku, category, price } of articles) {
    const known = families.get(family);
    if (known) known.skus.push(sku);
    else
      families.set(family, {
        code: sku.split('-')[0]!,
        category,
        skus: [sku],
        popularity: 0,
        many: price < 20_000 || category === 'Servering',
      });
  }
  for (const family of families.values()) family.skus = random.shuffle(family.skus);
  const ranked = random.shuffle([...families.values()]);
  ranked.forEach((family, rank) => (family.popularity = 1 / (rank + 5)));
  return [...families.values()];
}

function drawDays(random: Random): number[] {
  const busiest = Math.max(...BUSY);
  const times: number[] = [];
  while (times.length < ORDERS) {
    const day = random.integer(0, DAYS - 1);
    // The shop grows: twice as many orders at the end as at the beginning.
    const busy = (BUSY[monthOf(FROM + day * DAY_MS)]! / busiest) * (0.5 + (0.5 * day) / DAYS);
    if (random.fraction() < busy) times.push(FROM + day * DAY_MS + random.integer(6 * 60, 21 * 60) * 60_000);
  }
  return times.sort((a, b) => a - b);
}

function monthOf(at: number): number {
  return new Date(at).getUTCMonth();
}

/** Draws by weight in logarithmic time. */
function cumulative<T>(weights: readonly (readonly [T, number])[]): (fraction: number) => T {
  const sums: number[] = [];
  let sum = 0;
  for (const [, weight] of weights) sums.push((sum += weight));
  return (fraction) => {
    const wanted = fraction * sum;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle]! > wanted) high = middle;
      else low = middle + 1;
    }
    return weights[low]![0];
  };
}
