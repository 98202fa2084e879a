import '@vitrine/widget/elements/cart/define';
import type { Sku } from '@vitrine/contract';
import { html } from 'lit';
import { fillCart } from './fill-cart.ts';
import { findProduct } from './find-product.ts';
import { withShop, type OpenStory } from './with-shop.ts';

export default { title: 'Shop window/Cart' };

const drawer = () => html`<vitrine-cart open></vitrine-cart>`;
/** Wished from a card, so that the cart knows what it is before the gateway has said so. */
async function wish(open: OpenStory): Promise<void> {
  const product = await findProduct(open, 'brynestein');
  if (product) open.visit.cart.send({ type: 'line.add', sku: 'BRYNE' as Sku, quantity: 1, product });
}

const FULL = { 'KOKKEKNIV-20': 1, BRYNE: 2 };

/** The button with the count; the drawer is closed. */
export const Idle = withShop({
  before: (open) => fillCart(open, FULL),
  content: () => html`<vitrine-cart></vitrine-cart>`,
});

export const Full = withShop({ before: (open) => fillCart(open, FULL), content: drawer });

export const FreeDelivery = withShop({
  before: (open) => fillCart(open, { 'GRYTE-FJORDBLA': 1, 'KOKKEKNIV-20': 1 }),
  content: drawer,
});

export const Inline = withShop({
  before: (open) => fillCart(open, FULL),
  content: () => html`<div style="max-inline-size: 560px"><vitrine-cart layout="inline"></vitrine-cart></div>`,
});

export const Removed = withShop({
  before: async (open) => {
    await fillCart(open, FULL);
    open.visit.cart.send({ type: 'line.set', sku: 'BRYNE' as Sku, quantity: 0 });
  },
  content: drawer,
});

export const CodeRefused = withShop({
  before: async (open) => {
    await fillCart(open, FULL);
    open.visit.cart.send({ type: 'code.apply', code: 'FINNESIKKE' });
  },
  content: drawer,
});

/** The wish shows at once; the gateway has not answered yet. */
export const Loading = withShop({
  silent: ['/carts'],
  before: wish,
  content: drawer,
});

export const Empty = withShop({ content: drawer });

export const Failed = withShop({
  broken: ['/carts'],
  speed: 20,
  before: wish,
  content: drawer,
});
