import type { Clock, Tracking } from '@vitrine/contract';
import type { OrderRow } from '../order-book/rows.ts';

/** A stream that says nothing for longer is taken for dead by proxies; pages call one that is silent for 15 s lagging. */
const HEARTBEAT_MS = 10_000;

interface Listener {
  tell(order: OrderRow): void;
  close(): void;
}

/** Who follows which order. Each change is told to all of them, each version once. */
export class TrackingStreams {
  readonly #clock: Clock;
  readonly #listeners = new Map<string, Set<Listener>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  publish(orderId: string, order: OrderRow): void {
    for (const listener of [...(this.#listeners.get(orderId) ?? [])]) listener.tell(order);
  }

  /**
   * A stream of snapshots: the present one first, unless `lastVersion` has seen it; then each that is newer; closed by
   * the gateway after "delivered".
   */
  open(orderId: string, now: OrderRow, lastVersion: number, answerOf: (order: OrderRow) => Tracking): ReadableStream<Uint8Array> {
    const encoder = new TextEncoder();
    const listeners = this.#listeners.get(orderId) ?? new Set<Listener>();
    this.#listeners.set(orderId, listeners);
    const clock = this.#clock;
    let timer: unknown;
    let version = lastVersion;
    let listener: Listener | undefined;
    const leave = () => {
      clock.clearTimeout(timer);
      if (listener) listeners.delete(listener);
      if (!listeners.size) this.#listeners.delete(orderId);
      listener = undefined;
    };
    return new ReadableStream<Uint8Array>({
      start(controller) {
        const send = (text: string) => controller.enqueue(encoder.encode(text));
        const beat = () => {
          clock.clearTimeout(timer);
          timer = clock.setTimeout(() => {
            send(': still here\n\n');
            beat();
          }, HEARTBEAT_MS);
        };
        listener = {
          tell(order) {
            if (order.tracking.version > version) {
              version = order.tracking.version;
              send(`event: snapshot\nid: ${version}\ndata: ${JSON.stringify(answerOf(order))}\n\n`);
              beat();
            }
            if (order.tracking.chapter === 'delivered') this.close();
          },
          close() {
            if (!listener) return;
            leave();
            controller.close();
          },
        };
        listeners.add(listener);
        send('retry: 2000\n\n');
        beat();
        listener.tell(now);
      },
      cancel: leave,
    });
  }

  stop(): void {
    for (const listeners of [...this.#listeners.values()]) for (const listener of [...listeners]) listener.close();
  }
}
