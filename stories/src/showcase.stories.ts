import '@vitrine/widget/elements/showcase/define';
import { html } from 'lit';
import { withShop } from './with-shop.ts';

export default { title: 'Shop window/Showcase' };

export const Full = withShop({
  content: () => html`<vitrine-showcase placement="home" limit="8" heading="Utvalgt til deg"></vitrine-showcase>`,
});

export const Rail = withShop({
  content: () => html`<vitrine-showcase placement="rail" limit="10" layout="rail" heading="Populært nå"></vitrine-showcase>`,
});

export const Personal = withShop({
  before: ({ visit }) => {
    visit.consent = 'granted';
    visit.remember({ viewed: 'KOKKEKNIV-20', searched: 'kaffe' });
  },
  content: () => html`<vitrine-showcase placement="home" limit="8" heading="Utvalgt til deg"></vitrine-showcase>`,
});

export const Loading = withShop({
  silent: ['/showcases'],
  content: () => html`<vitrine-showcase placement="home" limit="8" heading="Utvalgt til deg"></vitrine-showcase>`,
});

/** Below the fold: nothing is asked before it comes into view. */
export const Idle = withShop({
  content: () => html`
    <div style="block-size: 300vh">↓</div>
    <vitrine-showcase placement="home" limit="4" heading="Lenger nede"></vitrine-showcase>
  `,
});

export const Empty = withShop({
  content: () => html`<vitrine-showcase placement="home" category="Finnes ikke" heading="Utvalgt til deg"></vitrine-showcase>`,
});

export const Failed = withShop({
  broken: ['/showcases'],
  speed: 20,
  content: () => html`<vitrine-showcase placement="home" limit="8" heading="Utvalgt til deg"></vitrine-showcase>`,
});
