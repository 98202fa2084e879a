import type { ServiceEnv } from '../../kernel/service.ts';
import type { Table } from '../../kernel/table.ts';
import type { SeedArticle } from '../../seeds/assortment.ts';
import { spotOf, type Floor } from './floor.ts';
import type { PickOrder } from './pick-order.ts';
import type { WarehouseSettings } from './settings.ts';
import { Stock, type StockRow } from './stock.ts';
import { Troubles, type Trouble } from './troubles.ts';

/** Where events go: an address, and headers that its door asks for. */
export interface Listener {
  url: string;
  headers?: Record<string, string>;
}

/** What all rooms of the warehouse share. */
export interface House {
  env: ServiceEnv;
  settings: WarehouseSettings;
  articles: ReadonlyMap<string, SeedArticle>;
  floor: Floor;
  orders: Orders;
  stock: Stock;
  troubles: Troubles;
  /** Tells the gateway, and keeps it for those who ask. */
  report(reference: string, type: string, data: Record<string, unknown>): void;
  /** Tells the ERP what was put away. */
  received(message: Record<string, unknown>): void;
  /** Tells the ERP that there are more or fewer pieces of an article than it believes. */
  correct(sku: string, difference: number, about: { bin: string; by: string }): void;
}

/** Pick orders by reference, and in the order in which they came. */
export class Orders {
  readonly #table: Table<PickOrder>;
  readonly #next: () => number;
  #references: string[] | undefined;

  constructor(table: Table<PickOrder>, next: () => number) {
    this.#table = table;
    this.#next = next;
  }

  get(reference: string): PickOrder | undefined {
    return this.#table.get(reference);
  }

  add(order: Omit<PickOrder, 'sequence'>): PickOrder {
    const references = this.#inSequence();
    const added = this.#table.put({ ...order, sequence: this.#next() });
    references.push(added.reference);
    return added;
  }

  change(reference: string, change: Partial<PickOrder>): PickOrder {
    return this.#table.put({ ...this.#table.get(reference)!, ...change });
  }

  replace(order: PickOrder): PickOrder {
    return this.#table.put(order);
  }

  /** From the one after `after`, oldest first, until `limit` of them please. */
  page(after: number, limit: number, pleases: (order: PickOrder) => boolean): PickOrder[] {
    const found: PickOrder[] = [];
    const references = this.#inSequence();
    for (let index = after; index < references.length && found.length < limit; index++) {
      const order = this.#table.get(references[index]!)!;
      if (pleases(order)) found.push(order);
    }
    return found;
  }

  /** Newest first, of the last `within`. */
  newest(within: number): PickOrder[] {
    return this.#inSequence()
      .slice(-within)
      .reverse()
      .map((reference) => this.#table.get(reference)!);
  }

  /** Built when first asked for: a saved world puts its rows after the service was made. */
  #inSequence(): string[] {
    this.#references ??= this.#table
      .all()
      .sort((a, b) => a.sequence - b.sequence)
      .map(({ reference }) => reference);
    return this.#references;
  }
}

export function makeHouse(
  env: ServiceEnv,
  settings: WarehouseSettings,
  doors: {
    gateway(order: PickOrder, type: string, data: Record<string, unknown>): void;
    erp(message: 'goods-receipts' | 'stock-counts', data: Record<string, unknown>): void;
  },
): House {
  const articles = new Map<string, SeedArticle>();
  const floor = { aisles: 1, racks: 24 };
  for (const article of env.seeds.articles) {
    articles.set(article.sku, article);
    const { aisle, rack } = spotOf(article.bin);
    floor.aisles = Math.max(floor.aisles, aisle);
    floor.racks = Math.max(floor.racks, rack);
  }
  const orders = new Orders(
    env.table<PickOrder>('pick-orders', ({ reference }) => reference),
    env.counter('order', 1),
  );
  const stock = new Stock(
    env.table<StockRow>('stock', ({ sku }) => sku),
    articles,
  );
  return {
    env,
    settings,
    articles,
    floor,
    orders,
    stock,
    troubles: new Troubles(env.table<Trouble>('troubles', ({ key }) => key)),
    report: (reference, type, data) => doors.gateway(orders.get(reference)!, type, data),
    received: (message) => doors.erp('goods-receipts', message),
    correct: (sku, difference, { bin, by }) =>
      doors.erp('stock-counts', {
        counted_at: new Date(env.now()).toISOString(),
        lines: [{ sku, counted: stock.inHouse(sku), difference, bin }],
        by,
      }),
  };
}
