import { expect, html, waitUntil } from '@open-wc/testing';
import { found, inside, openStore, told } from '../../../test/open-store.ts';
import type { VitrineAddButton } from './add-button.ts';
import './define.ts';

const shown = (button: Element) => inside(button, '.face > .shown')?.textContent?.trim();

describe('vitrine-add-button', () => {
  it('is accessible idle, sold out, and without a store', async () => {
    const { store } = await openStore(html`
      <vitrine-add-button sku="BRYNE"></vitrine-add-button><vitrine-add-button sku="SPEIL" sold-out></vitrine-add-button>
    `);
    await found(store.querySelector('vitrine-add-button')!, 'button');
    await expect(store).to.be.accessible();
  });

  it('says that it is busy, and then that the article is in the cart', async () => {
    const { store, gateway, clock } = await openStore(html`<vitrine-add-button sku="BRYNE"></vitrine-add-button>`);
    const element = store.querySelector('vitrine-add-button')!;
    const button = await found<HTMLButtonElement>(element, 'button');
    gateway.hold('carts');
    button.click();
    await element.updateComplete;
    expect(button.getAttribute('aria-busy')).to.equal('true');
    gateway.release('carts');
    await waitUntil(() => shown(element)?.includes('Lagt i kurven'));
    await clock.runFor(2_000);
    await element.updateComplete;
    expect(inside(element, '.face > .shown slot')).to.exist;
  });

  it('leaves the adding to a page that cancels the request', async () => {
    const { store, visit } = await openStore(html`<vitrine-add-button sku="BRYNE" quantity="3"></vitrine-add-button>`);
    const element = store.querySelector('vitrine-add-button')!;
    element.addEventListener('vitrine-add-line-request', (event) => event.preventDefault());
    const news = told(store, 'vitrine-add-line-request');
    inside<HTMLButtonElement>(element, 'button')!.click();
    const { detail } = await news;
    expect(detail).to.deep.equal({ sku: 'BRYNE', quantity: 3 });
    expect(visit.cart.getSnapshot().context.changes).to.be.empty;
  });

  it('asks for nothing when nothing is left', async () => {
    const { store, gateway } = await openStore(html`<vitrine-add-button sku="SPEIL" sold-out></vitrine-add-button>`);
    const button = await found<HTMLButtonElement>(store.querySelector<VitrineAddButton>('vitrine-add-button')!, 'button');
    button.click();
    expect(button.getAttribute('aria-disabled')).to.equal('true');
    expect(gateway.asked).to.be.empty;
  });
});
