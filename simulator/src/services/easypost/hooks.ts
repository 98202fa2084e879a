import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Answer, Call, ServiceEnv } from '../../kernel/service.ts';
import type { Table } from '../../kernel/table.ts';
import { fields, list, readBody, text, type Fields } from '../parcels/reading.ts';
import { hexId } from './ids.ts';
import { invalid, notFound, required } from './refusals.ts';
import { Ring, type Slot } from './ring.ts';
import { pageOf } from './paging.ts';
import { iso } from './wire.ts';

export interface HookRow {
  id: string;
  at: number;
  url: string;
  secret: string | null;
  headers: { name: string; value: string }[];
}

export interface EventRow {
  id: string;
  at: number;
  description: string;
  previous: Fields;
  /** As it was sent, byte for byte; empty where nobody listened. */
  body: string;
  urls: string[];
}

const USER = 'user_7f3d1c5b9a8e4f62a1b0c9d8e7f6a5b4';
const KEPT_EVENTS = 1_000;

/** `X-Hmac-Signature`: HMAC-SHA256 of the body's bytes, with the secret in Unicode NFKD. */
export const hmacSignature = (secret: string, body: string): string =>
  `hmac-sha256-hex=${bytesToHex(hmac(sha256, utf8ToBytes(secret.normalize('NFKD')), utf8ToBytes(body)))}`;

/** EasyPost writes a whole weight as `614.0`, and signs that. */
export const webhookBody = (event: Fields): string => JSON.stringify(event).replace(/("weight":)(\d+)(?=[,}])/g, '$1$2.0');

const wireHook = ({ id, at, url, headers }: HookRow): Fields => ({
  id,
  object: 'Webhook',
  mode: 'test',
  url,
  created_at: iso(at),
  disabled_at: null,
  custom_headers: headers,
});

const wireEvent = ({ id, at, description, previous, urls }: EventRow): Fields => ({
  description,
  mode: 'test',
  previous_attributes: previous,
  created_at: new Date(at).toISOString(),
  pending_urls: urls,
  completed_urls: [],
  updated_at: new Date(at).toISOString(),
  id,
  user_id: USER,
  status: urls.length > 0 ? 'pending' : 'completed',
  object: 'Event',
});

/** Everything that happens, kept as events and sent to whoever subscribed. */
export class Hooks {
  readonly #env: ServiceEnv;
  readonly #hooks: Table<HookRow>;
  readonly #events: Ring<EventRow>;

  constructor(env: ServiceEnv, hooks: readonly { url: string; secret: string }[]) {
    this.#env = env;
    this.#hooks = env.table<HookRow>('webhooks', ({ id }) => id);
    this.#hooks.seed(
      hooks.map(({ url, secret }, index) => ({
        id: `hook_${String(index + 1).padStart(32, '0')}`,
        at: env.now(),
        url,
        secret,
        headers: [],
      })),
    );
    this.#events = new Ring(
      env.table<Slot<EventRow>>('events', ({ slot }) => slot),
      KEPT_EVENTS,
    );
  }

  happen(description: string, result: Fields, previous: Fields = {}): void {
    const hooks = this.#hooks.all();
    const row: EventRow = {
      id: hexId(this.#env, 'evt'),
      at: this.#env.now(),
      description,
      previous,
      body: '',
      urls: hooks.map(({ url }) => url),
    };
    if (hooks.length > 0) row.body = webhookBody({ ...wireEvent(row), status: 'pending', result });
    this.#events.add(row);
    for (const hook of hooks) this.#send(row, hook);
  }

  /** The same event once more, as EasyPost does when it believes that nobody heard it. */
  replay(id?: string): void {
    const event = id === undefined ? [...take(this.#events.newest(), 1)][0] : this.#events.find(id);
    if (!event?.body) throw new RangeError(id ? `There is no event ${id} that was sent.` : 'Nothing has been sent yet.');
    for (const hook of this.#hooks.rows()) if (event.urls.includes(hook.url)) this.#send(event, hook);
  }

  sign(url: string, body: string): Record<string, string> {
    for (const { url: known, secret } of this.#hooks.rows())
      if (known === url && secret) return { 'X-Hmac-Signature': hmacSignature(secret, body) };
    return {};
  }

  create({ text: sent }: Call): Answer {
    const hook = fields(readBody(sent)?.['webhook']);
    const url = text(hook['url']);
    if (!url) return required('url');
    if (!/^https?:\/\/\S+$/.test(url)) return invalid('url', 'is not a valid URL');
    const row: HookRow = {
      id: hexId(this.#env, 'hook'),
      at: this.#env.now(),
      url,
      secret: text(hook['webhook_secret']) ?? null,
      headers: readHeaders(hook['custom_headers']),
    };
    this.#hooks.put(row);
    return { status: 201, body: wireHook(row) };
  }

  update({ params, text: sent }: Call): Answer {
    const row = this.#hooks.get(params['id']!);
    if (!row) return notFound();
    const body = readBody(sent) ?? {};
    const changed = {
      ...row,
      secret: text(body['webhook_secret']) ?? row.secret,
      headers: body['custom_headers'] === undefined ? row.headers : readHeaders(body['custom_headers']),
    };
    this.#hooks.put(changed);
    // 201, as recorded.
    return { status: 201, body: wireHook(changed) };
  }

  read({ params }: Call): Answer {
    const row = this.#hooks.get(params['id']!);
    return row ? { status: 200, body: wireHook(row) } : notFound();
  }

  remove({ params }: Call): Answer {
    return this.#hooks.delete(params['id']!) ? { status: 200, body: {} } : notFound();
  }

  list(): Answer {
    return { status: 200, body: { webhooks: this.#hooks.all().reverse().map(wireHook) } };
  }

  listEvents({ query }: Call): Answer {
    const page = pageOf(this.#events, query);
    if ('status' in page) return page;
    const brief = ({ id, at, description, urls }: EventRow): Fields => ({
      description,
      id,
      user_id: USER,
      status: urls.length > 0 ? 'pending' : 'completed',
      created_at: new Date(at).toISOString(),
      mode: 'test',
      object: 'Event',
    });
    return { status: 200, body: { events: page.rows.map(brief), has_more: page.hasMore } };
  }

  readEvent({ params }: Call): Answer {
    const row = this.#events.find(params['id']!);
    return row ? { status: 200, body: wireEvent(row) } : notFound();
  }

  #send({ body, description, id }: EventRow, { url, headers }: HookRow): void {
    this.#env.send({
      url,
      body,
      headers: { 'X-Event-Id': id, ...Object.fromEntries(headers.map(({ name, value }) => [name, value])) },
      operation: description,
    });
  }
}

const readHeaders = (wire: unknown): HookRow['headers'] =>
  list(wire).flatMap((one) => {
    const { name, value } = fields(one);
    return text(name) ? [{ name: text(name)!, value: text(value) ?? '' }] : [];
  });

function* take<T>(from: Iterable<T>, count: number): Generator<T> {
  let left = count;
  for (const one of from) {
    if (left-- <= 0) return;
    yield one;
  }
}
