import type { Clock, Sku } from '@vitrine/contract';
import type { ErpPort, WebhookDelivery } from '../../ports.ts';
import { isoDay, osloDay } from '../oslo-time.ts';
import { createUpstream } from '../upstream.ts';
import { allocate, release, stockOf } from './allocation.ts';
import { book, bookingOf } from './booking.ts';
import { isBooked, ordersOf } from './find-order.ts';
import { articlesOf } from './goods.ts';
import { invoice, invoiceOf } from './invoicing.ts';
import { readNews, subscribe } from './listening.ts';
import { allOf } from './pages.ts';
import { createRegisters, type TripletexNames } from './registers.ts';
import { withSession, type TripletexTokens } from './session.ts';
import { releaseSpares } from './spares.ts';
import { Group, GroupRelation, PastOrder, Product, PRODUCT_FIELDS } from './tripletex-answers.ts';

export interface TripletexOptions extends TripletexTokens, Partial<TripletexNames> {
  baseUrl: string;
  fetch: typeof fetch;
  clock: Clock;
  /** Comes with every webhook, and tells ours from others'. Without it the ERP is only read. */
  webhookSecret?: string;
}

/** What recommendations are learned from reaches back this far. */
const YEARS_OF_BASKETS = 5;

/**
 * The ERP. How the merchant keeps families, options and categories in it: docs/upstream/tripletex.md. Source of the
 * wire: Tripletex API 2.0.
 */
export function createTripletex(options: TripletexOptions): ErpPort {
  const { baseUrl, fetch, clock, webhookSecret, collectiveCustomer = 'Nettbutikk', paymentType = 'Kort (nettbutikk)' } = options;
  const upstream = withSession(createUpstream({ name: 'erp', baseUrl, fetch, clock }), clock, options);
  const registers = createRegisters(upstream, { collectiveCustomer, paymentType });

  return {
    async articles({ signal } = {}) {
      const [products, groups, relations] = await Promise.all([
        allOf(upstream, '/v2/product', { query: { isInactive: false, fields: PRODUCT_FIELDS }, row: Product, signal }),
        allOf(upstream, '/v2/product/group', { query: { fields: 'id,name,parentGroup(id)' }, row: Group, signal }),
        allOf(upstream, '/v2/product/groupRelation', {
          query: { fields: 'product(id),productGroup(id)' },
          row: GroupRelation,
          signal,
        }),
      ]);
      return articlesOf(products, groups, relations);
    },

    async stock(skus, { signal } = {}) {
      const rows = await stockOf(upstream, skus, signal);
      return rows.map(({ number, availableStock, priceIncludingVatCurrency, vatType }) => ({
        sku: number as Sku,
        available: Math.floor(availableStock),
        price: priceIncludingVatCurrency,
        vatPercent: vatType.percentage,
      }));
    },

    async pastBaskets({ signal } = {}) {
      const query = {
        orderDateFrom: isoDay(osloDay(clock.now(), -366 * YEARS_OF_BASKETS)),
        orderDateTo: isoDay(osloDay(clock.now(), 1)),
        isClosed: true,
        fields: 'id,orderDate,orderLines(product(number))',
      };
      const orders = await allOf(upstream, '/v2/order', { query, row: PastOrder, signal });
      return orders
        .sort((a, b) => (a.orderDate < b.orderDate ? -1 : a.orderDate > b.orderDate ? 1 : a.id - b.id))
        .map(({ orderLines }) => [
          ...new Set(orderLines.flatMap(({ product }) => (product?.number ? [product.number as Sku] : []))),
        ])
        .filter((basket) => basket.length > 0);
    },

    async photo(key, { signal } = {}) {
      return /^\d+$/.test(key)
        ? upstream.askForContent(`/v2/document/${key}/content`, { signal, headers: { accept: '*/*' } })
        : undefined;
    },

    allocate: (order) => allocate(upstream, clock, registers, order),

    async find(reference, { signal } = {}) {
      const [order] = await ordersOf(upstream, clock, reference, signal);
      if (!order) return {};
      const allocationId = String(order.id);
      if (!isBooked(order)) return { allocationId };
      const booking = bookingOf(order);
      const posted =
        order.isClosed || order.status === 'INVOICED' ? await invoiceOf(upstream, clock, booking, signal) : undefined;
      return { allocationId, booking, ...(posted ? { invoice: posted } : {}) };
    },

    ...(webhookSecret
      ? {
          subscribe: (url: string) => subscribe(upstream, url, webhookSecret),
          readWebhook: (delivery: WebhookDelivery) => readNews(delivery, webhookSecret),
        }
      : {}),
    release: (allocationId) => release(upstream, allocationId),
    releaseSpares: (reference, keepOrderId) => releaseSpares(upstream, clock, reference, keepOrderId),
    book: (order) => book(upstream, registers, order),
    invoice: (order) => invoice(upstream, clock, registers, order),
  };
}
