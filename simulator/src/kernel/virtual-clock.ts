import type { Clock } from '@vitrine/contract';
import { EventQueue } from './event-queue.ts';
import { quiet } from './quiet.ts';

/** Something that a service has planned, as data, so that it survives being saved. */
export interface Alarm {
  service: string;
  name: string;
  payload: unknown;
}

interface Planned {
  call?: () => void;
  alarm?: Alarm;
  cancelled: boolean;
}

/**
 * The world's time. Nothing happens between two events: one is taken, everything it sets off comes to rest, then the
 * next is taken. That rule makes a run independent of the engine's order of promises.
 */
export class VirtualClock implements Clock {
  #now: number;
  #queue = new EventQueue<Planned>();
  #ring: (alarm: Alarm) => void = () => {};
  #running: Promise<void> = Promise.resolve();
  readonly #held = new Set<Promise<unknown>>();

  constructor(startAt: number) {
    this.#now = startAt;
  }

  now = (): number => this.#now;

  setTimeout = (call: () => void, delayMs: number): unknown => this.at(this.#now + delayMs, call);

  clearTimeout = (timer: unknown): void => {
    if (timer) (timer as Planned).cancelled = true;
  };

  /** Calls at a time, and never before it; times gone by count as now. */
  at(time: number, call: () => void): unknown {
    const planned: Planned = { call, cancelled: false };
    this.#queue.push(Math.max(this.#now, Math.ceil(time)), planned);
    return planned;
  }

  setAlarm(time: number, alarm: Alarm): void {
    this.#queue.push(Math.max(this.#now, Math.round(time)), { alarm, cancelled: false });
  }

  /** Whoever knows the services says here what an alarm does. */
  onAlarm(ring: (alarm: Alarm) => void): void {
    this.#ring = ring;
  }

  /** No event is taken before this has settled. It must not wait for the clock itself. */
  hold(work: Promise<unknown>): void {
    this.#held.add(work);
    const letGo = () => this.#held.delete(work);
    work.then(letGo, letGo);
  }

  get nextTime(): number | undefined {
    return this.#queue.nextTime;
  }

  get pendingCount(): number {
    return this.#queue.size;
  }

  /** Alarms that are still to ring, for a snapshot. Timers of running code are not among them. */
  alarms(): { time: number; alarm: Alarm }[] {
    return this.#queue
      .pending()
      .flatMap(({ time, value }) => (value.alarm && !value.cancelled ? [{ time, alarm: value.alarm }] : []));
  }

  /** Takes the next event, if it is due by `limit`. False when there is none. */
  step(limit = Number.POSITIVE_INFINITY): Promise<boolean> {
    return this.#exclusive(async () => {
      await this.#rest();
      return this.#takeOne(limit);
    });
  }

  /** Runs until nothing is due before `time`, then stands at its whole millisecond. */
  runUntil(time: number): Promise<void> {
    const until = Math.floor(time);
    return this.#exclusive(async () => {
      await this.#rest();
      while (await this.#takeOne(until));
      if (until > this.#now) this.#now = until;
    });
  }

  runFor(durationMs: number): Promise<void> {
    return this.runUntil(this.#now + durationMs);
  }

  /** Runs until `done()` holds. False when `limitMs` of virtual time went by, or nothing is left to happen. */
  runWhile(done: () => boolean, limitMs: number): Promise<boolean> {
    const limit = this.#now + limitMs;
    return this.#exclusive(async () => {
      await this.#rest();
      while (!done()) if (!(await this.#takeOne(limit))) return done();
      return true;
    });
  }

  /** Until nothing moves any more that does not wait for the clock. */
  async #rest(): Promise<void> {
    await quiet();
    while (this.#held.size > 0) {
      await Promise.allSettled(this.#held);
      await quiet();
    }
  }

  async #takeOne(limit: number): Promise<boolean> {
    for (;;) {
      const next = this.#queue.nextTime;
      if (next === undefined || next > limit) return false;
      const planned = this.#queue.pop();
      if (planned.cancelled) continue;
      this.#now = Math.max(this.#now, next);
      if (planned.alarm) this.#ring(planned.alarm);
      else planned.call!();
      await this.#rest();
      return true;
    }
  }

  /** Two callers never run the clock at once. */
  #exclusive<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#running.then(work);
    this.#running = result.then(
      () => {},
      () => {},
    );
    return result;
  }
}
