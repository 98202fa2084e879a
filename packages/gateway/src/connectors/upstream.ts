import { Fault, type Clock } from '@vitrine/contract';
import * as v from 'valibot';
import { formOf, type FormValue } from './form.ts';
import { codeOf, parseJson, readText, retryAfterMs } from './upstream-answer.ts';

/** Milliseconds a question may take, both tries together. */
const ASK_DEADLINE_MS = 4_000;
/** Milliseconds a command may take. */
const TELL_DEADLINE_MS = 10_000;

export type Query = Readonly<Record<string, string | number | boolean | readonly (string | number)[] | undefined>>;

/** What another system refused, for a connector that knows what it means. `body` is `undefined` when it was no JSON. */
export interface Refusal {
  status: number;
  body: unknown;
}

export interface Call<Answer, Refused = never> {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  query?: Query;
  json?: unknown;
  form?: Readonly<Record<string, FormValue>>;
  headers?: Readonly<Record<string, string>>;
  answer: v.GenericSchema<unknown, Answer>;
  /** Turns a refusal (a 4xx) that is an outcome into a value; `undefined` leaves it a fault. */
  refused?: (refusal: Refusal) => Refused | undefined;
  signal?: AbortSignal | undefined;
  deadlineMs?: number;
}

/** Bytes, and what they are. */
export interface Content {
  bytes: Uint8Array;
  type: string;
}

/** Another system, as a connector speaks to it. */
export interface Upstream {
  /**
   * A question, harmless to repeat: asked once more on a lost connection, a 5xx or a 429, within one deadline.
   *
   * @throws {Fault} `unavailable` without an answer; `forbidden` on 401 and 403; `defect` when the answer breaks its schema.
   */
  ask<Answer, Refused = never>(path: string, call: Call<Answer, Refused>): Promise<Answer | Refused>;
  /**
   * A command: sent once and never again by itself.
   *
   * @throws {Fault} `uncertain` on silence, a reset, a 5xx or an unreadable yes: it may be done; `unavailable` on 429 and
   * 503: it is not; `forbidden` on 401 and 403; `defect` on a refusal that the connector does not know.
   */
  tell<Answer, Refused = never>(path: string, call: Call<Answer, Refused>): Promise<Answer | Refused>;
  /** A question whose answer is a file; `undefined` when there is none (404). Throws as {@link ask} does. */
  askForContent(
    path: string,
    call: { headers?: Record<string, string>; signal?: AbortSignal | undefined },
  ): Promise<Content | undefined>;
}

export interface UpstreamOptions {
  /** First word of every fault's code: `erp` makes `erp.no-answer`. */
  name: string;
  /** Origin, without a trailing slash. */
  baseUrl: string;
  fetch: typeof fetch;
  clock: Clock;
  headers?: Readonly<Record<string, string>>;
}

/** Joins asking and telling, deadlines and schemas for one other system. Bodies never get into a fault: they hold people. */
export function createUpstream({ name, baseUrl, fetch, clock, headers: always }: UpstreamOptions): Upstream {
  type Common = Omit<Call<unknown>, 'answer' | 'refused'>;

  /** One try. Rejects with `Silence` when nothing came back in time or at all. */
  async function exchange<Read>(path: string, call: Common, withinMs: number, read: (response: Response) => Promise<Read>) {
    const stop = new AbortController();
    const timer = clock.setTimeout(() => stop.abort(new Silence('deadline')), withinMs);
    const leave = () => stop.abort(new Silence('left'));
    call.signal?.addEventListener('abort', leave, { once: true });
    if (call.signal?.aborted) leave();
    const given = new Promise<never>((_, reject) => {
      if (stop.signal.aborted) reject(stop.signal.reason as Silence);
      stop.signal.addEventListener('abort', () => reject(stop.signal.reason as Silence), { once: true });
    });
    try {
      const request = fetch(baseUrl + path + queryText(call.query), { ...initOf(call, always), signal: stop.signal });
      const answered = request.then(async (response) => ({ response, content: await read(response) }));
      answered.catch(() => undefined);
      return await Promise.race([answered, given]);
    } catch (thrown) {
      throw thrown instanceof Silence ? thrown : new Silence('lost', thrown);
    } finally {
      clock.clearTimeout(timer);
      call.signal?.removeEventListener('abort', leave);
    }
  }

  const where = (path: string, more: Record<string, unknown> = {}) => ({ system: name, path, ...more });

  function refusalOf(path: string, { status, headers }: Response, body: unknown): Fault {
    const detail = where(path, { status, ...codeOf(body) });
    if (status === 401 || status === 403)
      return new Fault('forbidden', `${name}.forbidden`, `${name} does not let us in`, { detail });
    const wait = retryAfterMs(headers, clock.now());
    const more = wait === undefined ? { detail } : { detail, retryAfterMs: wait };
    if (status === 429) return new Fault('unavailable', `${name}.too-many`, `${name} asks us to slow down`, more);
    if (status === 503) return new Fault('unavailable', `${name}.unavailable`, `${name} is not available`, more);
    if (status >= 500) return new Fault('unavailable', `${name}.failed`, `${name} failed`, more);
    return new Fault('defect', `${name}.refused`, `${name} refused what we sent: status ${status}`, { detail });
  }

  function parsed<Answer>(path: string, answer: v.GenericSchema<unknown, Answer>, body: unknown): Answer {
    const result = v.safeParse(answer, body);
    if (result.success) return result.output;
    const at = [...new Set(result.issues.map((issue) => v.getDotPath(issue) ?? '(whole answer)'))].slice(0, 5);
    const message = `${name} broke its contract at ${path}: ${at.join(', ')}`;
    throw new Fault('defect', `${name}.broken-contract`, message, { detail: where(path, { at }) });
  }

  const noAnswer = (kind: 'unavailable' | 'uncertain', path: string, silence: Silence) =>
    new Fault(kind, `${name}.no-answer`, `${name} did not answer`, {
      detail: where(path, { why: silence.why }),
      cause: silence.cause,
    });

  /** Asks up to twice. A wait that is asked for is kept when it fits into the deadline. */
  async function question<Read>(
    path: string,
    call: Common,
    read: (response: Response) => Promise<Read>,
    bodyOf: (read: Read) => unknown,
  ) {
    const until = clock.now() + (call.deadlineMs ?? ASK_DEADLINE_MS);
    for (let attempt = 1; ; attempt++) {
      const last = attempt === 2;
      try {
        const answered = await exchange(path, call, until - clock.now(), read);
        const { status } = answered.response;
        if (status < 500 && status !== 429) return answered;
        const fault = refusalOf(path, answered.response, bodyOf(answered.content));
        const waitMs = fault.retryAfterMs ?? 0;
        if (last || clock.now() + waitMs >= until) throw fault;
        if (waitMs > 0) await new Promise<void>((resolve) => clock.setTimeout(resolve, waitMs));
      } catch (thrown) {
        if (!(thrown instanceof Silence)) throw thrown;
        if (last || thrown.why !== 'lost' || clock.now() >= until) throw noAnswer('unavailable', path, thrown);
      }
    }
  }

  return {
    async ask(path, call) {
      const { response, content } = await question(path, call, readText, (text) => parseJson(text).value);
      const json = parseJson(content);
      if (!response.ok) {
        const known = call.refused?.({ status: response.status, body: json.value });
        if (known !== undefined) return known;
        throw refusalOf(path, response, json.value);
      }
      if (!json.readable) throw notJson(name, path, response);
      return parsed(path, call.answer, json.value);
    },

    async tell(path, call) {
      let answered: { response: Response; content: string };
      try {
        answered = await exchange(path, { method: 'POST', ...call }, call.deadlineMs ?? TELL_DEADLINE_MS, readText);
      } catch (thrown) {
        throw thrown instanceof Silence ? noAnswer('uncertain', path, thrown) : thrown;
      }
      const { response, content } = answered;
      const json = parseJson(content);
      if (!response.ok) {
        const known = response.status < 500 ? call.refused?.({ status: response.status, body: json.value }) : undefined;
        if (known !== undefined) return known;
        const fault = refusalOf(path, response, json.value);
        throw fault.code === `${name}.failed` ? uncertain(fault) : fault;
      }
      // A yes that cannot be read is still a yes: only a question can tell what it did.
      try {
        if (!json.readable) throw notJson(name, path, response);
        return parsed(path, call.answer, json.value);
      } catch (thrown) {
        throw thrown instanceof Fault ? uncertain(thrown) : thrown;
      }
    },

    async askForContent(path, call) {
      const { response, content } = await question(
        path,
        call,
        (answer) => answer.arrayBuffer(),
        () => undefined,
      );
      if (response.status === 404) return undefined;
      if (!response.ok) throw refusalOf(path, response, undefined);
      return { bytes: new Uint8Array(content), type: response.headers.get('content-type') ?? 'application/octet-stream' };
    },
  };
}

/** Nothing came back: the deadline passed, the caller left, or the connection was lost. */
class Silence extends Error {
  readonly why: 'deadline' | 'left' | 'lost';

  constructor(why: 'deadline' | 'left' | 'lost', cause?: unknown) {
    super(why, { cause });
    this.why = why;
  }
}

const uncertain = ({ code, message, detail }: Fault) => new Fault('uncertain', code, message, { detail });

const notJson = (name: string, path: string, response: Response) =>
  new Fault('defect', `${name}.broken-contract`, `${name} did not answer with JSON at ${path}`, {
    detail: { system: name, path, status: response.status, type: response.headers.get('content-type') },
  });

function queryText(query: Query | undefined): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value !== undefined) params.append(key, Array.isArray(value) ? value.join(',') : String(value));
  }
  const text = params.toString();
  return text ? `?${text}` : '';
}

function initOf(
  { method = 'GET', json, form, headers }: Omit<Call<unknown>, 'answer' | 'refused'>,
  always: UpstreamOptions['headers'],
): RequestInit {
  const common = { accept: 'application/json', ...always, ...headers };
  if (json !== undefined) {
    return { method, headers: { 'content-type': 'application/json; charset=utf-8', ...common }, body: JSON.stringify(json) };
  }
  if (form) return { method, headers: { 'content-type': 'application/x-www-form-urlencoded', ...common }, body: formOf(form) };
  return { method, headers: common };
}
