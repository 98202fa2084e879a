import { refuse } from './envelope.ts';

/** What can be asked of one kind of object, by member. Read only when it is asked for; absent values are left out. */
export type Shape<Row> = Readonly<Record<string, (row: Row) => unknown>>;

/** What to show of each member: all of it, or a choice. */
export type Fields = Map<string, Fields | undefined>;

/** Another object, which is opened only when `fields` asks for it. */
export class Reference {
  readonly id: number;
  readonly #path: string;
  readonly #open: (fields: Fields | undefined) => Record<string, unknown>;

  constructor(path: string, id: number, open: (fields: Fields | undefined) => Record<string, unknown>) {
    this.id = id;
    this.#path = path;
    this.#open = open;
  }

  /** Without a choice: where it is. */
  show(fields: Fields | undefined): Record<string, unknown> {
    return fields ? this.#open(fields) : { id: this.id, url: urlOf(this.#path, this.id) };
  }
}

/** @param path Such as `order`, below `/v2`. */
export const referTo = <Row>(path: string, id: number, shape: Shape<Row>, rowOf: () => Row): Reference =>
  new Reference(path, id, (fields) => select(shape, rowOf(), fields));

/** As Tripletex writes it: without a scheme. */
export const urlOf = (path: string, id: number): string => `tripletex.no/v2/${path}/${id}`;

/** Reads `id,customer(id,name),orderLines.product.number,*`. */
export function parseFields(pattern: string | null): Fields | undefined {
  if (!pattern) return undefined;
  let at = 0;
  const readList = (): Fields => {
    const fields: Fields = new Map();
    for (;;) {
      readOne(fields);
      if (pattern[at] !== ',') return fields;
      at++;
    }
  };
  const readOne = (fields: Fields): void => {
    const [name = ''] = /^\s*[\w*]+\s*/.exec(pattern.slice(at, at + 80)) ?? [];
    if (!name) refuse('filter', `Cannot read fields at character ${at + 1}: ${pattern}`);
    at += name.length;
    const key = name.trim();
    if (pattern[at] === '.') {
      at++;
      const below: Fields = fields.get(key) ?? (new Map() as Fields);
      readOne(below);
      fields.set(key, below);
    } else if (pattern[at] === '(') {
      at++;
      const below = readList();
      if (pattern[at] !== ')') refuse('filter', `A bracket is not closed: ${pattern}`);
      at++;
      fields.set(key, new Map([...(fields.get(key) ?? []), ...below]));
    } else if (!fields.has(key)) fields.set(key, undefined);
  };
  const fields = readList();
  if (at < pattern.length) refuse('filter', `Cannot read fields at character ${at + 1}: ${pattern}`);
  return fields;
}

/** @throws {Answer} 400 for a field that does not exist. */
export function select<Row>(shape: Shape<Row>, row: Row, fields: Fields | undefined): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  if (!fields || fields.has('*')) for (const name in shape) put(shown, name, shape[name]!(row), fields?.get(name));
  if (!fields) return shown;
  for (const [name, below] of fields) {
    if (name === '*' || name in shown) continue;
    if (!Object.hasOwn(shape, name)) refuse('filter', `${name} is not a field here. There are ${Object.keys(shape).join(', ')}.`);
    put(shown, name, shape[name]!(row), below);
  }
  return shown;
}

function put(shown: Record<string, unknown>, name: string, value: unknown, below: Fields | undefined): void {
  if (value === undefined) return;
  shown[name] = Array.isArray(value) ? value.map((item) => show(item, below)) : show(value, below);
}

const show = (value: unknown, fields: Fields | undefined): unknown => (value instanceof Reference ? value.show(fields) : value);
