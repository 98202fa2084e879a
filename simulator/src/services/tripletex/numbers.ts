import type { ServiceEnv } from '../../kernel/service.ts';
import { FIRST, type Books } from './books.ts';
import type { Brought } from './opening-balance.ts';

/** Draws the next number of each kind. */
export type Numbers = ReturnType<typeof makeNumbers>;

export function makeNumbers(env: ServiceEnv, { history }: Books, brought: Brought) {
  return {
    customer: env.counter('customer', FIRST.customer + brought.customers),
    customerNumber: env.counter('customer-number', FIRST.customerNumber + brought.customers),
    address: env.counter('address', FIRST.address + brought.addresses),
    order: env.counter('order', FIRST.order + history.size),
    orderNumber: env.counter('order-number', FIRST.orderNumber + history.size),
    line: env.counter('line', FIRST.line + history.lineIds),
    invoice: env.counter('invoice', FIRST.invoice + history.size),
    invoiceNumber: env.counter('invoice-number', FIRST.invoiceNumber + history.size),
    movement: env.counter('movement', 1),
    price: env.counter('price', 1),
    subscription: env.counter('subscription', FIRST.subscription),
    stocktaking: env.counter('stocktaking', FIRST.stocktaking),
    count: env.counter('count', FIRST.count),
    purchase: env.counter('purchase', FIRST.purchase),
    purchaseNumber: env.counter('purchase-number', FIRST.purchaseNumber),
    purchaseLine: env.counter('purchase-line', FIRST.purchaseLine),
    receipt: env.counter('receipt', FIRST.receipt),
  };
}
