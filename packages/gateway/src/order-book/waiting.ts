/** When each page of a shelf is due, the most urgent first; of equals, the smaller id. */
export class Waiting {
  readonly #list: { id: string; due: number }[] = [];

  get first(): number | undefined {
    return this.#list[0]?.due;
  }

  add(id: string, due: number): void {
    this.#list.splice(this.#placeOf(id, due), 0, { id, due });
  }

  delete(id: string, due: number): void {
    const place = this.#placeOf(id, due);
    if (this.#list[place]?.id === id) this.#list.splice(place, 1);
  }

  /** @returns the most urgent that are due at `until` or before. */
  upTo(until: number, limit: number): { id: string; due: number }[] {
    const found: { id: string; due: number }[] = [];
    for (const entry of this.#list) {
      if (entry.due > until || found.length >= limit) break;
      found.push(entry);
    }
    return found;
  }

  /** Takes out everything that was due before a time. */
  takeBefore(time: number): { id: string; due: number }[] {
    return this.#list.splice(0, this.#placeOf('', time));
  }

  #placeOf(id: string, due: number): number {
    let [low, high] = [0, this.#list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const entry = this.#list[middle]!;
      if (entry.due < due || (entry.due === due && entry.id < id)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
