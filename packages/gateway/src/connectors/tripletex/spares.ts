import type { Clock } from '@vitrine/contract';
import type { Upstream } from '../upstream.ts';
import { deleteOrder } from './allocation.ts';
import { ordersOf } from './find-order.ts';

/**
 * Deletes what stands under our reference as a mere allocation, but for one order. Tripletex knows no idempotency key: a
 * `POST` that arrives late or twice is an order of its own, and would keep goods from being sold for ever.
 */
export async function releaseSpares(upstream: Upstream, clock: Clock, reference: string, keepOrderId?: string): Promise<number> {
  const orders = await ordersOf(upstream, clock, reference);
  const spares = orders.filter(({ id, status }) => status === 'NOT_CHOSEN' && String(id) !== keepOrderId);
  for (const { id } of spares) await deleteOrder(upstream, id);
  return spares.length;
}
