import type { Chapter, Fault, Tracking } from '@vitrine/contract';

/** How fresh what is shown is, said honestly. */
export type Signal = 'live' | 'lagging' | 'stale' | 'offline';

/** States: `loading`, `following`, `ended` (delivered: the stream is closed), `failed`. */
export interface TrackingContext {
  order: { id: string; token: string };
  tracking: Tracking | null;
  signal: Signal;
  /** This device's clock when the last news came in, milliseconds since 1970. */
  receivedAt: number | null;
  fault: Fault | null;
}

export type TrackingEvent =
  | { type: 'tracking.report'; tracking: Tracking; at: number }
  | { type: 'signal.change'; signal: Signal }
  | { type: 'tracking.retry' };

export type TrackingEmitted = { type: 'chapter.reached'; chapter: Chapter; tracking: Tracking };
