import { EXTENSION, type Cart, type SearchResponse } from '@vitrine/contract';
import type { GatewayClient } from './gateway-client.ts';
import { orNull, type Link } from './link.ts';
import { noOffers, showcaseFromSearch } from './without-extensions.ts';

const CART = { id: 'text', line_items: 'list', totals: 'list', currency: 'text' } as const;

export type ShelfCalls = Pick<GatewayClient, 'search' | 'showcase' | 'offers' | 'createCart' | 'cart' | 'updateCart'>;

/** What a page asks from its first view on: shelves and the cart. */
export function shelfCalls({ ask, read, tell, orWithout }: Link): ShelfCalls {
  const cartAt = (id: string) => `/carts/${encodeURIComponent(id)}`;
  const calls: ShelfCalls = {
    search: (request, asking) => ask<SearchResponse>('search', '/catalog/search', { products: 'list' }, request, asking),
    showcase: (request, asking) =>
      orWithout(
        EXTENSION.showcase,
        () => ask('showcase', '/showcases', { items: 'list' }, request, asking),
        () => showcaseFromSearch(request, calls),
      ),
    offers: (request, asking) =>
      orWithout(EXTENSION.offers, () => ask('offers', '/offers', { offers: 'list' }, request, asking), noOffers),
    createCart: (key, request) => tell('create-cart', 'POST', '/carts', CART, key, request),
    cart: (id, asking) => orNull(read<Cart>('cart', cartAt(id), CART, asking)),
    updateCart: (id, key, request) => orNull(tell<Cart>('update-cart', 'PUT', cartAt(id), CART, key, request)),
  };
  return calls;
}
