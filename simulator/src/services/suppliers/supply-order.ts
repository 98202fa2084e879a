import { wallTime } from '../parcels/oslo-time.ts';

/** A purchase order, as the supplier keeps it. */
export interface SupplyOrder {
  number: string;
  supplierId: string;
  buyer: string;
  lines: SupplyLine[];
  takenAt: number;
  /** The day that was promised, `yyyy-MM-dd` in Oslo. */
  dueDay: string;
  /** Lorries, in the order in which they come. */
  deliveries: Delivery[];
  status: 'confirmed' | 'underway' | 'delivered';
}

export interface SupplyLine {
  sku: string;
  quantity: number;
}

export interface Delivery {
  sscc: string;
  lines: SupplyLine[];
  /** When the lorry leaves, and when it is at the gate. Milliseconds since 1970. */
  leavesAt: number;
  arrivesAt: number;
  /** Nothing comes after it, even if something is missing. */
  isLast: boolean;
  status: 'planned' | 'underway' | 'delivered';
}

/** What will have come in the end, by SKU. */
export function promisedLines({ lines, deliveries }: Pick<SupplyOrder, 'lines' | 'deliveries'>): SupplyLine[] {
  return lines.map(({ sku }) => ({ sku, quantity: piecesIn(deliveries, sku) }));
}

export function piecesIn(deliveries: readonly Pick<Delivery, 'lines'>[], sku: string): number {
  let pieces = 0;
  for (const { lines } of deliveries) for (const line of lines) if (line.sku === sku) pieces += line.quantity;
  return pieces;
}

/** The same lines with so many pieces fewer of one article. */
export const lessOf = (lines: readonly SupplyLine[], sku: string, pieces: number): SupplyLine[] =>
  lines.map((line) => (line.sku === sku ? { ...line, quantity: line.quantity - pieces } : line));

export const piecesOf = (lines: readonly SupplyLine[]): number => lines.reduce((sum, { quantity }) => sum + quantity, 0);

export const spellLines = (lines: readonly SupplyLine[]): string =>
  lines.map(({ sku, quantity }) => `${quantity} × ${sku}`).join(', ');

/** `2026-11-30`, as it is in Oslo. */
export function norwegianDay(at: number): string {
  const { year, month, day } = wallTime(at);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Source: docs/upstream/suppliers.md. */
export const wireOrder = ({ number, supplierId, lines, dueDay, deliveries, status }: SupplyOrder) => ({
  order_number: number,
  supplier: supplierId,
  status,
  lines,
  delivery_day: dueDay,
  deliveries: deliveries.map(({ sscc, lines: load, arrivesAt, isLast, status: at }) => ({
    sscc,
    status: at,
    arrives_at: new Date(arrivesAt).toISOString(),
    is_last: isLast,
    lines: load,
  })),
});
