import { EXTENSION, type Order, type Tracking } from '@vitrine/contract';
import { readEventStream, type StreamNews } from './event-stream.ts';
import type { GatewayClient } from './gateway-client.ts';
import { checked } from './guards.ts';
import type { Link } from './link.ts';
import { trackingFromOrder } from './tracking-from-order.ts';

const ORDER = { id: 'text', line_items: 'list', totals: 'list', fulfillment: 'object' } as const;
const TRACKING = { order_id: 'text', version: 'number', chapter: 'text', events: 'list', now: 'text' } as const;

/**
 * What a shipment's snapshot says, out of the stream.
 *
 * @throws {Fault} `defect` when it lacks what the page relies on.
 */
export const readTracking = (data: string): Tracking => checked(JSON.parse(data), TRACKING, 'tracking-stream');

export type OrderCalls = Pick<GatewayClient, 'order' | 'tracking' | 'trackingStream'>;

/** What only somebody who waits for a parcel asks. */
export function orderCalls({ transport, shopTime, read, orWithout }: Link): OrderCalls {
  const orderAt = (id: string) => `/orders/${encodeURIComponent(id)}`;
  const calls: OrderCalls = {
    order: ({ id, token }, asking) => read<Order>('order', orderAt(id), ORDER, { token, ...asking }),
    tracking: ({ id, token }, asking) =>
      orWithout(
        EXTENSION.tracking,
        () => read<Tracking>('tracking', `${orderAt(id)}/tracking`, TRACKING, { token, ...asking }),
        async () => trackingFromOrder(await calls.order({ id, token }, asking), shopTime()),
      ),
    trackingStream: ({ id, token }, { lastEventId, signal }) =>
      orWithout<AsyncGenerator<StreamNews, void, undefined> | null>(
        EXTENSION.tracking,
        async () => {
          const response = await transport.open({
            operation: 'tracking-stream',
            method: 'GET',
            path: `${orderAt(id)}/tracking/stream`,
            token,
            headers: { accept: 'text/event-stream', ...(lastEventId ? { 'last-event-id': lastEventId } : {}) },
            signal,
          });
          return readEventStream(response, { lastEventId, signal });
        },
        () => null,
      ),
  };
  return calls;
}
