import { getResponse, http, HttpResponse, type RequestHandler } from 'msw';
import { headersOf, quickly, refusal, spoil, textOf, toResponse } from './answer.ts';
import { drawFor, type Fault, type Faults, type MessageUnderWay } from './faults.ts';
import type { Journal, MessageEntry } from './journal.ts';
import { readBody, readMessage, toRequest, type Message } from './message.ts';
import { QuickResponse } from './quick-response.ts';
import { Router } from './router.ts';
import type { Answer, Call, Method, Service } from './service.ts';
import { unknownPath } from './unknown-path.ts';
import type { VirtualClock } from './virtual-clock.ts';
import { isWitnessed, testify } from './witness.ts';

/**
 * How requests reach a service: straight, through MSW, or by a carrier of the caller's, such as a real socket that ends
 * at {@link Network.answer}. All run the same resolvers and give the same journal.
 */
export type Transport = 'memory' | 'msw' | Carrier;

/** Brings a request to a service of this network, and the answer back. The header `x-vitrine-from` says who asks. */
export type Carrier = (network: Network, service: string, request: Request) => Promise<Response>;

interface Mounted {
  service: Service;
  router: Router;
}

interface Host {
  name: string;
  origin: string;
  fetch: (request: Request) => Promise<Response>;
  /** Breaks what is under way when the host goes down. */
  connections: Set<(reason: Error) => void>;
}

interface NetworkOptions {
  seed: number;
  clock: VirtualClock;
  journal: Journal;
  faults: Faults;
  /** How long one direction of one message takes. Undefined: messages arrive at once, for a world at real time. */
  latency?: { least: number; most: number };
  transport: Transport;
  /** Reaches what is not of this world, such as somebody's program that waits for webhooks. Only on this machine. */
  outside?: typeof fetch;
}

type Road = { mounted: Mounted; host?: never } | { host: Host; mounted?: never };

/** Told of every message that leaves, and of every one that has been answered. */
export type MessageListener = (moment: 'sent' | 'answered', message: MessageUnderWay) => void;

/** The roads between systems, and the only file that knows MSW. A request and its answer are two events. */
export class Network {
  readonly #options: NetworkOptions;
  readonly #services = new Map<string, Mounted>();
  readonly #hosts = new Map<string, Host>();
  /** One MSW handler per system: MSW awaits every handler in turn, and clones the request for each. */
  readonly #handlers: RequestHandler[] = [];
  readonly #underway = new Set<Promise<unknown>>();
  readonly #listeners = new Set<MessageListener>();
  /** Messages so far on each road: what makes a message's key. */
  readonly #sent = new Map<string, number>();
  #carrying: Promise<unknown> = Promise.resolve();

  constructor(options: NetworkOptions) {
    this.#options = options;
  }

  mount(service: Service): void {
    const mounted = { service, router: new Router(service) };
    this.#services.set(service.origin, mounted);
    this.#handlers.push(
      http.all(`${service.origin}/*`, async ({ request }) => {
        const { url, method, headers } = request;
        const from = headers.get('x-vitrine-from');
        // Not from a system of this world: a page's own fetch, caught by a service worker, that has yet to travel.
        if (from === null) return this.#travel(request);
        const answer = this.#resolve(mounted, { from, url: new URL(url), method, headers, ...(await readBody(request)) });
        return toResponse(answer, textOf(answer));
      }),
    );
  }

  /**
   * For MSW's service worker in a page: every request of that page to a system of this world, the gateway included, goes
   * the way that the page's messages go. What is for nobody here passes by.
   */
  get handlers(): readonly RequestHandler[] {
    const hosts = http.all('*', ({ request }) =>
      this.#hosts.has(new URL(request.url).origin) ? this.#travel(request) : undefined,
    );
    return [...this.#handlers, hosts];
  }

  /** A system that is real software of ours, such as the gateway: asynchronous, and not played by the world. */
  host(name: string, origin: string, fetch: (request: Request) => Promise<Response>): void {
    this.unhost(name);
    this.#hosts.set(origin, { name, origin, fetch, connections: new Set() });
  }

  /** The system is down: what was under way to it breaks, and connections to it are refused from now on. */
  unhost(name: string): void {
    for (const [origin, host] of this.#hosts) {
      if (host.name !== name) continue;
      this.#hosts.delete(origin);
      for (const breakOff of [...host.connections]) breakOff(new TypeError(`fetch failed: ${name} reset the connection.`));
    }
  }

  /** `fetch`, as one of the systems sees it. */
  fetchAs(from: string): typeof fetch {
    return async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> =>
      this.#send(await readMessage(from, input, init));
  }

  listen(listener: MessageListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Answers a request that came in by HTTP, at this very instant and without faults. */
  answer(
    name: string,
    request: { method: string; path: string; headers: Headers; text: string; from: string; isRecorded?: boolean },
  ): Response | undefined {
    const mounted = [...this.#services.values()].find(({ service }) => service.name === name);
    if (!mounted) return undefined;
    const url = new URL(mounted.service.origin + request.path);
    const { from, method, headers } = request;
    const text = method === 'GET' ? '' : request.text;
    const message: Message = { from, url, method, headers, text };
    if (request.isRecorded === false) {
      const answer = this.#resolve(mounted, message);
      return toResponse(answer, textOf(answer));
    }
    const operation = operationOf({ mounted }, message);
    const entry = this.#record(message, mounted.service.name, operation);
    const answer = this.#resolve(mounted, message);
    const body = textOf(answer);
    this.#close(entry, answer.status, body);
    return toResponse(answer, body);
  }

  /**
   * Resolves when our own software has answered everything that the world asked of it. A clock that follows real time
   * waits for this, so that a day in a minute does not outrun a database.
   */
  async idle(): Promise<void> {
    while (this.#underway.size > 0) await Promise.allSettled(this.#underway);
  }

  get services(): readonly Service[] {
    return [...this.#services.values()].map(({ service }) => service);
  }

  /** Messages so far on each road, for a snapshot. */
  get counts(): Record<string, number> {
    return Object.fromEntries(this.#sent);
  }

  restoreCounts(counts: Record<string, number>): void {
    for (const [road, count] of Object.entries(counts)) this.#sent.set(road, count);
  }

  async #travel(request: Request): Promise<Response> {
    const { status, headers, ...answer } = await this.fetchAs('page')(request).then(
      async (response) => ({ status: response.status, headers: response.headers, body: response.body }),
      () => ({ status: 0, headers: new Headers(), body: null }),
    );
    return status === 0 ? HttpResponse.error() : new HttpResponse(answer.body, { status, headers });
  }

  #roadTo(url: URL): Road | undefined {
    const mounted = this.#services.get(url.origin);
    if (mounted) return { mounted };
    const host = this.#hosts.get(url.origin) ?? this.#beyond(url);
    return host && { host };
  }

  /** Somebody's program on this machine, over the edge of the world. */
  #beyond({ host: name, origin, hostname }: URL): Host | undefined {
    const { outside } = this.#options;
    if (!outside || !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)) return undefined;
    return { name, origin, fetch: (request) => outside(withoutOperation(request)), connections: new Set() };
  }

  #send(message: Message): Promise<Response> {
    const road = this.#roadTo(message.url);
    if (!road)
      return Promise.reject(new TypeError(`fetch failed: nothing listens at ${message.url.href}. Known: ${this.#known()}.`));
    const { clock, faults } = this.#options;
    const to = road.mounted ? road.mounted.service.name : road.host.name;
    const operation = operationOf(road, message);
    const underWay: MessageUnderWay = { key: this.#keyOf(message.from, to, operation), from: message.from, to, operation };
    const fault = faults.strike(underWay, clock.now());
    for (const listener of this.#listeners) listener('sent', underWay);
    const entry = this.#record(message, to, operation);
    if (fault) this.#options.journal.mark(entry, fault.kind);
    const answer = this.#deliver(message, road, entry, underWay, fault);
    if (fault?.kind === 'duplicate')
      for (let copy = 1; copy < fault.copies; copy++)
        clock.setTimeout(() => {
          const again = this.#record(message, to, operation);
          this.#options.journal.mark(again, 'duplicate');
          this.#deliver({ ...message, signal: null }, road, again, { ...underWay, key: `${underWay.key}/${copy}` }).catch(
            () => {},
          );
        }, fault.delayMs * copy);
    return answer;
  }

  #deliver(
    original: Message,
    road: Road,
    entry: MessageEntry,
    underWay: MessageUnderWay,
    fault: Fault | undefined = undefined,
  ): Promise<Response> {
    return new Promise<Response>((resolve, reject) => {
      const { signal } = original;
      const connections = road.host?.connections;
      let settled = false;
      const fail = (reason: unknown) => {
        if (settled) return;
        settled = true;
        done();
        this.#close(entry, 0);
        reject(reason instanceof Error ? reason : new Error(String(reason)));
      };
      const aborted = () => fail(signal!.reason);
      const done = () => {
        connections?.delete(fail);
        signal?.removeEventListener('abort', aborted);
      };
      if (signal?.aborted) return aborted();
      signal?.addEventListener('abort', aborted, { once: true });
      connections?.add(fail);

      const back = (response: Response, status: number, shown?: string) => {
        if (settled || fault?.kind === 'lost-response') return;
        this.#after(`${underWay.key}<`, fault?.kind === 'delay' ? fault.delayMs : 0, () => {
          if (settled) return;
          if (fault?.kind === 'reset') return fail(new TypeError('fetch failed: the connection was reset.'));
          settled = true;
          done();
          const [answer, told] = fault ? spoil(response, shown, fault) : [response, shown];
          this.#close(entry, fault?.kind === 'late-status' ? fault.status : status, told);
          for (const listener of this.#listeners) listener('answered', underWay);
          resolve(answer);
        });
      };
      if (fault?.kind === 'lost-request') return;
      if (fault?.kind === 'refused') return fail(new TypeError(`fetch failed: ${underWay.to} refused the connection.`));
      const message = fault?.kind === 'tampered' && original.text !== '' ? { ...original, text: `${original.text} ` } : original;
      this.#after(`${underWay.key}>`, fault?.kind === 'slow-request' ? fault.delayMs : 0, () => {
        if (settled) return;
        if (fault?.kind === 'status') return back(refusal(fault), fault.status);
        const { transport } = this.#options;
        if (road.mounted && transport === 'memory') {
          let answer: Answer;
          try {
            answer = this.#resolve(road.mounted, message);
          } catch (thrown) {
            return fail(thrown);
          }
          const body = textOf(answer);
          return back(quickly(answer, body), answer.status, body);
        }
        const carried = road.mounted ? this.#carry(road.mounted, message) : road.host.fetch(toRequest(message));
        if (road.host) this.#watch(carried);
        const read = carried.then(async (response) => {
          const type = response.headers.get('content-type') ?? '';
          if (!/json|text/.test(type) || type.includes('event-stream')) return back(response, response.status);
          const body = await response.text();
          back(new QuickResponse(response.status, Object.fromEntries(response.headers), body) as Response, response.status, body);
        });
        read.catch(fail);
        // Resolvers are synchronous: whatever brings a message to one is over before the next event.
        if (road.mounted) this.#options.clock.hold(read);
      });
    });
  }

  #watch(carried: Promise<unknown>): void {
    this.#underway.add(carried);
    const done = () => this.#underway.delete(carried);
    carried.then(done, done);
  }

  /** One at a time, in the order of sending: two roads of different length must not change who comes first. */
  #carry({ service }: Mounted, message: Message): Promise<Response> {
    const { transport } = this.#options;
    const headers = new Headers(message.headers);
    headers.set('x-vitrine-from', message.from);
    const request = toRequest({ ...message, headers });
    const carried = this.#carrying.then(() =>
      typeof transport === 'function'
        ? transport(this, service.name, request)
        : getResponse(this.#handlers, request, { quiet: true }).then((response) => {
            if (!response) throw new TypeError(`fetch failed: no handler took ${request.url}`);
            return response;
          }),
    );
    this.#carrying = carried.catch(() => {});
    return carried;
  }

  #after(key: string, extraMs: number, call: () => void): void {
    const { latency, clock, seed } = this.#options;
    const drawnMs = latency ? latency.least + Math.floor(drawFor(seed, key) * (latency.most - latency.least + 1)) : 0;
    const delayMs = extraMs + drawnMs;
    if (delayMs === 0) call();
    else clock.setTimeout(call, delayMs);
  }

  #keyOf(from: string, to: string, operation: string): string {
    const road = `${from}>${to}:${operation}`;
    const count = (this.#sent.get(road) ?? 0) + 1;
    this.#sent.set(road, count);
    return `${road}#${count}`;
  }

  #resolve({ service, router }: Mounted, message: Message): Answer {
    const { url, text, from } = message;
    const method = message.method as Method;
    const match = router.match(method, url.pathname);
    if (!match) return unknownPath(service, method, url.pathname);
    const call: Call = {
      method,
      path: url.pathname,
      params: match.params,
      query: url.searchParams,
      headers: withoutSender(message.headers),
      text,
      ...(message.bytes ? { bytes: message.bytes } : {}),
      from,
    };
    let answer: Answer;
    try {
      answer = match.route.resolve(call);
    } catch (thrown) {
      if (!isAnswer(thrown)) throw thrown;
      answer = thrown;
    }
    if (isWitnessed(service.name)) this.#testify(service, match.route.operation, call, answer);
    return answer;
  }

  #testify({ name }: Service, operation: string, call: Call, answer: Answer): void {
    const { from, method, path, query, headers, text } = call;
    const body = textOf(answer);
    testify({
      ...{ from, to: name, operation, method, path, query },
      requestHeaders: headers,
      requestText: text,
      status: answer.status,
      responseHeaders: new Headers(headersOf(answer)),
      ...(body === undefined ? {} : { responseText: body }),
    });
  }

  #record(message: Message, to: string, operation: string): MessageEntry {
    const { clock, journal } = this.#options;
    const { from, method, url, text } = message;
    // Bodies that are not text are encrypted or pictures: they differ from run to run, and nobody can read them.
    const isText = !message.bytes && text !== '';
    return journal.open({
      ...{ from, to, operation, method },
      path: url.pathname + url.search,
      at: clock.now(),
      ...(isText ? { request: text } : {}),
      ...(message.headers.has('idempotency-key') ? { key: message.headers.get('idempotency-key')! } : {}),
    });
  }

  #close(entry: MessageEntry, status: number, response?: string): void {
    this.#options.journal.close(entry, {
      status,
      answeredAt: this.#options.clock.now(),
      ...(response === undefined ? {} : { response }),
    });
  }

  #known(): string {
    return [...this.#services.keys(), ...this.#hosts.keys()].join(', ');
  }
}

/** What only the journal is to know. */
function withoutOperation(request: Request): Request {
  request.headers.delete('x-vitrine-operation');
  return request;
}

function operationOf(road: Road, { method, url, headers }: Message): string {
  if (road.host) return headers.get('x-vitrine-operation') ?? 'call';
  return road.mounted.router.match(method as Method, url.pathname)?.route.operation ?? 'unknown';
}

function withoutSender(headers: Headers): Headers {
  if (!headers.has('x-vitrine-from')) return headers;
  const own = new Headers(headers);
  own.delete('x-vitrine-from');
  return own;
}

const isAnswer = (thrown: unknown): thrown is Answer =>
  typeof thrown === 'object' && thrown !== null && !(thrown instanceof Error) && typeof (thrown as Answer).status === 'number';
