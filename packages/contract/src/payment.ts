import type { PostalAddress } from './address.ts';

/** A means of payment the buyer chose. Source: UCP `payment_instrument.json`, `card_payment_instrument.json`. */
export interface PaymentInstrument {
  id: string;
  /** `id` of one of the checkout's `ucp.payment_handlers`. */
  handler_id: string;
  type: string;
  selected?: boolean;
  billing_address?: PostalAddress;
  /** Sent with `complete`, never answered. Holds a provider's token, never a card number. */
  credential?: { type: string; token: string };
  display?: { brand?: string; last_digits?: string; expiry_month?: number; expiry_year?: number };
}

/** Registry name of the card handler whose tokens are Stripe payment methods. */
export const STRIPE_HANDLER = 'com.stripe.payments';

/** `credential.type` of a Stripe payment method (`pm_…`). */
export const STRIPE_CREDENTIAL = 'stripe.payment_method';

/** `config` of {@link STRIPE_HANDLER} in a checkout: where the card fields live and whose account they fill. */
export interface StripeHandlerConfig {
  publishable_key: string;
  /** Page with the card fields, on the provider's own origin. Absent when Stripe.js itself is to be loaded. */
  fields_url?: string;
}

/** Registry name of the wallet handler: Vipps MobilePay, approved in the buyer's app. */
export const VIPPS_HANDLER = 'com.vippsmobilepay.epayment';

/** `credential.type` of Vipps: the token is the buyer's phone number (E.164), or `redirect` to be asked on the landing page. */
export const VIPPS_CREDENTIAL = 'vipps.phone';
