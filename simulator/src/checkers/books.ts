/** What the simulated systems have written down about the orders of this world, joined by reference. */
import type { World } from '../kernel/world.ts';
import type { Consignment } from '../services/bring/consignment.ts';
import type { Delivery } from '../services/courier/delivery.ts';
import type { ShipmentRow, TrackerRow } from '../services/easypost/rows.ts';
import type { Charge, PaymentIntent, Refund } from '../services/stripe/objects.ts';
import type { InvoiceRow, OrderRow } from '../services/tripletex/books.ts';
import type { Payment } from '../services/vipps/books.ts';

/** A payment by card or by wallet, in Stripe's words. */
export interface PaidBy {
  id: string;
  amount: number;
  amount_received: number;
  status: string;
  /** Who takes the money, and at which address. */
  captureAt: readonly [system: string, path: string];
}

export interface Account {
  reference: string;
  orders: OrderRow[];
  invoices: InvoiceRow[];
  intents: PaidBy[];
  charges: Charge[];
  /** What was given back and has not come back. */
  refunds: { amount: number }[];
  deliveries: Delivery[];
  consignments: Consignment[];
  /** Labels bought of EasyPost, one for each parcel, and where each is. */
  labels: { name: string; tracker: TrackerRow | undefined }[];
}

/** One account per reference of the gateway. Orders from before the world began have none. */
export function accounts(world: World): Account[] {
  const intents = Map.groupBy(rows<PaymentIntent>(world, 'stripe', 'payment_intents'), ({ metadata }) => metadata['reference']);
  const labels = labelsByReference(world);
  const wallets = walletsByReference(world);
  const references = new Set([...intents.keys(), ...wallets.keys()].filter((reference) => reference !== undefined));
  const isOurs = ({ reference }: { reference: string }) => references.has(reference);
  const byReference = <Row extends { reference: string }>(system: string, table: string) =>
    Map.groupBy([...rows<Row>(world, system, table)].filter(isOurs), ({ reference }) => reference);
  const orders = byReference<OrderRow>('tripletex', 'orders');
  const deliveries = byReference<Delivery>('courier', 'deliveries');
  const consignments = byReference<Consignment>('bring', 'consignments');
  const invoices = Map.groupBy(rows<InvoiceRow>(world, 'tripletex', 'invoices'), ({ orderId }) => orderId);
  const charges = Map.groupBy(rows<Charge>(world, 'stripe', 'charges'), ({ payment_intent }) => payment_intent);
  const refunds = Map.groupBy(rows<Refund>(world, 'stripe', 'refunds'), ({ payment_intent }) => payment_intent);
  return [...references].map((reference) => {
    const own = orders.get(reference) ?? [];
    const paid = intents.get(reference) ?? [];
    const byWallet = wallets.get(reference) ?? [];
    return {
      reference,
      orders: own,
      invoices: own.flatMap(({ id }) => invoices.get(id) ?? []),
      intents: [...paid.map(byCard), ...byWallet.map(byPhone)],
      charges: paid.flatMap(({ id }) => charges.get(id) ?? []),
      refunds: [
        ...paid.flatMap(({ id }) => refunds.get(id) ?? []).filter(({ status }) => status !== 'failed'),
        ...byWallet.filter(({ refunded: amount }) => amount > 0).map(({ refunded: amount }) => ({ amount })),
      ],
      deliveries: deliveries.get(reference) ?? [],
      consignments: consignments.get(reference) ?? [],
      labels: labels.get(reference) ?? [],
    };
  });
}

const rows = <Row>(world: World, system: string, table: string): Iterable<Row> => world.table<Row>(system, table).rows();

const byCard = ({ id, amount, amount_received, status }: PaymentIntent): PaidBy => {
  const captureAt = ['stripe', `/v1/payment_intents/${id}/capture`] as const;
  return { id, amount, amount_received, status, captureAt };
};

/** Vipps leaves a payment `AUTHORIZED` for good: what became of it is in its amounts. */
function byPhone({ reference: id, amount, state, authorized, cancelled, captured: taken }: Payment): PaidBy {
  const held = state === 'AUTHORIZED' && authorized > cancelled;
  const status = taken > 0 ? 'succeeded' : held ? 'requires_capture' : state === 'CREATED' ? 'requires_action' : 'canceled';
  const captureAt = ['vipps', `/epayment/v1/payments/${id}/capture`] as const;
  return { id, amount: amount.value, amount_received: taken, status, captureAt };
}

function walletsByReference(world: World): Map<string, Payment[]> {
  if (!world.services.has('vipps')) return new Map();
  const payments = world.table<Payment>('vipps', 'payments').all();
  return Map.groupBy(payments, ({ metadata, reference }) => metadata?.['reference'] ?? reference);
}

/** EasyPost knows parcels, each under the order's reference and a number: `V-1#1`, `V-1#2`. */
function labelsByReference(world: World): Map<string, Account['labels']> {
  const labels = new Map<string, Account['labels']>();
  if (!world.services.has('easypost')) return labels;
  const trackers = world.table<TrackerRow>('easypost', 'trackers');
  for (const { reference: name, bought } of world.table<ShipmentRow>('easypost', 'shipments').rows()) {
    if (!name || !bought) continue;
    const reference = name.replace(/#\d+$/, '');
    const known = labels.get(reference) ?? [];
    labels.set(reference, [...known, { name, tracker: trackers.get(bought.trackerId) }]);
  }
  return labels;
}

export const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** Money that was taken, before anything was given back. */
export const captured = ({ intents }: Account): number => sum(intents.map(({ amount_received }) => amount_received));
export const refunded = ({ refunds }: Account): number => sum(refunds.map(({ amount }) => amount));
export const invoiced = ({ invoices }: Account): number => sum(invoices.map(({ amountOre }) => amountOre));
