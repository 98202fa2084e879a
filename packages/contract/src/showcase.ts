import type { Context, Product } from './catalog.ts';
import type { UcpEnvelope } from './ucp.ts';

/** What the page knows of its shopper, on the device, and only with consent. SKUs, newest first. */
export interface ShopperProfile {
  viewed?: string[];
  searched?: string[];
  cart?: string[];
  bought?: string[];
}

/** `POST /showcases`, of extension `dev.vitrine.showcase`. Without `profile` the answer is the same for everybody. */
export interface ShowcaseRequest {
  /** Names the place on the merchant's site: `home`, `product`, `cart`. */
  placement: string;
  limit?: number;
  category?: string;
  context?: Context;
  profile?: ShopperProfile;
}

/** Why an item is shown. The page has the words. */
export type ShowcaseReason =
  | { code: 'popular'; buyers: number }
  | { code: 'bought_with'; title: string; buyers: number; of: number }
  | { code: 'viewed' }
  | { code: 'searched'; query: string }
  | { code: 'new' };

export interface ShowcaseItem {
  product: Product;
  reason: ShowcaseReason;
}

export interface ShowcaseResponse {
  ucp: UcpEnvelope;
  placement: string;
  source: 'personal' | 'popular';
  items: ShowcaseItem[];
}
