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
  const orders = world.table<OrderRow>('tripletex', 'orders').all();
  const invoices = world.table<InvoiceRow>('tripletex', 'invoices').all();
  const intents = world.table<PaymentIntent>('stripe', 'payment_intents').all();
  const charges = world.table<Charge>('stripe', 'charges').all();
  const refunds = world.table<Refund>('stripe', 'refunds').all();
  const labels = labelsByReference(world);
  const wallets = walletsByReference(world);
  const references = new Set([...intents.flatMap(({ metadata }) => metadata['reference'] ?? []), ...wallets.keys()]);
  return [...references].map((reference) => {
    const own = orders.filter((order) => order.reference === reference);
    const paid = intents.filter(({ metadata }) => metadata['reference'] === reference);
    const byWallet = wallets.get(reference) ?? [];
    return {
      reference,
      orders: own,
      invoices: invoices.filter(({ orderId }) => own.some(({ id }) => id === orderId)),
      intents: [...paid.map(byCard), ...byWallet.map(byPhone)],
      charges: charges.filter(({ payment_intent }) => paid.some(({ id }) => id === payment_intent)),
      refunds: [
        ...refunds.filter(({ payment_intent, status }) => status !== 'failed' && paid.some(({ id }) => id === payment_intent)),
        ...byWallet.filter(({ refunded: amount }) => amount > 0).map(({ refunded: amount }) => ({ amount })),
      ],
      deliveries: world.table<Delivery>('courier', 'deliveries').filter((delivery) => delivery.reference === reference),
      consignments: world
        .table<Consignment>('bring', 'consignments')
        .filter((consignment) => consignment.reference === reference),
      labels: labels.get(reference) ?? [],
    };
  });
}

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
