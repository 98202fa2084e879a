import type { OrderBook } from '@vitrine/gateway/order-book/order-book';
import type { JournalEntry, MessageEntry } from '../kernel/journal.ts';

/** Everything by which systems know one order. */
export interface OrderNames {
  /** The shop's own, which every system is told: `V-WYJ9SZ45TXUCWEJJ`. */
  reference: string;
  /** What people call it: `13001`. */
  label?: string;
  orderId?: string;
  chapter?: string;
  placedAt?: number;
  buyer?: string;
  /** Ids that occur in paths and payloads. */
  ids: readonly string[];
}

/** Shorter ids would be found where they are not meant. */
const SHORTEST_ID = 7;

/** The shop's orders, newest first. */
export async function ordersOf(book: OrderBook): Promise<OrderNames[]> {
  const [orders, checkouts] = await Promise.all([book.all('order'), book.all('checkout')]);
  const cartOf = new Map(checkouts.map(({ id, row }) => [id, row.cartId]));
  return orders
    .map(({ id, row }) => {
      const { reference, label, checkoutId, paymentId, booking, consignment, invoice, buyer, placedAt, tracking } = row;
      const parcels = consignment?.parcels.flatMap(({ trackingNumber, sscc }) => [trackingNumber, sscc]) ?? [];
      const ids = [
        ...[reference, id, checkoutId, cartOf.get(checkoutId), paymentId, booking.orderId],
        ...[consignment?.consignmentId, invoice?.invoiceId, ...parcels],
      ];
      return {
        ...{ reference, label, orderId: id, chapter: tracking.chapter, placedAt },
        ...(buyer.email ? { buyer: buyer.email } : {}),
        ids: known(ids),
      };
    })
    .sort((a, b) => b.placedAt - a.placedAt);
}

const known = (ids: readonly (string | undefined)[]): string[] => [
  ...new Set(ids.filter((id): id is string => id !== undefined && id.length >= SHORTEST_ID)),
];

const OWN_IDS = /\b(?:V-[A-Z0-9]{16}|(?:chk|cart|ord|pi|del)_[A-Za-z0-9]{16,}|41\d{6})\b/g;

/** An order that was never placed has no page in the book: its names are gathered from what was said of it. */
export function namesFromJournal(reference: string, entries: readonly JournalEntry[]): OrderNames {
  const ids = new Set([reference]);
  for (const entry of entries) {
    if (entry.kind === 'fact' || entry.method === 'GET' || !names(entry, [reference])) continue;
    for (const text of [entry.path, entry.request ?? '']) for (const [id] of text.matchAll(OWN_IDS)) ids.add(id);
  }
  return { reference, ids: [...ids] };
}

const names = ({ method, path, request = '', response = '' }: MessageEntry, ids: readonly string[]): boolean =>
  ids.some((id) => path.includes(id) || request.includes(id) || (method !== 'GET' && response.includes(id)));

/** Everything that was said and done about one order, in the order in which it happened. */
export function trailOf({ reference, label, ids }: OrderNames, entries: readonly JournalEntry[]): JournalEntry[] {
  const asLabel = label ? new RegExp(`\\b${label}\\b`) : undefined;
  return entries.filter((entry) =>
    entry.kind === 'fact'
      ? entry.reference === reference || (entry.reference === undefined && asLabel?.test(entry.text) === true)
      : names(entry, ids),
  );
}

/** Riders report every few seconds: of a run of such messages only the first and the last are shown. */
export function withoutRepeats(trail: readonly JournalEntry[]): { entries: JournalEntry[]; left: number } {
  const kindOf = (entry: JournalEntry | undefined) =>
    entry?.kind === 'message' ? `${entry.from}>${entry.to}:${entry.operation}:${entry.method}:${entry.fault ?? ''}` : undefined;
  const entries = trail.filter((entry, index) => {
    const kind = kindOf(entry);
    return kind === undefined || kind !== kindOf(trail[index - 1]) || kind !== kindOf(trail[index + 1]);
  });
  return { entries, left: trail.length - entries.length };
}

/** Systems in the order in which an order passes them, as far as they took part. */
export function lanesOf(entries: readonly JournalEntry[]): string[] {
  const present = new Set(
    entries.flatMap((entry) => (entry.kind === 'fact' ? [laneOf(entry.from)] : [laneOf(entry.from), laneOf(entry.to)])),
  );
  const rest = [...present].filter((name) => !LANES.includes(name)).sort();
  return [...LANES.filter((name) => present.has(name)), ...rest];
}

/** A page is the shopper's hand. */
export const laneOf = (name: string): string => (name === 'page' ? 'shopper' : name);

const LANES: readonly string[] = [
  ...['shopper', 'gateway', 'kartverket', 'tripletex', 'stripe', 'vipps', 'bring', 'easypost', 'courier'],
  ...['warehouse', 'suppliers', 'messages', 'push', 'reviews', 'scenario'],
];
