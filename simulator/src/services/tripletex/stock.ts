import type { OrderRow } from './books.ts';
import type { Erp } from './erp.ts';

/** Pieces by product that an order keeps from being sold to others. Closed and cancelled orders keep none. */
function outgoing(order: OrderRow | undefined): Map<number, number> {
  const pieces = new Map<number, number>();
  if (!order || order.isClosed || order.status === 'CANCELLED') return pieces;
  for (const { productId, count } of order.lines)
    if (productId !== undefined) pieces.set(productId, (pieces.get(productId) ?? 0) + count);
  return pieces;
}

/** Stores an order, or takes it out, and keeps the promised stock right. */
export function storeOrder({ books, ranLower }: Erp, before: OrderRow | undefined, after: OrderRow | undefined): void {
  const change = outgoing(after);
  for (const [productId, pieces] of outgoing(before)) change.set(productId, (change.get(productId) ?? 0) - pieces);
  for (const [productId, pieces] of change) {
    if (pieces === 0) continue;
    const stock = books.stock.get(productId)!;
    books.stock.put({ ...stock, outgoing: stock.outgoing + pieces });
    if (pieces > 0) ranLower(productId);
  }
  if (after) books.orders.put(after);
  else if (before) books.orders.delete(before);
}

/** Pieces come into the house or leave it. @param count Below zero: they leave. */
export function moveStock({ env, books, numbers, happened, ranLower }: Erp, productId: number, count: number, why: string): void {
  if (count === 0) return;
  const stock = books.stock.get(productId)!;
  const onHand = stock.onHand + count;
  books.stock.put({ ...stock, onHand });
  books.movements.put({ id: numbers.movement(), at: env.now(), productId, count, onHand, why });
  happened('product.update', productId);
  if (count < 0) ranLower(productId);
}

/** The goods of an order leave the house. */
export function takeOut(erp: Erp, order: OrderRow): void {
  for (const { productId, count } of order.lines) {
    if (productId !== undefined) moveStock(erp, productId, 0 - count, `Order ${order.number}`);
  }
}

/** What can still be sold. */
export function availableOf({ books }: Pick<Erp, 'books'>, productId: number): number {
  const { onHand, outgoing: promised } = books.stock.get(productId)!;
  return onHand - promised;
}
