import { expect, html, waitUntil } from '@open-wc/testing';
import { found, inside, openStore, press, written, type OpenStore } from '../../../test/open-store.ts';
import './define.ts';
import type { VitrineSearch } from './search.ts';

interface OpenSearch extends OpenStore {
  search: VitrineSearch;
  input: HTMLInputElement;
  type(query: string): Promise<void>;
}

async function openSearch(): Promise<OpenSearch> {
  const open = await openStore(html`<vitrine-search></vitrine-search>`);
  const search = open.store.querySelector('vitrine-search')!;
  const input = await found<HTMLInputElement>(search, 'input');
  await waitUntil(() => !input.disabled);
  input.focus();
  const type = async (query: string): Promise<void> => {
    input.value = query;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await open.clock.runFor(400);
    await waitUntil(() => !open.visit.search.getSnapshot().matches('suggesting'));
    await search.updateComplete;
  };
  return { ...open, search, input, type };
}

const active = (search: Element) => inside(search, '[role=option][aria-selected=true]');

describe('vitrine-search', () => {
  it('is accessible idle, with suggestions, with results, with nothing, and failed', async () => {
    const { search, store, type, input, gateway, clock } = await openSearch();
    await expect(store).to.be.accessible();
    await type('kn');
    press(input, 'ArrowDown');
    await search.updateComplete;
    await expect(store).to.be.accessible();
    press(input, 'Enter');
    await found(search, 'vitrine-product-card', '.look');
    await expect(store).to.be.accessible();
    await type('xyzzy');
    inside<HTMLFormElement>(search, 'form')!.requestSubmit();
    await found(search, '.state');
    await expect(store).to.be.accessible();
    gateway.failing.add('catalog');
    inside<HTMLFormElement>(search, 'form')!.requestSubmit();
    await waitUntil(async () => (await clock.runFor(20_000), inside(search, '[role=alert]')));
    await expect(store).to.be.accessible();
  });

  it('walks the suggestions with the arrows and leaves the focus in the field', async () => {
    const { search, input, type } = await openSearch();
    await type('kniv');
    expect(input.getAttribute('aria-expanded')).to.equal('true');
    press(input, 'ArrowDown');
    await search.updateComplete;
    expect(input.getAttribute('aria-activedescendant')).to.equal('option-0');
    press(input, 'ArrowDown');
    await search.updateComplete;
    expect(active(search)?.id).to.equal('option-1');
    press(input, 'ArrowUp');
    press(input, 'ArrowUp');
    await search.updateComplete;
    expect(active(search)).to.equal(null);
    press(input, 'ArrowUp');
    await search.updateComplete;
    expect(active(search)).to.equal([...search.shadowRoot!.querySelectorAll('[role=option]')].at(-1));
    expect(search.shadowRoot!.activeElement).to.equal(input);
  });

  it('closes with Escape, and clears with the next one', async () => {
    const { search, input, type } = await openSearch();
    await type('kniv');
    press(input, 'Escape');
    await search.updateComplete;
    expect(input.getAttribute('aria-expanded')).to.equal('false');
    expect(input.value).to.equal('kniv');
    press(input, 'Escape');
    await search.updateComplete;
    expect(input.value).to.equal('');
  });

  it('shows what was found, says how much, and narrows by category', async () => {
    const { search, type } = await openSearch();
    await type('kniv');
    inside<HTMLFormElement>(search, 'form')!.requestSubmit();
    await found(search, 'vitrine-product-card', '.look');
    const status = inside(search, '[role=status]')!;
    expect(status.textContent).to.match(/^\d+ treff for «kniv»/);
    const before = status.textContent;
    await type('k');
    inside<HTMLFormElement>(search, 'form')!.requestSubmit();
    await waitUntil(() => inside(search, '[role=status]')!.textContent !== before && inside(search, '.facet'));
    const facet = inside<HTMLButtonElement>(search, '.facet')!;
    const all = search.shadowRoot!.querySelectorAll('.facet').length;
    facet.click();
    await waitUntil(() => inside(search, '.facet')!.getAttribute('aria-pressed') === 'true' && !inside(search, '[aria-busy]'));
    expect(search.shadowRoot!.querySelectorAll('.facet')).to.have.length(all);
  });

  it('loads more behind what is there', async () => {
    const { search, type } = await openSearch();
    await type('e');
    inside<HTMLFormElement>(search, 'form')!.requestSubmit();
    const more = await found<HTMLButtonElement>(search, '.more button');
    const cards = () => [...search.shadowRoot!.querySelectorAll('vitrine-product-card')];
    const first = cards();
    more.click();
    await waitUntil(() => cards().length > first.length);
    expect(cards().slice(0, first.length)).to.deep.equal(first);
  });

  it('helps on when nothing was found', async () => {
    const { search, type } = await openSearch();
    await type('xyzzy');
    inside<HTMLFormElement>(search, 'form')!.requestSubmit();
    await found(search, '.state');
    expect(written(search)).to.contain('Ingen treff for «xyzzy»');
  });
});
