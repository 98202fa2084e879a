import type { Clock } from '@vitrine/contract';
import { createVisit, type Keep, type Visit } from '@vitrine/widget';
import type { World } from '../kernel/world.ts';
import type { Random } from '../kernel/random.ts';

export interface BrowserOptions {
  world: World;
  random: Random;
  gatewayUrl: string;
  pageOrigin: string;
  storeKey: string;
  /** Exchanges what pages reach the gateway by: deliberate bugs of the client come in here. */
  surf?: ((send: typeof fetch) => typeof fetch) | undefined;
}

/** One person's browser: what a page keeps is there for the next one, and for another tab. */
export class Browser {
  readonly fetch: typeof fetch;
  /** For pages that a person looks at: one that does not come is given up. */
  readonly load: typeof fetch;
  readonly clock: Clock;
  readonly #options: BrowserOptions;
  readonly #kept = new Map<string, string>();
  readonly #open = new Set<Visit>();

  constructor(options: BrowserOptions) {
    this.#options = options;
    this.clock = options.world.clock;
    const { surf = (send) => send } = options;
    this.fetch = surf(fromPage(options.world.network.fetchAs('page'), options.pageOrigin));
    this.load = inTime(this.fetch, this.clock);
  }

  open(): Visit {
    const { gatewayUrl, storeKey, random } = this.#options;
    const keep: Keep = {
      get: (name) => this.#kept.get(name) ?? null,
      set: (name, value) => void this.#kept.set(name, value),
      delete: (name) => void this.#kept.delete(name),
    };
    const { fetch, clock } = this;
    const visit = createVisit({ endpoint: gatewayUrl, storeKey, locale: 'nb', fetch, clock, makeId: () => random.id(24), keep });
    this.#open.add(visit);
    return visit;
  }

  close(visit: Visit): void {
    visit.stop();
    this.#open.delete(visit);
  }

  closeAll(): void {
    for (const visit of [...this.#open]) this.close(visit);
  }
}

const LOAD_MS = 30_000;

const inTime =
  (send: typeof fetch, clock: Clock): typeof fetch =>
  async (input, init) => {
    const patience = new AbortController();
    const timer = clock.setTimeout(() => patience.abort(new Error('The page did not come.')), LOAD_MS);
    try {
      return await send(input, { ...init, signal: patience.signal });
    } finally {
      clock.clearTimeout(timer);
    }
  };

/** `fetch` with what a browser adds to each request of a page: where the page comes from. */
function fromPage(send: typeof fetch, origin: string): typeof fetch {
  return (input, init) => {
    if (typeof input !== 'string' && !(input instanceof URL)) {
      const request = new Request(input, init);
      request.headers.set('origin', origin);
      return send(request);
    }
    const headers = new Headers(init?.headers);
    headers.set('origin', origin);
    return send(input, { ...init, headers });
  };
}
