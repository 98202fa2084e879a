import type { Sku } from '@vitrine/contract';

/** An order from before the world begins. */
export interface PastOrder {
  id: string;
  personId: string;
  /** Milliseconds since 1970. */
  at: number;
  lines: { sku: Sku; quantity: number }[];
}
