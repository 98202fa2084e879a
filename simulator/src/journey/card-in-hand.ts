import { STRIPE_CREDENTIAL, STRIPE_HANDLER, type Checkout, type StripeHandlerConfig } from '@vitrine/contract';
import type { PaymentSurface } from '@vitrine/widget';

/** A card as it lies on the kitchen table. Only Stripe's published test numbers work in this world. */
export interface CardInHand {
  number: string;
  expiryMonth: number;
  expiryYear: number;
  code: string;
}

export const CARDS = {
  plain: { number: '4242424242424242', expiryMonth: 11, expiryYear: 2030, code: '314' },
  challenged: { number: '4000002500003155', expiryMonth: 4, expiryYear: 2029, code: '271' },
  empty: { number: '4000000000009995', expiryMonth: 8, expiryYear: 2028, code: '161' },
} as const satisfies Record<string, CardInHand>;

/**
 * Types a card where a page would show the provider's frame: opens the same page, and sends the same request from it.
 * Our own code sees the token and never the number.
 */
export function typeCard(card: CardInHand, checkout: Checkout, fetch: typeof globalThis.fetch): PaymentSurface {
  const handler = checkout.ucp.payment_handlers[STRIPE_HANDLER]?.[0];
  const config = handler?.config as StripeHandlerConfig | undefined;
  if (!handler || !config?.fields_url) throw new Error('This checkout offers no card fields.');
  const fieldsUrl = new URL(config.fields_url);
  fieldsUrl.searchParams.set('parent', 'https://knivogfjol.example');
  fieldsUrl.searchParams.set('nonce', 'headless');
  fieldsUrl.searchParams.set('locale', 'nb');
  fieldsUrl.searchParams.set('scheme', 'light');
  return {
    async collect() {
      const frame = await fetch(fieldsUrl);
      if (!frame.ok) throw new Error(`The card fields answered ${frame.status}.`);
      const body = new URLSearchParams({
        type: 'card',
        'card[number]': card.number,
        'card[exp_month]': String(card.expiryMonth),
        'card[exp_year]': String(card.expiryYear),
        'card[cvc]': card.code,
      });
      const headers = { authorization: `Bearer ${config.publishable_key}`, 'content-type': 'application/x-www-form-urlencoded' };
      const answer = await fetch(new URL('v1/payment_methods', fieldsUrl), { method: 'POST', headers, body: body.toString() });
      const method = (await answer.json()) as {
        id?: string;
        card?: { brand: string; last4: string; exp_month: number; exp_year: number };
      };
      if (!method.id || !method.card) return { outcome: 'invalid', report: { complete: false, errors: { number: 'invalid' } } };
      const { brand, last4, exp_month, exp_year } = method.card;
      return {
        outcome: 'collected',
        instrument: {
          id: `card-${method.id.slice(-12)}`,
          handler_id: handler.id,
          type: 'card',
          selected: true,
          credential: { type: STRIPE_CREDENTIAL, token: method.id },
          display: { brand, last_digits: last4, expiry_month: exp_month, expiry_year: exp_year },
        },
      };
    },
  };
}
