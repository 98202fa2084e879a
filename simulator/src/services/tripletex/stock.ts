import type { Books, OrderRow } from './books.ts';
import type { Numbers } from './numbers.ts';

/** Pieces by product that an order keeps from being sold to others. Closed and cancelled orders keep none. */
function outgoing(order: OrderRow | undefined): Map<number, number> {
  const pieces = new Map<number, number>();
  if (!order || order.isClosed || order.status === 'CANCELLED') return pieces;
  for (const { productId, count } of order.lines)
    if (productId !== undefined) pieces.set(productId, (pieces.get(productId) ?? 0) + count);
  return pieces;
}

/** Stores an order, or takes it out, and keeps the promised stock right. */
export function storeOrder(books: Books, before: OrderRow | undefined, after: OrderRow | undefined): void {
  for (const [sign, order] of [
    [-1, before],
    [1, after],
  ] as const) {
    for (const [productId, pieces] of outgoing(order)) {
      const stock = books.stock.get(productId)!;
      books.stock.put({ ...stock, outgoing: stock.outgoing + sign * pieces });
    }
  }
  if (after) books.orders.put(after);
  else if (before) books.orders.delete(before.id);
}

/** The goods of an order leave the house. */
export function takeOut(books: Books, numbers: Numbers, order: OrderRow, at: number): void {
  for (const { productId, count } of order.lines) {
    if (productId === undefined || count === 0) continue;
    const stock = books.stock.get(productId)!;
    const onHand = stock.onHand - count;
    books.stock.put({ ...stock, onHand });
    books.movements.put({ id: numbers.movement(), at, productId, count: -count, onHand, why: `Order ${order.number}` });
  }
}
