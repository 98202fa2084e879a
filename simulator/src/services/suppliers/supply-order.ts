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
