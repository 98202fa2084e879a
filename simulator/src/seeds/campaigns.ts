import type { SeedArticle } from './assortment.ts';

/** A price for a while. */
export interface SeedCampaign {
  id: string;
  name: string;
  english: string;
  /** Milliseconds since 1970; the last one is no longer part of it. */
  from: number;
  to: number;
  /** Categories that take part; empty for the whole shop. */
  categories: readonly string[];
  /** Of a hundred families in them, how many have a lower price. */
  share: number;
  /** How much lower, in per cent; each family has one of these. */
  percents: readonly number[];
}

interface Yearly extends Pick<SeedCampaign, 'name' | 'english' | 'categories' | 'share' | 'percents'> {
  id: string;
  /** Month from 0, day, and days that it lasts. */
  begins: readonly [month: number, day: number];
  days: number;
}

const EVERYTHING: readonly string[] = [];

// prettier-ignore
const YEAR: readonly Yearly[] = [
  { id: 'januar', name: 'Januarsalg', english: 'January sale', begins: [0, 2], days: 25, categories: EVERYTHING, share: 25, percents: [20, 30, 40] },
  { id: 'hage', name: 'Hagen våkner', english: 'The garden wakes', begins: [3, 15], days: 14, categories: ['Hage og balkong', 'Verktøy'], share: 35, percents: [15, 20] },
  { id: '17-mai', name: 'Dekk til 17. mai', english: 'A table for 17 May', begins: [4, 3], days: 14, categories: ['Servering', 'Bakst'], share: 40, percents: [15, 20, 25] },
  { id: 'sommer', name: 'Sommersalg', english: 'Summer sale', begins: [5, 25], days: 24, categories: EVERYTHING, share: 22, percents: [20, 30] },
  { id: 'tur', name: 'Ut på tur', english: 'Out and about', begins: [7, 18], days: 14, categories: ['Tur og fjell', 'Sjø og fiske'], share: 40, percents: [15, 20, 25] },
  { id: 'morketid', name: 'Mørketid', english: 'Dark months', begins: [9, 5], days: 14, categories: ['Lys og lune', 'Kaffe og te'], share: 30, percents: [15, 20] },
  { id: 'advent', name: 'Advent', english: 'Advent', begins: [11, 3], days: 14, categories: ['Bakst', 'Vinter og lek', 'Gryter og panner'], share: 25, percents: [15, 20] },
  { id: 'romjul', name: 'Romjulssalg', english: 'After Christmas', begins: [11, 27], days: 6, categories: EVERYTHING, share: 20, percents: [20, 30, 40] },
];

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Every campaign from the shop's first past order to the end of the year after the world begins, oldest first. */
export const CAMPAIGNS: readonly SeedCampaign[] = [2023, 2024, 2025, 2026, 2027]
  .flatMap((year) => [
    ...YEAR.map(({ id, begins: [month, day], days, ...rest }): SeedCampaign => {
      const from = osloMidnight(year, month, day);
      return { id: `${id}-${year}`, ...rest, from, to: from + days * DAY_MS };
    }),
    blackWeek(year),
  ])
  .filter(({ to }) => to > Date.UTC(2023, 10, 20))
  .sort((a, b) => a.from - b.from);

/** Monday to Sunday around the day after the fourth Thursday of November. */
function blackWeek(year: number): SeedCampaign {
  const first = new Date(Date.UTC(year, 10, 1)).getUTCDay();
  const thursday = 1 + ((4 - first + 7) % 7) + 21;
  const from = osloMidnight(year, 10, thursday - 3);
  return {
    id: `black-week-${year}`,
    name: 'Black Week',
    english: 'Black Week',
    from,
    to: from + 7 * DAY_MS,
    categories: EVERYTHING,
    share: 30,
    percents: [20, 25, 30, 40],
  };
}

/** No campaign begins or ends in the weeks in which the clocks change, so the months decide. */
function osloMidnight(year: number, month: number, day: number): number {
  const isSummer = month >= 3 && month <= 9 && !(month === 9 && day > 24);
  return Date.UTC(year, month, day) - (isSummer ? 2 : 1) * HOUR_MS;
}

/** A number from 0 to 4,294,967,295 that two integers and a seed always make. */
export function mix(seed: number, a: number, b: number): number {
  let value =
    Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(a + 0x7f4a7c15, 0xc2b2ae35) ^ Math.imul(b + 0x165667b1, 0x27d4eb2f);
  value = Math.imul(value ^ (value >>> 16), 0x7feb352d);
  value = Math.imul(value ^ (value >>> 15), 0x846ca68b);
  return (value ^ (value >>> 16)) >>> 0;
}

/** Per cent off, or 0 for a family that takes no part. @param family Its place among the shop's families. */
export function percentOff(
  seed: number,
  campaign: SeedCampaign,
  at: number,
  family: number,
  category: SeedArticle['category'],
): number {
  if (campaign.categories.length > 0 && !campaign.categories.includes(category)) return 0;
  const drawn = mix(seed, family, at);
  return drawn % 100 < campaign.share ? campaign.percents[(drawn >>> 8) % campaign.percents.length]! : 0;
}
