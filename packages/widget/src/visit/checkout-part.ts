import { amountOf, type AddressSuggestion, type Checkout, type OrderConfirmation, type ShopperProfile } from '@vitrine/contract';
import { createActor, fromPromise } from 'xstate';
import { checkoutCalls } from '../client/checkout-calls.ts';
import { addressMachine } from '../machines/address.machine.ts';
import type { KeptCheckout } from '../machines/checkout.machine.ts';
import type { CheckoutPart } from '../visit.ts';
import { withCheckout, withPayment } from './checkout-work.ts';
import { KEPT, MOST_REMEMBERED } from './kept-json.ts';
import type { VisitCore } from './parts.ts';
import { typingPause } from './typing-pause.ts';

/** Checkout, payment and address completion. Carries on with what an earlier visit on this device left unfinished. */
export function checkoutPart({ visit, link, clock, makeId, memory, begin, tellOrder }: VisitCore): CheckoutPart {
  const client = checkoutCalls(link);
  const checkout = createActor(withCheckout(client, clock), {
    id: 'checkout',
    clock,
    input: { makeId, kept: memory.read<KeptCheckout>(KEPT.checkout) },
  });
  const payment = createActor(withPayment(clock), { id: 'payment', clock });
  const suggestAddresses = fromPromise<readonly AddressSuggestion[], { query: string; country: string }>(
    async ({ input, signal }) => {
      const answer = await client.suggestAddresses({ query: input.query, address_country: input.country }, { signal });
      return answer.suggestions;
    },
  );
  const completion = addressMachine.provide({ actors: { pause: typingPause(clock), suggestAddresses } });

  checkout.subscribe((snapshot) => {
    const { context } = snapshot;
    const { checkoutId, cartId, step, buyer, address, selectedOptionId, completeKey, completing } = context;
    const open = !snapshot.matches('closed') && !snapshot.matches('completed');
    const kept: KeptCheckout = {
      checkoutId: open ? checkoutId : null,
      cartId,
      step,
      buyer,
      address,
      selectedOptionId,
      completeKey,
      open,
      completing,
    };
    memory.write(KEPT.checkout, kept);
  });
  checkout.on('order.placed', ({ order, checkout: placed }) => {
    keepOrder(order, placed);
    visit.cart.send({ type: 'cart.forget' });
    payment.send({ type: 'payment.reset' });
    tellOrder({ order, checkout: placed });
  });
  checkout.on('payment.declined', () => payment.send({ type: 'payment.reset' }));
  payment.on('collected', ({ instrument }) => checkout.send({ type: 'payment.collected', instrument }));
  visit.cart.on('cart.changed', (changed) => checkout.send(changed));
  catchUp();

  /** The cart may have changed before this part had come: a checkout that is resumed hears of it once it is open. */
  function catchUp(): void {
    if (!visit.cart.getSnapshot().context.cart) return;
    const waiting = checkout.subscribe((snapshot) => {
      if (snapshot.matches('opening') || snapshot.matches('complete_in_progress')) return;
      waiting.unsubscribe();
      const { cart } = visit.cart.getSnapshot().context;
      if (cart) checkout.send({ type: 'cart.changed', cart });
    });
  }

  function keepOrder(order: OrderConfirmation, { line_items, totals }: Checkout): void {
    const token = order['dev.vitrine.tracking']?.token;
    if (token) memory.write(KEPT.order, { id: order.id, token, total: amountOf(totals, 'total') });
    if (visit.consent !== 'granted') return;
    const before = memory.read<ShopperProfile>(KEPT.seen) ?? {};
    const bought = [...new Set([...line_items.map(({ item }) => item.id), ...(before.bought ?? [])])].slice(0, MOST_REMEMBERED);
    memory.write(KEPT.seen, { ...before, bought });
  }

  begin(payment);
  begin(checkout);
  return {
    checkout,
    payment,
    address: () => begin(createActor(completion, { id: 'address', clock })),
  };
}
