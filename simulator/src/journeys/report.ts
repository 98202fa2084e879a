/** What a campaign came to, as plain figures: the terminal and the page both show these. */
import { FAULT_KINDS } from '../kernel/faults.ts';
import { accounts, captured, invoiced, refunded, sum } from '../checkers/books.ts';
import type { StockRow } from '../services/tripletex/books.ts';
import type { Campaign, FoundViolation } from './campaign.ts';
import type { End } from './ends.ts';

export interface Report {
  seed: number;
  scenario: string;
  title: string;
  shoppers: number;
  transport: string;
  /** Name and how many came so far, in the order of the way. */
  funnel: [string, number][];
  ends: [End, number][];
  reasons: [string, number][];
  /** Virtual milliseconds. */
  latencies: { what: string; count: number; p50: number; p90: number; p99: number; most: number; histogram: number[] }[];
  /** How often each kind of fault struck each system; nothing struck is nothing tested. */
  faults: { kinds: readonly string[]; systems: { system: string; counts: number[] }[] };
  deaths: number;
  /** Orders placed, by hour since the world began. */
  byHour: number[];
  money: { authorised: number; captured: number; refunded: number; invoiced: number; orders: number; orderTotal: number };
  stock: { products: number; onHand: number; outgoing: number };
  troubles: number;
  violations: FoundViolation[];
  digest: string;
  events: number;
  virtualHours: number;
  wallSeconds: number;
}

const HISTOGRAM_EDGES_MS = [200, 400, 700, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000, 300_000];
export const HISTOGRAM_LABELS = ['.2', '.4', '.7', '1', '2', '4', '8', '15', '30', '60', '300', 'more'];

const FUNNEL = [
  ['came', 'came'],
  ['looked', 'found something'],
  ['cart', 'filled a cart'],
  ['till', 'went to the till'],
  ['paid', 'paid'],
  ['delivered', 'had it in hand'],
] as const;

const ENDS: readonly End[] = ['delivered', 'gave-up-before-paying', 'declined-for-good', 'sold-out'];

export function reportOf(
  { shop, stories, violations, events, endedAt, latencies }: Campaign,
  about: { seed: number; scenario: string; title: string; shoppers: number; transport: string; wallSeconds: number },
): Report {
  const { world } = shop;
  const reachedAt = (reached: string): number => FUNNEL.findIndex(([name]) => name === reached);
  const known = accounts(world);
  const orders = stories.flatMap(({ order }) => order ?? []);
  const stock = [...world.table<StockRow>('tripletex', 'stock').rows()];
  const struck = (system: string, kind: string): number => world.faults.struck.get(`${system} ${kind}`) ?? 0;
  const systems = [...[...world.services.keys()], 'gateway'];
  const held = known.flatMap(({ intents }) =>
    intents.filter(({ status }) => status === 'requires_capture' || status === 'succeeded'),
  );
  const reasons = Map.groupBy(
    stories.filter(({ reason }) => reason !== undefined),
    ({ reason }) => reason!.replace(/; the \w+ is .*$/, ''),
  );
  const byHour = Array.from({ length: 24 }, () => 0);
  for (const { at } of orders) {
    const hour = Math.min(23, Math.floor((at - world.startedAt) / 3_600_000));
    byHour[hour]!++;
  }
  return {
    ...about,
    funnel: FUNNEL.map(([name, label], index) => [
      label,
      name === 'came' ? stories.length : stories.filter(({ reached }) => reachedAt(reached) >= index).length,
    ]),
    ends: ENDS.map((end) => [end, stories.filter((story) => story.end === end).length]),
    reasons: [...reasons].map(([reason, list]): [string, number] => [reason, list.length]).sort((a, b) => b[1] - a[1]),
    latencies: [...latencies].map(([what, list]) => figuresOf(what, list)),
    faults: {
      kinds: FAULT_KINDS,
      systems: systems.map((system) => ({ system, counts: FAULT_KINDS.map((kind) => struck(system, kind)) })),
    },
    deaths: shop.deathCount,
    byHour,
    money: {
      authorised: sum(held.map(({ amount }) => amount)),
      captured: sum(known.map(captured)),
      refunded: sum(known.map(refunded)),
      invoiced: sum(known.map(invoiced)),
      orders: orders.length,
      orderTotal: sum(orders.map(({ total }) => total)),
    },
    stock: {
      products: stock.length,
      onHand: sum(stock.map(({ onHand }) => onHand)),
      outgoing: sum(stock.map(({ outgoing }) => outgoing)),
    },
    troubles: sum(stories.map(({ troubles }) => troubles)),
    violations,
    digest: world.journal.digest,
    events,
    virtualHours: Math.round((endedAt - world.startedAt) / 360_000) / 10,
  };
}

function figuresOf(what: string, list: readonly number[]): Report['latencies'][number] {
  const sorted = [...list].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  const histogram = HISTOGRAM_LABELS.map(() => 0);
  for (const ms of sorted) {
    const bin = HISTOGRAM_EDGES_MS.findIndex((edge) => ms <= edge);
    histogram[bin === -1 ? histogram.length - 1 : bin]!++;
  }
  return { what, count: sorted.length, p50: at(0.5), p90: at(0.9), p99: at(0.99), most: sorted.at(-1) ?? 0, histogram };
}
