import type { Answer, Call } from '../../kernel/service.ts';
import { parseFields, select, type View } from './fields.ts';

/** Tripletex's error codes, each with the HTTP status it comes with. Source: docs/upstream/tripletex.md, "Envelopes". */
const ERRORS = {
  unauthenticated: [401, 3000, 'Unauthorized'],
  notFound: [404, 6000, 'Object not found'],
  revision: [409, 8000, 'RevisionException'],
  filter: [400, 11000, 'Illegal field in fields filter'],
  path: [400, 12000, 'Wrong path parameter'],
  mapping: [422, 16000, 'Request mapping failed'],
  sorting: [422, 17000, 'Illegal sorting'],
  validation: [422, 18000, 'Validation failed.'],
  parameter: [422, 21000, 'Wrong query parameter'],
  json: [422, 22000, 'Invalid JSON'],
} as const;

/** One sentence about one field. */
export interface ValidationMessage {
  field: string;
  message: string;
}

/** Real and documented: whoever asks for more gets this many. */
const MOST_AT_ONCE = 1_000;

/** Answers in Tripletex's error shape, from wherever we are. @throws {Answer} always. */
export function refuse(kind: keyof typeof ERRORS, detail: string, validationMessages: ValidationMessage[] = []): never {
  const [status, code, message] = ERRORS[kind];
  const body = {
    status,
    code,
    message,
    link: 'https://tripletex.no/v2-docs/',
    developerMessage: detail,
    validationMessages: validationMessages.length > 0 ? validationMessages : null,
    requestId: `sim-${code}-${detail.length}`,
  };
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- the kernel reads a thrown answer as the answer
  throw { status, body } satisfies Answer;
}

/** @throws {Answer} 422 with one message. */
export function invalid(field: string, message: string): never {
  refuse('validation', `${field}: ${message}`, [{ field, message }]);
}

export function answerOne(call: Call, view: View, status = 200): Answer {
  return { status, body: { value: select(view, parseFields(call.query.get('fields'))) } };
}

/** Sorts, cuts out the page that was asked for, and only then makes views of its rows. */
export function answerList<Row extends { id: number }>(call: Call, rows: Row[], viewOf: (row: Row) => View): Answer {
  const from = readWhole(call, 'from', 0);
  const count = Math.min(readWhole(call, 'count', MOST_AT_ONCE), MOST_AT_ONCE);
  const fields = parseFields(call.query.get('fields'));
  const page = sorted(rows, call.query.get('sorting'), viewOf).slice(from, from + count);
  const values = page.map((row) => select(viewOf(row), fields));
  const versionDigest = 'Checksum not yet supported for this endpoint';
  return { status: 200, body: { fullResultSize: rows.length, from, count: values.length, versionDigest, values } };
}

function sorted<Row extends { id: number }>(rows: Row[], sorting: string | null, viewOf: (row: Row) => View): Row[] {
  if (!sorting) return rows;
  const keys = sorting.split(',').map((key) => (key.startsWith('-') ? { name: key.slice(1), sign: -1 } : { name: key, sign: 1 }));
  const views = new Map(rows.map((row) => [row.id, viewOf(row)]));
  return [...rows].sort((a, b) => {
    for (const { name, sign } of keys) {
      const left = views.get(a.id)![name] ?? '';
      const right = views.get(b.id)![name] ?? '';
      if (typeof left === 'object' || typeof right === 'object') refuse('sorting', `${name} cannot be sorted by.`);
      if (left < right) return -sign;
      if (left > right) return sign;
    }
    return a.id - b.id;
  });
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

export function isDay(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
    new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)
  );
}

export function readId(call: Call): number {
  const id = Number(call.params['id']);
  if (!Number.isSafeInteger(id) || id < 0) refuse('path', 'The id in the path must be a whole number.');
  return id;
}

/** The body as an object whose members Tripletex knows. */
export function readBody(call: Call, vocabulary: ReadonlySet<string>): Record<string, unknown> {
  let body: unknown;
  try {
    body = JSON.parse(call.text);
  } catch {
    refuse('json', 'The body is not JSON.');
  }
  return asObject(body, '', vocabulary);
}

/** @param path Where it is in the body, with a dot at the end, or empty. */
export function asObject(value: unknown, path: string, vocabulary: ReadonlySet<string>): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    refuse('mapping', `${path || 'The body'} must be an object.`, [{ field: path.replace(/\.$/, ''), message: 'Wrong type.' }]);
  const unknown = Object.keys(value).filter((name) => !vocabulary.has(name));
  if (unknown.length > 0)
    refuse(
      'mapping',
      `Unknown: ${unknown.join(', ')}.`,
      unknown.map((name) => ({ field: path + name, message: 'The field does not exist in the object.' })),
    );
  return value as Record<string, unknown>;
}
