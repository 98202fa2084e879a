import type { ShopSettings } from '../options.ts';
import type { Letter, OrderRow } from '../order-book/rows.ts';

/** What one letter says. SMS and push use the text; a push has the subject as its title. */
export interface LetterWords {
  subject: string;
  text: string;
  link: string;
}

export function wordsOf(
  shop: Pick<ShopSettings, 'name' | 'orderUrl'>,
  orderId: string,
  order: OrderRow,
  letter: Letter,
): LetterWords {
  const words = (order.context?.language ?? 'nb').startsWith('en') ? ENGLISH : NORWEGIAN;
  const link = orderLink(shop.orderUrl, orderId, order.token);
  return { ...words[letter]({ shop: shop.name, number: order.label, link, order }), link };
}

/** Where the shopper follows an order. */
export const orderLink = (template: string, orderId: string, token: string): string =>
  template.replaceAll('{order}', encodeURIComponent(orderId)).replaceAll('{token}', encodeURIComponent(token));

type Words = Record<
  Letter,
  (about: { shop: string; number: string; link: string; order: OrderRow }) => { subject: string; text: string }
>;

const ENGLISH: Words = {
  ordered: ({ shop, number, link, order }) => ({
    subject: `Your order ${number} at ${shop}`,
    text: `Thank you. We have your order ${number}: ${order.lines.map(({ quantity, item }) => `${quantity} × ${item.title}`).join(', ')}. Follow it here: ${link}`,
  }),
  handed_over: ({ shop, number, link, order }) => ({
    subject: `Order ${number} is on its way`,
    text: `${shop}: ${order.delivery.carrierName} has your order ${number}. Follow it here: ${link}`,
  }),
  out_for_delivery: ({ number, link, order }) => ({
    subject: `Order ${number} comes today`,
    text: `${order.delivery.carrierName} is on the way to you with order ${number}. ${link}`,
  }),
  ready_for_pickup: ({ number, link, order }) => ({
    subject: `Order ${number} can be collected`,
    text: `Your order ${number} waits for you at ${order.delivery.point?.name ?? order.delivery.option.title}. ${link}`,
  }),
  delivered: ({ number, link }) => ({
    subject: `Order ${number} has been delivered`,
    text: `Your order ${number} has been delivered. ${link}`,
  }),
};

const NORWEGIAN: Words = {
  ordered: ({ shop, number, link, order }) => ({
    subject: `Bestillingen din ${number} hos ${shop}`,
    text: `Takk! Vi har tatt imot bestilling ${number}: ${order.lines.map(({ quantity, item }) => `${quantity} × ${item.title}`).join(', ')}. Følg den her: ${link}`,
  }),
  handed_over: ({ shop, number, link, order }) => ({
    subject: `Bestilling ${number} er på vei`,
    text: `${shop}: ${order.delivery.carrierName} har hentet bestilling ${number}. Følg den her: ${link}`,
  }),
  out_for_delivery: ({ number, link, order }) => ({
    subject: `Bestilling ${number} kommer i dag`,
    text: `${order.delivery.carrierName} er på vei til deg med bestilling ${number}. ${link}`,
  }),
  ready_for_pickup: ({ number, link, order }) => ({
    subject: `Bestilling ${number} kan hentes`,
    text: `Bestilling ${number} venter på deg hos ${order.delivery.point?.name ?? order.delivery.option.title}. ${link}`,
  }),
  delivered: ({ number, link }) => ({
    subject: `Bestilling ${number} er levert`,
    text: `Bestilling ${number} er levert. ${link}`,
  }),
};
