import type { Table } from '../../kernel/table.ts';
import type { SeedArticle } from '../../seeds/assortment.ts';

export interface Shelf {
  bin: string;
  pieces: number;
}

/** What the warehouse believes of an article, and what it does not know yet. */
export interface StockRow {
  sku: string;
  /** As booked; the first is where pickers are sent. */
  shelves: Shelf[];
  /** Pieces that lie where nobody looks. A count finds them. */
  astray: number;
  /** Pieces that are gone. A count finds that out. */
  gone: number;
  picksSinceCount: number;
  /** Pieces in totes and parcels that have not left the house. */
  inTotes: number;
}

/** The shelves: booked pieces by article and bin. Rows come into being when they first differ from the seed. */
export class Stock {
  readonly #rows: Table<StockRow>;
  readonly #articles: ReadonlyMap<string, SeedArticle>;

  constructor(rows: Table<StockRow>, articles: ReadonlyMap<string, SeedArticle>) {
    this.#rows = rows;
    this.#articles = articles;
  }

  of(sku: string): StockRow {
    const known = this.#rows.get(sku);
    if (known) return known;
    const { shelves } = this.#articles.get(sku)!;
    return {
      sku,
      shelves: shelves.map(({ bin, pieces }) => ({ bin, pieces })),
      astray: 0,
      gone: 0,
      picksSinceCount: 0,
      inTotes: 0,
    };
  }

  booked(sku: string): number {
    return this.of(sku).shelves.reduce((sum, { pieces }) => sum + pieces, 0);
  }

  /** Everything of an article in the house, as booked: on shelves, in totes, and in parcels at the ramp. */
  inHouse(sku: string): number {
    return this.booked(sku) + this.of(sku).inTotes;
  }

  /** Pieces come into a tote, or leave the house. */
  carry(sku: string, pieces: number): void {
    const row = this.of(sku);
    this.#rows.put({ ...row, inTotes: row.inTotes + pieces });
  }

  /** Pieces that somebody who looks into the bin really finds. What is missing is missing from the first bins. */
  found(sku: string, bin: string): number {
    const { shelves, astray, gone } = this.of(sku);
    let missing = astray + gone;
    for (const shelf of shelves) {
      const lacks = Math.min(missing, shelf.pieces);
      missing -= lacks;
      if (shelf.bin === bin) return shelf.pieces - lacks;
    }
    return 0;
  }

  /** Another bin in which enough can be found to be worth the way. */
  elsewhere(sku: string, but: readonly string[]): string | undefined {
    return this.of(sku).shelves.find(({ bin }) => !but.includes(bin) && this.found(sku, bin) > 0)?.bin;
  }

  /** Books pieces in or out of a bin; an unknown bin is a new one. */
  move(sku: string, bin: string, pieces: number): StockRow {
    const row = this.of(sku);
    const shelves = row.shelves.some((shelf) => shelf.bin === bin)
      ? row.shelves.map((shelf) => (shelf.bin === bin ? { bin, pieces: shelf.pieces + pieces } : shelf))
      : [...row.shelves, { bin, pieces }];
    return this.#rows.put({ ...row, shelves });
  }

  picked(sku: string): number {
    const row = this.of(sku);
    return this.#rows.put({ ...row, picksSinceCount: row.picksSinceCount + 1 }).picksSinceCount;
  }

  /** From now on only `left` pieces are found; of the others `gone` are gone and the rest lie elsewhere. */
  hide(sku: string, left: number, gone: number): void {
    const missing = Math.max(0, this.booked(sku) - left);
    const lost = Math.min(gone, missing);
    this.#rows.put({ ...this.of(sku), astray: missing - lost, gone: lost });
  }

  /** Counts: what lay elsewhere is put back, and what is gone is booked out. Answers both. */
  count(sku: string): { found: number; gone: number } {
    const row = this.of(sku);
    let left = row.gone;
    const shelves = row.shelves.map(({ bin, pieces }) => {
      const lacks = Math.min(left, pieces);
      left -= lacks;
      return { bin, pieces: pieces - lacks };
    });
    this.#rows.put({ ...row, shelves, astray: 0, gone: 0, picksSinceCount: 0 });
    return { found: row.astray, gone: row.gone - left };
  }
}
