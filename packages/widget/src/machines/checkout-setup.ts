/** What the checkout machine does: its work, its changes of context, its conditions. The states are in `checkout.machine.ts`. */
import {
  selectedOption,
  type Checkout,
  type CheckoutCreateRequest,
  type CheckoutUpdateRequest,
  type IdempotencyKey,
  type PaymentInstrument,
} from '@vitrine/contract';
import { assign, enqueueActions, setup } from 'xstate';
import {
  challengeOf,
  createOf,
  declineOf,
  isStepDone,
  sameLines,
  stepAfter,
  STEPS,
  totalOf,
  updateOf,
} from './checkout-steps.ts';
import type { CheckoutContext, CheckoutEmitted, CheckoutEvent, CheckoutInput } from './checkout-types.ts';
import { nextKey } from './keys.ts';
import { unprovided } from './unprovided.ts';

/** The gateway's word. A challenge that goes on stays the same object, so that its frame stays on screen. */
export function settled(context: CheckoutContext, checkout: Checkout) {
  const challenge = challengeOf(checkout);
  return {
    checkout,
    checkoutId: checkout.id,
    challenge: challenge?.id === context.challenge?.id ? context.challenge : challenge,
    order: checkout.order ?? null,
  };
}

export const checkoutSetup = setup({
  types: {
    input: {} as CheckoutInput,
    context: {} as CheckoutContext,
    events: {} as CheckoutEvent,
    emitted: {} as CheckoutEmitted,
  },
  actors: {
    /** Reads the checkout with this id; without one, or when the gateway no longer knows it, opens a new one. */
    openCheckout: unprovided<Checkout, { checkoutId: string | null; key: IdempotencyKey; request: CheckoutCreateRequest }>(
      'openCheckout',
    ),
    /** Null: the gateway no longer knows it. */
    saveCheckout: unprovided<Checkout | null, { checkoutId: string; key: IdempotencyKey; request: CheckoutUpdateRequest }>(
      'saveCheckout',
    ),
    readCheckout: unprovided<Checkout | null, { checkoutId: string }>('readCheckout'),
    completeCheckout: unprovided<
      Checkout,
      { checkoutId: string; key: IdempotencyKey; instrument: PaymentInstrument; total: number | null }
    >('completeCheckout'),
    /** Pauses, longer with each attempt, then reads. Attempt 0 does not pause. */
    checkLater: unprovided<Checkout | null, { checkoutId: string; attempt: number }>('checkLater'),
  },
  actions: {
    wishContact: assign(({ event }) =>
      event.type === 'contact.submit' || event.type === 'contact.type' ? { buyer: event.buyer, address: event.address } : {},
    ),
    wishDelivery: assign(({ event }) => (event.type === 'delivery.choose' ? { selectedOptionId: event.optionId } : {})),
    wishCodes: assign(({ context, event }) => {
      if (event.type !== 'code.apply' && event.type !== 'code.remove') return {};
      const code = event.code.trim();
      const others = (context.codes ?? context.checkout?.discounts?.codes ?? []).filter((other) => other !== code);
      return { codes: event.type === 'code.apply' && code ? [...others, code] : others };
    }),
    wishLines: assign(({ event }) =>
      event.type === 'cart.changed'
        ? { lines: event.cart.line_items.map(({ item, quantity }) => ({ item: { id: item.id }, quantity })) }
        : {},
    ),
    /** A newer wish makes a request that failed pointless: the next one says it all. */
    soil: assign({ dirty: true, fault: null }),
    dropSaving: assign({ saving: null }),
    leaveContact: assign({ leaving: 'contact' }),
    leaveDelivery: assign({ leaving: 'delivery' }),
    edit: assign(({ event }) => (event.type === 'step.edit' ? { step: event.step, leaving: null } : {})),
    showPayment: assign({ step: 'payment' }),
    showOpenStep: assign(({ context }) => ({ step: STEPS.find((step) => !isStepDone(context.checkout, step)) ?? context.step })),
    /** Another token is another request, so it gets another key. */
    takeInstrument: assign(({ event }) =>
      event.type === 'payment.collected'
        ? { instrument: event.instrument, step: 'review' as const, decline: null, completeKey: null, fault: null }
        : {},
    ),
    /** Opens from a cart. What was typed stays; what belonged to another cart goes. */
    aim: assign(({ context, event }) => {
      if (event.type !== 'checkout.open') return {};
      const same = event.cartId === context.cartId;
      return {
        cartId: event.cartId,
        checkout: null,
        checkoutId: null,
        opening: null,
        saving: null,
        dirty: false,
        codes: null,
        lines: null,
        leaving: null,
        ...(same
          ? {}
          : {
              step: 'contact' as const,
              selectedOptionId: null,
              instrument: null,
              completeKey: null,
              decline: null,
              order: null,
            }),
      };
    }),
    prepareOpening: assign(({ context }) => {
      if (context.opening) return { fault: null };
      const { key, keys } = nextKey(context.keys);
      return { fault: null, keys, opening: { key, request: createOf(context) } };
    }),
    prepareSaving: assign(({ context }) => {
      if (context.saving) return { dirty: false, fault: null };
      const { key, keys } = nextKey(context.keys);
      return { dirty: false, fault: null, keys, saving: { key, request: updateOf(context.checkout!, context) } };
    }),
    beginAttempt: assign(({ context }) => ({
      completing: true,
      unanswered: false,
      attempt: 0,
      leftChallenge: null,
      decline: null,
      agreedTotal: totalOf(context.checkout),
    })),
    prepareSending: assign(({ context }) => {
      if (context.completeKey) return { fault: null };
      const { key, keys } = nextKey(context.keys);
      return { fault: null, keys, completeKey: key };
    }),
    countAttempt: assign({ attempt: ({ context }) => context.attempt + 1 }),
    leaveChallenge: assign(({ context }) => ({ leftChallenge: context.challenge?.id ?? null, attempt: 0 })),
    /** After a reload one goes on where one was; a new checkout begins at the first step that lacks something. */
    placeStep: assign(({ context }) => {
      const lacking = STEPS.find((step) => step !== 'payment' && !isStepDone(context.checkout, step)) ?? 'payment';
      const resumed = context.opening?.request.cart_id === undefined || context.step !== 'contact';
      const furthest = Math.min(STEPS.indexOf(lacking), STEPS.indexOf('payment'));
      return { opening: null, step: resumed ? STEPS[Math.min(STEPS.indexOf(context.step), furthest)]! : lacking };
    }),
    /** After an answer: the step that was left is left, unless the gateway complains about it. */
    moveOn: assign(({ context }) => {
      const { checkout, leaving, dirty } = context;
      const chosen = dirty ? {} : { selectedOptionId: selectedOption(checkout?.fulfillment)?.id ?? null };
      if (!leaving || dirty) return chosen;
      return isStepDone(checkout, leaving)
        ? { ...chosen, step: stepAfter(leaving), leaving: null }
        : { ...chosen, leaving: null };
    }),
    /** The attempt to pay is over without an order: a declined token is used up, and the next attempt has its own key. */
    endAttempt: enqueueActions(({ context, enqueue }) => {
      if (!context.completing) return;
      const decline = declineOf(context.checkout);
      const lacking = STEPS.find((step) => step !== 'payment' && !isStepDone(context.checkout, step));
      const instrument = decline ? null : context.instrument;
      enqueue.assign({
        completing: false,
        isTotalNews: context.agreedTotal !== totalOf(context.checkout),
        completeKey: context.unanswered && instrument ? context.completeKey : null,
        unanswered: false,
        challenge: null,
        leftChallenge: null,
        decline,
        instrument,
        step: decline ? 'payment' : (lacking ?? (instrument ? 'review' : 'payment')),
      });
      if (decline) enqueue.emit({ type: 'payment.declined', message: decline });
    }),
    announceOrder: enqueueActions(({ context: { checkout, order }, enqueue }) => {
      enqueue.assign({ completing: false, cartId: null, completeKey: null, instrument: null, challenge: null, fault: null });
      if (checkout && order) enqueue.emit({ type: 'order.placed', order, checkout });
    }),
    /** The form leaves the screen; what was typed stays. */
    shelve: assign({
      checkout: null,
      checkoutId: null,
      opening: null,
      saving: null,
      dirty: false,
      instrument: null,
      completeKey: null,
      challenge: null,
      decline: null,
      order: null,
      fault: null,
      codes: null,
      lines: null,
      leaving: null,
      completing: false,
    }),
  },
  guards: {
    isDirty: ({ context }) => context.dirty && context.fault === null,
    lacksCarriers: ({ context }) =>
      context.checkout?.messages?.some(({ type, code }) => type === 'error' && code === 'fulfillment_unavailable') ?? false,
    hasUnsaved: ({ context }) => context.dirty || context.saving !== null,
    isAnotherCart: ({ context, event }) => event.type === 'checkout.open' && event.cartId !== context.cartId,
    linesDiffer: ({ context, event }) =>
      event.type === 'cart.changed' &&
      event.cart.line_items.length > 0 &&
      context.checkout !== null &&
      !sameLines(context.checkout, event.cart),
    canLeaveDelivery: ({ context }) => isStepDone(context.checkout, 'delivery'),
    canPlace: ({ context }) => context.instrument !== null && !context.dirty && context.saving === null,
    isSaved: ({ context }) => !context.dirty && context.saving === null,
  },
});
