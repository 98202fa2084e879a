/** What changed in a table since it was seeded. */
export interface SavedTable {
  rows: unknown[];
  deleted: (string | number)[];
}

/**
 * Rows of a simulated system, in the order in which they came. A row that is changed must be `put` again: that is how
 * the table knows what differs from the seed, and a snapshot stays small.
 */
export class Table<Row> {
  readonly #keyOf: (row: Row) => string | number;
  readonly #rows = new Map<string | number, Row>();
  readonly #touched = new Set<string | number>();
  readonly #deleted = new Set<string | number>();
  readonly #watchers: ((row: Row) => void)[] = [];

  constructor(keyOf: (row: Row) => string | number) {
    this.#keyOf = keyOf;
  }

  get size(): number {
    return this.#rows.size;
  }

  get(key: string | number): Row | undefined {
    return this.#rows.get(key);
  }

  put(row: Row): Row {
    const key = this.#keyOf(row);
    this.#rows.set(key, row);
    this.#touched.add(key);
    this.#deleted.delete(key);
    for (const watcher of this.#watchers) watcher(row);
    return row;
  }

  /** Hears of every row that is put from now on. It must change nothing. */
  onPut(watcher: (row: Row) => void): void {
    this.#watchers.push(watcher);
  }

  delete(key: string | number): boolean {
    if (!this.#rows.delete(key)) return false;
    this.#touched.delete(key);
    this.#deleted.add(key);
    return true;
  }

  rows(): IterableIterator<Row> {
    return this.#rows.values();
  }

  all(): Row[] {
    return [...this.#rows.values()];
  }

  find(holds: (row: Row) => boolean): Row | undefined {
    for (const row of this.#rows.values()) if (holds(row)) return row;
    return undefined;
  }

  filter(holds: (row: Row) => boolean): Row[] {
    return this.all().filter(holds);
  }

  /** Rows that the seed brings: part of every world of this seed, and therefore never saved. */
  seed(rows: Iterable<Row>): this {
    for (const row of rows) this.#rows.set(this.#keyOf(row), row);
    return this;
  }

  save(): SavedTable {
    return { rows: [...this.#touched].map((key) => this.#rows.get(key)), deleted: [...this.#deleted] };
  }

  restore(saved: SavedTable): void {
    for (const key of saved.deleted) this.delete(key);
    for (const row of saved.rows) this.put(row as Row);
  }
}
