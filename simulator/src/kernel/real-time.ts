import type { Network } from './network.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** The door to real time. Everything else in the world asks the virtual clock. */
export interface RealTime {
  nowMs(): number;
  every(ms: number, call: () => void): () => void;
  after(ms: number): Promise<void>;
}

const TICK_MS = 40;

/** Our own software may itself be waiting for the clock; longer than this it is not waited for. */
const MOST_PATIENCE_MS = 150;

/** A tick never makes up for more than this much real time: after a pause of the machine the world does not jump. */
const MOST_BEHIND_MS = 250;

/** Lets a virtual clock follow real time, faster or slower, and stand still. */
export class Tempo {
  /** Virtual milliseconds for each real one; 0 is pause. */
  #speed: number;
  readonly #clock: VirtualClock;
  readonly #network: Network;
  readonly #time: RealTime;
  #last: number;
  #busy = false;
  readonly #halt: () => void;

  constructor(clock: VirtualClock, network: Network, time: RealTime, speed: number) {
    this.#clock = clock;
    this.#network = network;
    this.#time = time;
    this.#speed = speed;
    this.#last = time.nowMs();
    this.#halt = time.every(TICK_MS, () => void this.#tick());
  }

  get speed(): number {
    return this.#speed;
  }

  setSpeed(speed: number): void {
    this.#speed = speed;
    this.#last = this.#time.nowMs();
  }

  stop(): void {
    this.#halt();
  }

  async #tick(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      const now = this.#time.nowMs();
      const elapsed = Math.min(now - this.#last, MOST_BEHIND_MS);
      const ahead = Math.floor(elapsed * this.#speed);
      // The clock knows whole milliseconds only; what is left over belongs to the next tick.
      this.#last = this.#speed > 0 ? now - elapsed + ahead / this.#speed : now;
      if (ahead > 0) await this.#follow(this.#clock.now() + ahead);
    } finally {
      this.#busy = false;
    }
  }

  /** Goes event by event, and lets our own software finish with each before the next. */
  async #follow(until: number): Promise<void> {
    while (this.#speed > 0 && (await this.#clock.step(until))) await this.#settled();
    if (this.#speed > 0) await this.#clock.runUntil(until);
    await this.#settled();
  }

  #settled(): Promise<void> {
    return Promise.race([this.#network.idle(), this.#time.after(MOST_PATIENCE_MS)]);
  }
}
