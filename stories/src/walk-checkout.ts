import type { Chapter, PostalAddress } from '@vitrine/contract';
import { CHAPTERS } from '@vitrine/contract';
import { CARDS, typeCard, type CardInHand } from '@vitrine/simulator/journey/card-in-hand';
import { until } from '@vitrine/simulator/journey/until';
import { fillCart } from './fill-cart.ts';
import type { OpenStory } from './with-shop.ts';

const GOODS = { 'KOKKEKNIV-20': 1, BRYNE: 2 };
const LONGEST_WAY_MS = 14 * 24 * 3_600_000;

/** How far a story's shopper has come. */
export type Stage = 'contact' | 'delivery' | 'payment' | 'review';

/** Ingrid's address: a real one of the story's town. */
function addressOf({ shop }: OpenStory): PostalAddress {
  const { street, number, letter, postalCode, place } = shop.world.seeds.town.addresses[20]!;
  return {
    first_name: 'Ingrid',
    last_name: 'Solberg',
    street_address: `${street} ${number}${letter ?? ''}`,
    postal_code: postalCode,
    address_locality: place,
    address_country: 'NO',
  };
}

/** Opens the checkout, and nothing more. */
export async function openCheckout(open: OpenStory): Promise<void> {
  await fillCart(open, GOODS);
  const cartId = open.visit.cart.getSnapshot().context.cart?.id;
  if (cartId) open.visit.checkout.send({ type: 'checkout.open', cartId });
}

/** Goes through the checkout as far as `stage`, with this card in hand. */
export async function walkCheckout(open: OpenStory, stage: Stage, card: CardInHand = CARDS.plain): Promise<void> {
  const { visit, shop } = open;
  const { clock } = shop.world;
  await openCheckout(open);
  await until(clock, visit.checkout, 'the checkout', ({ context }) => context.checkout !== null);
  if (stage === 'contact') return;
  const buyer = { first_name: 'Ingrid', last_name: 'Solberg', email: 'ingrid@example.no' };
  visit.checkout.send({ type: 'contact.submit', buyer, address: addressOf(open) });
  await until(clock, visit.checkout, 'the quotes', ({ context }) => context.step === 'delivery');
  if (stage === 'delivery') return;
  visit.checkout.send({ type: 'delivery.submit' });
  const { context } = await until(clock, visit.checkout, 'the payment', (snapshot) => snapshot.context.step === 'payment');
  visit.payment.send({ type: 'surface.mounted', surface: typeCard(card, context.checkout!, shop.fetch) });
  if (stage === 'payment') return;
  visit.payment.send({ type: 'payment.collect' });
  await until(clock, visit.checkout, 'the review', (snapshot) => snapshot.context.step === 'review');
}

/** Presses "Order and pay", and waits for what comes of it. */
export async function placeOrder(open: OpenStory, card: CardInHand = CARDS.plain): Promise<void> {
  const { visit, shop } = open;
  await walkCheckout(open, 'review', card);
  visit.checkout.send({ type: 'order.place' });
  await until(
    shop.world.clock,
    visit.checkout,
    'an answer',
    ({ context }) => context.order !== null || context.decline !== null || context.challenge !== null,
  );
}

/** Lets the world run until the order has reached this chapter, and then stands still. */
export async function followTo(open: OpenStory, chapter: Chapter): Promise<void> {
  await placeOrder(open);
  open.tempo.stop();
  const order = open.visit.lastOrder();
  if (!order) return;
  const actor = open.visit.tracking(order);
  const reached = (): boolean =>
    CHAPTERS.indexOf(actor.getSnapshot().context.tracking?.chapter ?? 'ordered') >= CHAPTERS.indexOf(chapter);
  if (await open.shop.world.clock.runWhile(reached, LONGEST_WAY_MS)) return;
  throw new Error(`The order never came to "${chapter}".`);
}
