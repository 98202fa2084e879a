import type { Product } from './catalog.ts';
import type { CartId } from './ids.ts';
import type { Amount } from './money.ts';
import type { UcpEnvelope } from './ucp.ts';

/** `POST /offers`, of extension `dev.vitrine.offers`: what belongs with this cart. */
export interface OffersRequest {
  cart_id: CartId;
  limit?: number;
}

/** One thing that belongs with the cart, and the figure it stands on. */
export interface Offer {
  id: string;
  product: Product;
  /** Of the `of` past orders that held the line called `title`, `buyers` also held this product. */
  bought_together: { title: string; buyers: number; of: number };
  /** The sum done for the shopper: what they pay more, after what they save on delivery. */
  arithmetic?: { price: Amount; saves_delivery: Amount; pays_more: Amount };
}

export interface OffersResponse {
  ucp: UcpEnvelope;
  offers: Offer[];
  /** What is missing to free delivery, when the shop has a threshold. */
  free_delivery?: { threshold: Amount; missing: Amount };
}
