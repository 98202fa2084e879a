import { Fault, type Clock, type Sku } from '@vitrine/contract';
import * as v from 'valibot';
import type { ErpLine, ErpPort } from '../../ports.ts';
import { isoDay, osloDay } from '../oslo-time.ts';
import type { Upstream } from '../upstream.ts';
import { isBooked, orderById, ordersOf } from './find-order.ts';
import { kroner } from './order-lines.ts';
import { allOf } from './pages.ts';
import type { Registers } from './registers.ts';
import { ChangedOrder, one, Stock, STOCK_FIELDS } from './tripletex-answers.ts';

type Allocate = ErpPort['allocate'];

/** Fresh stock and prices of some products; unknown numbers are left out. */
export async function stockOf(upstream: Upstream, skus: readonly string[], signal?: AbortSignal) {
  if (skus.length === 0) return [];
  const query = { productNumber: [...new Set(skus)], fields: STOCK_FIELDS };
  const rows = await allOf(upstream, '/v2/product', { query, row: Stock, signal });
  const wanted = new Set(skus);
  return rows.filter(({ number }) => wanted.has(number));
}

/** Pieces per SKU; one SKU may stand on several lines. */
function wantedOf(lines: readonly ErpLine[]): Map<string, number> {
  const wanted = new Map<string, number>();
  for (const { sku, quantity } of lines) wanted.set(sku, (wanted.get(sku) ?? 0) + quantity);
  return wanted;
}

export const deleteOrder = (upstream: Upstream, id: number | string) =>
  upstream.tell(`/v2/order/${id}`, {
    method: 'DELETE',
    answer: v.unknown(),
    refused: ({ status }) => (status === 404 ? 'gone' : undefined),
  });

/**
 * Takes stock aside: an order of status `NOT_CHOSEN` on the collective customer. Tripletex does not guard stock, so the
 * order is posted first and the stock asked for afterwards; if a product has gone below zero the order is taken back.
 * Two shoppers who reach for the last piece at once may both be refused, but it is never sold twice. Tripletex knows no
 * expiry: giving back what has expired is the gateway's.
 */
export async function allocate(
  upstream: Upstream,
  clock: Clock,
  registers: Registers,
  order: Parameters<Allocate>[0],
): ReturnType<Allocate> {
  const { reference, lines, currency } = order;
  if (currency !== 'NOK') throw new Fault('invalid', 'erp.currency', 'This Tripletex keeps its books in NOK');
  const wanted = wantedOf(lines);

  const [first, ...spare] = await ordersOf(upstream, clock, reference);
  // Left by a post whose answer was lost: one of them is enough.
  for (const { id, status } of spare) if (status === 'NOT_CHOSEN') await deleteOrder(upstream, id);
  if (first && isBooked(first)) return { outcome: 'allocated', allocationId: String(first.id) };

  const before = new Map((await stockOf(upstream, [...wanted.keys()])).map((product) => [product.number, product]));
  const short = [...wanted]
    .map(([sku, quantity]) => ({
      sku: sku as Sku,
      quantity,
      available: before.get(sku)?.availableStock ?? 0,
      known: before.has(sku),
    }))
    .filter(({ known, available, quantity }) => !known || (!first && available < quantity));
  if (short.length > 0)
    return {
      outcome: 'short',
      lines: short.map(({ sku, available }) => ({ sku, available: Math.max(0, Math.floor(available)) })),
    };

  const id = first?.id ?? (await post(upstream, clock, registers, order, (sku) => before.get(sku)!.id));
  const after = await stockOf(upstream, [...wanted.keys()]);
  const over = after.filter(({ availableStock }) => availableStock < 0);
  if (over.length === 0) return { outcome: 'allocated', allocationId: String(id) };
  await deleteOrder(upstream, id);
  return {
    outcome: 'short',
    lines: over.map(({ number, availableStock }) => ({
      sku: number as Sku,
      available: Math.max(0, Math.floor(availableStock + (wanted.get(number) ?? 0))),
    })),
  };
}

async function post(
  upstream: Upstream,
  clock: Clock,
  registers: Registers,
  { reference, lines }: Parameters<Allocate>[0],
  productId: (sku: string) => number,
): Promise<number> {
  const today = isoDay(osloDay(clock.now()));
  const { value } = await upstream.tell('/v2/order', {
    json: {
      customer: { id: await registers.collectiveCustomer() },
      orderDate: today,
      deliveryDate: today,
      reference,
      deliveryComment: reference,
      status: 'NOT_CHOSEN',
      isPrioritizeAmountsIncludingVat: true,
      orderLines: lines.map(({ sku, quantity, unitPrice, title }) => ({
        product: { id: productId(sku) },
        description: title,
        count: quantity,
        unitPriceIncludingVatCurrency: kroner(unitPrice),
      })),
    },
    answer: one(ChangedOrder),
  });
  return value.id;
}

/**
 * Gives stock back: deletes what is only allocated, cancels what is booked already.
 *
 * @throws {Fault} `defect`, `erp.closed`, when the goods are invoiced and gone.
 */
export async function release(upstream: Upstream, allocationId: string): Promise<void> {
  const order = await orderById(upstream, allocationId);
  if (!order || order.status === 'CANCELLED') return;
  if (order.isClosed) throw new Fault('defect', 'erp.closed', 'An invoiced order gives no stock back');
  if (!isBooked(order)) return void (await deleteOrder(upstream, order.id));
  await upstream.tell(`/v2/order/${order.id}`, {
    method: 'PUT',
    json: { version: order.version, status: 'CANCELLED' },
    answer: one(ChangedOrder),
  });
}
