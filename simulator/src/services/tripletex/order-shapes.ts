import { orderOf, type Books, type InvoiceRow, type LineRow, type OrderRow } from './books.ts';
import { referTo, urlOf, type Reference, type Shape } from './fields.ts';
import { productReference } from './goods-shapes.ts';
import { kroner, withoutVat, withVat } from './money.ts';
import { amountsOf } from './order-lines.ts';
import { addressReference } from './people-shapes.ts';
import { currencyReference, vatReference, vatTypeOf } from './registers.ts';
import type { LineOfOrder, Shapes } from './shapes.ts';

const customerReference = (books: Books, shapes: Shapes, id: number): Reference =>
  referTo('customer', id, shapes.customer, () => books.customers.get(id)!);

const orderReference = (books: Books, shapes: Shapes, id: number): Reference =>
  referTo('order', id, shapes.order, () => orderOf(books, id)!);

const lineReference = (shapes: Shapes, order: OrderRow, line: LineRow): Reference =>
  referTo('order/orderline', line.id, shapes.line, () => ({ id: line.id, order, line }));

export function orderShape(books: Books, shapes: Shapes): Shape<OrderRow> {
  const customerOf = ({ customerId }: OrderRow) => books.customers.get(customerId)!;
  return {
    id: ({ id }) => id,
    version: ({ version }) => version,
    url: ({ id }) => urlOf('order', id),
    customer: ({ customerId }) => customerReference(books, shapes, customerId),
    customerName: (row) => customerOf(row).name,
    displayName: (row) => `${row.number} ${customerOf(row).name}`,
    receiverEmail: ({ receiverEmail }) => receiverEmail,
    number: ({ number }) => number,
    reference: ({ reference }) => reference,
    orderDate: ({ orderDate }) => orderDate,
    invoiceComment: ({ invoiceComment }) => invoiceComment,
    currency: ({ currencyId }) => currencyReference(currencyId),
    invoicesDueIn: () => 14,
    invoicesDueInType: () => 'DAYS',
    status: ({ status }) => status,
    isClosed: ({ isClosed }) => isClosed,
    deliveryDate: ({ deliveryDate }) => deliveryDate,
    deliveryAddress: ({ deliveryAddressId: id }) =>
      id === undefined ? undefined : addressReference(books, 'deliveryAddress', id),
    deliveryComment: ({ deliveryComment }) => deliveryComment,
    isPrioritizeAmountsIncludingVat: ({ isPrioritizeAmountsIncludingVat }) => isPrioritizeAmountsIncludingVat,
    orderLineSorting: () => 'CUSTOM',
    orderLines: (row) => row.lines.map((line) => lineReference(shapes, row, line)),
    isSubscription: () => false,
    canCreateBackorder: () => false,
  };
}

export function lineShape(books: Books, shapes: Shapes): Shape<LineOfOrder> {
  const percentOf = ({ line }: LineOfOrder) => vatTypeOf(line.vatTypeId)!.percentage;
  return {
    id: ({ id }) => id,
    version: ({ line }) => line.version,
    url: ({ id }) => urlOf('order/orderline', id),
    product: ({ line: { productId } }) => (productId === undefined ? undefined : productReference(books, shapes, productId)),
    description: ({ line }) => line.description,
    count: ({ line }) => line.count,
    orderedQuantity: ({ line }) => line.count,
    unitPriceExcludingVatCurrency: (row) =>
      kroner(row.line.isUnitPriceWithVat ? withoutVat(row.line.unitPriceOre, percentOf(row)) : row.line.unitPriceOre),
    unitPriceIncludingVatCurrency: (row) =>
      kroner(row.line.isUnitPriceWithVat ? row.line.unitPriceOre : withVat(row.line.unitPriceOre, percentOf(row))),
    currency: ({ order }) => currencyReference(order.currencyId),
    discount: ({ line }) => line.discount,
    vatType: ({ line }) => vatReference(line.vatTypeId),
    amountExcludingVatCurrency: ({ line }) => kroner(amountsOf(line).without),
    amountIncludingVatCurrency: ({ line }) => kroner(amountsOf(line).with),
    order: ({ order }) => orderReference(books, shapes, order.id),
    sortIndex: ({ order, line }) => order.lines.indexOf(line),
    isCharged: ({ order }) => order.status === 'INVOICED',
  };
}

export function invoiceShape(books: Books, shapes: Shapes): Shape<InvoiceRow> {
  const outstanding = ({ amountOre, paidOre }: InvoiceRow) => kroner(amountOre - paidOre);
  const amount = ({ amountOre }: InvoiceRow) => kroner(amountOre);
  const withoutVatOf = ({ amountWithoutVatOre }: InvoiceRow) => kroner(amountWithoutVatOre);
  return {
    id: ({ id }) => id,
    version: ({ version }) => version,
    url: ({ id }) => urlOf('invoice', id),
    invoiceNumber: ({ invoiceNumber }) => invoiceNumber,
    invoiceDate: ({ invoiceDate }) => invoiceDate,
    invoiceDueDate: ({ invoiceDueDate }) => invoiceDueDate,
    customer: ({ customerId }) => customerReference(books, shapes, customerId),
    kid: ({ kid }) => kid,
    comment: ({ comment }) => comment,
    invoiceComment: ({ comment }) => comment,
    orders: ({ orderId }) => [orderReference(books, shapes, orderId)],
    orderLines: ({ orderId }) => {
      const order = orderOf(books, orderId)!;
      return order.lines.map((line) => lineReference(shapes, order, line));
    },
    deliveryDate: ({ orderId }) => orderOf(books, orderId)!.deliveryDate,
    amount,
    amountCurrency: amount,
    amountExcludingVat: withoutVatOf,
    amountExcludingVatCurrency: withoutVatOf,
    amountRoundoff: () => 0,
    amountRoundoffCurrency: () => 0,
    amountOutstanding: outstanding,
    amountCurrencyOutstanding: outstanding,
    amountOutstandingTotal: outstanding,
    amountCurrencyOutstandingTotal: outstanding,
    currency: ({ orderId }) => currencyReference(orderOf(books, orderId)!.currencyId),
    creditedInvoice: ({ creditedInvoiceId }) => creditedInvoiceId,
    isCredited: ({ isCredited = false }) => isCredited,
    isCreditNote: ({ creditedInvoiceId }) => creditedInvoiceId !== undefined,
    isCharged: () => true,
    isApproved: () => true,
    paymentTypeId: ({ paymentTypeId }) => paymentTypeId,
    paidAmount: ({ paidOre }) => kroner(paidOre),
    ehfSendStatus: () => 'DO_NOT_SEND',
  };
}
