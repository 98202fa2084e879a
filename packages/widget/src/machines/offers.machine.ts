import type { Cart, Fault, OffersResponse } from '@vitrine/contract';

/** States: `idle` (no cart yet), `loading`, `ready`, `empty`, `failed`. */
export interface OffersContext {
  cart: Cart | null;
  response: OffersResponse | null;
  fault: Fault | null;
}

export type OffersEvent = { type: 'cart.changed'; cart: Cart } | { type: 'offers.retry' };
