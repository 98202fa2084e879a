import type { Answer, Call } from '../../kernel/service.ts';
import { parseFields, Reference, select, type Shape } from './fields.ts';
import { isOfKind, type Vocabulary } from './vocabulary.ts';

/** Tripletex's error codes, each with the HTTP status it comes with. Source: docs/upstream/tripletex.md, "Envelopes". */
const ERRORS = {
  unauthenticated: [401, 3000, 'Unauthorized'],
  forbidden: [403, 9000, 'Forbidden'],
  notFound: [404, 6000, 'Object not found'],
  exists: [409, 7000, 'Object already exists'],
  revision: [409, 8000, 'RevisionException'],
  filter: [400, 11000, 'Illegal field in fields filter'],
  path: [400, 12000, 'Wrong path parameter'],
  mapping: [422, 16000, 'Request mapping failed'],
  sorting: [422, 17000, 'Illegal sorting'],
  validation: [422, 18000, 'Validation failed.'],
  parameter: [422, 21000, 'Wrong query parameter'],
  json: [422, 22000, 'Invalid JSON'],
  tooMany: [429, 4290, 'Too many requests'],
} as const;

/** One sentence about one field. */
export interface ValidationMessage {
  field: string;
  message: string;
}

/** Real and documented: whoever asks for more gets this many. */
const MOST_AT_ONCE = 1_000;

/** Tripletex's error shape. The request's number is put in by whoever answers. */
export function refusal(kind: keyof typeof ERRORS, detail: string, validationMessages: ValidationMessage[] = []) {
  const [status, code, message] = ERRORS[kind];
  const body = {
    status,
    code,
    message,
    link: 'https://tripletex.no/v2-docs/',
    developerMessage: detail,
    validationMessages: validationMessages.length > 0 ? validationMessages : null,
    requestId: '',
  };
  return { status, body } satisfies Answer;
}

/** Refuses from wherever we are. @throws {Answer} always. */
export function refuse(kind: keyof typeof ERRORS, detail: string, validationMessages: ValidationMessage[] = []): never {
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- the kernel reads a thrown answer as the answer
  throw refusal(kind, detail, validationMessages);
}

/** @throws {Answer} 422 with one message. */
export function invalid(field: string, message: string): never {
  refuse('validation', `${field}: ${message}`, [{ field, message }]);
}

export function answerOne<Row>(call: Call, shape: Shape<Row>, row: Row, status = 200): Answer {
  return { status, body: { value: select(shape, row, parseFields(call.query.get('fields'))) } };
}

/** A list that may not be there until somebody looks at a part of it. */
export interface Rows<Row> {
  readonly length: number;
  slice(from?: number, to?: number): readonly Row[];
}

/** Cuts out the page that was asked for, and only then shows its rows. */
export function answerList<Row extends { id: number }>(call: Call, rows: Rows<Row>, shape: Shape<Row>): Answer {
  const from = readWhole(call, 'from', 0);
  const count = Math.min(readWhole(call, 'count', MOST_AT_ONCE), MOST_AT_ONCE);
  const fields = parseFields(call.query.get('fields'));
  const sorting = call.query.get('sorting');
  const page = (sorting ? sorted(rows.slice(), sorting, shape) : rows).slice(from, from + count);
  const values = page.map((row) => select(shape, row, fields));
  const versionDigest = 'Checksum not yet supported for this endpoint';
  return { status: 200, body: { fullResultSize: rows.length, from, count: values.length, versionDigest, values } };
}

/** By `-orderDate,customer.name`; what is equal in all of it stays in order of id. */
function sorted<Row extends { id: number }>(rows: readonly Row[], sorting: string, shape: Shape<Row>): Row[] {
  const keys = sorting.split(',').map((text) => {
    const key = text.trim();
    const [name = '', below] = key.replace(/^-/, '').split('.', 2);
    if (!Object.hasOwn(shape, name)) refuse('sorting', `${name} is not a field here.`);
    return { sign: key.startsWith('-') ? -1 : 1, name, below };
  });
  const ranked = rows.map((row) => ({
    row,
    ranks: keys.map(({ name, below }) => {
      const value = shape[name]!(row);
      const rank = value instanceof Reference && below ? value.show(new Map([[below, undefined]]))[below] : value;
      if (typeof rank === 'object' && rank !== null) refuse('sorting', `${name} cannot be sorted by.`);
      return (rank ?? '') as string | number | boolean;
    }),
  }));
  ranked.sort((a, b) => {
    for (const [index, { sign }] of keys.entries()) {
      const [left, right] = [a.ranks[index]!, b.ranks[index]!];
      if (left < right) return -sign;
      if (left > right) return sign;
    }
    return a.row.id - b.row.id;
  });
  return ranked.map(({ row }) => row);
}

function readWhole(call: Call, name: string, otherwise: number): number {
  const text = call.query.get(name);
  if (text === null || text === '') return otherwise;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0)
    refuse('parameter', `${name} must be a whole number of at least 0.`, [{ field: name, message: 'Wrong format.' }]);
  return value;
}

/** A list of ids or numbers: repeated, separated by commas, or both. Undefined when the parameter is absent. */
export function readList(call: Call, name: string): Set<string> | undefined {
  const given = call.query
    .getAll(name)
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .filter(Boolean);
  return given.length > 0 ? new Set(given) : undefined;
}

export function readFlag(call: Call, name: string): boolean | undefined {
  const text = call.query.get(name);
  if (text === null || text === '') return undefined;
  if (text !== 'true' && text !== 'false')
    refuse('parameter', `${name} must be true or false.`, [{ field: name, message: 'Wrong format.' }]);
  return text === 'true';
}

/** A day of a required parameter. */
export function readDay(call: Call, name: string): string {
  const text = call.query.get(name);
  if (!text) refuse('parameter', `${name} is required.`, [{ field: name, message: 'This field must be filled in.' }]);
  if (!isDay(text)) refuse('parameter', `${name} must be a day, yyyy-MM-dd.`, [{ field: name, message: 'Wrong format.' }]);
  return text;
}

/** From this day until before that one. @throws {Answer} when the end lies before the beginning. */
export function readDays(call: Call, fromName: string, toName: string): [from: string, to: string] {
  const [from, to] = [readDay(call, fromName), readDay(call, toName)];
  if (from > to) invalid(toName, `Must not be before ${fromName}.`);
  return [from, to];
}

export function isDay(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
    new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)
  );
}

export function readId(call: Call, name = 'id'): number {
  const id = Number(call.params[name]);
  if (!Number.isSafeInteger(id) || id < 0) refuse('path', 'The id in the path must be a whole number.');
  return id;
}

/** The id of a required query parameter, such as `productId`. */
export function readQueryId(call: Call, name: string): number {
  const text = call.query.get(name);
  if (!text) refuse('parameter', `${name} is required.`, [{ field: name, message: 'This field must be filled in.' }]);
  const id = Number(text);
  if (!Number.isSafeInteger(id)) refuse('parameter', `${name} must be an id.`, [{ field: name, message: 'Wrong format.' }]);
  return id;
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    refuse('json', 'The body is not JSON.');
  }
}

/** The body as an object whose members Tripletex knows. */
export const readBody = (call: Call, vocabulary: Vocabulary): Record<string, unknown> =>
  asObject(parseJson(call.text), '', vocabulary);

/** @param path Where it is in the body, with a dot at the end, or empty. */
export function asObject(value: unknown, path: string, vocabulary: Vocabulary): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    refuse('mapping', `${path || 'The body'} must be an object.`, [{ field: path.replace(/\.$/, ''), message: 'Wrong type.' }]);
  const unknown = Object.keys(value).filter((name) => !vocabulary.has(name));
  if (unknown.length > 0)
    refuse(
      'mapping',
      `Unknown: ${unknown.join(', ')}.`,
      unknown.map((name) => ({ field: path + name, message: 'The field does not exist in the object.' })),
    );
  const wrong = Object.entries(value).filter(([name, member]) => !isOfKind(member, vocabulary.get(name)!));
  if (wrong.length > 0)
    refuse(
      'mapping',
      `Wrong type: ${wrong.map(([name]) => name).join(', ')}.`,
      wrong.map(([name]) => ({ field: path + name, message: 'Wrong type.' })),
    );
  return value as Record<string, unknown>;
}
