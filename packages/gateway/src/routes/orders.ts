import {
  CAPABILITY,
  EXTENSION,
  type Expectation,
  type FulfillmentEvent,
  type Order,
  type Tracking,
  type TrackingEvent,
} from '@vitrine/contract';
import type { Hono } from 'hono';
import { orderLink } from '../flows/notify.ts';
import type { Room } from '../flows/room.ts';
import type { OrderRow } from '../order-book/rows.ts';
import { envelope, looksLikeId, notFound, ok } from './answers.ts';
import { answer } from './carts.ts';
import type { Ctx, Env } from './door.ts';
import type { TrackingStreams } from './tracking-streams.ts';

/** `GET /orders/{id}`, its tracking, and the stream of its tracking. Each opens with the order's own token alone. */
export function orderRoutes(app: Hono<Env>, room: Room, streams: TrackingStreams): void {
  app.get('/orders/:id', async (c) => {
    const order = await opened(room, c);
    return answer(order ? ok(orderAnswer(room, c.req.param('id'), order)) : notFound([CAPABILITY.order], 'Order'));
  });

  app.get('/orders/:id/tracking', async (c) => {
    const order = await opened(room, c);
    return answer(order ? ok(trackingAnswer(room, order)) : notFound([EXTENSION.tracking], 'Order'));
  });

  app.get('/orders/:id/tracking/stream', async (c) => {
    const order = await opened(room, c);
    if (!order) return answer(notFound([EXTENSION.tracking], 'Order'));
    const last = Number(c.req.header('Last-Event-ID') ?? 0);
    c.header('Content-Type', 'text/event-stream; charset=utf-8');
    c.header('X-Accel-Buffering', 'no');
    const stream = streams.open(c.req.param('id'), order, Number.isInteger(last) ? last : 0, (row) => trackingAnswer(room, row));
    return c.body(stream);
  });
}

/** An order opens when id and token fit; a wrong token looks like an unknown order. */
export async function opened(room: Room, c: Ctx): Promise<OrderRow | undefined> {
  const id = c.req.param('id') ?? '';
  const token = /^Bearer ([\w.~+/=-]{16,400})$/i.exec(c.req.header('Authorization') ?? '')?.[1];
  if (!token || !looksLikeId(id)) return undefined;
  const order = (await room.book.read('order', id))?.row;
  return order && same(order.token, token) ? order : undefined;
}

/** Compares in a time that says nothing about where the difference is. */
function same(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let at = 0; at < a.length; at += 1) difference |= a.charCodeAt(at) ^ (b.charCodeAt(at) || 0);
  return difference === 0;
}

export const trackingAnswer = (room: Room, order: OrderRow): Tracking => ({
  ucp: envelope(EXTENSION.tracking),
  ...order.tracking,
  now: new Date(room.clock.now()).toISOString(),
});

/** Tracking facts as UCP's fulfilment events. Those within the warehouse are all "processing". */
const EVENT_TYPES: Partial<Record<TrackingEvent['code'], FulfillmentEvent['type']>> = {
  ordered: 'processing',
  picked: 'processing',
  packed: 'processing',
  handed_over: 'shipped',
  hub: 'in_transit',
  out_for_delivery: 'out_for_delivery',
  delivered: 'delivered',
  exception: 'failed_attempt',
};

function orderAnswer(room: Room, id: string, order: OrderRow): Order {
  const { tracking, delivery } = order;
  const permalink = orderLink(room.shop.orderUrl, id, order.token);
  const line_items = order.lines.map((line) => ({ id: line.id, quantity: line.quantity }));
  const parcel = order.consignment?.parcels[0];
  const left = tracking.events.some(({ code }) => code === 'handed_over' || code === 'hub' || code === 'delivered');
  const expectation: Expectation = {
    id: 'delivery',
    line_items,
    method_type: 'shipping',
    destination: order.destination,
    description: delivery.option.title,
    fulfillable_on: 'now',
  };
  const events = tracking.events.flatMap((event): FulfillmentEvent[] => {
    const type = EVENT_TYPES[event.code];
    if (!type) return [];
    return [
      {
        id: event.id,
        occurred_at: event.occurred_at,
        type,
        line_items,
        carrier: delivery.carrierName,
        ...(type === 'processing' ? {} : { tracking_url: order.consignment?.trackingUrl ?? permalink }),
        ...(type === 'processing' || !parcel ? {} : { tracking_number: parcel.trackingNumber }),
        ...(event.note ? { description: event.note } : {}),
      },
    ];
  });
  return {
    ucp: envelope(CAPABILITY.order),
    id: id as Order['id'],
    label: order.label,
    checkout_id: order.checkoutId as Order['checkout_id'],
    permalink_url: permalink,
    line_items: order.lines.map((line) => ({
      id: line.id,
      item: line.item,
      quantity: { original: line.quantity, total: line.quantity, fulfilled: left ? line.quantity : 0 },
      totals: line.totals,
      status: left ? 'fulfilled' : 'processing',
    })),
    fulfillment: { expectations: [expectation], events },
    currency: order.currency,
    totals: order.totals,
  };
}
