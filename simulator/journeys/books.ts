import { KEYS } from '../src/shop/keys.ts';
import type { DemoProcess } from './demo-process.ts';

/** What the ERP and the payment provider hold, asked over HTTP in their own dialects, as an auditor would. */
export interface Books {
  customers: { id: number; email: string }[];
  orders: { id: number; reference: string; deliveryAddress?: { id: number } | null; status: string }[];
  invoices: { id: number; invoiceNumber: number; amountCurrency: number }[];
  payments: { id: string; status: string; amount: number; amount_received: number; metadata: Record<string, string> }[];
}

/** Everything about the buyer with this e-mail address. */
export async function readBooks(demo: DemoProcess, email: string): Promise<Books> {
  const erp = `${demo.strangerUrl}/sim/tripletex/v2`;
  const opened = await fetch(
    `${erp}/token/session/:create?consumerToken=${KEYS.tripletex.consumerToken}&employeeToken=${KEYS.tripletex.employeeToken}&expirationDate=2027-01-01`,
    { method: 'PUT' },
  );
  const { value } = (await opened.json()) as { value: { token: string } };
  const headers = { authorization: `Basic ${Buffer.from(`0:${value.token}`).toString('base64')}` };
  const list = async <Row>(path: string): Promise<Row[]> => {
    const answer = await fetch(`${erp}/${path}`, { headers });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return ((await answer.json()) as { values: Row[] }).values;
  };
  const customers = await list<Books['customers'][number]>(`customer?email=${encodeURIComponent(email)}`);
  const orders: Books['orders'] = [];
  const invoices: Books['invoices'] = [];
  for (const { id } of customers) {
    orders.push(
      ...(await list<Books['orders'][number]>(
        `order?customerId=${id}&orderDateFrom=2026-01-01&orderDateTo=2028-01-01&fields=*,deliveryAddress(*)`,
      )),
    );
    invoices.push(
      ...(await list<Books['invoices'][number]>(`invoice?customerId=${id}&invoiceDateFrom=2026-01-01&invoiceDateTo=2028-01-01`)),
    );
  }
  const paid = await fetch(`${demo.strangerUrl}/v1/payment_intents?limit=100`, {
    headers: { authorization: `Bearer ${KEYS.stripe.secretKey}` },
  });
  const { data } = (await paid.json()) as { data: Books['payments'] };
  return { customers, orders, invoices, payments: data };
}
