import type { Random } from '../../kernel/random.ts';
import type { Table } from '../../kernel/table.ts';
import { clockTime } from '../parcels/oslo-time.ts';
import { withinHours } from '../parcels/working-days.ts';
import type { House } from './house.ts';
import { OPEN } from './settings.ts';
import type { Stop, Waves } from './waves.ts';

const MINUTE_MS = 60_000;

interface Wanting {
  sku: string;
  /** Who waits, first come first served. */
  wants: { reference: string; line: number; quantity: number }[];
  /** Pieces are on their way from the shop in town. */
  isComing: boolean;
}

/** Orders that wait for pieces: found by a count, brought by a supplier, or fetched from the shop in town. */
export class Shortages {
  readonly #house: House;
  readonly #waves: Waves;
  readonly #wanting: Table<Wanting>;
  readonly #chance: Random;

  constructor(house: House, waves: Waves) {
    this.#house = house;
    this.#waves = waves;
    this.#wanting = house.env.table('wanting', ({ sku }) => sku);
    this.#chance = house.env.random('shortages');
  }

  all(): Wanting[] {
    return this.#wanting.all();
  }

  wait({ sku, reference, line }: Stop, quantity: number): void {
    const { wants, isComing } = this.#wanting.get(sku) ?? { wants: [], isComing: false };
    this.#wanting.put({ sku, wants: [...wants, { reference, line, quantity }], isComing });
  }

  /** There may be pieces now: whoever waited longest gets them. For the rest a bike is sent to the shop in town. */
  serve(sku: string): void {
    const wanting = this.#wanting.get(sku);
    if (!wanting) return;
    const { env, orders, stock } = this.#house;
    const { shelves } = stock.of(sku);
    let left = shelves.reduce((sum, { bin }) => sum + stock.found(sku, bin), 0);
    const wants = [...wanting.wants];
    while (wants[0]) {
      const { reference, line, quantity } = wants[0];
      const order = orders.get(reference)!;
      if (order.status !== 'cancelled') {
        if (left < quantity) break;
        left -= quantity;
        const lines = order.lines.map((one, index) => (index === line ? { ...one, missing: one.missing - quantity } : one));
        orders.change(reference, { lines, status: 'picking' });
        this.#house.report(reference, 'resumed', { note: `${quantity} × ${lines[line]!.name}` });
        const bin = shelves.find(({ bin }) => stock.found(sku, bin) > 0)!.bin;
        this.#waves.fetchAgain({ reference, line, sku, bin, quantity, tried: [] });
      }
      wants.shift();
    }
    if (wants.length === 0) return void this.#wanting.delete(sku);
    this.#wanting.put({ sku, wants, isComing: true });
    if (wanting.isComing) return;
    const at = withinHours(env.now() + this.#chance.integer(45, 90) * MINUTE_MS, OPEN.from, OPEN.to);
    const quantity = wants.reduce((sum, want) => sum + want.quantity, 0) - left;
    env.tell(`The shop in town sends ${quantity} × ${this.#house.articles.get(sku)!.name} by bike, here by ${clockTime(at)}`);
    env.alarm(at, 'transfer', { sku, quantity });
  }

  /** The bike is here. */
  arrived({ sku, quantity }: { sku: string; quantity: number }): void {
    const { env, stock, articles } = this.#house;
    const { name, bin } = articles.get(sku)!;
    const wanting = this.#wanting.get(sku);
    if (wanting) this.#wanting.put({ ...wanting, isComing: false });
    stock.move(sku, bin, quantity);
    env.tell(`The bike from the shop in town brings ${quantity} × ${name}; they are in ${bin}, and the ERP is told`);
    this.#house.correct(sku, quantity, { bin, by: 'the shop in town' });
    this.serve(sku);
  }
}
