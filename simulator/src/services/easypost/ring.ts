import type { Table } from '../../kernel/table.ts';

export interface Slot<Row> {
  slot: number;
  /** Counts up over the ring's whole life. */
  serial: number;
  row: Row;
}

/** The newest so many rows, by id and by another name. The oldest makes room: what nobody bought is forgotten. */
export class Ring<Row extends { id: string }> {
  readonly #table: Table<Slot<Row>>;
  readonly #size: number;
  readonly #nameOf: (row: Row) => string | null;
  #slots: Map<string, number> | undefined;
  #next = 0;

  constructor(table: Table<Slot<Row>>, size: number, nameOf: (row: Row) => string | null = () => null) {
    this.#table = table;
    this.#size = size;
    this.#nameOf = nameOf;
  }

  add(row: Row): Row {
    const slots = this.#built();
    const slot = this.#next % this.#size;
    const gone = this.#table.get(slot)?.row;
    if (gone) for (const name of this.#names(gone)) if (slots.get(name) === slot) slots.delete(name);
    this.#table.put({ slot, serial: this.#next, row });
    this.#next += 1;
    for (const name of this.#names(row)) slots.set(name, slot);
    return row;
  }

  find(name: string): Row | undefined {
    const slot = this.#built().get(name);
    return slot === undefined ? undefined : this.#table.get(slot)?.row;
  }

  replace(row: Row): Row {
    const slot = this.#built().get(row.id);
    const known = slot === undefined ? undefined : this.#table.get(slot);
    if (known) this.#table.put({ ...known, row });
    return row;
  }

  /** From the newest back, or from the one before `beforeId`. */
  *newest(beforeId?: string): Generator<Row> {
    const slots = this.#built();
    const start = beforeId === undefined ? undefined : slots.get(beforeId);
    if (beforeId !== undefined && start === undefined) return;
    let serial = (start === undefined ? this.#next : this.#table.get(start)!.serial) - 1;
    for (const oldest = Math.max(0, this.#next - this.#size); serial >= oldest; serial--)
      yield this.#table.get(serial % this.#size)!.row;
  }

  #names(row: Row): string[] {
    const name = this.#nameOf(row);
    return name ? [row.id, name] : [row.id];
  }

  #built(): Map<string, number> {
    if (this.#slots) return this.#slots;
    const slots = new Map<string, number>();
    for (const { slot, serial, row } of this.#table.rows()) {
      this.#next = Math.max(this.#next, serial + 1);
      for (const name of this.#names(row)) slots.set(name, slot);
    }
    this.#slots = slots;
    return slots;
  }
}
