import * as v from 'valibot';
import { joined } from '../connectors/standard-webhooks.ts';
import type { Ctx } from './door.ts';
import { Refusal } from './problems.ts';

/** Largest body that any route reads. */
export const MOST_BYTES = 64 * 1_024;

/** Reads raw bytes up to the limit, without trusting `Content-Length`. */
export async function readBytes(request: Request, most = MOST_BYTES): Promise<Uint8Array> {
  const tooLarge = () => new Refusal(413, 'door.too-large', `A body may have ${most} bytes.`);
  if (Number(request.headers.get('Content-Length') ?? 0) > most) throw tooLarge();
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    parts.push(part.value);
    length += part.value.byteLength;
    if (length <= most) continue;
    // Not waited for: whoever sends without end does not end because we ask.
    void reader?.cancel().catch(() => {});
    throw tooLarge();
  }
  return joined(...parts);
}

/** A body as its schema reads it, and as it came, for the fingerprint of its idempotency key. */
export interface Read<T> {
  value: T;
  text: string;
}

export async function readBody<S extends v.GenericSchema>(c: Ctx, schema: S): Promise<Read<v.InferOutput<S>>> {
  const type = c.req.header('Content-Type');
  if (type !== undefined && !/^application\/([\w.+-]+\+)?json\b/i.test(type))
    throw new Refusal(415, 'door.media-type', 'Bodies are application/json.');
  const bytes = await readBytes(c.req.raw);
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes) || '{}');
  } catch {
    throw new Refusal(400, 'door.bad-json', 'The body is not JSON.');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new Refusal(400, 'request.invalid', 'The body must be an object.', {
      errors: [{ path: '$', message: 'Expected an object' }],
    });
  const odd = oddText(parsed, '$', 0);
  if (odd) throw new Refusal(400, 'request.invalid', 'The body holds text that cannot be kept.', { errors: [odd] });
  const result = v.safeParse(schema, parsed);
  if (!result.success) throw refusalOf(result.issues);
  return { value: result.output, text: JSON.stringify(parsed) };
}

/** Server-owned members are a misunderstanding (422), anything else is a wrong request (400). */
function refusalOf(issues: readonly v.BaseIssue<unknown>[]): Refusal {
  const errors = issues.slice(0, 20).map((issue) => ({ path: pathOf(issue), message: issue.message }));
  const owned = issues.some(({ message }) => message === SERVER_OWNED);
  return owned
    ? new Refusal(422, 'request.server-owned', "Some members are the gateway's to say.", { errors })
    : new Refusal(400, 'request.invalid', 'Some members are wrong.', { errors });
}

const pathOf = (issue: v.BaseIssue<unknown>): string =>
  (issue.path ?? []).reduce((path, { key }) => (typeof key === 'number' ? `${path}[${key}]` : `${path}.${String(key)}`), '$');

export const SERVER_OWNED = "This is the gateway's to say";

/** A member that only the gateway writes. */
export const serverOwned = v.optional(v.custom<undefined>((value) => value === undefined, SERVER_OWNED));

/** NUL and halves of characters survive JSON but no database; depth and keys are bounded by the way. */
function oddText(value: unknown, path: string, depth: number): { path: string; message: string } | undefined {
  if (depth > 24) return { path, message: 'Nested too deeply' };
  if (typeof value === 'string') return keepable(value) ? undefined : { path, message: 'Holds characters that cannot be kept' };
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, member] of Object.entries(value)) {
    if (!keepable(key) || key === '__proto__') return { path, message: 'Holds a name that cannot be kept' };
    const odd = oddText(member, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`, depth + 1);
    if (odd) return odd;
  }
  return undefined;
}

const keepable = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();
