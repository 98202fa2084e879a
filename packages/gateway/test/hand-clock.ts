import type { Clock } from '@vitrine/contract';

interface Timer {
  at: number;
  call: () => void;
}

/** Everything that can settle by itself settles within a turn of the event loop; a database in the process takes a few. */
async function rest(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** A clock that moves when a test says so, one timer at a time. */
export class HandClock implements Clock {
  #now: number;
  #timers = new Set<Timer>();
  /** Turns of the event loop that work is given between two timers. */
  turns = 2;

  constructor(startAt: number) {
    this.#now = startAt;
  }

  now = (): number => this.#now;

  setTimeout = (call: () => void, delayMs: number): unknown => {
    const timer = { at: this.#now + delayMs, call };
    this.#timers.add(timer);
    return timer;
  };

  clearTimeout = (timer: unknown): void => {
    this.#timers.delete(timer as Timer);
  };

  async run(ms: number): Promise<void> {
    const end = this.#now + ms;
    await rest(this.turns);
    for (let steps = 0; steps < 100_000; steps += 1) {
      const next = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) {
        this.#now = end;
        return;
      }
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.call();
      await rest(this.turns);
    }
    throw new Error('The clock never comes to rest: something plans itself anew without end.');
  }
}
