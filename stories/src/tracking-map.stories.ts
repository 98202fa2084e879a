import '@vitrine/widget/elements/tracking-map/define';
import type { Tracking } from '@vitrine/contract';
import { html, type TemplateResult } from 'lit';
import { streetsOf } from './streets-of.ts';
import { followTo } from './walk-checkout.ts';
import { withShop, type OpenStory } from './with-shop.ts';

export default { title: 'After the order/Tracking map' };

/** What the order's tracker knows, and the map beside it would be given. */
function trackingOf({ visit }: OpenStory): Tracking | undefined {
  const order = visit.lastOrder();
  return order ? (visit.tracking(order).getSnapshot().context.tracking ?? undefined) : undefined;
}

const box = (content: TemplateResult) => html`<div style="max-inline-size: 720px">${content}</div>`;
const map = (open: OpenStory) =>
  box(html`<vitrine-tracking-map .tracking=${trackingOf(open)} .streets=${streetsOf(open)}></vitrine-tracking-map>`);
const onTheWay = (open: OpenStory) => followTo(open, 'out_for_delivery');

/** The van on its way to the door. */
export const Full = withShop({ before: onTheWay, content: map });

/** The van has not been heard of for a while. */
export const Stale = withShop({
  before: onTheWay,
  content: (open) =>
    box(html`<vitrine-tracking-map stale .tracking=${trackingOf(open)} .streets=${streetsOf(open)}></vitrine-tracking-map>`),
});

/** Nobody drives yet: the streets alone. */
export const Idle = withShop({ content: map });

/** A merchant without streets and without tiles. */
export const Empty = withShop({ content: () => box(html`<vitrine-tracking-map></vitrine-tracking-map>`) });

/** Out of sight nothing is fetched, and it waits. */
export const Loading = withShop({
  content: (open) =>
    html`<div style="block-size: 300vh">↓</div>
      ${map(open)}`,
});

/** The merchant's tiles cannot be had: the streets still can. */
export const Failed = withShop({
  before: onTheWay,
  content: (open) =>
    box(html`
      <vitrine-tracking-map
        tiles="./no-such-tiles/{z}/{x}/{y}.png"
        attribution="Ingen"
        .tracking=${trackingOf(open)}
        .streets=${streetsOf(open)}
      ></vitrine-tracking-map>
    `),
});
