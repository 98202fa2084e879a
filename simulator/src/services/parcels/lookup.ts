import type { Table } from '../../kernel/table.ts';

/**
 * Finds rows of a table by something else than their key, without reading the table through. The index is built when it
 * is first asked, which is after a saved world has put its rows back; from then on {@link Lookup.put} keeps it.
 */
export class Lookup<Row> {
  readonly #table: Table<Row>;
  readonly #keyOf: (row: Row) => string;
  readonly #termsOf: (row: Row) => readonly string[];
  #keys: Map<string, Set<string>> | undefined;

  /** @param termsOf What a row is found by. A term that a row once had stays with it. */
  constructor(table: Table<Row>, keyOf: (row: Row) => string, termsOf: (row: Row) => readonly string[]) {
    this.#table = table;
    this.#keyOf = keyOf;
    this.#termsOf = termsOf;
  }

  /** Puts a row into the table, and into the index. */
  put(row: Row): Row {
    if (this.#keys) this.#note(row, this.#keys);
    return this.#table.put(row);
  }

  first(term: string): Row | undefined {
    for (const key of this.#built().get(term) ?? []) {
      const row = this.#table.get(key);
      if (row) return row;
    }
    return undefined;
  }

  all(term: string): Row[] {
    return [...(this.#built().get(term) ?? [])].flatMap((key) => this.#table.get(key) ?? []);
  }

  #built(): Map<string, Set<string>> {
    if (this.#keys) return this.#keys;
    const keys = new Map<string, Set<string>>();
    for (const row of this.#table.rows()) this.#note(row, keys);
    this.#keys = keys;
    return keys;
  }

  #note(row: Row, keys: Map<string, Set<string>>): void {
    const key = this.#keyOf(row);
    for (const term of this.#termsOf(row)) {
      const known = keys.get(term);
      if (known) known.add(key);
      else keys.set(term, new Set([key]));
    }
  }
}
