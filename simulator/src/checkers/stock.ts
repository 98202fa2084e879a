import type { World } from '../kernel/world.ts';
import type { MovementRow, OrderRow, ProductRow, StockRow } from '../services/tripletex/books.ts';
import { checker } from './checker.ts';

export const stockIsNeverNegative = checker('stock is never negative', function* (world) {
  for (const { productId, onHand, outgoing } of world.table<StockRow>('tripletex', 'stock').rows()) {
    if (onHand < 0) yield `${nameOf(world, productId)}: ${onHand} on the shelf.`;
    if (outgoing < 0) yield `${nameOf(world, productId)}: ${outgoing} promised.`;
  }
  for (const { productId, onHand, why } of world.table<MovementRow>('tripletex', 'movements').rows()) {
    if (onHand < 0) yield `${nameOf(world, productId)}: ${onHand} left after "${why}".`;
  }
});

export const stockIsAllocatedOnce = checker('no piece is promised to two orders', function* (world) {
  const promised = new Map<number, number>();
  for (const order of world.table<OrderRow>('tripletex', 'orders').rows()) {
    if (order.isClosed || order.status === 'CANCELLED') continue;
    for (const { productId, count } of order.lines) {
      if (productId !== undefined) promised.set(productId, (promised.get(productId) ?? 0) + count);
    }
  }
  for (const { productId, onHand, outgoing } of world.table<StockRow>('tripletex', 'stock').rows()) {
    const wanted = promised.get(productId) ?? 0;
    if (wanted !== outgoing) yield `${nameOf(world, productId)}: open orders hold ${wanted}, the ERP counts ${outgoing}.`;
    if (wanted > onHand) yield `${nameOf(world, productId)}: ${wanted} promised of ${onHand}.`;
  }
});

const nameOf = (world: World, productId: number): string =>
  world.table<ProductRow>('tripletex', 'products').get(productId)?.name ?? `Product ${productId}`;

/** At rest: an allocation that nobody has made an order of, or given back, keeps goods from being sold for ever. */
export const allocationsAreGivenBack = checker('what is not bought is given back', function* (world) {
  for (const { status, number, reference, isClosed } of world.table<OrderRow>('tripletex', 'orders').rows()) {
    if (status === 'NOT_CHOSEN' && !isClosed && reference.startsWith('V-'))
      yield `Order ${number} still takes goods aside for ${reference}.`;
  }
});
