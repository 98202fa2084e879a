import { expect, fixture, html } from '@open-wc/testing';
import './loader.ts';

describe('The loader', () => {
  it('defines an element when its tag is first seen, and no other', async () => {
    await fixture(html`<section><vitrine-add-button></vitrine-add-button></section>`);
    await customElements.whenDefined('vitrine-add-button');
    expect(customElements.get('vitrine-search')).to.equal(undefined);
  });

  it('sees what comes into the page later, however deep', async () => {
    const page = await fixture(html`<main></main>`);
    const late = document.createElement('div');
    late.innerHTML = '<p><vitrine-upsell></vitrine-upsell></p>';
    page.append(late);
    await customElements.whenDefined('vitrine-upsell');
    expect(late.querySelector('vitrine-upsell')!.shadowRoot).to.exist;
  });
});
