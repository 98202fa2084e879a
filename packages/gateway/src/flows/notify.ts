import { toFault } from '@vitrine/contract';
import type { Page } from '../order-book/order-book.ts';
import type { Letter, OrderRow } from '../order-book/rows.ts';
import { again, drop } from './poll.ts';
import { Ended, type Room } from './room.ts';

const MOST_TRIES = 12;

/** Sends one letter. Its key is the order and the letter, so that a repeat after a crash sends nothing twice. */
export async function notify(room: Room, page: Page<'job'>, orderId: string, letter: Letter): Promise<void> {
  const order = (await room.book.read('order', orderId))?.row;
  if (!order) return void (await drop(room, page));
  try {
    observe(room, letter, 'before');
    for (const message of lettersOf(room, orderId, order, letter)) {
      room.alive();
      await room.messages.send(message);
    }
    observe(room, letter, 'after');
    await drop(room, page);
  } catch (thrown) {
    if (thrown instanceof Ended) throw thrown;
    const fault = toFault(thrown);
    room.log({ level: 'warn', event: 'notify.waits', letter, code: fault.code });
    if (page.row.attempts >= MOST_TRIES) return void (await drop(room, page));
    await again(room, page, fault.retryAfterMs ?? Math.min(60 * 60_000, 5_000 * 2 ** page.row.attempts));
  }
}

function observe(room: Room, letter: Letter, moment: 'before' | 'after'): void {
  try {
    room.onStep({ flow: 'notify', step: letter, moment });
  } catch (thrown) {
    throw new Ended(`Ended ${moment} notify/${letter}.`, { cause: thrown });
  }
}

type Sent = Parameters<Room['messages']['send']>[0];

/** E-mail always; a text message for what happens on the road, to those who left a number. */
function lettersOf(room: Room, orderId: string, order: OrderRow, letter: Letter): Sent[] {
  const words = (order.context?.language ?? 'nb').startsWith('en') ? ENGLISH : NORWEGIAN;
  const link = orderLink(room.shop.orderUrl, orderId, order.token);
  const { subject, text } = words[letter]({ shop: room.shop.name, number: order.label, link, order });
  const key = `${orderId}/${letter}`;
  const letters: Sent[] = [];
  if (order.buyer.email) letters.push({ key: `${key}/email`, channel: 'email', to: order.buyer.email, subject, text });
  if (letter !== 'ordered' && order.buyer.phone_number)
    letters.push({ key: `${key}/sms`, channel: 'sms', to: order.buyer.phone_number, text });
  return letters;
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
  ready_for_pickup: ({ number, link, order }) => ({
    subject: `Bestilling ${number} kan hentes`,
    text: `Bestilling ${number} venter på deg hos ${order.delivery.point?.name ?? order.delivery.option.title}. ${link}`,
  }),
  delivered: ({ number, link }) => ({
    subject: `Bestilling ${number} er levert`,
    text: `Bestilling ${number} er levert. ${link}`,
  }),
};
