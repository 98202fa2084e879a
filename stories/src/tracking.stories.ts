import '@vitrine/widget/elements/tracking/define';
import type { Signal } from '@vitrine/widget';
import { html } from 'lit';
import { streetsOf } from './streets-of.ts';
import { followTo, placeOrder } from './walk-checkout.ts';
import { withShop, type OpenStory } from './with-shop.ts';

export default { title: 'After the order/Tracking' };

const tracker = (open: OpenStory) => html`<vitrine-tracking .streets=${streetsOf(open)}></vitrine-tracking>`;

/** No order on this device yet. */
export const Idle = withShop({ content: tracker });

export const Loading = withShop({
  silent: ['/orders'],
  content: () => html`<vitrine-tracking order="an-order" token="its-token"></vitrine-tracking>`,
});

export const Failed = withShop({
  broken: ['/orders'],
  speed: 60,
  content: () => html`<vitrine-tracking order="an-order" token="its-token"></vitrine-tracking>`,
});

export const Paid = withShop({ before: (open) => placeOrder(open), content: tracker });

export const Picked = withShop({ before: (open) => followTo(open, 'picked'), content: tracker });

export const Packed = withShop({ before: (open) => followTo(open, 'packed'), content: tracker });

export const Labelled = withShop({ before: (open) => followTo(open, 'labelled'), content: tracker });

export const HandedOver = withShop({ before: (open) => followTo(open, 'handed_over'), content: tracker });

export const OutForDelivery = withShop({ before: (open) => followTo(open, 'out_for_delivery'), content: tracker });

export const WithoutMap = withShop({
  before: (open) => followTo(open, 'out_for_delivery'),
  content: () => html`<vitrine-tracking no-map></vitrine-tracking>`,
});

export const Delivered = withShop({ before: (open) => followTo(open, 'delivered'), content: tracker });

const heard = (signal: Signal) =>
  withShop({
    before: async (open) => {
      await followTo(open, 'packed');
      const order = open.visit.lastOrder();
      if (order) open.visit.tracking(order).send({ type: 'signal.change', signal });
    },
    content: tracker,
  });

export const Lagging = heard('lagging');
export const Stale = heard('stale');
export const Offline = heard('offline');
