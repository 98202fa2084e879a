import '@vitrine/widget/elements/upsell/define';
import { html } from 'lit';
import { fillCart } from './fill-cart.ts';
import { withShop } from './with-shop.ts';

export default { title: 'Shop window/Upsell' };

const content = () => html`<div style="max-inline-size: 440px"><vitrine-upsell></vitrine-upsell></div>`;
const before = (open: Parameters<typeof fillCart>[0]) => fillCart(open, { 'KOKKEKNIV-20': 1 });

/** Learned from the orders of this world. */
export const Full = withShop({ before, content });

export const Two = withShop({
  before,
  content: () => html`<div style="max-inline-size: 440px"><vitrine-upsell limit="2"></vitrine-upsell></div>`,
});

/** Nothing in the cart, nothing to say: it takes no room. */
export const Empty = withShop({ content });

export const Idle = withShop({
  before,
  content: () => html`<div style="max-inline-size: 440px"><vitrine-upsell limit="1"></vitrine-upsell></div>`,
});

export const Loading = withShop({ silent: ['/offers'], before, content });

/** An offer that cannot be had is no reason to disturb anybody. */
export const Failed = withShop({ broken: ['/offers'], speed: 20, before, content });
