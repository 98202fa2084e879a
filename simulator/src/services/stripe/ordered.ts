import type { Table } from '../../kernel/table.ts';

/**
 * A table's rows in the order in which they came, and by group, without reading the table through. Follows the table
 * lazily, so that rows of a saved world are found as well. For tables whose rows are never deleted.
 */
export class Ordered<Row> {
  readonly #table: Table<Row>;
  readonly #keyOf: (row: Row) => string;
  readonly #groupsOf: (row: Row) => Iterable<string>;
  readonly #keys: string[] = [];
  readonly #places = new Map<string, number>();
  readonly #groups = new Map<string, Set<string>>();
  #rest: IterableIterator<Row> | undefined;

  constructor(table: Table<Row>, keyOf: (row: Row) => string, groupsOf: (row: Row) => Iterable<string> = () => []) {
    this.#table = table;
    this.#keyOf = keyOf;
    this.#groupsOf = groupsOf;
  }

  get length(): number {
    this.#follow();
    return this.#keys.length;
  }

  /** Oldest first. */
  at(place: number): Row {
    this.#follow();
    return this.#table.get(this.#keys[place]!)!;
  }

  placeOf(key: string): number | undefined {
    this.#follow();
    return this.#places.get(key);
  }

  /** Oldest first: rows that were in this group once. Whoever groups by what may change looks again. */
  group(name: string): Row[] {
    this.#follow();
    return [...(this.#groups.get(name) ?? [])].map((key) => this.#table.get(key)!);
  }

  /** The row has changed groups. */
  regroup(row: Row): void {
    this.#follow();
    this.#place(row);
  }

  /** An iterator over a Map goes on with what is added later, as long as it was never asked beyond the end. */
  #follow(): void {
    this.#rest ??= this.#table.rows();
    while (this.#keys.length < this.#table.size) {
      const row = this.#rest.next().value as Row;
      const key = this.#keyOf(row);
      this.#places.set(key, this.#keys.length);
      this.#keys.push(key);
      this.#place(row);
    }
  }

  #place(row: Row): void {
    for (const name of this.#groupsOf(row)) {
      const group = this.#groups.get(name) ?? new Set();
      this.#groups.set(name, group.add(this.#keyOf(row)));
    }
  }
}
