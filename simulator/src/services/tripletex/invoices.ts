import type { Answer, Call, Route, ServiceEnv } from '../../kernel/service.ts';
import type { Books, InvoiceRow } from './books.ts';
import { customerReference } from './customers.ts';
import { daysAfter } from './days.ts';
import { answerList, answerOne, invalid, readDay, readId, readList, refuse } from './envelope.ts';
import { urlOf, type View } from './fields.ts';
import { kroner, readOre, spelled } from './money.ts';
import type { Numbers } from './numbers.ts';
import { kidOf } from './opening-balance.ts';
import { totalsOf } from './order-lines.ts';
import { lineReference, orderReference } from './orders.ts';
import { currencyReference, PAYMENT_TYPES } from './registers.ts';
import { storeOrder, takeOut } from './stock.ts';

export function invoiceView(books: Books, row: InvoiceRow): View {
  const order = books.orders.get(row.orderId)!;
  const outstanding = kroner(row.amountOre - row.paidOre);
  const [amount, amountExcludingVat] = [kroner(row.amountOre), kroner(row.amountWithoutVatOre)];
  return {
    id: row.id,
    version: row.version,
    url: urlOf('invoice', row.id),
    invoiceNumber: row.invoiceNumber,
    invoiceDate: row.invoiceDate,
    invoiceDueDate: row.invoiceDueDate,
    customer: customerReference(books, row.customerId),
    kid: row.kid,
    comment: row.comment,
    invoiceComment: row.comment,
    orders: [orderReference(books, row.orderId)],
    orderLines: order.lines.map((line) => lineReference(books, order, line)),
    deliveryDate: order.deliveryDate,
    amount,
    amountCurrency: amount,
    amountExcludingVat,
    amountExcludingVatCurrency: amountExcludingVat,
    amountRoundoff: 0,
    amountRoundoffCurrency: 0,
    amountOutstanding: outstanding,
    amountCurrencyOutstanding: outstanding,
    amountOutstandingTotal: outstanding,
    amountCurrencyOutstandingTotal: outstanding,
    currency: currencyReference(order.currencyId),
    isCredited: false,
    isCreditNote: false,
    isCharged: true,
    isApproved: true,
    paymentTypeId: row.paymentTypeId,
    paidAmount: kroner(row.paidOre),
    ehfSendStatus: 'DO_NOT_SEND',
  };
}

export function invoiceRoutes(env: ServiceEnv, books: Books, numbers: Numbers): Route[] {
  const list = (call: Call): Answer => {
    const [from, to] = [readDay(call, 'invoiceDateFrom'), readDay(call, 'invoiceDateTo')];
    if (from > to) invalid('invoiceDateTo', 'Must not be before invoiceDateFrom.');
    const [ids, customers] = [readList(call, 'id'), readList(call, 'customerId')];
    const [number, kid] = [call.query.get('invoiceNumber'), call.query.get('kid')];
    const rows = books.invoices.filter(
      (row) =>
        row.invoiceDate >= from &&
        row.invoiceDate < to &&
        (ids?.has(String(row.id)) ?? true) &&
        (customers?.has(String(row.customerId)) ?? true) &&
        (!number || String(row.invoiceNumber) === number) &&
        (!kid || row.kid === kid),
    );
    return answerList(call, rows, (row) => invoiceView(books, row));
  };

  const get = (call: Call): Answer => {
    const row = books.invoices.get(readId(call));
    if (!row) refuse('notFound', 'There is no such invoice.');
    return answerOne(call, invoiceView(books, row));
  };

  const invoiceOrder = (call: Call): Answer => {
    const order = books.orders.get(readId(call));
    if (!order) refuse('notFound', 'There is no such order.');
    const invoiceDate = readDay(call, 'invoiceDate');
    if (order.isClosed) invalid('id', 'The order is already invoiced.');
    if (order.status === 'CANCELLED') invalid('id', 'The order is cancelled.');
    if (order.lines.length === 0) invalid('orderLines', 'An order without lines cannot be invoiced.');
    const { with: amountOre, without: amountWithoutVatOre } = totalsOf(order);
    const { paymentTypeId, paidOre } = readPayment(call, amountOre);

    const closed = { ...order, version: order.version + 1, status: 'INVOICED' as const, isClosed: true };
    storeOrder(books, order, closed);
    takeOut(books, numbers, closed, env.now());
    const customer = books.customers.get(order.customerId)!;
    const invoiceNumber = numbers.invoiceNumber();
    const row = books.invoices.put({
      id: numbers.invoice(),
      version: 1,
      invoiceNumber,
      invoiceDate,
      invoiceDueDate: daysAfter(invoiceDate, 14),
      kid: kidOf(customer.customerNumber, invoiceNumber),
      orderId: order.id,
      customerId: order.customerId,
      amountOre,
      amountWithoutVatOre,
      paidOre,
      ...(paymentTypeId === undefined ? {} : { paymentTypeId }),
      comment: order.invoiceComment,
    });
    const paid = paidOre === amountOre ? 'paid' : paidOre === 0 ? 'unpaid' : `${spelled(paidOre)} kr paid`;
    env.tell(`Invoice ${invoiceNumber} posted for ${customer.name}: ${spelled(amountOre)} kr, ${paid}`, {
      reference: order.reference,
    });
    return answerOne(call, invoiceView(books, row));
  };

  return [
    { method: 'GET', path: '/v2/invoice', operation: 'list-invoices', resolve: list },
    { method: 'GET', path: '/v2/invoice/:id', operation: 'get-invoice', resolve: get },
    { method: 'PUT', path: '/v2/order/:id/\\:invoice', operation: 'invoice-order', resolve: invoiceOrder },
  ];
}

function readPayment(call: Call, amountOre: number): { paymentTypeId?: number; paidOre: number } {
  const [type, paid] = [call.query.get('paymentTypeId'), call.query.get('paidAmount')];
  if (!type && !paid) return { paidOre: 0 };
  const paymentTypeId = Number(type);
  if (!type || !PAYMENT_TYPES.some(({ id }) => id === paymentTypeId))
    return invalid('paymentTypeId', 'The payment type does not exist.');
  if (!paid) return invalid('paidAmount', 'Must come together with paymentTypeId.');
  const paidOre = readOre(Number(paid), 'paidAmount')!;
  if (paidOre < 0 || paidOre > amountOre) invalid('paidAmount', `Must be between 0 and ${kroner(amountOre)}.`);
  return { paymentTypeId, paidOre };
}
