import '@vitrine/widget/elements/product-card/define';
import type { Product } from '@vitrine/contract';
import { html } from 'lit';
import { findProduct } from './find-product.ts';
import { withShop } from './with-shop.ts';

export default { title: 'Shop window/Product card' };

const card = (query: string, reason?: object) => {
  let product: Product | undefined;
  return withShop({
    before: async (open) => {
      product = await findProduct(open, query);
    },
    content: () =>
      html`<div style="max-inline-size: 280px">
        <vitrine-product-card .product=${product} .reason=${reason}></vitrine-product-card>
      </div>`,
  });
};

export const Idle = card('brynestein', { code: 'popular', buyers: 112 });

export const Full = card('kokkekniv', { code: 'bought_with', title: 'Skjærebrett i eik', buyers: 38, of: 112 });

export const FewLeft = card('kikkert', { code: 'new' });

export const SoldOut = card('speil', { code: 'viewed' });

/** Without a product it holds the place of one. */
export const Loading = withShop({
  content: () => html`<div style="max-inline-size: 280px"><vitrine-product-card></vitrine-product-card></div>`,
});
