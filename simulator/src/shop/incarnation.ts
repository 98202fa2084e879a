import type { Clock } from '@vitrine/contract';
import type { OrderBook } from '@vitrine/gateway';

/** Where in a write a process may die: before anything is stored, or when it is stored and nobody knows. */
export type WriteMoment = 'before' | 'after';

/** What one process of the gateway touches the world through. */
export interface Surroundings {
  fetch: typeof fetch;
  clock: Clock;
  orderBook: OrderBook;
}

const never = <T>(): Promise<T> => new Promise<T>(() => {});

/**
 * One process of the gateway, from its start to its death. A dead one has no effect: what it called never comes back,
 * its timers never ring, nothing it writes is kept. What it had sent before is on the wire, and arrives.
 */
export class Incarnation {
  readonly surroundings: Surroundings;
  readonly #world: Surroundings;
  readonly #onWrite: (moment: WriteMoment) => void;
  readonly #timers = new Set<{ timer: unknown }>();
  #isAlive = true;

  /** `onWrite` is told of each write to the order book, and may end this process there. */
  constructor(world: Surroundings, onWrite: (moment: WriteMoment) => void) {
    this.#world = world;
    this.#onWrite = onWrite;
    const { clock } = world;
    this.surroundings = {
      fetch: (input, init) => this.#living(() => world.fetch(input, init)),
      clock: {
        now: () => clock.now(),
        setTimeout: (call, delayMs) => this.#setTimeout(call, delayMs),
        clearTimeout: (timer) => this.#clearTimeout(timer),
      },
      orderBook: this.#book(),
    };
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** Answers a request, or never, when the process dies over it. */
  answer(work: () => Promise<Response>): Promise<Response> {
    return this.#living(work);
  }

  die(): void {
    this.#isAlive = false;
    for (const { timer } of this.#timers) this.#world.clock.clearTimeout(timer);
    this.#timers.clear();
  }

  #living<T>(work: () => Promise<T>): Promise<T> {
    if (!this.#isAlive) return never();
    return work().then(
      (result) => (this.#isAlive ? result : never<T>()),
      (thrown: unknown) => (this.#isAlive ? Promise.reject(thrown as Error) : never<T>()),
    );
  }

  #setTimeout(call: () => void, delayMs: number): unknown {
    if (!this.#isAlive) return undefined;
    const kept = { timer: undefined as unknown };
    kept.timer = this.#world.clock.setTimeout(() => {
      this.#timers.delete(kept);
      if (this.#isAlive) call();
    }, delayMs);
    this.#timers.add(kept);
    return kept;
  }

  #clearTimeout(timer: unknown): void {
    const kept = timer as { timer: unknown } | undefined;
    if (!kept) return;
    this.#timers.delete(kept);
    this.#world.clock.clearTimeout(kept.timer);
  }

  #book(): OrderBook {
    const { orderBook } = this.#world;
    return {
      read: (kind, id) => this.#living(() => orderBook.read(kind, id)),
      write: (changes) =>
        this.#living(async () => {
          this.#onWrite('before');
          if (!this.#isAlive) return never<boolean>();
          const written = await orderBook.write(changes);
          if (written && this.#isAlive) this.#onWrite('after');
          return written;
        }),
      due: (kind, until, limit) => this.#living(() => orderBook.due(kind, until, limit)),
      dueTimes: (kind, limit, from) => this.#living(() => orderBook.dueTimes(kind, limit, from)),
      all: (kind) => this.#living(() => orderBook.all(kind)),
      sweep: (kind, before) => this.#living(() => orderBook.sweep(kind, before)),
      close: () => this.#living(() => orderBook.close()),
    };
  }
}
