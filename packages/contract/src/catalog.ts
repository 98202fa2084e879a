import type { Message } from './message.ts';
import type { Price } from './money.ts';
import type { UcpEnvelope } from './ucp.ts';

export interface Description {
  plain?: string;
  html?: string;
  markdown?: string;
}

export interface Media {
  type: 'image' | 'video' | 'model_3d' | (string & {});
  url: string;
  alt_text?: string;
  width?: number;
  height?: number;
}

export interface Availability {
  available?: boolean;
  status?: 'in_stock' | 'backorder' | 'preorder' | 'out_of_stock' | 'discontinued' | (string & {});
}

export interface SelectedOption {
  name: string;
  label: string;
}

/** What can be put in the cart: `id` is the SKU, and the `item.id` of a line. Source: UCP `variant.json`. */
export interface Variant {
  id: string;
  sku?: string;
  title: string;
  description: Description;
  price: Price;
  list_price?: Price;
  availability?: Availability;
  options?: SelectedOption[];
  media?: Media[];
  barcodes?: { type: string; value: string }[];
  /** Our addition: pieces on the shelf, told only when few are left. */
  metadata?: { 'dev.vitrine.stock'?: { left?: number } } & Record<string, unknown>;
}

/** What is shown: an article with its variants, the first one featured. Source: UCP `product.json`. */
export interface Product {
  id: string;
  handle?: string;
  title: string;
  description: Description;
  url?: string;
  categories?: { value: string; taxonomy?: string }[];
  price_range: { min: Price; max: Price };
  list_price_range?: { min: Price; max: Price };
  media?: Media[];
  options?: { name: string; values: { label: string; available?: boolean; exists?: boolean }[] }[];
  variants: Variant[];
  rating?: { value: number; scale_max: number; scale_min?: number; count?: number };
  tags?: string[];
  metadata?: Record<string, unknown>;
}

/** Hints that localise an answer. Source: UCP `context.json`. */
export interface Context {
  address_country?: string;
  postal_code?: string;
  language?: string;
  currency?: string;
  intent?: string;
}

export interface SearchRequest {
  query?: string;
  context?: Context;
  filters?: { categories?: string[]; price?: { min?: number; max?: number } };
  pagination?: { cursor?: string; limit?: number };
}

export interface SearchResponse {
  ucp: UcpEnvelope;
  products: Product[];
  pagination?: { has_next_page: boolean; cursor?: string; total_count?: number };
  messages?: Message[];
}

export interface LookupRequest {
  ids: string[];
  context?: Context;
}

export interface LookupResponse {
  ucp: UcpEnvelope;
  products: (Product & { variants: (Variant & { inputs: { id: string; match?: string }[] })[] })[];
  messages?: Message[];
}

export interface ProductRequest {
  id: string;
  selected?: SelectedOption[];
  context?: Context;
}

export interface ProductResponse {
  ucp: UcpEnvelope;
  product: Product & { selected?: SelectedOption[] };
  messages?: Message[];
}
