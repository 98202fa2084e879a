import { decimalFromMinor, Fault, type Clock } from '@vitrine/contract';
import type { ErpPort, PostedInvoice } from '../../ports.ts';
import { isoDay, osloDay } from '../oslo-time.ts';
import type { Upstream } from '../upstream.ts';
import { orderById, recently } from './find-order.ts';
import { allOf } from './pages.ts';
import type { Registers } from './registers.ts';
import { ChangedOrder, Invoice, INVOICE_FIELDS, one } from './tripletex-answers.ts';

const postedOf = ({ id, invoiceNumber, amountCurrency, currency, invoiceComment }: Invoice): PostedInvoice => ({
  invoiceId: String(id),
  invoiceNumber: String(invoiceNumber),
  amount: amountCurrency,
  currency: currency?.code ?? 'NOK',
  ...(invoiceComment ? { paymentReference: invoiceComment } : {}),
});

/** The invoice of one order, when it has been posted. */
export async function invoiceOf(
  upstream: Upstream,
  clock: Clock,
  { orderId, customerId }: { orderId: string; customerId: string },
  signal?: AbortSignal,
): Promise<PostedInvoice | undefined> {
  const { from, to } = recently(clock);
  const query = { invoiceDateFrom: from, invoiceDateTo: to, customerId, fields: INVOICE_FIELDS };
  const rows = await allOf(upstream, '/v2/invoice', { query, row: Invoice, signal });
  const invoice = rows.find(({ orders }) => orders.some(({ id }) => String(id) === orderId));
  return invoice && postedOf(invoice);
}

/**
 * Posts the invoice of an order, with its payment. The payment's reference goes into the order's invoice comment first,
 * from where Tripletex passes it on to the invoice. Asked for before it is posted: an order is invoiced once.
 */
export async function invoice(
  upstream: Upstream,
  clock: Clock,
  registers: Registers,
  { booking, paid, paymentReference }: Parameters<ErpPort['invoice']>[0],
): Promise<PostedInvoice> {
  const posted = await invoiceOf(upstream, clock, booking);
  if (posted) return posted;

  const order = await orderById(upstream, booking.orderId);
  if (!order)
    throw new Fault('defect', 'erp.order-gone', 'The order to be invoiced is gone', { detail: { orderId: booking.orderId } });
  await upstream.tell(`/v2/order/${order.id}`, {
    method: 'PUT',
    json: { invoiceComment: paymentReference },
    answer: one(ChangedOrder),
  });
  const answer = await upstream.tell(`/v2/order/${order.id}/:invoice`, {
    method: 'PUT',
    query: {
      invoiceDate: isoDay(osloDay(clock.now())),
      sendToCustomer: false,
      paymentTypeId: await registers.paymentType(),
      paidAmount: decimalFromMinor(paid, 'NOK'),
    },
    answer: one(Invoice),
    refused: ({ status }) => (status === 422 ? 'refused' : undefined),
  });
  if (answer !== 'refused') return { ...postedOf(answer.value), paymentReference };
  const meanwhile = await invoiceOf(upstream, clock, booking);
  if (meanwhile) return meanwhile;
  throw new Fault('defect', 'erp.refused', 'Tripletex refused to invoice the order', { detail: { orderId: booking.orderId } });
}
