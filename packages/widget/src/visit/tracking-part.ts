import type { Tracking } from '@vitrine/contract';
import { createActor, fromPromise, type ActorRefFrom } from 'xstate';
import { orderCalls } from '../client/order-calls.ts';
import { trackingMachine, type TrackedOrder } from '../machines/tracking.machine.ts';
import type { TrackingPart } from '../visit.ts';
import { followOrder, watchSignal } from './follow-order.ts';
import type { VisitCore } from './parts.ts';

export function trackingPart({ link, clock, shopTime, begin }: VisitCore): TrackingPart {
  const client = orderCalls(link);
  const trackings = new Map<string, ActorRefFrom<typeof trackingMachine>>();
  const readTracking = fromPromise<{ tracking: Tracking; at: number }, { order: TrackedOrder }>(
    async ({ input: { order }, signal }) => {
      const tracking = await client.tracking(order, { signal });
      return { tracking, at: clock.now() };
    },
  );
  const provided = trackingMachine.provide({
    actors: { readTracking, follow: followOrder(client, clock, shopTime), watch: watchSignal(clock) },
  });
  return {
    tracking(order) {
      const known = trackings.get(order.id);
      if (known) return known;
      const actor = begin(createActor(provided, { id: 'tracking', clock, input: { order } }));
      trackings.set(order.id, actor);
      return actor;
    },
  };
}
