import type { Books } from './books.ts';
import { spelled } from './money.ts';
import { totalsOf } from './order-lines.ts';

const MOST_ROWS = 100;

/** What people read of the ERP: newest first, and of past years only how much there is. */
export function erpDocuments(books: Books): Record<string, Record<string, unknown>[]> {
  const newest = <Row>(rows: Row[]) => rows.slice(-MOST_ROWS).reverse();
  const nameOf = (customerId: number) => books.customers.get(customerId)?.name;
  const orders = newest(books.orders.all());
  return {
    Orders: orders.map((order) => ({
      number: order.number,
      reference: order.reference,
      customer: nameOf(order.customerId),
      status: order.status,
      lines: order.lines.map(({ count, description }) => `${count} × ${description}`).join('; '),
      total: `${spelled(totalsOf(order).with)} kr`,
    })),
    Invoices: newest(books.invoices.all()).map((invoice) => ({
      number: invoice.invoiceNumber,
      order: books.orders.get(invoice.orderId)?.number,
      customer: nameOf(invoice.customerId),
      date: invoice.invoiceDate,
      amount: `${spelled(invoice.amountOre)} kr`,
      open: `${spelled(invoice.amountOre - invoice.paidOre)} kr`,
      kid: invoice.kid,
    })),
    Deliveries: orders.flatMap((order) => {
      const address = order.deliveryAddressId === undefined ? undefined : books.addresses.get(order.deliveryAddressId);
      if (!address) return [];
      return [
        {
          order: order.number,
          to: address.name,
          address: `${address.addressLine1}, ${address.postalCode} ${address.city}`,
          day: order.deliveryDate,
          status: order.status,
        },
      ];
    }),
    Customers: newest(books.customers.all()).map(({ customerNumber, name, email, phoneNumberMobile }) => ({
      number: customerNumber,
      name,
      email,
      mobile: phoneNumberMobile,
    })),
    'Stock changes': newest(books.movements.all()).map(({ at, productId, count, onHand, why }) => ({
      at: new Date(at).toISOString(),
      article: books.products.get(productId)?.name,
      pieces: count,
      onHand,
      why,
    })),
  };
}
