/** Time is handed in: a page gives the browser's, the simulator its virtual one. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  setTimeout(call: () => void, delayMs: number): unknown;
  clearTimeout(timer: unknown): void;
}

/** Resolves after `delayMs` on this clock, or rejects with the signal's reason when it aborts first. */
export function sleep(clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason as Error);
    const timer = clock.setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, delayMs);
    const abort = () => {
      clock.clearTimeout(timer);
      reject(signal!.reason as Error);
    };
    signal?.addEventListener('abort', abort, { once: true });
  });
}

/** Chance is handed in too: 128 bits or more, as text that is safe in a URL. */
export type MakeId = () => string;
