import type { Sku } from '@vitrine/contract';
import { Random } from '../kernel/random.ts';
import type { SeedArticle } from './assortment.ts';
import { mix } from './campaigns.ts';
import { coreWords } from './goods/core-words.ts';
import type { Form } from './goods/words.ts';
import type { PastOrder } from './past-orders.ts';
import type { Person } from './people.ts';
import { CLOSINGS, OPENINGS, OPINIONS, OPINIONS_OF, TITLES, type Stars } from './review-words.ts';
import { SORTS } from './series.ts';

/** What somebody wrote about a thing they had bought. */
export interface SeedReview {
  id: string;
  sku: Sku;
  /** Name and code of the family that {@link sku} is a variant of. */
  family: string;
  code: string;
  personId: string;
  /** The purchase that it is about; whoever has one is a verified buyer. */
  pastOrderId: string;
  /** First name and initial: `Ingrid H.` */
  author: string;
  rating: Stars;
  title: string;
  text: string;
  language: 'nb';
  /** Milliseconds since 1970. */
  at: number;
  /** Readers who found it helpful. */
  helpful: number;
}

const DAY_MS = 86_400_000;
const WORLD_BEGINS = Date.UTC(2026, 10, 23);
/** Of a hundred lines of past orders, how many are written about. */
const WRITERS = 0.06;

/** Of a hundred reviewers, how many give one star, two, … five: for goods that are as they should be, so-so, and poor. */
const TASTES: readonly (readonly [share: number, stars: readonly number[]])[] = [
  [66, [3, 2, 5, 22, 68]],
  [26, [8, 6, 13, 31, 42]],
  [8, [24, 14, 18, 22, 22]],
];

/** Reviews by people who bought the thing, at most one each per family, oldest first. */
export function makeReviews(
  seed: number,
  articles: readonly SeedArticle[],
  people: readonly Person[],
  pastOrders: readonly PastOrder[],
): SeedReview[] {
  const random = new Random(seed, 'reviews');
  const bySku = new Map(articles.map((article) => [article.sku, article]));
  const byId = new Map(people.map((person) => [person.id, person]));
  const families = new Map([...new Set(articles.map(({ code }) => code))].map((code, index) => [code, index]));
  const written = new Set<string>();
  const reviews: SeedReview[] = [];
  for (const order of pastOrders) {
    for (const { sku } of order.lines) {
      if (!random.chance(WRITERS)) continue;
      const at = order.at + random.integer(5, 60) * DAY_MS + random.integer(0, 14 * 60) * 60_000;
      const article = bySku.get(sku)!;
      const person = byId.get(order.personId)!;
      const key = `${person.id} ${article.code}`;
      if (at >= WORLD_BEGINS || written.has(key)) continue;
      written.add(key);
      const rating = random.weighted(tasteFor(mix(seed, families.get(article.code)!, 77) % 100));
      reviews.push({
        id: '',
        sku,
        family: article.family,
        code: article.code,
        personId: person.id,
        pastOrderId: order.id,
        author: `${person.firstName} ${person.lastName[0]}.`,
        rating,
        ...write(article, rating, random),
        language: 'nb',
        at,
        // Most are read by few, and what is praised or blamed without reserve by more.
        helpful: random.chance(0.55) ? 0 : random.integer(1, rating === 1 || rating === 5 ? 14 : 6),
      });
    }
  }
  reviews.sort((a, b) => a.at - b.at || (a.pastOrderId < b.pastOrderId ? -1 : 1));
  reviews.forEach((review, index) => (review.id = `review-${index + 1}`));
  return reviews;
}

const WEIGHTS = TASTES.map(([, stars]) => stars.map((share, index) => [(index + 1) as Stars, share] as const));

/** @param drawn From 0 to 99; the same for everybody who reviews a family. */
function tasteFor(drawn: number): readonly (readonly [Stars, number])[] {
  let left = drawn;
  const place = TASTES.findIndex(([share]) => (left -= share) < 0);
  return WEIGHTS[place]!;
}

const WORDS = new Map<string, { the: string; form: Form }>(SORTS.map(({ code, the, form }) => [code, { the, form }]));

function write({ sort, series, category }: SeedArticle, rating: Stars, random: Random): Pick<SeedReview, 'title' | 'text'> {
  const words = series ? WORDS.get(sort)! : coreWords(sort);
  const general = OPINIONS[category]!;
  const own = random.chance(0.7) ? OPINIONS_OF[sort] : undefined;
  const praise = [...(own?.praise ?? []), ...general.praise];
  const complaints = [...(own?.complaints ?? []), ...general.complaints];
  const details =
    rating >= 4
      ? severalOf(praise, random)
      : rating === 3
        ? [random.pick(praise), `Men: ${lowered(random.pick(complaints))}`]
        : [random.pick(complaints)];
  const closing = random.chance(0.5) ? [random.pick(CLOSINGS[rating])] : [];
  const sentences = [random.pick(OPENINGS[rating]), ...details, ...closing];
  return { title: agreed(random.pick(TITLES[rating]), words), text: agreed(sentences.join(' '), words) };
}

/** One or two of them; what is said of just this thing comes first in the list, and is said most. */
function severalOf(opinions: readonly string[], random: Random): string[] {
  const first = random.chance(0.5) ? opinions[0]! : random.pick(opinions);
  const second = random.pick(opinions);
  return second === first || random.chance(0.5) ? [first] : [first, second];
}

const PLACE: Readonly<Record<Form, number>> = { m: 0, n: 1, pl: 2 };

/** Puts the thing and its pronouns in, and takes the forms that agree with it. */
function agreed(template: string, { the, form }: { the: string; form: Form }): string {
  const it = ['den', 'det', 'de'][PLACE[form]]!;
  const object = form === 'pl' ? 'dem' : it;
  return template
    .replace(/\[([^\]]*)\]/g, (_, forms: string) => forms.split('|')[PLACE[form]]!)
    .replaceAll('{The}', raised(the))
    .replaceAll('{the}', the)
    .replaceAll('{It}', raised(it))
    .replaceAll('{it}', it)
    .replaceAll('{obj}', object);
}

const raised = (text: string): string => text[0]!.toUpperCase() + text.slice(1);
const lowered = (text: string): string => text[0]!.toLowerCase() + text.slice(1);
