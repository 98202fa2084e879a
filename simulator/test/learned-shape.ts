/** What recordings teach of an answer's shape: which members it always has, which it may have, and of what kinds they are. */
interface Learned {
  kinds: Set<string>;
  /** How many objects were seen here, and in how many of them each member was. */
  seen: number;
  members: Map<string, { count: number; shape: Learned }>;
  elements: Learned | undefined;
}

const blank = (): Learned => ({ kinds: new Set(), seen: 0, members: new Map(), elements: undefined });

const kindOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value);

/**
 * Learns shapes from recorded traffic, and holds other traffic to them. Objects that say what they are (`object:
 * "Tracker"`) are one shape wherever they stand. A null is taken anywhere: recordings of one country know little of
 * which members are empty in another.
 */
export class RecordedShapes {
  readonly #named = new Map<string, Learned>();
  readonly #places = new Map<string, Learned>();

  learn(place: string, value: unknown): void {
    const shape = this.#places.get(place) ?? blank();
    this.#places.set(place, shape);
    this.#learn(shape, value);
  }

  knows(place: string): boolean {
    return this.#places.has(place);
  }

  /** Complaints; none when the value could have been recorded. `loose` asks for no member, as of a request. */
  judge(place: string, value: unknown, loose = false): string[] {
    const shape = this.#places.get(place);
    return shape ? this.#judge(shape, value, '$', loose) : [`nothing was recorded at ${place}`];
  }

  #shapeOf(shape: Learned, value: object): Learned {
    const name = (value as { object?: unknown }).object;
    if (typeof name !== 'string') return shape;
    const named = this.#named.get(name) ?? blank();
    this.#named.set(name, named);
    return named;
  }

  #learn(place: Learned, value: unknown): void {
    place.kinds.add(kindOf(value));
    if (Array.isArray(value)) {
      for (const element of value) this.#learn((place.elements ??= blank()), element);
    } else if (typeof value === 'object' && value !== null) {
      const shape = this.#shapeOf(place, value);
      shape.seen += 1;
      for (const [name, member] of Object.entries(value)) {
        const known = shape.members.get(name) ?? { count: 0, shape: blank() };
        shape.members.set(name, { count: known.count + 1, shape: known.shape });
        this.#learn(known.shape, member);
      }
    }
  }

  #judge(place: Learned, value: unknown, path: string, loose: boolean): string[] {
    const kind = kindOf(value);
    if (kind === 'null') return [];
    const known = [...place.kinds].filter((one) => one !== 'null');
    if (known.length > 0 && !known.includes(kind)) return [`${path}: ${kind} instead of ${known.join(' or ')}`];
    if (Array.isArray(value)) {
      const { elements } = place;
      return elements ? value.flatMap((element, index) => this.#judge(elements, element, `${path}[${index}]`, loose)) : [];
    }
    if (typeof value !== 'object' || value === null) return [];
    const shape = this.#shapeOf(place, value);
    if (shape.seen === 0) return [];
    const missing = [...shape.members].flatMap(([name, { count }]) =>
      !loose && count === shape.seen && !(name in value) ? [`${path}.${name}: missing`] : [],
    );
    // A place that was only ever empty, such as `options`, teaches no members.
    const free = shape.members.size === 0;
    const others = Object.entries(value).flatMap(([name, member]) => {
      const known = shape.members.get(name);
      if (known) return this.#judge(known.shape, member, `${path}.${name}`, loose);
      return free || member === undefined ? [] : [`${path}.${name}: never recorded`];
    });
    return [...missing, ...others];
  }
}
