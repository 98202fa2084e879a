import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Answer, Call, Method, Route } from '../../kernel/service.ts';
import type { Books, Replay } from './books.ts';
import { API_VERSION } from './events.ts';
import { expand } from './expand.ts';
import { parseForm } from './form.ts';
import { isMood, spendMood } from './moods.ts';
import { Params } from './params.ts';
import { invalid, Refusal } from './refusal.ts';

/** Who calls, by the key that was shown. */
export type Caller = 'secret' | 'publishable';

export interface Asked {
  params: Params;
  /** The `:id` of the path. */
  id: string;
  caller: Caller;
}

interface Endpoint {
  method: Method;
  path: string;
  operation: string;
  /** Names of parameters that it knows, besides `expand`. */
  takes: readonly string[];
  /** Open to a publishable key too. */
  publishable?: boolean;
  answer: (asked: Asked) => unknown;
}

const KEPT_FOR_MS = 24 * 3_600_000;

/** Wraps an endpoint in what all of Stripe's endpoints share: keys, forms, errors, versions, idempotency. */
export function endpoint(books: Books, { method, path, operation, takes, publishable, answer }: Endpoint): Route {
  return {
    method,
    path,
    operation,
    resolve(call: Call): Answer {
      const requestId = books.makeId('req').slice(0, 18);
      const key = method === 'POST' ? call.headers.get('idempotency-key') : null;
      const headers: Record<string, string> = {
        'request-id': requestId,
        'stripe-version': call.headers.get('stripe-version') ?? API_VERSION,
        ...(key ? { 'idempotency-key': key } : {}),
      };
      try {
        const params = readParams(call);
        const caller = authenticate(books, call, params, publishable ?? false);
        refuseHaste(books);
        params.allow([
          ...takes.filter((name) => !isRetired(books, name, headers['stripe-version']!)),
          'expand',
          'key',
          '_stripe_version',
        ]);
        const wish = bytesToHex(sha256(utf8ToBytes(`${caller} ${method} ${call.path} ${sortedForm(call.text)}`)));
        const kept = key ? recall(books, key, wish) : undefined;
        if (kept)
          return {
            status: kept.status,
            headers: { ...headers, 'idempotent-replayed': 'true', 'original-request': kept.requestId },
            body: kept.body,
          };
        if (key) refuseTwin(books, key);
        books.request = { id: requestId, idempotency_key: key };
        const outcome = attempt(() =>
          expand(books, answer({ params, id: call.params['id'] ?? '', caller }), params.list('expand') ?? []),
        );
        if (key && outcome.keep)
          keep(books, { key, wish, status: outcome.status, body: outcome.body, requestId, at: books.env.now() });
        return {
          status: outcome.status,
          headers: key ? { ...headers, 'original-request': requestId } : headers,
          body: outcome.body,
        };
      } catch (thrown) {
        if (!(thrown instanceof Refusal)) throw thrown;
        return { status: thrown.status, headers, body: { error: thrown.error } };
      }
    },
  };
}

function attempt(answer: () => unknown): { status: number; body: unknown; keep: boolean } {
  try {
    return { status: 200, body: answer(), keep: true };
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    return { status: thrown.status, body: { error: thrown.error }, keep: thrown.begun };
  }
}

/** Keeps an answer, and forgets those whose day is over: they are the oldest, and stand in front. */
function keep(books: Books, replay: Replay): void {
  for (const { key, at } of books.replays.rows()) {
    if (replay.at - at <= KEPT_FOR_MS) break;
    books.replays.delete(key);
  }
  books.replays.put(replay);
}

/** Nobody here asks too often by itself; a lever says so. */
function refuseHaste(books: Books): void {
  if (!isMood(books, 'rate-limit')) return;
  throw new Refusal(429, {
    type: 'invalid_request_error',
    code: 'rate_limit',
    message: 'Too many requests made to the API too quickly. See https://stripe.com/docs/rate-limits.',
  });
}

/** Every command here is over in an instant, so that only a lever brings two of them together. */
function refuseTwin(books: Books, key: string): void {
  if (!spendMood(books, 'key-in-use')) return;
  throw new Refusal(409, {
    type: 'idempotency_error',
    code: 'idempotency_key_in_use',
    message: `There is currently another in-progress request using this Idempotency Key: ${key}. Try again after the previous request is finished.`,
  });
}

/** The answer that this key was given before. @throws {Refusal} when the key came with another wish. */
function recall(books: Books, key: string, wish: string): Replay | undefined {
  if (key.length > 255)
    throw new Refusal(400, {
      type: 'idempotency_error',
      message: `Idempotency keys can have up to 255 characters; this one has ${key.length}.`,
    });
  const kept = books.replays.get(key);
  if (!kept) return undefined;
  if (books.env.now() - kept.at > KEPT_FOR_MS) {
    books.replays.delete(key);
    return undefined;
  }
  if (kept.wish === wish) return kept;
  const message = `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`;
  throw new Refusal(400, { type: 'idempotency_error', message });
}

/** `payment_method_types` went with version 2026-10-28; `allowed_payment_method_types` had come before it. */
const isRetired = (books: Books, name: string, version: string): boolean =>
  Boolean(books.options.strictVersions) && name === 'payment_method_types' && version >= '2026-10-28';

/** The same parameters in another order are the same wish. */
const sortedForm = (text: string): string => {
  const form = new URLSearchParams(text);
  form.sort();
  return form.toString();
};

function readParams(call: Call): Params {
  if (call.method === 'GET') return new Params(parseForm(call.query.toString()));
  const type = call.headers.get('content-type') ?? '';
  if (call.text && !type.includes('application/x-www-form-urlencoded'))
    throw invalid(
      'Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have any questions, we can help at https://support.stripe.com/.',
    );
  return new Params(parseForm(call.text));
}

function authenticate(books: Books, call: Call, params: Params, publishable: boolean): Caller {
  const shown = shownKey(call.headers.get('authorization')) ?? params.text('key');
  if (!shown)
    throw new Refusal(401, {
      type: 'invalid_request_error',
      message:
        "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details.",
    });
  if (shown === books.options.secretKey) return 'secret';
  if (shown !== books.options.publishableKey)
    throw new Refusal(401, {
      type: 'invalid_request_error',
      message: `Invalid API Key provided: ${shown.slice(0, 8)}${'*'.repeat(Math.max(0, shown.length - 12))}${shown.length > 12 ? shown.slice(-4) : ''}`,
    });
  if (!publishable)
    throw new Refusal(401, {
      type: 'invalid_request_error',
      code: 'secret_key_required',
      message:
        'This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.',
    });
  return 'publishable';
}

/** Bearer, or Basic with the key as user name. */
function shownKey(authorization: string | null): string | undefined {
  const [, scheme, credentials] = /^(Bearer|Basic)\s+(\S+)\s*$/i.exec(authorization ?? '') ?? [];
  if (!scheme || !credentials) return undefined;
  if (scheme.toLowerCase() === 'bearer') return credentials;
  try {
    return atob(credentials).split(':')[0];
  } catch {
    return undefined;
  }
}
