import type { Cart, Fault, IdempotencyKey, Message, Product, Sku } from '@vitrine/contract';

/** One wish of the shopper, with the key that makes it safe to send twice. */
export type CartChange = { key: IdempotencyKey } & (
  | { type: 'add'; sku: Sku; quantity: number; product?: Product }
  | { type: 'set'; sku: Sku; quantity: number }
  | { type: 'code'; code: string; apply: boolean }
);

/** States: `restoring` (reading a cart from before), `idle`, `changing`, `failed`. */
export interface CartContext {
  /** The gateway's last word; null until something has been added. */
  cart: Cart | null;
  /** Wishes not yet confirmed, oldest first. `project(cart, changes)` is what to show. */
  changes: readonly CartChange[];
  /** The line that was removed last, for undo. */
  removed: { sku: Sku; quantity: number; title: string } | null;
  /** What the gateway said about the last change: sold out, price changed, code refused. */
  messages: readonly Message[];
  fault: Fault | null;
}

export type CartEvent =
  | { type: 'line.add'; sku: Sku; quantity: number; product?: Product }
  /** Quantity 0 removes the line. */
  | { type: 'line.set'; sku: Sku; quantity: number }
  | { type: 'line.undo' }
  | { type: 'code.apply'; code: string }
  | { type: 'code.remove'; code: string }
  | { type: 'cart.retry' }
  /** Another tab changed it, an order used it up, or the page came back from the cache. */
  | { type: 'cart.refresh' };

export type CartEmitted =
  | { type: 'line.added'; sku: Sku; quantity: number; cart: Cart }
  | { type: 'cart.changed'; cart: Cart };

/** A line as the page shows it: confirmed, or still a wish. */
export interface ShownLine {
  sku: Sku;
  title: string;
  quantity: number;
  unitPrice: number;
  /** What the gateway says the line costs; a wish shows unit price times quantity until then. */
  total: number;
  imageUrl?: string;
  pending: boolean;
}
