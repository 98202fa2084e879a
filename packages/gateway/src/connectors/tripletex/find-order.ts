import type { Clock } from '@vitrine/contract';
import { isoDay, osloDay } from '../oslo-time.ts';
import type { Upstream } from '../upstream.ts';
import { allOf } from './pages.ts';
import { one, Order, ORDER_FIELDS } from './tripletex-answers.ts';

/** Older orders than this are nobody's question any more. */
const DAYS_BACK = 400;

/** The window that Tripletex wants with every question about orders and invoices; its end is exclusive. */
export const recently = (clock: Clock) => ({
  from: isoDay(osloDay(clock.now(), -DAYS_BACK)),
  to: isoDay(osloDay(clock.now(), 2)),
});

export const isBooked = ({ status }: Order): boolean => status !== 'NOT_CHOSEN' && status !== 'CANCELLED';

/**
 * Orders under our reference, the booked one first and then by age. Tripletex cannot be asked by `reference`, so the
 * reference stands in the delivery comment as well, and is compared here. Cancelled ones do not count.
 */
export async function ordersOf(upstream: Upstream, clock: Clock, reference: string, signal?: AbortSignal): Promise<Order[]> {
  const { from, to } = recently(clock);
  const query = { orderDateFrom: from, orderDateTo: to, deliveryComment: reference, fields: ORDER_FIELDS };
  const rows = await allOf(upstream, '/v2/order', { query, row: Order, signal });
  return rows
    .filter((order) => order.reference === reference && order.status !== 'CANCELLED')
    .sort((a, b) => Number(isBooked(b)) - Number(isBooked(a)) || a.id - b.id);
}

/** One order, or `null` when it is gone. */
export async function orderById(upstream: Upstream, id: string): Promise<Order | null> {
  const answer = await upstream.ask(`/v2/order/${encodeURIComponent(id)}`, {
    query: { fields: ORDER_FIELDS },
    answer: one(Order),
    refused: ({ status }) => (status === 404 ? null : undefined),
  });
  return answer && answer.value;
}
