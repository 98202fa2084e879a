import '@vitrine/widget/elements/cart/define';
import '@vitrine/widget/elements/search/define';
import '@vitrine/widget/elements/showcase/define';
import { html } from 'lit';
import { withShop } from './with-shop.ts';

export default { title: 'Shop window/Store' };

const page = () => html`
  <div style="display: grid; gap: 48px; max-inline-size: 1160px; margin-inline: auto">
    <div style="display: flex; align-items: center; justify-content: space-between">
      <strong style="font-size: 20px">Kniv &amp; Fjøl</strong>
      <vitrine-cart></vitrine-cart>
    </div>
    <vitrine-search></vitrine-search>
    <vitrine-showcase placement="home" limit="8" heading="Utvalgt til deg"></vitrine-showcase>
    <vitrine-showcase placement="trip" limit="8" layout="rail" heading="Til turen"></vitrine-showcase>
  </div>
`;

/** Everything a shop window has, on one page. */
export const Full = withShop({ content: page });

/** A store shows nothing of its own: the page around it stays the merchant's. */
export const Empty = withShop({ content: () => html`<p>Bare sidens egne ord.</p>` });

/** The gateway has not answered anything yet. */
export const Loading = withShop({ silent: ['/'], content: page });

/** The gateway cannot be reached at all. */
export const Failed = withShop({ broken: ['/'], speed: 20, content: page });
