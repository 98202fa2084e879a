import '@vitrine/widget/elements/add-button/define';
import type { Sku } from '@vitrine/contract';
import { html } from 'lit';
import { withShop } from './with-shop.ts';

export default { title: 'Shop window/Add button' };

export const Idle = withShop({ content: () => html`<vitrine-add-button sku="BRYNE"></vitrine-add-button>` });

export const OwnLabel = withShop({ content: () => html`<vitrine-add-button sku="BRYNE">Jeg vil ha denne</vitrine-add-button>` });

export const Soft = withShop({ content: () => html`<vitrine-add-button sku="BRYNE" look="soft"></vitrine-add-button>` });

export const Plain = withShop({ content: () => html`<vitrine-add-button sku="BRYNE" look="plain"></vitrine-add-button>` });

/** The gateway has not answered yet. */
export const Busy = withShop({
  silent: ['/carts'],
  before: ({ visit }) => visit.cart.send({ type: 'line.add', sku: 'BRYNE' as Sku, quantity: 1 }),
  content: () => html`<vitrine-add-button sku="BRYNE"></vitrine-add-button>`,
});

export const SoldOut = withShop({ content: () => html`<vitrine-add-button sku="SPEIL" sold-out></vitrine-add-button>` });

/** The cart tells what went wrong; the button can be pressed again. */
export const Failed = withShop({
  broken: ['/carts'],
  speed: 20,
  before: ({ visit }) => visit.cart.send({ type: 'line.add', sku: 'BRYNE' as Sku, quantity: 1 }),
  content: () => html`<vitrine-add-button sku="BRYNE"></vitrine-add-button>`,
});
