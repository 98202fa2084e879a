import { expect, html } from '@open-wc/testing';
import { makeGoods } from '../../../test/goods.ts';
import { calm, found, inside, openStore, told, written } from '../../../test/open-store.ts';
import './define.ts';

const goods = makeGoods();
const knife = goods.find(({ title }) => title === 'Kokkekniv')!;
const mirror = goods.find(({ variants }) => variants[0]!.id === 'SPEIL')!;
const glasses = goods.find(({ variants }) => variants[0]!.id === 'KIKKERT')!;

describe('vitrine-product-card', () => {
  it('is accessible with a product, sold out, waiting, and looked at', async () => {
    const { store } = await openStore(html`
      <vitrine-product-card .product=${knife}></vitrine-product-card>
      <vitrine-product-card .product=${mirror}></vitrine-product-card>
      <vitrine-product-card></vitrine-product-card>
    `);
    const card = store.querySelector('vitrine-product-card')!;
    (await found(card, '.look')).click();
    await found(card, 'vitrine-product-dialog', 'dialog[open]');
    calm(card, 'vitrine-product-dialog', 'dialog');
    await expect(store).to.be.accessible();
  });

  it('shows price and photo of the variant that is chosen', async () => {
    const { store } = await openStore(html`<vitrine-product-card .product=${knife}></vitrine-product-card>`);
    const card = store.querySelector('vitrine-product-card')!;
    const select = await found<HTMLSelectElement>(card, 'select');
    select.value = 'KOKKEKNIV-24';
    select.dispatchEvent(new Event('change'));
    await card.updateComplete;
    expect(inside(card, '.price')!.textContent).to.match(/1.099/);
    expect(inside(card, 'vitrine-add-button')).to.have.property('sku', 'KOKKEKNIV-24');
  });

  it('speaks of stock only when stock gives the reason', async () => {
    const { store } = await openStore(html`
      <vitrine-product-card .product=${knife}></vitrine-product-card>
      <vitrine-product-card .product=${mirror}></vitrine-product-card>
      <vitrine-product-card .product=${glasses}></vitrine-product-card>
    `);
    const [plenty, none, last] = store.querySelectorAll('vitrine-product-card');
    await found(last!, '.badge');
    expect(inside(plenty!, '.badge')).to.equal(null);
    expect(inside(none!, '.badge')!.textContent).to.equal('Utsolgt');
    expect(inside(last!, '.badge')!.textContent).to.equal('Siste på lager');
  });

  it('opens a closer look, and leaves that to a page that cancels', async () => {
    const { store } = await openStore(html`<vitrine-product-card .product=${knife}></vitrine-product-card>`);
    const card = store.querySelector('vitrine-product-card')!;
    const look = await found(card, '.look');
    store.addEventListener('vitrine-product-view', (event) => event.preventDefault(), { once: true });
    const news = told(store, 'vitrine-product-view');
    look.click();
    expect((await news).detail.sku).to.equal('KOKKEKNIV-16');
    await card.updateComplete;
    expect(inside(card, 'vitrine-product-dialog')).to.equal(null);
    look.focus();
    look.click();
    const dialog = await found<HTMLDialogElement>(card, 'vitrine-product-dialog', 'dialog[open]');
    expect(written(inside(card, 'vitrine-product-dialog')!)).to.contain('Kniven du griper til hver dag');
    dialog.close();
    expect(card.shadowRoot!.activeElement).to.equal(look);
  });
});
