import { Fault, type Clock } from '@vitrine/contract';
import type { Assortment } from '../catalogue/assortment.ts';
import type { GatewayOptions, StepObserver } from '../options.ts';
import type { Change, OrderBook } from '../order-book/order-book.ts';
import type { OrderRow } from '../order-book/rows.ts';

/** Everything that flows work with, and nothing of HTTP. */
export interface Room extends Omit<GatewayOptions, 'orderBook' | 'onStep' | 'log'> {
  book: OrderBook;
  assortment: Assortment;
  onStep: StepObserver;
  log: NonNullable<GatewayOptions['log']>;
  /** Asks with a deadline on the clock; the signal aborts when it passes. */
  within<T>(patienceMs: number, ask: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Something was written that is due some time: look at the alarm clock again. */
  planned(): void;
  /** An order has changed: whoever follows it is told. */
  changed(orderId: string, order: OrderRow, version: number): void;
  /** Throws {@link Ended} once this gateway has been stopped: a dead process neither writes nor sends. */
  alive(): void;
}

/** The process has ended, or a test says so. Nothing may be stored or sent by whoever catches it. */
export class Ended extends Error {
  override readonly name = 'Ended';
}

/** Another gateway on the same book carries this flow on. Nothing is stored here any more; the book says how it goes. */
export class Outrun extends Error {
  override readonly name = 'Outrun';
}

/** Writes, and tells when another was faster. Refuses to write for a process that has ended. */
export async function write(room: Room, changes: readonly Change[]): Promise<boolean> {
  room.alive();
  const written = await room.book.write(changes);
  if (written && changes.some(({ due }) => due !== undefined)) room.planned();
  return written;
}

/**
 * Stops waiting when the clock says so, whether or not the asked one listens to the signal.
 *
 * @throws {Fault} `unavailable` when the time is up.
 */
export function within<T>(clock: Clock, patienceMs: number, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  return new Promise<T>((resolve, reject) => {
    const timer = clock.setTimeout(() => {
      const late = new Fault('unavailable', 'deadline', `No answer within ${patienceMs} ms.`);
      abort.abort(late);
      reject(late);
    }, patienceMs);
    ask(abort.signal)
      .then(resolve, reject)
      .finally(() => clock.clearTimeout(timer));
  });
}
