import type { Random } from '../../kernel/random.ts';
import type { Table } from '../../kernel/table.ts';
import { clockTime } from '../parcels/oslo-time.ts';
import { withinHours } from '../parcels/working-days.ts';
import type { House } from './house.ts';
import { OPEN } from './settings.ts';

const SECOND_MS = 1_000;

export type CountReason = 'short' | 'cyclic' | 'ordered';

export interface StockCount {
  id: number;
  sku: string;
  bins: string[];
  reason: CountReason;
  status: 'ordered' | 'counted';
  orderedAt: number;
  countedAt?: number;
  booked: number;
  counted?: number;
  by?: string;
}

/** Who counts, and until when they are busy with what was ordered before. */
interface Counter {
  key: 'urgent' | 'cyclic';
  busyUntil: number;
}

/** Somebody goes to the bins of an article and counts what is there; the ERP hears of differences. */
export class Counts {
  readonly #house: House;
  readonly #counts: Table<StockCount>;
  readonly #open: Table<{ sku: string; id: number }>;
  readonly #counters: Table<Counter>;
  readonly #number: () => number;
  readonly #chance: Random;
  readonly #counted: (sku: string) => void;

  constructor(house: House, counted: (sku: string) => void) {
    const { env } = house;
    this.#house = house;
    this.#counted = counted;
    this.#counts = env.table('stock-counts', ({ id }) => id);
    this.#open = env.table<{ sku: string; id: number }>('open-counts', ({ sku }) => sku);
    this.#counters = env
      .table<Counter>('counters', ({ key }) => key)
      .seed([
        { key: 'urgent', busyUntil: 0 },
        { key: 'cyclic', busyUntil: 0 },
      ]);
    this.#number = env.counter('count', 1);
    this.#chance = env.random('counts');
  }

  get size(): number {
    return this.#counts.size;
  }

  get(id: number): StockCount | undefined {
    return this.#counts.get(id);
  }

  /** Those that nobody has carried out yet. */
  open(): StockCount[] {
    return this.#open.all().map(({ id }) => this.#counts.get(id)!);
  }

  /** Newest first. */
  newest(limit: number): StockCount[] {
    const counts: StockCount[] = [];
    for (let id = this.#counts.size; id > 0 && counts.length < limit; id--) counts.push(this.#counts.get(id)!);
    return counts;
  }

  /** Orders a count; one that is ordered already serves all who wait for it. */
  order(sku: string, reason: CountReason): StockCount {
    const { env, stock, articles, settings } = this.#house;
    const open = this.#open.get(sku);
    if (open) return this.#counts.get(open.id)!;
    const bins = stock.of(sku).shelves.map(({ bin }) => bin);
    const count: StockCount = {
      id: this.#number(),
      sku,
      bins,
      reason,
      status: 'ordered',
      orderedAt: env.now(),
      booked: stock.booked(sku),
    };
    this.#counts.put(count);
    this.#open.put({ sku, id: count.id });
    const key = reason === 'cyclic' ? 'cyclic' : 'urgent';
    const { busyUntil } = this.#counters.get(key)!;
    const starts = withinHours(Math.max(busyUntil, env.now() + 60 * SECOND_MS), OPEN.from, OPEN.to + 1);
    const done = starts + this.#chance.integer(120, 300) * SECOND_MS;
    this.#counters.put({ key, busyUntil: done });
    env.alarm(done, 'count', count.id);
    if (reason !== 'cyclic')
      env.tell(`${settings.counter} counts ${articles.get(sku)!.name} in ${bins.join(' and ')} by ${clockTime(done)}`);
    return count;
  }

  done(id: number): void {
    const { env, stock, articles, settings } = this.#house;
    const count = this.#counts.get(id)!;
    const { name } = articles.get(count.sku)!;
    this.#open.delete(count.sku);
    const booked = stock.booked(count.sku);
    const { found, gone } = stock.count(count.sku);
    this.#counts.put({
      ...count,
      status: 'counted',
      countedAt: env.now(),
      booked,
      counted: booked - gone,
      by: settings.counter,
    });
    if (found > 0)
      env.tell(`${settings.counter} finds ${found} × ${name} behind other goods and puts them back into ${count.bins[0]!}`);
    if (gone > 0) {
      this.#house.correct(count.sku, -gone, { bin: count.bins[0]!, by: settings.counter });
      env.tell(
        `${settings.counter} counted ${booked - gone} × ${name} where ${booked} were booked; the ERP is told that ${gone} ${gone === 1 ? 'is' : 'are'} gone`,
      );
    } else if (found === 0 && count.reason !== 'cyclic') env.tell(`${settings.counter} counted ${booked} × ${name}, as booked`);
    this.#counted(count.sku);
  }
}

export function wireCount({ id, sku, bins, reason, status, orderedAt, countedAt, booked, counted, by }: StockCount) {
  const iso = (at: number) => new Date(at).toISOString();
  return {
    id: `SC-${id}`,
    sku,
    bins,
    reason,
    status,
    ordered_at: iso(orderedAt),
    counted_at: countedAt === undefined ? null : iso(countedAt),
    booked,
    counted: counted ?? null,
    difference: counted === undefined ? null : counted - booked,
    by: by ?? null,
  };
}
