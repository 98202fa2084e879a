import type { Table } from '../../kernel/table.ts';

type Key = string | number;

/** A key of a row in one index; several, or none, where the row stands under several, or none. */
export type KeyOf<Row> = (row: Row) => Key | readonly Key[] | undefined;

/**
 * A table that is also found by other things than its id. An index is made when it is first asked for, because a saved
 * world fills its tables after the ERP has opened.
 */
export class Register<Row extends { id: number }> {
  readonly table: Table<Row>;
  readonly #keys: Readonly<Record<string, KeyOf<Row>>>;
  readonly #indices = new Map<string, Map<Key, number | Set<number>>>();
  /** Counts up with every change: what was worked out before it may be wrong after it. */
  revision = 0;

  constructor(table: Table<Row>, keys: Readonly<Record<string, KeyOf<Row>>> = {}) {
    this.table = table;
    this.#keys = keys;
  }

  get(id: number): Row | undefined {
    return this.table.get(id);
  }

  put(row: Row): Row {
    const before = this.#indices.size > 0 ? this.table.get(row.id) : undefined;
    for (const [name, index] of this.#indices) {
      if (before) this.#drop(index, name, before);
      this.#add(index, name, row);
    }
    this.revision++;
    return this.table.put(row);
  }

  delete(row: Row): void {
    for (const [name, index] of this.#indices) this.#drop(index, name, row);
    this.revision++;
    this.table.delete(row.id);
  }

  /** Lowest id first. */
  by(name: string, key: Key): Row[] {
    const ids = this.#index(name).get(key);
    if (ids === undefined) return [];
    if (typeof ids === 'number') return [this.table.get(ids)!];
    return [...ids].sort((a, b) => a - b).map((id) => this.table.get(id)!);
  }

  #index(name: string): Map<Key, number | Set<number>> {
    const known = this.#indices.get(name);
    if (known) return known;
    const index = new Map<Key, number | Set<number>>();
    for (const row of this.table.rows()) this.#add(index, name, row);
    this.#indices.set(name, index);
    return index;
  }

  #keysOf(name: string, row: Row): readonly Key[] {
    const keys = this.#keys[name]!(row);
    return keys === undefined ? [] : typeof keys === 'object' ? keys : [keys];
  }

  #add(index: Map<Key, number | Set<number>>, name: string, row: Row): void {
    for (const key of this.#keysOf(name, row)) {
      const ids = index.get(key);
      // Most keys stand for one row, and a set for each of them would be most of the memory.
      if (ids === undefined || ids === row.id) index.set(key, row.id);
      else if (typeof ids === 'number') index.set(key, new Set([ids, row.id]));
      else ids.add(row.id);
    }
  }

  #drop(index: Map<Key, number | Set<number>>, name: string, row: Row): void {
    for (const key of this.#keysOf(name, row)) {
      const ids = index.get(key);
      if (ids === row.id) index.delete(key);
      else if (typeof ids === 'object') ids.delete(row.id);
    }
  }
}
