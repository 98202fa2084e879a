import { expect, waitUntil } from '@open-wc/testing';
import type { Sku } from '@vitrine/contract';
import { checkoutPage, focused, INGRID, providerPage, settled, type CheckoutPage } from '../../../test/checkout-page.ts';

const text = (page: CheckoutPage) => (page.checkout.renderRoot as ShadowRoot).textContent.replace(/\s+/g, ' ');
const bank = (more: Record<string, string> = {}) =>
  providerPage('bank.html', { parent: location.origin, version: '2026-08-25', id: 'challenge-1', ...more });
const phase = ({ visit }: CheckoutPage) => JSON.stringify(visit.checkout.getSnapshot().value);

async function pay(page: CheckoutPage): Promise<void> {
  page.find('.pay').click();
  await page.checkout.updateComplete;
}

describe('the checkout is accessible', () => {
  it('before it is opened', async () => {
    const { checkout } = await checkoutPage('closed');
    await expect(checkout).to.be.accessible();
  });

  for (const stage of ['contact', 'delivery', 'payment', 'review'] as const) {
    it(`at the step ${stage}`, async () => {
      const { checkout } = await checkoutPage(stage, { token: 'pm_ok' });
      await expect(checkout).to.be.accessible();
    });
  }

  it('with errors at the fields', async () => {
    const page = await checkoutPage('contact');
    page.find<HTMLFormElement>('form.address').requestSubmit();
    await settled(page);
    await expect(page.checkout).to.be.accessible();
  });

  it('after a decline, at the bank, and once there is an order', async () => {
    const page = await checkoutPage('review', { token: 'pm_decline_lost_card' });
    await pay(page);
    await waitUntil(() => page.find('#decline'));
    await expect(page.checkout).to.be.accessible();
    const placed = await checkoutPage('review', { token: 'pm_ok' });
    await pay(placed);
    await waitUntil(() => placed.find('.confirmation'));
    await expect(placed.checkout).to.be.accessible();
  });

  it('while it opens, and when the gateway does not answer', async () => {
    const page = await checkoutPage('closed', { prepare: (gateway) => gateway.hold('checkout-sessions') });
    page.visit.checkout.send({ type: 'checkout.open', cartId: 'cart-1' });
    await settled(page);
    expect(page.find('[aria-busy="true"]')).to.exist;
    await expect(page.checkout).to.be.accessible();
    page.gateway.failing.add('checkout-sessions');
    page.gateway.release('checkout-sessions');
    await waitUntil(async () => {
      await page.clock.runFor(60_000);
      return text(page).includes('Kassen svarer ikke');
    });
    await expect(page.checkout).to.be.accessible();
  });
});

describe('the flow', () => {
  it('has four steps, one of them current, and asks for eight things at most', async () => {
    const page = await checkoutPage('contact');
    expect(page.checkout.renderRoot.querySelectorAll('.step')).to.have.length(4);
    expect(page.checkout.renderRoot.querySelectorAll('[aria-current="step"]')).to.have.length(1);
    expect(page.checkout.renderRoot.querySelectorAll('.fields .input')).to.have.length.at.most(8);
  });

  it('shows the total at every step, on phones as a disclosure', async () => {
    const page = await checkoutPage('contact');
    page.checkout.style.setProperty('inline-size', '340px');
    const toggle = page.find('.summary-toggle');
    expect(toggle.textContent).to.contain('2');
    expect(getComputedStyle(page.find('.summary-body')).display).to.equal('none');
    toggle.click();
    await settled(page);
    expect(getComputedStyle(page.find('.summary-body')).display).to.equal('grid');
  });

  it('goes back to a step that is done, with everything still there', async () => {
    const page = await checkoutPage('review', { token: 'pm_ok' });
    page.find('.step .edit').click();
    await settled(page);
    expect(page.find<HTMLInputElement>('#email').value).to.equal(INGRID.buyer.email!);
    expect(page.visit.checkout.getSnapshot().context.selectedOptionId).to.equal('mailbox');
    expect(page.visit.checkout.getSnapshot().context.instrument).to.exist;
  });

  it('goes one step back by the browser’s own button, and forth again, with everything still there', async () => {
    const page = await checkoutPage('review', { token: 'pm_ok' });
    const context = () => page.visit.checkout.getSnapshot().context;
    history.back();
    await waitUntil(() => context().step === 'payment');
    history.back();
    await waitUntil(() => context().step === 'delivery');
    history.back();
    await waitUntil(() => page.find('#email'));
    expect(page.find<HTMLInputElement>('#email').value).to.equal(INGRID.buyer.email!);
    history.go(3);
    await waitUntil(() => context().step === 'review');
    expect([context().selectedOptionId, context().instrument !== null]).to.deep.equal(['mailbox', true]);
  });

  it('goes forth by that button only as far as the steps are done', async () => {
    const page = await checkoutPage('payment', { token: 'pm_ok' });
    const turned = () => new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
    history.pushState({ ...(history.state as object), 'vitrine-checkout': 'review' }, '');
    history.back();
    await turned();
    history.forward();
    await turned();
    await settled(page);
    expect(page.visit.checkout.getSnapshot().context.step).to.equal('payment');
  });

  it('passes over its entries once there is an order', async () => {
    const page = await checkoutPage('review', { token: 'pm_ok' });
    await pay(page);
    await waitUntil(() => page.find('.confirmation'));
    history.back();
    await waitUntil(() => (history.state as Record<string, unknown> | null)?.['vitrine-checkout'] === undefined);
    expect(page.find('.confirmation') !== null).to.equal(true);
  });

  it('keeps what a router of the page has in the history, and leaves it alone when asked to', async () => {
    history.replaceState({ router: 7 }, '');
    const page = await checkoutPage('contact');
    page.checkout.noHistory = true;
    page.visit.checkout.send({ type: 'contact.submit', ...INGRID });
    await waitUntil(() => page.find('vitrine-shipping-quotes'));
    expect(history.state).to.deep.equal({ router: 7 });
    page.checkout.noHistory = false;
    page.visit.checkout.send({ type: 'delivery.submit' });
    await waitUntil(() => page.find('vitrine-payment'));
    expect(history.state).to.deep.equal({ router: 7, 'vitrine-checkout': 'payment' });
    history.replaceState(null, '');
  });

  it('names its state for the page’s style sheet', async () => {
    const page = await checkoutPage('closed');
    const states = () => ['closed', 'empty', 'open', 'completed'].filter((name) => page.checkout.matches(`:state(${name})`));
    expect(states()).to.deep.equal(['closed', 'empty']);
    page.visit.cart.send({ type: 'line.add', sku: page.gateway.goods[0]!.variants[0]!.id as Sku, quantity: 1 });
    await settled(page);
    await waitUntil(() => states().join() === 'closed');
    page.visit.checkout.send({ type: 'checkout.open', cartId: 'cart-1' });
    await settled(page);
    expect(states()).to.deep.equal(['open']);
    const placed = await checkoutPage('review', { token: 'pm_ok' });
    await pay(placed);
    await waitUntil(() => placed.find('.confirmation'));
    expect(placed.checkout.matches(':state(completed):not(:state(open))')).to.equal(true);
  });

  it('says that somebody was faster when nothing is left to buy', async () => {
    const page = await checkoutPage('review', { token: 'pm_sold_out' });
    await pay(page);
    await waitUntil(() => page.find('.blank'));
    expect(page.find('.blank').getAttribute('role')).to.equal('alert');
    expect(page.find('#heading').textContent).to.equal('Noen var raskere, og en vare er utsolgt. Ingenting er trukket.');
    await expect(page.checkout).to.be.accessible();
  });

  it('moves the focus to the step that comes next', async () => {
    const page = await checkoutPage('delivery');
    page.find('.current [part="continue"]').click();
    await waitUntil(() => focused()?.id === 'step-payment');
  });

  it('keeps the discount code behind a link, and says why a code is refused', async () => {
    const page = await checkoutPage('contact');
    page.find('.summary-toggle').click();
    await settled(page);
    page.find('.codes .link').click();
    await settled(page);
    const field = page.find<HTMLInputElement>('#code');
    expect(focused() === field).to.equal(true);
    field.value = 'NEI';
    page.find<HTMLFormElement>('.code-form').requestSubmit();
    await waitUntil(() => page.find('#code-error'));
    expect(page.find('#code-error').textContent).to.equal('Koden finnes ikke.');
  });
});

describe('paying', () => {
  it('has one button that means paying and says how much', async () => {
    const page = await checkoutPage('review', { token: 'pm_ok' });
    expect(page.find('.pay').textContent.replace(/\s+/g, ' ').trim()).to.equal('Bestill og betal 2 156 kr');
  });

  it('shows progress at once and sends one order, however often it is pressed', async () => {
    const page = await checkoutPage('review', { token: 'pm_ok' });
    const button = page.find('.pay');
    button.click();
    button.click();
    await page.checkout.updateComplete;
    expect(text(page)).to.contain('Betaler');
    page.find('.pay')?.click();
    await waitUntil(() => page.find('.confirmation'));
    expect(page.gateway.completed).to.equal(1);
  });

  it('is never silently disabled: a press shows what is missing', async () => {
    const page = await checkoutPage('delivery');
    page.visit.checkout.send({ type: 'step.edit', step: 'review' });
    await settled(page);
    await pay(page);
    await waitUntil(() => page.visit.checkout.getSnapshot().context.step === 'payment');
    expect(page.gateway.completed).to.equal(0);
  });

  for (const [code, words] of [
    ['insufficient_funds', 'ikke dekning'],
    ['expired_card', 'gått ut'],
    ['stolen_card', 'Banken sa nei'],
    ['never_heard_of', 'Banken sa nei'],
  ] as const) {
    it(`tells a decline for ${code} in plain words and keeps everything`, async () => {
      const page = await checkoutPage('review', { token: `pm_decline_${code}` });
      const frame = page.checkout.querySelector('iframe');
      await pay(page);
      await waitUntil(() => page.find('#decline'));
      expect(page.find('#decline').textContent).to.contain(words);
      expect(page.checkout.querySelector('iframe') === frame, 'the card fields are the same as before').to.equal(true);
      expect(page.visit.checkout.getSnapshot().context.buyer.email).to.equal(INGRID.buyer.email!);
    });
  }

  it('says that it asks the bank when nobody knows yet', async () => {
    const page = await checkoutPage('review', { token: 'pm_slow' });
    await pay(page);
    await waitUntil(() => text(page).includes('Vi sjekker med banken din'));
    expect(text(page)).not.to.contain('Prøv igjen');
  });

  it('ends with number, goods, total, e-mail and the parcel’s way', async () => {
    const page = await checkoutPage('review', { token: 'pm_ok' });
    await pay(page);
    await waitUntil(() => page.find('vitrine-tracking')?.shadowRoot?.querySelector('.thread'));
    for (const words of ['Ordre 10042', 'Kokkekniv', '2 156 kr', 'ingrid@example.no', 'slutter på 4242']) {
      expect(text(page).replaceAll(' ', ' ')).to.contain(words);
    }
    expect(focused()?.id).to.equal('heading');
  });
});

describe('the bank’s page', () => {
  it('opens in a dialog, takes the focus in, and what it says is asked of the gateway', async () => {
    const page = await checkoutPage('review', { token: 'pm_challenge', prepare: (gateway) => (gateway.challengeUrl = bank()) });
    const asked = () => page.gateway.checkout?.status;
    await pay(page);
    await waitUntil(() => page.find<HTMLDialogElement>('dialog.challenge')?.open);
    await waitUntil(() => focused() === page.find('dialog.challenge iframe'), 'the bank has answered');
    page.gateway.settle();
    // The bank's button is on another origin, where no test can press it.
    page.find<HTMLIFrameElement>('dialog.challenge iframe').contentWindow!.postMessage({ test: 'confirm' }, '*');
    await waitUntil(() => !page.find('dialog.challenge'), 'it closes when it is done');
    expect(asked()).to.equal('completed');
    await waitUntil(() => page.find('.confirmation'));
  });

  it('gives the focus to the bank once its page has answered', async () => {
    const page = await checkoutPage('review', { token: 'pm_challenge', prepare: (gateway) => (gateway.challengeUrl = bank()) });
    await pay(page);
    await waitUntil(() => focused() === page.find('dialog.challenge iframe'));
    await expect(page.checkout).to.be.accessible();
  });

  it('can be left: the gateway is asked, and nothing is lost', async () => {
    const page = await checkoutPage('review', { token: 'pm_challenge', prepare: (gateway) => (gateway.challengeUrl = bank()) });
    await pay(page);
    await waitUntil(() => page.find<HTMLDialogElement>('dialog.challenge')?.open);
    page.find('dialog.challenge .button').click();
    await waitUntil(() => phase(page).includes('checking'));
    await waitUntil(() => !page.find('dialog.challenge'));
  });

  it('is not opened from an origin that nobody named', async () => {
    const page = await checkoutPage('review', {
      token: 'pm_challenge',
      prepare: (gateway) => (gateway.challengeUrl = 'https://evil.example/'),
    });
    await pay(page);
    await waitUntil(() => page.find<HTMLDialogElement>('dialog.challenge')?.open);
    expect(page.checkout.renderRoot.querySelectorAll('dialog.challenge iframe')).to.have.length(0);
    expect(page.find('dialog.challenge').textContent).to.contain('ikke til å stole på');
  });

  it('is not believed when another window speaks, another action, or a version nobody agreed on', async () => {
    const page = await checkoutPage('review', { token: 'pm_challenge', prepare: (gateway) => (gateway.challengeUrl = bank()) });
    await pay(page);
    await waitUntil(() => focused() === page.find('dialog.challenge iframe'));
    window.postMessage({ jsonrpc: '2.0', method: 'action.done', params: { id: 'challenge-1' } }, location.origin);
    await new Promise((resolve) => addEventListener('message', resolve, { once: true }));
    expect(page.find<HTMLDialogElement>('dialog.challenge').open).to.equal(true);
    const other = await checkoutPage('review', {
      token: 'pm_challenge',
      prepare: (gateway) => (gateway.challengeUrl = bank({ version: '1999-01-01' })),
    });
    await pay(other);
    await waitUntil(() => phase(other).includes('checking'), 'a page that speaks another version is closed');
  });
});
