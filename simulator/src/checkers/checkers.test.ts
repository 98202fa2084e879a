import { beforeAll, expect, test } from 'vitest';
import { runJourney, type Journey } from '../journey/run.ts';
import type { SentMessage } from '../services/messages/messages.ts';
import type { Delivery } from '../services/courier/delivery.ts';
import type { PaymentIntent } from '../services/stripe/objects.ts';
import type { InvoiceRow, OrderRow, StockRow } from '../services/tripletex/books.ts';
import { check, RULES } from './check.ts';
import type { SeenOrder } from './checker.ts';

let journey: Journey;
let seen: SeenOrder;
beforeAll(async () => {
  journey = await runJourney({ seed: 10, whims: { temper: 'hurried' } });
  const trip = journey.trip!;
  seen = { label: trip.label, total: trip.total, tracking: trip.tracking, reports: trip.reports };
});

const table = <Row>(service: string, name: string) => journey.shop.world.table<Row>(service, name);
const broken = (orders = [seen]) => [...new Set(check(journey.shop.world, orders).map(({ rule }) => rule))];

/** Tampers with one row, looks, and puts it back as it was. */
function tampered<Row extends object>(
  service: string,
  name: string,
  find: (row: Row) => boolean,
  change: (row: Row) => Row,
): string[] {
  const rows = table<Row>(service, name);
  const row = rows.find(find);
  if (!row) throw new Error(`There is nothing to tamper with in ${service}/${name}.`);
  const before = structuredClone(row);
  rows.put(change(row));
  try {
    return broken();
  } finally {
    rows.put(before);
  }
}

test('a journey that went well breaks no rule', () => {
  expect(broken()).toEqual([]);
  expect(RULES).toHaveLength(11);
});

test('a till that takes more than it held is caught', () => {
  const rules = tampered<PaymentIntent>(
    'stripe',
    'payment_intents',
    ({ status }) => status === 'succeeded',
    (intent) => ({ ...intent, amount_received: intent.amount + 1 }),
  );
  expect(rules).toContain('no more is captured than was authorised');
  expect(rules).toContain('what was captured is what was invoiced less what was given back');
});

test('an invoice over another amount, or unpaid, is caught', () => {
  const own = ({ orderId }: InvoiceRow) => table<OrderRow>('tripletex', 'orders').get(orderId)?.number === seen.label;
  expect(
    tampered<InvoiceRow>('tripletex', 'invoices', own, (invoice) => ({ ...invoice, amountOre: invoice.amountOre - 100 })),
  ).toContain('the shopper’s total is the ERP’s total');
  expect(tampered<InvoiceRow>('tripletex', 'invoices', own, (invoice) => ({ ...invoice, paidOre: 0 }))).toEqual([
    'an invoice of the web shop is paid when it is posted',
  ]);
});

test('stock below nothing, and stock that is promised twice, is caught', () => {
  expect(
    tampered<StockRow>(
      'tripletex',
      'stock',
      () => true,
      (row) => ({ ...row, onHand: -1 }),
    ),
  ).toContain('stock is never negative');
  expect(
    tampered<StockRow>(
      'tripletex',
      'stock',
      () => true,
      (row) => ({ ...row, outgoing: row.outgoing + 1 }),
    ),
  ).toContain('no piece is promised to two orders');
});

test('a second order or a second charge for one wish is caught', () => {
  const orders = table<OrderRow>('tripletex', 'orders');
  const order = orders.find(({ number }) => number === seen.label)!;
  orders.put({ ...order, id: 9_999_999 });
  expect(broken()).toContain('one wish, one order, one charge');
  orders.delete(9_999_999);
});

test('a paid parcel that never arrives is caught', () => {
  const rules = tampered<Delivery>(
    'courier',
    'deliveries',
    ({ status }) => status === 'delivered',
    (delivery) => ({ ...delivery, status: 'failed' }),
  );
  expect(rules).toEqual(['every paid order is delivered']);
});

test('a letter that is sent twice, and a fact that is told twice, is caught', () => {
  const letters = table<SentMessage>('messages', 'messages');
  letters.put({ ...letters.all()[0]!, id: 'msg_again' });
  expect(broken()).toEqual(['no webhook is applied twice']);
  letters.delete('msg_again');
  const [first] = seen.tracking.events;
  const twice = { ...seen, tracking: { ...seen.tracking, events: [...seen.tracking.events, { ...first!, id: 'again' }] } };
  expect(broken([twice])).toEqual(['no webhook is applied twice']);
});

test('a parcel that moves backwards, and an order that the ERP has never seen, is caught', () => {
  expect(broken([{ ...seen, reports: [...seen.reports, { version: 999, chapter: 'packed' }] }])).toEqual([
    'nothing moves backwards',
  ]);
  expect(broken([{ ...seen, label: '1' }])).toEqual(['the shopper’s total is the ERP’s total']);
});
