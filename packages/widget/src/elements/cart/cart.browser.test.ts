import type { Sku } from '@vitrine/contract';
import { expect, html, waitUntil } from '@open-wc/testing';
import { calm, found, inside, openStore, told, type OpenStore, written } from '../../../test/open-store.ts';
import '../add-button/define.ts';
import type { VitrineCart } from './cart.ts';
import './define.ts';

interface OpenCart extends OpenStore {
  cart: VitrineCart;
  add(sku: string, quantity?: number): Promise<void>;
  settle(): Promise<void>;
}

async function openCart(): Promise<OpenCart> {
  const open = await openStore(html`<vitrine-cart></vitrine-cart>`);
  const cart = open.store.querySelector('vitrine-cart')!;
  await found(cart, '.opener:not([hidden])');
  const settle = async (): Promise<void> => {
    await waitUntil(() => {
      const snapshot = open.visit.cart.getSnapshot();
      return snapshot.matches('idle') && snapshot.context.changes.length === 0;
    });
    await cart.updateComplete;
  };
  const add = async (sku: string, quantity = 1): Promise<void> => {
    open.visit.cart.send({ type: 'line.add', sku: sku as Sku, quantity });
    await settle();
  };
  return { ...open, cart, add, settle };
}

const line = (cart: Element, sku: string) => inside(cart, `[data-sku="${sku}"]`);

describe('vitrine-cart', () => {
  it('is accessible closed, empty, full, with something removed, and failed', async () => {
    const { store, cart, add, gateway, clock } = await openCart();
    await expect(store).to.be.accessible();
    cart.show();
    await found(cart, '.empty');
    calm(cart, 'dialog');
    await expect(store).to.be.accessible();
    await add('KOKKEKNIV-20');
    await add('BRYNE', 2);
    await found(cart, 'vitrine-upsell', '.offer');
    await expect(store).to.be.accessible();
    inside<HTMLButtonElement>(cart, '[data-sku="BRYNE"] .remove')!.click();
    await found(cart, '.undo');
    await expect(store).to.be.accessible();
    gateway.failing.add('carts');
    inside<HTMLButtonElement>(cart, '[data-sku="KOKKEKNIV-20"] .stepper button:last-child')!.click();
    await waitUntil(async () => (await clock.runFor(20_000), inside(cart, '[role=alert]')));
    await expect(store).to.be.accessible();
  });

  it('shows a wish at once, with name and price, before the gateway has answered', async () => {
    const { cart, visit, gateway, settle } = await openCart();
    cart.show();
    gateway.hold('carts');
    const product = gateway.goods.find(({ title }) => title === 'Kokkekniv')!;
    visit.cart.send({ type: 'line.add', sku: 'KOKKEKNIV-20' as Sku, quantity: 1, product });
    await cart.updateComplete;
    expect(line(cart, 'KOKKEKNIV-20')!.textContent).to.match(/Kokkekniv, 20 cm\s+899/);
    expect(line(cart, 'KOKKEKNIV-20')!.classList.contains('pending')).to.equal(true);
    expect(inside(cart, '.checkout')!.getAttribute('aria-disabled')).to.equal('true');
    gateway.release('carts');
    await settle();
    expect(line(cart, 'KOKKEKNIV-20')!.classList.contains('pending')).to.equal(false);
  });

  it('brings a removed line back, and keeps the focus where it was', async () => {
    const { cart, add, settle } = await openCart();
    await add('KOKKEKNIV-20');
    await add('BRYNE', 3);
    cart.show();
    await found(cart, '.line');
    inside<HTMLButtonElement>(cart, '[data-sku="BRYNE"] .remove')!.click();
    const undo = await found<HTMLButtonElement>(cart, '.undo button');
    await waitUntil(() => cart.shadowRoot!.activeElement === undo);
    await settle();
    expect(line(cart, 'BRYNE')).to.equal(null);
    undo.click();
    await waitUntil(() => line(cart, 'BRYNE')?.contains(cart.shadowRoot!.activeElement));
    await settle();
    expect(inside<HTMLInputElement>(cart, '[data-sku="BRYNE"] input')!.value).to.equal('3');
  });

  it('takes a typed quantity, and puts back what is no number', async () => {
    const { cart, add, settle } = await openCart();
    await add('BRYNE');
    cart.show();
    const input = await found<HTMLInputElement>(cart, '[data-sku="BRYNE"] input');
    input.value = 'mange';
    input.dispatchEvent(new Event('change'));
    expect(input.value).to.equal('1');
    input.value = '4';
    input.dispatchEvent(new Event('change'));
    await settle();
    expect(line(cart, 'BRYNE')!.textContent).to.match(/1.716/);
  });

  it('opens as a modal and gives the focus back', async () => {
    const { cart } = await openCart();
    const opener = inside<HTMLButtonElement>(cart, '.opener')!;
    opener.focus();
    opener.click();
    const dialog = await found<HTMLDialogElement>(cart, 'dialog[open]');
    expect(dialog.matches(':modal')).to.equal(true);
    inside<HTMLButtonElement>(cart, '.round')!.click();
    await waitUntil(() => !dialog.open);
    expect(cart.open).to.equal(false);
    expect(cart.shadowRoot!.activeElement).to.equal(opener);
  });

  it('counts what is in it on the button', async () => {
    const { cart, add } = await openCart();
    expect(inside(cart, '.opener')!.getAttribute('aria-label')).to.equal('Handlekurv, tom');
    await add('BRYNE', 2);
    expect(inside(cart, '.opener')!.getAttribute('aria-label')).to.equal('Handlekurv, 2 varer');
  });

  it('says what is missing to free delivery, then that it is reached', async () => {
    const { cart, add } = await openCart();
    cart.show();
    await add('KOKKEKNIV-20');
    await waitUntil(() => /601.kr igjen til fri frakt/.test(written(cart)));
    await add('GRYTE-FJORDBLA');
    await waitUntil(() => written(cart).includes('Du har fri frakt'));
  });

  it('takes a discount code, and says in the shopper’s words why it refuses one', async () => {
    const { cart, add } = await openCart();
    await add('KOKKEKNIV-20');
    cart.show();
    const type = async (code: string): Promise<void> => {
      inside<HTMLButtonElement>(cart, '.discounts > .link')?.click();
      (await found<HTMLInputElement>(cart, '#code')).value = code;
      inside<HTMLFormElement>(cart, '.code-form')!.requestSubmit();
    };
    await found(cart, '.discounts > .link');
    await type('FEIL');
    await waitUntil(() => inside(cart, '#code-error'));
    expect(inside(cart, '#code-error')!.textContent).to.equal('Vi kjenner ikke den koden.');
    expect(inside<HTMLInputElement>(cart, '#code')!.value).to.equal('FEIL');
    await type('HOST10');
    await found(cart, '.code');
    expect(inside(cart, '#code-error')).to.equal(null);
    expect(written(cart)).to.match(/Rabatt\s*[−-]89,90/);
  });

  it('closes before it asks for the checkout, and names the cart', async () => {
    const { store, cart, add } = await openCart();
    await add('BRYNE');
    cart.show();
    const checkout = await found<HTMLButtonElement>(cart, '.checkout');
    store.addEventListener('vitrine-checkout-request', (event) => event.preventDefault());
    const news = told(store, 'vitrine-checkout-request');
    checkout.click();
    const { detail } = await news;
    expect(detail).to.deep.equal({ cartId: 'cart-1' });
    expect(cart.open).to.equal(false);
  });

  it('tells the page what has been added', async () => {
    const { store, visit } = await openCart();
    const news = told(store, 'vitrine-line-added');
    visit.cart.send({ type: 'line.add', sku: 'BRYNE' as Sku, quantity: 2 });
    const { detail } = await news;
    expect(detail.sku).to.equal('BRYNE');
    expect(detail.quantity).to.equal(2);
  });
});
