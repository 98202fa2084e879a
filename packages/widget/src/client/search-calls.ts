import { EXTENSION, UCP_VERSION, type ProductResponse, type SuggestResponse } from '@vitrine/contract';
import type { GatewayClient } from './gateway-client.ts';
import { orNull, type Link } from './link.ts';

const noSuggestions = (): SuggestResponse => ({ ucp: { version: UCP_VERSION }, completions: [], products: [] });

/** What only somebody who looks for something asks. */
export function searchCalls({ ask, orWithout }: Link): Pick<GatewayClient, 'suggest' | 'lookup' | 'product'> {
  return {
    lookup: (request, asking) => ask('lookup', '/catalog/lookup', { products: 'list' }, request, asking),
    product: (request, asking) =>
      orNull(ask<ProductResponse>('product', '/catalog/product', { product: 'object' }, request, asking)),
    suggest: (request, asking) =>
      orWithout(
        EXTENSION.suggest,
        () => ask('suggest', '/suggestions', { completions: 'list', products: 'list' }, request, asking),
        noSuggestions,
      ),
  };
}
