import '@vitrine/widget/elements/checkout/define';
import { CARDS } from '@vitrine/simulator/journey/card-in-hand';
import { html } from 'lit';
import { openCheckout, placeOrder, walkCheckout } from './walk-checkout.ts';
import { withShop, type OpenStory } from './with-shop.ts';

export default { title: 'Checkout/Checkout' };

/** In a story the provider's frame is not there: its place says so. */
const page = () =>
  html`<vitrine-checkout countries="NO SE DK"
    ><p slot="vitrine-payment">The card fields of the payment provider stand here.</p></vitrine-checkout
  >`;

/** Nobody has gone to the checkout yet. */
export const Idle = withShop({ content: page });

export const Loading = withShop({ silent: ['/checkout-sessions'], before: openCheckout, content: page });

export const Failed = withShop({ broken: ['/checkout-sessions'], before: openCheckout, content: page });

export const Contact = withShop({ before: (open) => walkCheckout(open, 'contact'), content: page });

export const Delivery = withShop({ before: (open) => walkCheckout(open, 'delivery'), content: page });

/** A place to fetch the parcel from: the nearest is chosen with it. */
export const PickupPoint = withShop({
  before: async (open) => {
    await walkCheckout(open, 'delivery');
    const options = open.visit.checkout.getSnapshot().context.checkout?.fulfillment?.methods?.[0]?.groups?.[0]?.options ?? [];
    const point = options.find((option) => option['dev.vitrine.delivery']?.point);
    if (point) open.visit.checkout.send({ type: 'delivery.choose', optionId: point.id });
  },
  content: page,
});

export const Payment = withShop({ before: (open) => walkCheckout(open, 'payment'), content: page });

export const Review = withShop({ before: (open) => walkCheckout(open, 'review'), content: page });

/** Not enough money on the account: told in plain words, and nothing typed is lost. */
export const Declined = withShop({ before: (open) => placeOrder(open, CARDS.empty), content: page });

/** The bank asks for a confirmation. The bank's own page does not exist in a story; leaving it works. */
export const Challenge = withShop({ before: (open) => placeOrder(open, CARDS.challenged), content: page });

export const Confirmation = withShop({ before: (open) => placeOrder(open), content: page });

export const InADialog = withShop({
  before: (open: OpenStory) => walkCheckout(open, 'delivery'),
  content: () => html`<vitrine-checkout layout="dialog" countries="NO SE DK"></vitrine-checkout>`,
});
