import '@vitrine/widget/elements/payment/define';
import { Fault } from '@vitrine/contract';
import { html } from 'lit';
import { openCheckout, walkCheckout } from './walk-checkout.ts';
import { withShop, type OpenStory } from './with-shop.ts';

export default { title: 'Checkout/Payment' };

/** In a story the provider's frame is not there: a surface of the page's own stands in its slot. */
const content = () =>
  html`<div style="max-inline-size: 560px">
    <vitrine-payment><p slot="vitrine-payment">The card fields of the payment provider stand here.</p></vitrine-payment>
  </div>`;
const before = (open: OpenStory) => walkCheckout(open, 'payment');

/** Ready to be typed into. */
export const Idle = withShop({ before, content });

/** A whole card is typed. */
export const Full = withShop({
  before: async (open) => {
    await before(open);
    open.visit.payment.send({ type: 'surface.changed', report: { complete: true, brand: 'visa', errors: {} } });
  },
  content,
});

/** Pressed with nothing typed: what is missing is said in words. */
export const Empty = withShop({
  before: async (open) => {
    await before(open);
    const errors = { number: 'required', expiry: 'required', code: 'required' } as const;
    open.visit.payment.send({ type: 'surface.changed', report: { complete: false, errors } });
  },
  content,
});

/** The gateway has not said yet who takes the payment. */
export const Loading = withShop({
  silent: ['/checkout-sessions'],
  before: openCheckout,
  content: () => html`<div style="max-inline-size: 560px"><vitrine-payment></vitrine-payment></div>`,
});

/** The provider's page did not open. */
export const Failed = withShop({
  before: async (open) => {
    await walkCheckout(open, 'delivery');
    open.visit.payment.send({
      type: 'surface.lost',
      fault: new Fault('unavailable', 'payment.no-fields', 'The fields did not open'),
    });
  },
  content: () => html`<div style="max-inline-size: 560px"><vitrine-payment></vitrine-payment></div>`,
});
