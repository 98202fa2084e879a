import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import { checkoutPage, focused, OTHER_ORIGIN, providerPage, type CheckoutPage } from '../../../test/checkout-page.ts';
import { CardFrame } from './card-frame.ts';
import type { PaymentSurface } from '../../machines/payment.machine.ts';

const payment = ({ visit }: CheckoutPage) => visit.payment.getSnapshot();

describe('the card fields', () => {
  it('stand in the page’s own light DOM and are shown inside the checkout', async () => {
    const { checkout, find } = await checkoutPage('payment', { token: 'pm_ok' });
    const frame = checkout.querySelector('iframe')!;
    expect(frame.parentElement === checkout).to.equal(true);
    expect(new URL(frame.src).origin).to.equal(OTHER_ORIGIN);
    expect(OTHER_ORIGIN).not.to.equal(location.origin);
    expect(frame.assignedSlot?.assignedSlot?.getRootNode() === find('vitrine-payment').shadowRoot).to.equal(true);
    await waitUntil(() => frame.getBoundingClientRect().height === 112, 'it is as high as it says');
    expect(frame.title).to.contain('Kortopplysninger');
  });

  it('are loaded when the payment is reached, and not before', async () => {
    const { checkout } = await checkoutPage('delivery', { token: 'pm_ok' });
    expect(checkout.querySelector('iframe') === null).to.equal(true);
  });

  it('give a token and never a number', async () => {
    const page = await checkoutPage('review', { token: 'pm_ok' });
    const { instrument } = page.visit.checkout.getSnapshot().context;
    expect(instrument).to.deep.include({
      handler_id: 'card',
      type: 'card',
      credential: { type: 'stripe.payment_method', token: 'pm_ok' },
    });
    expect(JSON.stringify(instrument)).not.to.match(/\d{12,}/);
  });

  it('say what is wrong in words, and take the focus', async () => {
    const page = await checkoutPage('payment');
    page.find('.current [part="continue"]').click();
    await waitUntil(() => page.find('vitrine-payment').shadowRoot!.querySelector('.card-error'));
    expect(page.find('vitrine-payment').shadowRoot!.querySelector('.card-error')!.textContent).to.contain('kortnummer mangler');
    expect(page.visit.checkout.getSnapshot().context.step).to.equal('payment');
    await expect(page.checkout).to.be.accessible();
    page.find('vitrine-payment').focus();
    expect(focused() === page.checkout.querySelector('iframe')).to.equal(true);
  });

  it('that never answer are given up, and opened again on request', async () => {
    const page = await checkoutPage('delivery', {
      prepare: (gateway) => (gateway.fieldsUrl = `${OTHER_ORIGIN}/packages/widget/test/bank.html?silent`),
    });
    page.visit.checkout.send({ type: 'delivery.submit' });
    await waitUntil(() => page.checkout.querySelector('iframe'));
    await page.clock.runFor(16_000);
    await waitUntil(() => page.find('vitrine-payment').shadowRoot!.querySelector('[role="alert"]'));
    expect(page.checkout.querySelector('iframe') === null).to.equal(true);
    await expect(page.checkout).to.be.accessible();
    page.find('vitrine-payment').shadowRoot!.querySelector('button')!.click();
    await waitUntil(() => page.checkout.querySelector('iframe'));
  });

  for (const scheme of ['light', 'dark']) {
    it(`stand on a ${scheme} page’s own paper: nothing is painted around them`, async () => {
      document.documentElement.style.colorScheme = scheme;
      const page = await checkoutPage('payment', { token: 'pm_ok' });
      const box = page.find('vitrine-payment').shadowRoot!.querySelector('.card-fields')!;
      expect(getComputedStyle(box).backgroundColor).to.equal('rgba(0, 0, 0, 0)');
      const frame = page.checkout.querySelector('iframe')!;
      expect([frame.style.colorScheme, new URL(frame.src).searchParams.get('scheme')]).to.deep.equal([scheme, scheme]);
      document.documentElement.style.colorScheme = '';
    });
  }

  it('leave with the checkout and come back with it', async () => {
    const page = await checkoutPage('payment', { token: 'pm_ok' });
    const parent = page.checkout.parentElement!;
    page.checkout.remove();
    expect(page.checkout.querySelector('iframe') === null).to.equal(true);
    expect(payment(page).value).to.equal('unmounted');
    parent.append(page.checkout);
    await waitUntil(() => payment(page).value === 'ready');
  });
});

describe('the frame’s handshake', () => {
  interface Opened {
    frame: CardFrame;
    iframe: HTMLIFrameElement;
    mounted: PaymentSurface[];
  }

  async function open(query: Record<string, string>, wait = true): Promise<Opened> {
    const page = await checkoutPage('closed');
    const host = document.createElement('div');
    page.checkout.after(host);
    const mounted: PaymentSurface[] = [];
    const frame = new CardFrame({
      host,
      slot: 'vitrine-payment',
      fieldsUrl: providerPage('card-fields.html', query),
      publishableKey: 'pk_test',
      handlerId: 'card',
      locale: 'nb',
      scheme: 'light',
      title: 'Kort',
      clock: page.clock,
      mounted: (surface) => mounted.push(surface),
      changed: () => {},
      lost: () => {},
    });
    const iframe = host.querySelector('iframe')!;
    if (wait) await oneEvent(iframe, 'load');
    return { frame, iframe, mounted };
  }

  const nonceOf = (iframe: HTMLIFrameElement) => new URL(iframe.src).searchParams.get('nonce');

  it('is made with the frame that knows the nonce', async () => {
    const { mounted } = await open({ token: 'pm_ok' });
    await waitUntil(() => mounted.length === 1);
  });

  it('is refused with a nonce that was never given', async () => {
    const { mounted, frame } = await open({ forge: 'nonce' });
    await new Promise((resolve) => requestAnimationFrame(resolve));
    expect(mounted).to.have.length(0);
    expect(frame.ready).to.equal(false);
  });

  it('is refused to another window and another origin, even with the right nonce', async () => {
    const { mounted, iframe, frame } = await open({ forge: 'nonce' });
    const forged = { vitrine: 'fields.ready', nonce: nonceOf(iframe) };
    window.postMessage(forged, location.origin);
    await oneEvent(window, 'message');
    dispatchEvent(new MessageEvent('message', { data: forged, origin: OTHER_ORIGIN, source: window }));
    for (const origin of [
      location.origin,
      'null',
      '',
      `${OTHER_ORIGIN}.evil.example`,
      OTHER_ORIGIN.slice(0, -1),
      OTHER_ORIGIN.toUpperCase(),
    ]) {
      dispatchEvent(new MessageEvent('message', { data: forged, origin, source: iframe.contentWindow }));
    }
    expect(mounted).to.have.length(0);
    expect(frame.ready).to.equal(false);
  });

  it('is made once, and not at all after the frame is taken away', async () => {
    const { mounted, iframe, frame } = await open({ token: 'pm_ok' });
    await waitUntil(() => mounted.length === 1);
    const again = () =>
      dispatchEvent(
        new MessageEvent('message', {
          data: { vitrine: 'fields.ready', nonce: nonceOf(iframe) },
          origin: OTHER_ORIGIN,
          source: iframe.contentWindow,
        }),
      );
    again();
    expect(mounted).to.have.length(1);
    frame.remove();
    again();
    expect(mounted).to.have.length(1);
  });
});
