import type { Sku } from '@vitrine/contract';
import { expect, html, waitUntil } from '@open-wc/testing';
import { found, inside, openStore, written } from '../../../test/open-store.ts';
import './define.ts';

describe('vitrine-upsell', () => {
  it('is accessible, and takes no room when there is nothing to say', async () => {
    const { store, visit } = await openStore(html`<vitrine-upsell></vitrine-upsell>`);
    const upsell = store.querySelector('vitrine-upsell')!;
    await upsell.updateComplete;
    expect(upsell.getBoundingClientRect().height).to.equal(0);
    visit.cart.send({ type: 'line.add', sku: 'BRYNE' as Sku, quantity: 1 });
    await found(upsell, '.offer');
    await expect(store).to.be.accessible();
  });

  it('says the figure it stands on, and does the sum for the shopper', async () => {
    const { store, visit } = await openStore(html`<vitrine-upsell></vitrine-upsell>`);
    const upsell = store.querySelector('vitrine-upsell')!;
    visit.cart.send({ type: 'line.add', sku: 'BRYNE' as Sku, quantity: 1 });
    await found(upsell, '.offer');
    const text = written(upsell).replaceAll(/\s/g, ' ');
    expect(text).to.contain('38 av 112 som kjøpte Brynestein, kjøpte også denne');
    expect(text).to.contain('Koster 399 kr og sparer deg for 79 kr i frakt: du betaler bare 320 kr mer.');
  });

  it('offers one thing at a time, and never what is already in the cart', async () => {
    const { store, visit, gateway } = await openStore(html`<vitrine-upsell></vitrine-upsell>`);
    const upsell = store.querySelector('vitrine-upsell')!;
    visit.cart.send({ type: 'line.add', sku: 'BRYNE' as Sku, quantity: 1 });
    await found(upsell, '.offer');
    const offered = inside(upsell, '.name')!.textContent;
    const button = await found<HTMLButtonElement>(inside(upsell, 'vitrine-add-button')!, 'button');
    button.click();
    await waitUntil(() => gateway.cart!.line_items.length === 2 && inside(upsell, '.name')?.textContent !== offered);
    expect(upsell.shadowRoot!.querySelectorAll('.offer')).to.have.length(1);
  });
});
