import { expect, waitUntil } from '@open-wc/testing';
import { START } from '../../../test/checkout-gateway.ts';
import { checkoutPage, focused, type CheckoutPage } from '../../../test/checkout-page.ts';

const quotes = (page: CheckoutPage) => page.find('vitrine-shipping-quotes').shadowRoot!;
const text = (page: CheckoutPage) => quotes(page).textContent.replace(/\s+/g, ' ');
const chosen = ({ visit }: CheckoutPage) => visit.checkout.getSnapshot().context.selectedOptionId;

describe('the delivery quotes', () => {
  it('are accessible, with places to choose from open', async () => {
    const page = await checkoutPage('delivery');
    await expect(page.find('vitrine-shipping-quotes')).to.be.accessible();
    quotes(page).querySelectorAll<HTMLInputElement>('[name="delivery"]')[3]!.click();
    await waitUntil(() => quotes(page).querySelector('.points'));
    await expect(page.find('vitrine-shipping-quotes')).to.be.accessible();
  });

  it('stand in the order in which they arrive, and speak of dates and never of days', async () => {
    const page = await checkoutPage('delivery');
    const when = [...quotes(page).querySelectorAll('.quote-when')].map((row) => row.textContent.trim());
    expect(when[0]).to.contain('i dag');
    expect(when[1]).to.contain('i morgen');
    expect(when[2]).to.contain('november');
    expect(text(page)).not.to.match(/\d\s*[–-]\s*\d\s*(virke)?dager/);
  });

  it('name price and difference, cut-off, and what they cost the air', async () => {
    const page = await checkoutPage('delivery');
    expect(text(page).replaceAll(' ', ' '))
      .to.contain('149 kr')
      .and.contain('+ 90 kr')
      .and.contain('Bestill innen 1 t 12 min')
      .and.contain('180 g CO₂');
  });

  it('know no pickup without a place: the nearest is chosen with it, and another by one press', async () => {
    const page = await checkoutPage('delivery');
    quotes(page).querySelectorAll<HTMLInputElement>('[name="delivery"]')[3]!.click();
    await waitUntil(() => chosen(page) === 'pickup-1');
    await waitUntil(() => quotes(page).querySelectorAll('[name="point"]').length === 3);
    expect(text(page)).to.contain('Kiwi Torget').and.contain('Torggata 4').and.contain('Mandag–fredag 08–22');
    quotes(page).querySelectorAll<HTMLInputElement>('[name="point"]')[1]!.click();
    await waitUntil(() => chosen(page) === 'pickup-2');
    quotes(page).querySelectorAll<HTMLInputElement>('[name="delivery"]')[0]!.click();
    await waitUntil(() => chosen(page) === 'express');
    await waitUntil(() => !quotes(page).querySelector('.points'));
  });

  it('say which carrier did not answer', async () => {
    const page = await checkoutPage('delivery', {
      prepare: (gateway) => (gateway.silent = [{ carrier_id: 'x', name: 'Bydel Bud' }]),
    });
    expect(text(page)).to.contain('Bydel Bud svarte ikke');
  });

  it('are asked for anew once when they end', async () => {
    const page = await checkoutPage('delivery');
    const asked = () => page.gateway.checkoutReads;
    const before = asked();
    await page.clock.runFor(31 * 60_000);
    await waitUntil(() => asked() > before);
    expect(asked()).to.equal(before + 1);
  });

  it('go by the shop’s clock, whatever this device thinks the date is', async () => {
    const page = await checkoutPage('delivery', { prepare: (gateway) => gateway.tellTime(START - 24 * 3_600_000) });
    const when = [...quotes(page).querySelectorAll('.quote-when')].map((row) => row.textContent.trim());
    expect(when[0]).to.contain('i morgen');
    expect(page.visit.shopTime()).to.equal(page.clock.now() - 24 * 3_600_000);
    const late = await checkoutPage('delivery', { prepare: (gateway) => gateway.tellTime(START + 24 * 3_600_000) });
    await waitUntil(() => text(late).includes('for gamle'));
  });

  it('show a skeleton while they are fetched', async () => {
    const page = await checkoutPage('contact');
    page.visit.checkout.send({ type: 'step.edit', step: 'delivery' });
    page.gateway.hold('checkout-sessions');
    page.visit.checkout.send({ type: 'contact.submit', buyer: {}, address: { postal_code: '5003' } });
    await waitUntil(() => page.find('vitrine-shipping-quotes')?.shadowRoot?.querySelector('.waiting'));
    await expect(page.find('vitrine-shipping-quotes')).to.be.accessible();
    page.gateway.release('checkout-sessions');
  });

  it('are gone to when the shopper wants on without a choice', async () => {
    const page = await checkoutPage('contact');
    page.visit.checkout.send({ type: 'step.edit', step: 'delivery' });
    await page.checkout.updateComplete;
    page.find('.current [part="continue"]').click();
    await page.checkout.updateComplete;
    expect(page.find('.form-error').textContent).to.contain('Velg en levering');
    expect(focused()).to.exist;
  });
});
