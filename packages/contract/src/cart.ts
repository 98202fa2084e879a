import type { Context } from './catalog.ts';
import type { Buyer } from './checkout.ts';
import type { CartId } from './ids.ts';
import type { Message } from './message.ts';
import type { Amount, Currency } from './money.ts';
import type { Total } from './totals.ts';
import type { UcpEnvelope } from './ucp.ts';

/** Source: UCP `item.json`. `id` is the SKU of a variant. */
export interface Item {
  id: string;
  title: string;
  price: Amount;
  image_url?: string;
}

export interface LineItem {
  id: string;
  item: Item;
  quantity: number;
  totals: Total[];
}

/** A line as the page asks for it: prices are the gateway's own. */
export interface LineItemRequest {
  id?: string;
  item: { id: string };
  quantity: number;
}

/** Source: UCP `discount.json`. */
export interface Discounts {
  codes?: string[];
  applied?: {
    code?: string;
    title: string;
    amount: Amount;
    automatic?: boolean;
    allocations?: { path: string; amount: Amount }[];
  }[];
}

export interface Cart {
  ucp: UcpEnvelope;
  id: CartId;
  line_items: LineItem[];
  currency: Currency;
  totals: Total[];
  buyer?: Buyer;
  context?: Context;
  discounts?: Discounts;
  messages?: Message[];
  continue_url?: string;
  expires_at?: string;
}

/** Body of `POST /carts` and `PUT /carts/{id}`: replaces the whole cart. */
export interface CartRequest {
  line_items: LineItemRequest[];
  buyer?: Buyer;
  context?: Context;
  discounts?: { codes?: string[] };
}

/** Most pieces of one line, and most lines of one cart. */
export const MAX_QUANTITY = 99;
export const MAX_LINES = 50;
