/** What a virtual shopper is like, drawn before the first click from a stream of its own. */
import type { Random } from '../kernel/random.ts';
import type { Habits, Taste, Temper } from '../scenarios/scenario.ts';

/** At which point of the way the page is lost: closed, or crashed, and opened again later. */
export const LOSSES = ['cart', 'contact', 'delivery', 'payment', 'paying', 'challenge'] as const;
export type Loss = (typeof LOSSES)[number];

export type { Taste };

/** What people look for in a delivery, by weight. */
const TASTES: Record<Taste, number> = { thrifty: 5, hurried: 3, green: 1, strolling: 2 };

export interface Plan {
  temper: Temper;
  taste: Taste;
  payBy: 'card' | 'vipps';
  /** The bank asks. */
  isChallenged: boolean;
  /** How many cards are declined before one is taken; 9 has no good card at all. */
  declines: number;
  closesChallenge: boolean;
  lossAt?: Loss;
  doubleClicks: boolean;
  /** Pieces in the cart, roughly. */
  appetite: number;
  /** Troubles that this person puts up with before paying. */
  patience: number;
  wants?: string;
}

const TEMPERS: Record<Temper, number> = {
  decided: 40,
  browsing: 12,
  indecisive: 16,
  impatient: 12,
  returning: 12,
  'two-tabs': 8,
};

export function drawPlan(random: Random, habits: Habits = {}): Plan {
  const weights = Object.entries(habits.tempers ?? TEMPERS) as [Temper, number][];
  const temper = random.weighted(weights);
  const taste = random.weighted(Object.entries(habits.tastes ?? TASTES) as [Taste, number][]);
  const payBy = random.chance(habits.payByVipps ?? 0.35) ? 'vipps' : 'card';
  const isChallenged = random.chance(habits.challenged ?? 0.4);
  const isDeclined = random.chance(habits.declined ?? 0.12);
  const declines = random.weighted([
    [1, 6],
    [2, 2],
    [9, 1],
  ]);
  const closesChallenge = random.chance(habits.closeChallenge ?? 0.1);
  const losesPage = random.chance(habits.losePage ?? 0.15);
  const lossAt = random.pick(LOSSES);
  const doubleClicks = random.chance(habits.doubleClick ?? (temper === 'impatient' ? 0.6 : 0.1));
  const appetite = random.integer(1, 3);
  const patience = temper === 'impatient' ? random.integer(2, 5) : random.integer(8, 16);
  return {
    temper,
    taste,
    payBy,
    isChallenged,
    declines: isDeclined ? declines : 0,
    closesChallenge,
    ...(losesPage ? { lossAt } : {}),
    doubleClicks,
    appetite,
    patience,
    ...(habits.wants === undefined ? {} : { wants: habits.wants }),
  };
}

/** Shares of a day's visitors by hour of the day in Oslo, from 8 to 22: lunch, and the evening. */
const BY_HOUR: readonly (readonly [number, number])[] = [
  [0, 3],
  [1, 4],
  [2, 5],
  [3, 7],
  [4, 9],
  [5, 7],
  [6, 5],
  [7, 5],
  [8, 6],
  [9, 8],
  [10, 9],
  [11, 11],
  [12, 12],
  [13, 9],
];

const HOUR_MS = 3_600_000;

/** When somebody comes, milliseconds after the world began; a small crowd comes closer together. */
export function drawArrival(random: Random, spreadMs: number): number {
  const hour = random.weighted(BY_HOUR);
  const at = hour * HOUR_MS + random.integer(0, HOUR_MS - 1);
  return Math.floor((at * spreadMs) / (14 * HOUR_MS));
}

/** A thousand shoppers fill a day; ten of them meet within minutes. */
export const spreadOf = (shoppers: number): number => Math.min(14 * HOUR_MS, Math.max(HOUR_MS / 4, shoppers * 60_000));
