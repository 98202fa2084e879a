import '@vitrine/widget/elements/search/define';
import { html } from 'lit';
import { pageTime } from './page-time.ts';
import { withShop } from './with-shop.ts';

export default { title: 'Shop window/Search' };

const content = () => html`<div style="min-block-size: 640px"><vitrine-search></vitrine-search></div>`;

export const Idle = withShop({ content });

/** What stands below the field while typing. Type on, or take a row with the arrows. */
export const Suggestions = {
  ...withShop({ content }),
  play: async ({ canvasElement }: { canvasElement: HTMLElement }) => {
    const search = canvasElement.querySelector('vitrine-search')!;
    const input = search.shadowRoot!.querySelector('input')!;
    // The field opens when the words of the store are loaded.
    while (input.disabled) await pageTime.after(20);
    input.focus();
    input.value = 'kn';
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  },
};

export const Full = withShop({
  before: ({ visit }) => visit.search.send({ type: 'query.submit', query: 'kaffe' }),
  content,
});

export const Narrowed = withShop({
  before: ({ visit }) => {
    visit.search.send({ type: 'query.submit', query: 'kniv' });
    visit.search.send({ type: 'category.toggle', category: 'Kniver og skjæring' });
  },
  content,
});

export const Loading = withShop({
  silent: ['/catalog'],
  before: ({ visit }) => visit.search.send({ type: 'query.submit', query: 'kaffe' }),
  content,
});

export const Empty = withShop({
  before: ({ visit }) => visit.search.send({ type: 'query.submit', query: 'propell' }),
  content,
});

export const Failed = withShop({
  broken: ['/catalog'],
  speed: 20,
  before: ({ visit }) => visit.search.send({ type: 'query.submit', query: 'kaffe' }),
  content,
});
