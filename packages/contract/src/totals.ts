import type { Amount } from './money.ts';

/** Well-known kinds of a total. Source: UCP `total.json`. */
export type TotalType = 'subtotal' | 'items_discount' | 'discount' | 'fulfillment' | 'tax' | 'fee' | 'total';

/** One line of a price breakdown. Discounts are negative. */
export interface Total {
  type: TotalType;
  amount: Amount;
  display_text?: string;
  lines?: { display_text: string; amount: Amount }[];
}

/** The amount of one kind, zero when the breakdown has none. */
export const amountOf = (totals: readonly Total[], type: TotalType): Amount =>
  totals.reduce((sum, total) => (total.type === type ? sum + total.amount : sum), 0);
