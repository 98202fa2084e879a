import { getResponse, http, type RequestHandler } from 'msw';
import type { Faults } from './faults.ts';
import type { Journal } from './journal.ts';
import type { Random } from './random.ts';
import { Router } from './router.ts';
import type { Answer, Call, Method, Service } from './service.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** How requests reach a service: straight, or through MSW. Both run the same resolvers and give the same journal. */
export type Transport = 'memory' | 'msw';

interface Mounted {
  service: Service;
  router: Router;
}

interface Host {
  name: string;
  origin: string;
  fetch: (request: Request) => Promise<Response>;
}

interface NetworkOptions {
  clock: VirtualClock;
  journal: Journal;
  faults: Faults;
  /** Draws how long one direction of one message takes. Undefined: messages arrive at once, for a world at real time. */
  latency?: { random: Random; least: number; most: number };
  transport: Transport;
}

/** The roads between systems, and the only file that knows MSW. A request and its answer are two events. */
export class Network {
  readonly #options: NetworkOptions;
  readonly #services: Mounted[] = [];
  readonly #hosts: Host[] = [];
  /** One MSW handler per system: MSW awaits every handler in turn, and clones the request for each. */
  readonly #handlers: RequestHandler[] = [];
  readonly #callers = new WeakMap<Request, string>();
  readonly #underway = new Set<Promise<unknown>>();

  constructor(options: NetworkOptions) {
    this.#options = options;
  }

  mount(service: Service): void {
    const mounted = { service, router: new Router(service) };
    this.#services.push(mounted);
    this.#handlers.push(
      http.all(`${service.origin}/*`, async ({ request }) => {
        const text = await request.text();
        return toResponse(
          this.#resolve(
            mounted,
            request,
            text,
            this.#callers.get(request) ?? request.headers.get('x-vitrine-from') ?? 'stranger',
          ),
        );
      }),
    );
  }

  /** A system that is real software of ours, such as the gateway: asynchronous, and not played by the world. */
  host(name: string, origin: string, fetch: (request: Request) => Promise<Response>): void {
    this.unhost(name);
    this.#hosts.push({ name, origin, fetch });
  }

  /** The system is down: connections to it are refused from now on. */
  unhost(name: string): void {
    const index = this.#hosts.findIndex((host) => host.name === name);
    if (index >= 0) this.#hosts.splice(index, 1);
  }

  /** `fetch`, as one of the systems sees it. */
  fetchAs(from: string): typeof fetch {
    return async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
      const request = new Request(input, init);
      if (!request.body) return this.#send(from, request, '');
      // Not by a clone: in Chromium that waits for another process, and the clock would run on meanwhile.
      const bytes = await request.arrayBuffer();
      return this.#send(from, new Request(request, { body: bytes }), new TextDecoder().decode(bytes));
    };
  }

  /** Answers a request that came in by HTTP, at this very instant and without faults. */
  answer(
    name: string,
    request: { method: string; path: string; headers: Headers; text: string; from: string },
  ): Response | undefined {
    const mounted = this.#services.find(({ service }) => service.name === name);
    if (!mounted) return undefined;
    const url = new URL(mounted.service.origin + request.path);
    const init: RequestInit = { method: request.method, headers: request.headers };
    if (request.text && request.method !== 'GET') init.body = request.text;
    const incoming = new Request(url, init);
    const entry = this.#open(request.from, mounted, incoming, request.text);
    const answer = this.#resolve(mounted, incoming, request.text, request.from);
    this.#close(entry, answer.status, textOf(answer));
    return toResponse(answer);
  }

  /**
   * Resolves when our own software has answered everything that the world asked of it. A clock that follows real time
   * waits for this, so that a day in a minute does not outrun a database.
   */
  async idle(): Promise<void> {
    while (this.#underway.size > 0) await Promise.allSettled(this.#underway);
  }

  get services(): readonly Service[] {
    return this.#services.map(({ service }) => service);
  }

  #send(from: string, request: Request, text: string): Promise<Response> {
    const { faults } = this.#options;
    const mounted = this.#services.find(({ service }) => request.url.startsWith(`${service.origin}/`));
    const host = mounted ? undefined : this.#hosts.find(({ origin }) => request.url.startsWith(`${origin}/`));
    if (!mounted && !host)
      return Promise.reject(new TypeError(`fetch failed: nothing listens at ${request.url}. Known: ${this.#known()}.`));

    const entry = mounted ? this.#open(from, mounted, request, text) : this.#openHost(from, host!, request, text);
    const fault = faults.strike(entry.to, entry.operation);
    return new Promise<Response>((resolve, reject) => {
      let settled = false;
      const fail = (reason: unknown) => {
        if (settled) return;
        settled = true;
        this.#close(entry, 0);
        reject(reason instanceof Error ? reason : new Error(String(reason)));
      };
      if (request.signal.aborted) return fail(request.signal.reason);
      request.signal.addEventListener('abort', () => fail(request.signal.reason), { once: true });

      const back = (response: Response, status: number, shown?: string) => {
        if (fault?.kind === 'lost-response' || settled) return;
        this.#after(fault?.delayMs ?? 0, () => {
          if (settled) return;
          settled = true;
          this.#close(entry, status, shown);
          resolve(response);
        });
      };
      if (fault?.kind === 'lost-request') return;
      this.#after(0, () => {
        if (settled) return;
        if (fault?.kind === 'status') {
          const answer = { status: fault.status ?? 503, body: { message: 'The simulator was asked to fail here.' } };
          return back(toResponse(answer), answer.status);
        }
        if (mounted && this.#options.transport === 'memory') {
          const answer = this.#resolve(mounted, request, text, from);
          return back(toResponse(answer), answer.status, textOf(answer));
        }
        const carried = mounted ? this.#throughMsw(request, from) : host!.fetch(request);
        if (host) this.#watch(carried);
        carried.then((response) => {
          const isText =
            /json|text/.test(response.headers.get('content-type') ?? '') &&
            !/event-stream/.test(response.headers.get('content-type') ?? '');
          if (!isText) return back(response, response.status);
          return response.text().then((body) => {
            const { status, statusText, headers } = response;
            const empty = status === 204 || status === 304;
            back(new Response(empty ? null : body, { status, statusText, headers }), status, body);
          });
        }, fail);
      });
    });
  }

  #watch(carried: Promise<unknown>): void {
    this.#underway.add(carried);
    const done = () => this.#underway.delete(carried);
    carried.then(done, done);
  }

  #throughMsw(request: Request, from: string): Promise<Response> {
    const tagged = new Request(request, { headers: new Headers([...request.headers, ['x-vitrine-from', from]]) });
    return getResponse(this.#handlers, tagged, { quiet: true }).then((response) => {
      if (!response) throw new TypeError(`fetch failed: no handler took ${request.url}`);
      return response;
    });
  }

  #after(extraMs: number, call: () => void): void {
    const { latency, clock } = this.#options;
    const delayMs = extraMs + (latency ? latency.random.integer(latency.least, latency.most) : 0);
    if (delayMs === 0) call();
    else clock.setTimeout(call, delayMs);
  }

  #resolve({ service, router }: Mounted, request: Request, text: string, from: string): Answer {
    const url = new URL(request.url);
    const path = url.pathname.slice(new URL(service.origin).pathname.replace(/\/$/, '').length);
    const method = request.method as Method;
    const match = router.match(method, path);
    if (!match)
      return {
        status: 404,
        body: { message: `${service.title} has no ${method} ${path}. It knows: ${nearest(service, path)}.` },
      };
    const headers = new Headers(request.headers);
    headers.delete('x-vitrine-from');
    const call: Call = { method, path, params: match.params, query: url.searchParams, headers, text, from };
    try {
      return match.route.resolve(call);
    } catch (thrown) {
      if (isAnswer(thrown)) return thrown;
      throw thrown;
    }
  }

  #open(from: string, { service, router }: Mounted, request: Request, text: string) {
    const url = new URL(request.url);
    const path = url.pathname.slice(new URL(service.origin).pathname.replace(/\/$/, '').length);
    const operation = router.match(request.method as Method, path)?.route.operation ?? 'unknown';
    return this.#record(from, service.name, operation, request, path + url.search, text);
  }

  #openHost(from: string, host: Host, request: Request, text: string) {
    const { pathname, search } = new URL(request.url);
    return this.#record(from, host.name, request.headers.get('x-vitrine-operation') ?? 'call', request, pathname + search, text);
  }

  #record(from: string, to: string, operation: string, request: Request, path: string, text: string) {
    const { clock, journal } = this.#options;
    return journal.open({
      from,
      to,
      operation,
      method: request.method,
      path,
      at: clock.now(),
      ...(text ? { request: text } : {}),
    });
  }

  #close(entry: ReturnType<Journal['open']>, status: number, response?: string): void {
    this.#options.journal.close(entry, {
      status,
      answeredAt: this.#options.clock.now(),
      ...(response === undefined ? {} : { response }),
    });
  }

  #known(): string {
    return [...this.#services.map(({ service }) => service.origin), ...this.#hosts.map(({ origin }) => origin)].join(', ');
  }
}

const isAnswer = (thrown: unknown): thrown is Answer =>
  typeof thrown === 'object' && thrown !== null && !(thrown instanceof Error) && typeof (thrown as Answer).status === 'number';

function textOf(answer: Answer): string | undefined {
  if (answer.body === undefined || answer.body instanceof Uint8Array) return undefined;
  return typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
}

function toResponse(answer: Answer): Response {
  const headers = new Headers(answer.headers);
  if (answer.body === undefined) return new Response(null, { status: answer.status, headers });
  if (typeof answer.body === 'string' || answer.body instanceof Uint8Array)
    return new Response(answer.body as BodyInit, { status: answer.status, headers });
  if (!headers.has('content-type')) headers.set('content-type', 'application/json;charset=UTF-8');
  return new Response(JSON.stringify(answer.body), { status: answer.status, headers });
}

/** The operations whose paths share most with what was asked. */
function nearest(service: Service, path: string): string {
  const asked = new Set(path.split('/'));
  const shared = (route: string) => route.split('/').filter((segment) => asked.has(segment)).length;
  return [...service.routes]
    .sort((a, b) => shared(b.path) - shared(a.path))
    .slice(0, 3)
    .map(({ method, path: known }) => `${method} ${known}`)
    .join(', ');
}
