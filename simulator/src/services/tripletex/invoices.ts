import type { Answer, Call, Route } from '../../kernel/service.ts';
import { FIRST, invoiceOf, orderOf, type InvoiceRow } from './books.ts';
import { refuseClosedPeriod } from './closed-period.ts';
import { daysAfter } from './days.ts';
import { answerList, answerOne, invalid, readDay, readDays, readId, readList, refuse, type Rows } from './envelope.ts';
import type { Erp } from './erp.ts';
import { kidOf } from './history.ts';
import { kroner, oreOf, spelled } from './money.ts';
import { totalsOf } from './order-lines.ts';
import { PAYMENT_TYPES } from './registers.ts';
import { storeOrder, takeOut } from './stock.ts';

export function invoiceRoutes(erp: Erp): Route[] {
  const { env, books, numbers, shapes, happened } = erp;

  const list = (call: Call): Answer => {
    const [from, to] = readDays(call, 'invoiceDateFrom', 'invoiceDateTo');
    const [ids, customers] = [readList(call, 'id'), readList(call, 'customerId')];
    const [number, kid] = [call.query.get('invoiceNumber'), call.query.get('kid')];
    const holds = (row: InvoiceRow): boolean =>
      row.invoiceDate >= from &&
      row.invoiceDate < to &&
      (ids?.has(String(row.id)) ?? true) &&
      (customers?.has(String(row.customerId)) ?? true) &&
      (!number || String(row.invoiceNumber) === number) &&
      (!kid || row.kid === kid);

    // Number and id count up together, and the payment reference holds the number.
    const numbered = number ?? (kid ? kid.slice(7, -1) : null);
    let some: InvoiceRow[] | undefined;
    if (ids) some = [...ids].flatMap((id) => invoiceOf(books, Number(id)) ?? []);
    else if (numbered !== null)
      some = [invoiceOf(books, Number(numbered) - FIRST.invoiceNumber + FIRST.invoice)].filter((row) => row !== undefined);
    else if (customers) some = [...customers].flatMap((id) => ofCustomer(Number(id)));
    if (some)
      return answerList(
        call,
        some.filter(holds).sort((a, b) => a.id - b.id),
        shapes.invoice,
      );

    // Past invoices are of the day after their orders.
    const [first, end] = books.history.daysOf(daysAfter(from, -1), daysAfter(to, -1));
    const recent = books.invoices.table.filter((row) => row.id >= FIRST.invoice + books.history.size && holds(row));
    return answerList(call, joined(first, end, recent), shapes.invoice);
  };

  const past = (index: number): InvoiceRow => books.invoices.get(FIRST.invoice + index) ?? books.history.invoiceAt(index);
  const ofCustomer = (customerId: number): InvoiceRow[] => [
    ...books.history.ofCustomer(customerId).map(past),
    ...books.invoices.by('customer', customerId).filter(({ id }) => id >= FIRST.invoice + books.history.size),
  ];
  const joined = (first: number, end: number, recent: readonly InvoiceRow[]): Rows<InvoiceRow> => {
    const before = end - first;
    return {
      length: before + recent.length,
      slice: (from = 0, to = before + recent.length) => [
        ...Array.from({ length: Math.max(0, Math.min(to, before) - from) }, (_, index) => past(first + from + index)),
        ...recent.slice(Math.max(0, from - before), Math.max(0, to - before)),
      ],
    };
  };

  const found = (call: Call): InvoiceRow => {
    const row = invoiceOf(books, readId(call));
    if (!row) refuse('notFound', 'There is no such invoice.');
    return row;
  };

  const invoiceOrder = (call: Call): Answer => {
    const order = orderOf(books, readId(call));
    if (!order) refuse('notFound', 'There is no such order.');
    const invoiceDate = readDay(call, 'invoiceDate');
    if (order.isClosed) invalid('id', 'The order is already invoiced.');
    if (order.status === 'CANCELLED') invalid('id', 'The order is cancelled.');
    if (order.lines.length === 0) invalid('orderLines', 'An order without lines cannot be invoiced.');
    refuseClosedPeriod(erp, 'invoiceDate', invoiceDate);
    const { with: amountOre, without: amountWithoutVatOre } = totalsOf(order);
    const { paymentTypeId, paidOre } = readPrepayment(call, amountOre);

    const closed = { ...order, version: order.version + 1, status: 'INVOICED' as const, isClosed: true };
    storeOrder(erp, order, closed);
    takeOut(erp, closed);
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
    happened('invoice.charged', row.id);
    const paid = paidOre === amountOre ? 'paid' : paidOre === 0 ? 'unpaid' : `${spelled(paidOre)} kr paid`;
    env.tell(`Invoice ${invoiceNumber} posted for ${customer.name}: ${spelled(amountOre)} kr, ${paid}`, {
      reference: order.reference,
    });
    return answerOne(call, shapes.invoice, row);
  };

  const pay = (call: Call): Answer => {
    const row = found(call);
    const paymentDate = readDay(call, 'paymentDate');
    refuseClosedPeriod(erp, 'paymentDate', paymentDate);
    const paymentTypeId = readPaymentType(call.query.get('paymentTypeId'));
    const paid = oreOf(call.query.get('paidAmount') ?? '') ?? invalid('paidAmount', 'Must be a number of kroner.');
    const open = row.amountOre - row.paidOre;
    // A credit note is paid back: both amounts lie below zero.
    if (paid === 0 || (open >= 0 ? paid < 0 || paid > open : paid > 0 || paid < open))
      invalid('paidAmount', `Must be between 0 and ${kroner(open)}.`);
    const stored = books.invoices.put({ ...row, version: row.version + 1, paidOre: row.paidOre + paid, paymentTypeId });
    env.tell(`${spelled(paid)} kr paid on invoice ${row.invoiceNumber}`, { reference: orderOf(books, row.orderId)!.reference });
    return answerOne(call, shapes.invoice, stored);
  };

  const credit = (call: Call): Answer => {
    const row = found(call);
    const date = readDay(call, 'date');
    if (row.creditedInvoiceId !== undefined) invalid('id', 'A credit note cannot be credited.');
    if (row.isCredited) invalid('id', 'The invoice is already credited.');
    if (date < row.invoiceDate) invalid('date', 'Must not be before the date of the invoice.');
    refuseClosedPeriod(erp, 'date', date);
    const customer = books.customers.get(row.customerId)!;
    books.invoices.put({ ...row, version: row.version + 1, isCredited: true });
    const invoiceNumber = numbers.invoiceNumber();
    const note = books.invoices.put({
      id: numbers.invoice(),
      version: 1,
      invoiceNumber,
      invoiceDate: date,
      invoiceDueDate: date,
      kid: kidOf(customer.customerNumber, invoiceNumber),
      orderId: row.orderId,
      customerId: row.customerId,
      amountOre: 0 - row.amountOre,
      amountWithoutVatOre: 0 - row.amountWithoutVatOre,
      paidOre: 0,
      comment: call.query.get('comment') ?? '',
      creditedInvoiceId: row.id,
    });
    happened('invoice.charged', note.id);
    env.tell(`Credit note ${invoiceNumber} takes back invoice ${row.invoiceNumber} of ${customer.name}`, {
      reference: orderOf(books, row.orderId)!.reference,
    });
    return answerOne(call, shapes.invoice, note);
  };

  return [
    { method: 'GET', path: '/v2/invoice', operation: 'list-invoices', resolve: list },
    {
      method: 'GET',
      path: '/v2/invoice/:id',
      operation: 'get-invoice',
      resolve: (call) => answerOne(call, shapes.invoice, found(call)),
    },
    { method: 'PUT', path: '/v2/order/:id/\\:invoice', operation: 'invoice-order', resolve: invoiceOrder },
    { method: 'PUT', path: '/v2/invoice/:id/\\:payment', operation: 'pay-invoice', resolve: pay },
    { method: 'PUT', path: '/v2/invoice/:id/\\:createCreditNote', operation: 'credit-invoice', resolve: credit },
  ];
}

function readPaymentType(text: string | null): number {
  const id = Number(text);
  if (!text || !PAYMENT_TYPES.some((type) => type.id === id)) return invalid('paymentTypeId', 'The payment type does not exist.');
  return id;
}

function readPrepayment(call: Call, amountOre: number): { paymentTypeId?: number; paidOre: number } {
  const [type, paid] = [call.query.get('paymentTypeId'), call.query.get('paidAmount')];
  if (!type && !paid) return { paidOre: 0 };
  const paymentTypeId = readPaymentType(type);
  if (!paid) return invalid('paidAmount', 'Must come together with paymentTypeId.');
  const paidOre = oreOf(paid) ?? invalid('paidAmount', 'Must be a number of kroner.');
  if (paidOre < 0 || paidOre > amountOre) invalid('paidAmount', `Must be between 0 and ${kroner(amountOre)}.`);
  return { paymentTypeId, paidOre };
}
