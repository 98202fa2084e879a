/** Follows one order to the door: a snapshot first, then news as they come in, only ever forwards. */
import { CHAPTERS, toFault, type Chapter, type Fault, type Tracking } from '@vitrine/contract';
import { assign, enqueueActions, fromCallback, sendTo, setup, type CallbackActorLogic } from 'xstate';
import { unprovided } from './unprovided.ts';

/** How fresh what is shown is, said honestly. */
export type Signal = 'live' | 'lagging' | 'stale' | 'offline';

export interface TrackedOrder {
  id: string;
  token: string;
}

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
  /** The stream is open and says nothing new: a sign of life. */
  | { type: 'tracking.beat'; at: number }
  | { type: 'signal.change'; signal: Signal }
  | { type: 'tracking.retry' };

export type TrackingEmitted = { type: 'chapter.reached'; chapter: Chapter; tracking: Tracking };

/** What the watch hears: that something came in, at this device's time. */
export interface WatchEvent {
  type: 'heard';
  at: number;
}

type Watch = CallbackActorLogic<WatchEvent, { since: number }>;
type Follow = CallbackActorLogic<{ type: 'none' }, { order: TrackedOrder; version: number }>;

const reached = (chapter: Chapter): number => CHAPTERS.indexOf(chapter);

export const trackingMachine = setup({
  types: {
    input: {} as { order: TrackedOrder },
    context: {} as TrackingContext,
    events: {} as TrackingEvent,
    emitted: {} as TrackingEmitted,
  },
  actors: {
    readTracking: unprovided<{ tracking: Tracking; at: number }, { order: TrackedOrder }>('readTracking'),
    /** Sends `tracking.report`, `tracking.beat` and `signal.change: offline` until it is stopped. */
    follow: fromCallback(() => {}) as Follow,
    /** Sends `signal.change` when nothing has been heard for too long. */
    watch: fromCallback(() => {}) as Watch,
  },
  actions: {
    /** A repeat or a straggler changes nothing but the time at which something was heard. */
    takeNews: enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'tracking.report') return;
      const { tracking, at } = event;
      const before = context.tracking;
      enqueue.assign({ receivedAt: at, signal: 'live', fault: null });
      if (before && (tracking.version <= before.version || reached(tracking.chapter) < reached(before.chapter))) return;
      enqueue.assign({ tracking });
      if (before && before.chapter !== tracking.chapter)
        enqueue.emit({ type: 'chapter.reached', chapter: tracking.chapter, tracking });
    }),
  },
  guards: { isDelivered: ({ context }) => context.tracking?.chapter === 'delivered' },
}).createMachine({
  id: 'tracking',
  context: ({ input: { order } }) => ({ order, tracking: null, signal: 'live', receivedAt: null, fault: null }),
  initial: 'loading',
  states: {
    loading: {
      entry: assign({ fault: null }),
      invoke: {
        src: 'readTracking',
        input: ({ context: { order } }) => ({ order }),
        onDone: {
          target: 'following',
          actions: assign(({ event: { output } }) => ({
            tracking: output.tracking,
            receivedAt: output.at,
            signal: 'live' as const,
          })),
        },
        onError: { target: 'failed', actions: assign({ fault: ({ event }) => toFault(event.error) }) },
      },
    },
    following: {
      always: { guard: 'isDelivered', target: 'ended' },
      invoke: [
        {
          src: 'follow',
          id: 'follow',
          input: ({ context: { order, tracking } }) => ({ order, version: tracking?.version ?? 0 }),
          onError: { target: 'failed', actions: assign({ fault: ({ event }) => toFault(event.error) }) },
        },
        {
          src: 'watch',
          id: 'watch',
          input: ({ context }) => ({ since: context.receivedAt ?? 0 }),
          onError: { target: 'failed', actions: assign({ fault: ({ event }) => toFault(event.error) }) },
        },
      ],
      on: {
        'tracking.report': { actions: ['takeNews', sendTo('watch', ({ event }) => ({ type: 'heard' as const, at: event.at }))] },
        'tracking.beat': {
          actions: [
            assign({ receivedAt: ({ event }) => event.at, signal: 'live' }),
            sendTo('watch', ({ event }) => ({ type: 'heard' as const, at: event.at })),
          ],
        },
        'signal.change': { actions: assign({ signal: ({ event }) => event.signal }) },
        'tracking.retry': 'loading',
      },
    },
    ended: {},
    failed: { on: { 'tracking.retry': 'loading' } },
  },
});
