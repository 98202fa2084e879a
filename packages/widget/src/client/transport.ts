import { Fault, HEADER, sleep, toFault, type Clock, type IdempotencyKey, type MakeId } from '@vitrine/contract';
import { errorMessage, faultOfAnswer, faultOfSilence, type Manner } from './faults.ts';
import { writeJson } from './json.ts';
import type { ShopTime } from './shop-time.ts';

/** Who we are, to a UCP business. Source: UCP overview, "Platform advertisement on request". */
export const AGENT_PROFILE = 'https://vitrine.dev/profiles/widget.json';

const PATIENCE_MS: Readonly<Record<Manner, number>> = { question: 10_000, command: 30_000 };

/** Pauses between tries. A third silence is told. */
const PAUSES_MS = [400, 1_600];
const LONGEST_PAUSE_MS = 5_000;

export interface TransportOptions {
  endpoint: string;
  storeKey: string;
  locale: string;
  fetch: typeof fetch;
  clock: Clock;
  makeId: MakeId;
  /** Told the time in the shop by each answer, also by a refusal. */
  shopTime?: ShopTime;
}

export interface Sending {
  /** Names it in faults and, with a simulator, in the journal. */
  operation: string;
  method?: 'GET' | 'POST' | 'PUT';
  path: string;
  body?: unknown;
  manner?: Manner;
  /** Commands carry one. With it a command may be sent again. */
  key?: IdempotencyKey;
  /** Opens one order. */
  token?: string;
  /** How often at most; questions and commands with a key three times, unless told otherwise. */
  tries?: number;
  signal?: AbortSignal;
}

/** Sends requests to one gateway and turns whatever comes back into an answer or a Fault. */
export class Transport {
  readonly #options: TransportOptions;

  constructor(options: TransportOptions) {
    this.#options = options;
  }

  /**
   * The JSON of a success.
   *
   * @throws {Fault} `unavailable` or `uncertain` for silence, by manner; else what the answer says.
   */
  async send(sending: Sending): Promise<unknown> {
    const { tries = sending.manner === 'command' && !sending.key ? 1 : PAUSES_MS.length + 1 } = sending;
    for (let tried = 1; ; tried++) {
      try {
        return await this.#sendOnce(sending);
      } catch (thrown) {
        const fault = toFault(thrown);
        const again = fault.kind === 'unavailable' || (fault.kind === 'uncertain' && sending.key !== undefined);
        if (!again || tried >= tries || sending.signal?.aborted) throw fault;
        const pauseMs = Math.max(PAUSES_MS[tried - 1] ?? 0, fault.retryAfterMs ?? 0);
        if (pauseMs > LONGEST_PAUSE_MS) throw fault;
        await sleep(this.#options.clock, pauseMs, sending.signal);
      }
    }
  }

  /** The response itself, for streams. The deadline holds until its head is there. */
  async open(sending: Sending & { headers?: Record<string, string> }): Promise<Response> {
    const { response } = await this.#request(sending, sending.headers);
    if (response.ok) return response;
    const body = parse(await response.text().catch(() => ''));
    throw faultOfAnswer(
      response.status,
      body,
      response.headers.get('retry-after'),
      sending.manner ?? 'question',
      sending.operation,
    );
  }

  async #sendOnce(sending: Sending): Promise<unknown> {
    const manner = sending.manner ?? 'question';
    const { response, text } = await this.#request(sending, undefined, true);
    const body = parse(text);
    if (!response.ok || errorMessage(body)) {
      throw faultOfAnswer(response.status, body, response.headers.get('retry-after'), manner, sending.operation);
    }
    if (body === undefined)
      throw new Fault('defect', 'gateway.broken-answer', `The answer to "${sending.operation}" is no JSON.`);
    return body;
  }

  async #request(
    sending: Sending,
    more: Record<string, string> = {},
    whole = false,
  ): Promise<{ response: Response; text: string }> {
    const { endpoint, fetch, clock } = this.#options;
    const { operation, method = 'POST', path, body, manner = 'question', signal } = sending;
    const deadline = new AbortController();
    const abort = () => deadline.abort(signal?.reason);
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
    const timer = clock.setTimeout(
      () => deadline.abort(new Fault('unavailable', 'gateway.deadline', 'Too late.')),
      PATIENCE_MS[manner],
    );
    try {
      const response = await fetch(endpoint + path, {
        method,
        headers: { ...this.#headers(sending), ...more },
        ...(body === undefined ? {} : { body: writeJson(body) }),
        signal: deadline.signal,
        // No cookies, ever: what a shopper may do is decided by ids and tokens.
        credentials: 'omit',
      });
      this.#options.shopTime?.hear(response.headers.get('date'));
      return { response, text: whole ? await response.text() : '' };
    } catch (thrown) {
      throw faultOfSilence(manner, operation, thrown);
    } finally {
      clock.clearTimeout(timer);
      if (whole) signal?.removeEventListener('abort', abort);
    }
  }

  #headers({ operation, body, key, token }: Sending): Record<string, string> {
    const { storeKey, locale, makeId } = this.#options;
    return {
      accept: 'application/json',
      'accept-language': locale,
      [HEADER.agent]: `profile="${AGENT_PROFILE}"`,
      [HEADER.requestId]: `${operation}-${makeId()}`,
      [HEADER.storeKey]: storeKey,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { [HEADER.idempotencyKey]: key }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
