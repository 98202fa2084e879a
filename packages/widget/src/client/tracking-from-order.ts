import {
  CHAPTERS,
  UCP_VERSION,
  type Chapter,
  type FulfillmentEvent,
  type Order,
  type Tracking,
  type TrackingEvent,
} from '@vitrine/contract';

const CHAPTER_OF: Partial<Record<FulfillmentEvent['type'], { chapter: Chapter; code: TrackingEvent['code'] }>> = {
  processing: { chapter: 'paid', code: 'paid' },
  shipped: { chapter: 'handed_over', code: 'handed_over' },
  in_transit: { chapter: 'in_transit', code: 'hub' },
  out_for_delivery: { chapter: 'out_for_delivery', code: 'out_for_delivery' },
  delivered: { chapter: 'delivered', code: 'delivered' },
};

/** The order's own fulfilment events, told as chapters; anything else that a carrier says is an exception in the current one. */
export function trackingFromOrder(order: Order, nowMs: number): Tracking {
  let chapter: Chapter = 'ordered';
  const events = (order.fulfillment.events ?? []).map((event): TrackingEvent => {
    const known = CHAPTER_OF[event.type];
    if (known && CHAPTERS.indexOf(known.chapter) > CHAPTERS.indexOf(chapter)) chapter = known.chapter;
    return {
      id: event.id,
      chapter: known?.chapter ?? chapter,
      occurred_at: event.occurred_at,
      code: known?.code ?? 'exception',
      ...(event.description === undefined ? {} : { note: event.description }),
    };
  });
  const carried = order.fulfillment.events?.findLast((event) => event.carrier !== undefined);
  return {
    ucp: { version: UCP_VERSION },
    order_id: order.id,
    ...(order.label === undefined ? {} : { label: order.label }),
    version: events.length,
    chapter,
    events,
    ...(carried?.carrier === undefined
      ? {}
      : {
          carrier: {
            id: carried.carrier,
            name: carried.carrier,
            ...(carried.tracking_number === undefined ? {} : { tracking_number: carried.tracking_number }),
            ...(carried.tracking_url === undefined ? {} : { tracking_url: carried.tracking_url }),
          },
        }),
    now: new Date(nowMs).toISOString(),
  };
}
