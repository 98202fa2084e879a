import type { Discounts, LineItem, LineItemRequest } from './cart.ts';
import type { Context } from './catalog.ts';
import type { Fulfillment, FulfillmentRequest } from './delivery.ts';
import type { CheckoutId, OrderId, OrderToken } from './ids.ts';
import type { Message } from './message.ts';
import type { Amount, Currency } from './money.ts';
import type { PaymentInstrument } from './payment.ts';
import type { Total } from './totals.ts';
import type { PaymentHandlerDeclaration, THREE_DS_CHALLENGE, UcpEnvelope } from './ucp.ts';

/** A purpose the buyer may agree to. Source: UCP `buyer_consent.json`. */
export interface Consent {
  granted: boolean;
  source: 'business' | 'platform';
  description: string;
}

export interface Buyer {
  first_name?: string;
  last_name?: string;
  email?: string;
  /** E.164. */
  phone_number?: string;
  /** Keyed by purpose, such as `dev.ucp.consent.marketing`. Requests may leave `description` out. */
  consent?: Record<string, Consent>;
}

export interface BuyerRequest extends Omit<Buyer, 'consent'> {
  consent?: Record<string, { granted: boolean; source: 'platform' }>;
}

/** One to one the states of the checkout machine. Source: UCP `checkout.json`. */
export type CheckoutStatus =
  'incomplete' | 'requires_escalation' | 'ready_for_complete' | 'complete_in_progress' | 'completed' | 'canceled';

export interface ChallengeAction {
  id: string;
  config: { payment_instrument_id: string; url: string };
}

export interface OrderConfirmation {
  id: OrderId;
  /** What people call it: the number on the invoice. */
  label?: string;
  permalink_url: string;
  /** Ours: opens the order and its tracking, sent as a bearer token. */
  'dev.vitrine.tracking'?: { token: OrderToken };
}

export interface Checkout {
  ucp: UcpEnvelope & { payment_handlers: Record<string, PaymentHandlerDeclaration[]> };
  id: CheckoutId;
  status: CheckoutStatus;
  line_items: LineItem[];
  currency: Currency;
  totals: Total[];
  buyer?: Buyer;
  context?: Context;
  fulfillment?: Fulfillment;
  discounts?: Discounts;
  payment?: { instruments: PaymentInstrument[] };
  actions?: { [THREE_DS_CHALLENGE]?: ChallengeAction[] };
  messages?: Message[];
  links: { type: string; url: string; title?: string }[];
  expires_at?: string;
  continue_url?: string;
  order?: OrderConfirmation;
}

/** Body of `POST /checkout-sessions`. With `cart_id` the cart's lines are taken over. */
export interface CheckoutCreateRequest {
  cart_id?: string;
  line_items?: LineItemRequest[];
  buyer?: BuyerRequest;
  context?: Context;
  fulfillment?: FulfillmentRequest;
  discounts?: { codes?: string[] };
}

/** Body of `PUT /checkout-sessions/{id}`: what is left out stays as it is, but for `line_items`. */
export interface CheckoutUpdateRequest {
  line_items: LineItemRequest[];
  buyer?: BuyerRequest;
  context?: Context;
  fulfillment?: FulfillmentRequest;
  discounts?: { codes?: string[] };
}

/** Body of `POST /checkout-sessions/{id}/complete`. */
export interface CheckoutCompleteRequest {
  payment: { instruments: PaymentInstrument[] };
  buyer?: BuyerRequest;
  /** Minor units: the total that stood there when the shopper agreed. Where ours is another one, nothing is charged. */
  'dev.vitrine.agreed_total'?: Amount | null;
}
