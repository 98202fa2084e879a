import { EXTENSION, UCP_VERSION, type AddressSuggestResponse, type Checkout } from '@vitrine/contract';
import type { GatewayClient } from './gateway-client.ts';
import { orNull, type Link } from './link.ts';

const CHECKOUT = { id: 'text', status: 'text', line_items: 'list', totals: 'list', currency: 'text', ucp: 'object' } as const;

const noAddresses = (): AddressSuggestResponse => ({ ucp: { version: UCP_VERSION }, suggestions: [] });

export type CheckoutCalls = Pick<
  GatewayClient,
  'createCheckout' | 'checkout' | 'updateCheckout' | 'completeCheckout' | 'cancelCheckout' | 'suggestAddresses'
>;

/** What only somebody who pays asks. */
export function checkoutCalls({ ask, read, tell, orWithout }: Link): CheckoutCalls {
  const checkoutAt = (id: string) => `/checkout-sessions/${encodeURIComponent(id)}`;
  return {
    createCheckout: (key, request) => tell('create-checkout', 'POST', '/checkout-sessions', CHECKOUT, key, request),
    checkout: (id, asking) => orNull(read<Checkout>('checkout', checkoutAt(id), CHECKOUT, asking)),
    updateCheckout: (id, key, request) =>
      orNull(tell<Checkout>('update-checkout', 'PUT', checkoutAt(id), CHECKOUT, key, request)),
    completeCheckout: (id, key, request) =>
      tell('complete-checkout', 'POST', `${checkoutAt(id)}/complete`, CHECKOUT, key, request, 1),
    cancelCheckout: (id, key) => tell('cancel-checkout', 'POST', `${checkoutAt(id)}/cancel`, CHECKOUT, key, {}),
    suggestAddresses: (request, asking) =>
      orWithout(
        EXTENSION.address,
        () => ask('suggest-addresses', '/addresses/suggest', { suggestions: 'list' }, request, asking),
        noAddresses,
      ),
  };
}
