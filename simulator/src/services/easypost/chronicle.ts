import type { Table } from '../../kernel/table.ts';
import type { Newest } from './paging.ts';

/** A table's rows in the order in which they came, without reading the table for every page. */
export class Chronicle<Row extends { id: string }> implements Newest<Row> {
  readonly #table: Table<Row>;
  #ids: string[] | undefined;
  readonly #places = new Map<string, number>();

  constructor(table: Table<Row>) {
    this.#table = table;
  }

  note(id: string): void {
    if (!this.#ids || this.#places.has(id)) return;
    this.#places.set(id, this.#ids.push(id) - 1);
  }

  find(id: string): Row | undefined {
    return this.#table.get(id);
  }

  *newest(beforeId?: string): Generator<Row> {
    const ids = this.#built();
    const start = beforeId === undefined ? ids.length : this.#places.get(beforeId);
    for (let place = (start ?? 0) - 1; place >= 0; place--) {
      const row = this.#table.get(ids[place]!);
      if (row) yield row;
    }
  }

  #built(): string[] {
    if (this.#ids) return this.#ids;
    this.#ids = [];
    for (const { id } of this.#table.rows()) this.note(id);
    return this.#ids;
  }
}
