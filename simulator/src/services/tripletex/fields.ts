import { refuse } from './envelope.ts';

/** Another object, which is opened only when `fields` asks for it. */
export class Reference {
  readonly id: number;
  readonly url: string;
  readonly open: () => View;

  /** @param path Such as `order`, below `/v2`. */
  constructor(path: string, id: number, open: () => View) {
    this.id = id;
    this.url = urlOf(path, id);
    this.open = open;
  }
}

/** One object with everything that could be asked of it. Members without a value are left out of answers. */
export type View = Readonly<Record<string, unknown>>;

/** What to show of each member: all of it, or a choice. */
type Fields = Map<string, Fields | undefined>;

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
    const [name = ''] = /^\s*[\w*]+\s*/.exec(pattern.slice(at)) ?? [];
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
export function select(view: View, fields: Fields | undefined): Record<string, unknown> {
  const all = !fields || fields.has('*');
  const shown: Record<string, unknown> = {};
  for (const name of fields?.keys() ?? [])
    if (name !== '*' && !(name in view))
      refuse('filter', `${name} is not a field here. There are ${Object.keys(view).join(', ')}.`);
  for (const [name, value] of Object.entries(view)) {
    if (value === undefined || !(all || fields?.has(name))) continue;
    const below = fields?.get(name);
    shown[name] = Array.isArray(value) ? value.map((item) => show(item, below)) : show(value, below);
  }
  return shown;
}

function show(value: unknown, fields: Fields | undefined): unknown {
  if (!(value instanceof Reference)) return value;
  return fields ? select(value.open(), fields) : { id: value.id, url: value.url };
}
