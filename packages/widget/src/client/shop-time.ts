import type { Clock } from '@vitrine/contract';

/**
 * The shop's clock, as far as it has been heard of: this device's, set right by the time that each answer carries.
 * Moments that the gateway names are compared with this one; timers and ages of what came in stay with the device's.
 */
export class ShopTime {
  readonly #clock: Clock;
  #offsetMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#clock.now() + this.#offsetMs;
  }

  /** Takes a `Date` header or an RFC 3339 time that was just made by the shop. What is no time is passed over. */
  hear(said: string | null | undefined): void {
    const time = Date.parse(said ?? '');
    if (!Number.isNaN(time)) this.#offsetMs = time - this.#clock.now();
  }
}
