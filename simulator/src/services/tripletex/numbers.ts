import type { ServiceEnv } from '../../kernel/service.ts';
import { FIRST } from './books.ts';
import type { Brought } from './opening-balance.ts';

/** Draws the next number of each kind. */
export type Numbers = ReturnType<typeof makeNumbers>;

export function makeNumbers(env: ServiceEnv, brought: Brought) {
  return {
    customer: env.counter('customer', FIRST.customer + brought.customers),
    customerNumber: env.counter('customer-number', FIRST.customerNumber + brought.customers),
    address: env.counter('address', FIRST.address + brought.addresses),
    order: env.counter('order', FIRST.order + brought.orders),
    orderNumber: env.counter('order-number', FIRST.orderNumber + brought.orders),
    line: env.counter('line', FIRST.line + brought.lines),
    invoice: env.counter('invoice', FIRST.invoice + brought.invoices),
    invoiceNumber: env.counter('invoice-number', FIRST.invoiceNumber + brought.invoices),
    movement: env.counter('movement', 1),
  };
}
