import type { PostalAddress } from './address.ts';
import type { Item } from './cart.ts';
import type { CheckoutId, OrderId } from './ids.ts';
import type { Message } from './message.ts';
import type { Currency } from './money.ts';
import type { Total } from './totals.ts';
import type { UcpEnvelope } from './ucp.ts';

export interface OrderLineItem {
  id: string;
  item: Item;
  quantity: { original?: number; total: number; fulfilled: number };
  totals: Total[];
  status: 'processing' | 'partial' | 'fulfilled' | 'removed';
}

/** Source: UCP `expectation.json`. */
export interface Expectation {
  id: string;
  line_items: { id: string; quantity: number }[];
  method_type: string;
  destination: PostalAddress;
  description?: string;
  fulfillable_on?: string;
}

/** Source: UCP `fulfillment_event.json`; our types follow its common values. */
export interface FulfillmentEvent {
  id: string;
  occurred_at: string;
  type:
    | 'processing'
    | 'shipped'
    | 'in_transit'
    | 'out_for_delivery'
    | 'delivered'
    | 'failed_attempt'
    | 'canceled'
    | 'returned_to_sender';
  line_items: { id: string; quantity: number }[];
  tracking_number?: string;
  tracking_url?: string;
  carrier?: string;
  description?: string;
}

/** `GET /orders/{id}`. Source: UCP `order.json`. */
export interface Order {
  ucp: UcpEnvelope;
  id: OrderId;
  label?: string;
  checkout_id: CheckoutId;
  permalink_url: string;
  line_items: OrderLineItem[];
  fulfillment: { expectations?: Expectation[]; events?: FulfillmentEvent[] };
  currency: Currency;
  totals: Total[];
  messages?: Message[];
}
