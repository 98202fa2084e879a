import { sleep, toFault, type Clock } from '@vitrine/contract';
import { fromCallback } from 'xstate';
import type { GatewayClient } from '../client/gateway-client.ts';
import { readTracking } from '../client/order-calls.ts';
import type { ShopTime } from '../client/shop-time.ts';
import type { Signal, TrackedOrder, TrackingEvent, WatchEvent } from '../machines/tracking.machine.ts';

/** Silence for longer than this is said to the shopper. A healthy stream gives a sign of life more often. */
const LAGGING_AFTER_MS = 15_000;
const STALE_AFTER_MS = 120_000;

/** Pauses before a broken stream is opened again: doubled each time, up to a minute. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/** How often a shop without a stream is asked. */
const POLL_MS = 60_000;

/**
 * Follows an order's stream and opens it again whenever it breaks, from the last event that came through. Says
 * `offline` when it cannot be opened. Each report also says what time it is in the shop.
 */
export const followOrder = (client: Pick<GatewayClient, 'tracking' | 'trackingStream'>, clock: Clock, shopTime: ShopTime) =>
  fromCallback<{ type: 'none' }, { order: TrackedOrder; version: number }>(({ sendBack, input: { order, version } }) => {
    const stopping = new AbortController();
    const { signal } = stopping;
    const tell = (event: TrackingEvent) => {
      if (!signal.aborted) sendBack(event);
    };
    let lastEventId = String(version);
    let firstPauseMs = FIRST_PAUSE_MS;
    let failures = 0;

    /** One stream from opening to end. True: this shop has none. */
    const readOnce = async (): Promise<boolean> => {
      const stream = await client.trackingStream(order, { lastEventId, signal });
      if (!stream) return true;
      tell({ type: 'tracking.beat', at: clock.now() });
      for await (const news of stream) {
        failures = 0;
        if (news.kind === 'retry') firstPauseMs = news.delayMs;
        else if (news.kind === 'beat') tell({ type: 'tracking.beat', at: clock.now() });
        else if (news.event.type === 'snapshot') {
          const tracking = readTracking(news.event.data);
          if (news.event.lastEventId) lastEventId = news.event.lastEventId;
          shopTime.hear(tracking.now);
          tell({ type: 'tracking.report', tracking, at: clock.now() });
        }
      }
      return false;
    };

    const run = async (): Promise<void> => {
      while (!signal.aborted) {
        let pauseMs = firstPauseMs;
        try {
          if (await readOnce()) {
            tell({ type: 'tracking.report', tracking: await client.tracking(order, { signal }), at: clock.now() });
            pauseMs = POLL_MS;
          }
        } catch (thrown) {
          if (signal.aborted) return;
          failures++;
          tell({ type: 'signal.change', signal: 'offline' });
          pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(firstPauseMs * 2 ** (failures - 1), toFault(thrown).retryAfterMs ?? 0));
        }
        await sleep(clock, pauseMs, signal);
      }
    };
    run().catch(() => {});
    return () => stopping.abort();
  });

/** Says how old the last sign of life is, once it is too old. */
export const watchSignal = (clock: Clock) =>
  fromCallback<WatchEvent, { since: number }>(({ sendBack, receive, input: { since } }) => {
    let timers: unknown[] = [];
    const disarm = () => {
      for (const timer of timers) clock.clearTimeout(timer);
    };
    const arm = (heardAt: number) => {
      disarm();
      const later = (afterMs: number, signal: Signal) =>
        clock.setTimeout(() => sendBack({ type: 'signal.change', signal }), Math.max(0, heardAt + afterMs - clock.now()));
      timers = [later(LAGGING_AFTER_MS, 'lagging'), later(STALE_AFTER_MS, 'stale')];
    };
    receive(({ at }) => arm(at));
    arm(since);
    return disarm;
  });
