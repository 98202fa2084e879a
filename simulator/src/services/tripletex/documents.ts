import { FIRST, orderOf, type Books } from './books.ts';
import { spelled } from './money.ts';
import { totalsOf } from './order-lines.ts';
import type { Register } from './register.ts';

const MOST_ROWS = 100;

/** What people read of the ERP: newest first, and of past years only how much there is. */
export function erpDocuments(books: Books): Record<string, Record<string, unknown>[]> {
  const newest = <Row extends { id: number }>({ table }: Register<Row>): Row[] => table.all().slice(-MOST_ROWS).reverse();
  /** Where the world has brought fewer than people can read at once, the past fills up. */
  const withPast = <Row>(rows: Row[], pastAt: (index: number) => Row): Row[] => {
    const missing = Math.min(MOST_ROWS - rows.length, books.history.size);
    return [...rows, ...Array.from({ length: Math.max(0, missing) }, (_, index) => pastAt(books.history.size - 1 - index))];
  };
  const nameOf = (customerId: number) => books.customers.get(customerId)?.name;
  const orders = withPast(newest(books.orders), (index) => books.history.orderAt(index));
  const invoices = withPast(
    newest(books.invoices).filter(({ id }) => id >= FIRST.invoice + books.history.size),
    (index) => books.history.invoiceAt(index),
  );
  return {
    Orders: orders.map((order) => ({
      number: order.number,
      reference: order.reference,
      customer: nameOf(order.customerId),
      status: order.status,
      lines: order.lines.map(({ count, description }) => `${count} × ${description}`).join('; '),
      total: `${spelled(totalsOf(order).with)} kr`,
    })),
    Invoices: invoices.map((invoice) => ({
      number: invoice.invoiceNumber,
      order: orderOf(books, invoice.orderId)?.number,
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
    'Purchase orders': newest(books.purchases).map((purchase) => ({
      number: purchase.number,
      supplier: purchase.supplierId,
      goods: purchase.lines.map(({ productId, count }) => `${count} × ${books.products.get(productId)!.name}`).join('; '),
      received: purchase.lines.reduce((sum, { received }) => sum + received, 0),
      due: purchase.deliveryDate,
      status: purchase.status,
    })),
    Customers: newest(books.customers).map(({ customerNumber, name, email, phoneNumberMobile }) => ({
      number: customerNumber,
      name,
      email,
      mobile: phoneNumberMobile,
    })),
    'Stock changes': newest(books.movements).map(({ at, productId, count, onHand, why }) => ({
      at: new Date(at).toISOString(),
      article: books.products.get(productId)?.name,
      pieces: count,
      onHand,
      why,
    })),
  };
}
