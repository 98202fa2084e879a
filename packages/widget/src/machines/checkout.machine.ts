/**
 * One checkout. Its states are UCP's statuses, and the gateway's answer decides which one is next: see `docs/machines.md`.
 * Once "Pay" has been pressed there is no way back by itself: an answer that never came is asked for until it is known.
 */
import {
  Fault,
  selectedOption,
  toFault,
  type BuyerRequest,
  type Cart,
  type ChallengeAction,
  type Checkout,
  type CheckoutCreateRequest,
  type CheckoutUpdateRequest,
  type IdempotencyKey,
  type LineItemRequest,
  type MakeId,
  type Message,
  type OrderConfirmation,
  type PaymentInstrument,
  type PostalAddress,
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
  updateOf,
  type Step,
} from './checkout-steps.ts';
import { newKeys, nextKey, type Keys } from './keys.ts';
import { unprovided } from './unprovided.ts';

export { STEPS, type Step };

/** A request that is out, or whose answer never came: sent again it is the same, word for word. */
export interface CheckoutSaving {
  key: IdempotencyKey;
  request: CheckoutUpdateRequest;
}

/** What outlives a reload. Never a token, never anything of a card. */
export interface KeptCheckout {
  checkoutId: string | null;
  cartId: string | null;
  step: Step;
  buyer: BuyerRequest;
  address: PostalAddress;
  selectedOptionId: string | null;
  completeKey: IdempotencyKey | null;
  /** The form was on screen. */
  open: boolean;
  /** "Pay" was pressed, and what came of it was not known yet. */
  completing: boolean;
}

export interface CheckoutInput {
  makeId: MakeId;
  kept?: KeptCheckout | null;
}

/**
 * Top-level states are UCP's statuses, and two before there is a checkout:
 * `closed`, `opening`,
 * `incomplete` and `ready_for_complete` (each with `idle`, `saving` and `refreshing`),
 * `complete_in_progress` (with `sending`, `challenge`, `checking`: "we are checking with your bank"),
 * `requires_escalation`, `completed`, `canceled`.
 */
export interface CheckoutContext {
  checkout: Checkout | null;
  cartId: string | null;
  step: Step;
  /** What was typed, kept whatever happens. The gateway's checkout may lag behind it. */
  buyer: BuyerRequest;
  address: PostalAddress;
  selectedOptionId: string | null;
  /** Wishes about the checkout that are not saved yet. */
  dirty: boolean;
  instrument: PaymentInstrument | null;
  /** Made when "Pay" is first pressed for this attempt, kept through reloads; a decline ends the attempt. */
  completeKey: IdempotencyKey | null;
  challenge: ChallengeAction | null;
  /** Why the bank said no, of the last attempt. */
  decline: Message | null;
  order: OrderConfirmation | null;
  fault: Fault | null;
  /** Known before the checkout itself is, after a reload. */
  checkoutId: string | null;
  opening: { key: IdempotencyKey; request: CheckoutCreateRequest } | null;
  saving: CheckoutSaving | null;
  /** Codes and lines that the shopper wants; null when there is no such wish. */
  codes: readonly string[] | null;
  lines: readonly LineItemRequest[] | null;
  /** The step whose "Continue" was pressed and that is left once it is saved without complaint. */
  leaving: Step | null;
  completing: boolean;
  /** The last attempt to pay got no answer: it is sent again with its own key when nothing came of it. */
  unanswered: boolean;
  /** How often the gateway has been asked what became of the payment: the pauses grow with it. */
  attempt: number;
  /** The challenge that the shopper has left or finished: it is not put on screen again by itself. */
  leftChallenge: string | null;
  keys: Keys;
}

export type CheckoutEvent =
  | { type: 'checkout.open'; cartId: string }
  | { type: 'checkout.close' }
  | { type: 'step.edit'; step: Step }
  | { type: 'contact.submit'; buyer: BuyerRequest; address: PostalAddress }
  /** Typed, but not submitted: kept through a reload, and not sent. */
  | { type: 'contact.type'; buyer: BuyerRequest; address: PostalAddress }
  | { type: 'delivery.choose'; optionId: string }
  | { type: 'delivery.submit' }
  /** The card fields gave a token, see payment.machine.ts. */
  | { type: 'payment.collected'; instrument: PaymentInstrument }
  | { type: 'code.apply'; code: string }
  | { type: 'code.remove'; code: string }
  /** The cart changed while the checkout is open. */
  | { type: 'cart.changed'; cart: Cart }
  | { type: 'order.place' }
  /** The challenge frame says that it is done, or the shopper closed it: the gateway is asked what is true. */
  | { type: 'challenge.done'; id: string }
  | { type: 'challenge.leave' }
  | { type: 'checkout.refresh' }
  /** While checking: puts the bank's page on screen again, when there is one. */
  | { type: 'checkout.retry' };

export type CheckoutEmitted =
  { type: 'order.placed'; order: OrderConfirmation; checkout: Checkout } | { type: 'payment.declined'; message: Message };

/** Attempts after which a challenge that is on screen is looked after: about every half minute. */
const PATIENT = 6;

/** How often one attempt to pay is sent in all, before the shopper is asked to press the button again. */
const MOST_SENDS = 4;

/** The gateway's word. A challenge that goes on stays the same object, so that its frame stays on screen. */
function settled(context: CheckoutContext, checkout: Checkout) {
  const challenge = challengeOf(checkout);
  return {
    checkout,
    checkoutId: checkout.id,
    challenge: challenge?.id === context.challenge?.id ? context.challenge : challenge,
    order: checkout.order ?? null,
  };
}

const UNKNOWN = new Fault('invalid', 'checkout.unknown', 'The gateway no longer knows this checkout.');

const checkoutSetup = setup({
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
    completeCheckout: unprovided<Checkout, { checkoutId: string; key: IdempotencyKey; instrument: PaymentInstrument }>(
      'completeCheckout',
    ),
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
    beginAttempt: assign({ completing: true, unanswered: false, attempt: 0, leftChallenge: null, decline: null }),
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

/** Wishes that come in while a request is out: they are in the next one. */
const waiting = {
  'contact.submit': { actions: ['wishContact', 'leaveContact', 'soil'] },
  'delivery.choose': { actions: ['wishDelivery', 'soil'] },
  'delivery.submit': { actions: 'leaveDelivery' },
  'code.apply': { actions: ['wishCodes', 'soil'] },
  'code.remove': { actions: ['wishCodes', 'soil'] },
  'cart.changed': { guard: 'linesDiffer', actions: ['wishLines', 'soil'] },
} as const;

/** Typing, choosing and saving are the same whether the gateway is content already or not. */
const editing = checkoutSetup.createStateConfig({
  entry: ['endAttempt', 'moveOn'],
  initial: 'idle',
  on: {
    'step.edit': { actions: 'edit' },
    'payment.collected': { actions: 'takeInstrument' },
  },
  states: {
    idle: {
      always: { guard: 'isDirty', target: 'saving' },
      on: {
        'contact.submit': { target: 'saving', actions: ['wishContact', 'leaveContact', 'soil', 'dropSaving'] },
        'delivery.choose': { target: 'saving', actions: ['wishDelivery', 'soil', 'dropSaving'] },
        'delivery.submit': [
          { guard: 'hasUnsaved', target: 'saving', actions: 'leaveDelivery' },
          { guard: 'canLeaveDelivery', actions: ['leaveDelivery', 'moveOn'] },
        ],
        'code.apply': { target: 'saving', actions: ['wishCodes', 'soil', 'dropSaving'] },
        'code.remove': { target: 'saving', actions: ['wishCodes', 'soil', 'dropSaving'] },
        'cart.changed': { guard: 'linesDiffer', target: 'saving', actions: ['wishLines', 'soil', 'dropSaving'] },
        'checkout.refresh': { target: 'refreshing' },
        'checkout.retry': [{ guard: 'hasUnsaved', target: 'saving' }, { target: 'refreshing' }],
      },
    },
    saving: {
      entry: 'prepareSaving',
      on: waiting,
      invoke: {
        src: 'saveCheckout',
        input: ({ context }) => ({ checkoutId: context.checkoutId!, key: context.saving!.key, request: context.saving!.request }),
        onDone: [
          {
            // It expired: the same wishes go into a new one.
            guard: ({ event }) => event.output === null,
            target: '#checkout.opening',
            actions: assign({ checkoutId: null, saving: null, opening: null, dirty: true }),
          },
          {
            target: '#checkout.routing',
            actions: assign(({ context, event }) => ({
              ...settled(context, event.output!),
              saving: null,
              codes: context.dirty ? context.codes : null,
            })),
          },
        ],
        onError: {
          target: 'idle',
          actions: assign(({ context, event }) => {
            const fault = toFault(event.error);
            const again = fault.kind === 'unavailable' || fault.kind === 'uncertain';
            return { fault, leaving: null, saving: again && !context.dirty ? context.saving : null };
          }),
        },
      },
    },
    refreshing: {
      on: waiting,
      invoke: {
        src: 'readCheckout',
        input: ({ context }) => ({ checkoutId: context.checkoutId! }),
        onDone: [
          {
            guard: ({ event }) => event.output === null,
            target: '#checkout.opening',
            actions: assign({ checkoutId: null, saving: null, opening: null }),
          },
          { target: '#checkout.routing', actions: assign(({ context, event }) => settled(context, event.output!)) },
        ],
        onError: {
          target: 'idle',
          actions: assign(({ context, event }) => ({ fault: context.dirty ? null : toFault(event.error) })),
        },
      },
    },
  },
});

export const checkoutMachine = checkoutSetup.createMachine({
  id: 'checkout',
  context: ({ input: { makeId, kept } }) => ({
    checkout: null,
    cartId: kept?.cartId ?? null,
    step: kept?.step ?? 'contact',
    buyer: kept?.buyer ?? {},
    address: kept?.address ?? {},
    selectedOptionId: kept?.selectedOptionId ?? null,
    dirty: false,
    instrument: null,
    completeKey: kept?.completeKey ?? null,
    challenge: null,
    decline: null,
    order: null,
    fault: null,
    checkoutId: kept?.open || kept?.completing ? kept.checkoutId : null,
    opening: null,
    saving: null,
    codes: null,
    lines: null,
    leaving: null,
    completing: kept?.completing ?? false,
    unanswered: false,
    attempt: 0,
    leftChallenge: null,
    keys: newKeys(makeId),
  }),
  initial: 'starting',
  on: {
    'contact.type': { actions: 'wishContact' },
    'checkout.open': { guard: 'isAnotherCart', target: '.opening', actions: 'aim' },
    'checkout.close': { target: '.closed', actions: 'shelve' },
  },
  states: {
    /** Passed through at once: a payment that was under way is looked after before anything else. */
    starting: {
      always: [
        { guard: ({ context }) => context.completing && context.checkoutId !== null, target: 'complete_in_progress.checking' },
        { guard: ({ context }) => context.checkoutId !== null, target: 'opening' },
        { target: 'closed' },
      ],
    },
    closed: {
      on: {
        'checkout.open': { target: 'opening', actions: 'aim' },
        'checkout.retry': { guard: ({ context }) => context.cartId !== null || context.checkoutId !== null, target: 'opening' },
      },
    },
    opening: {
      entry: 'prepareOpening',
      invoke: {
        src: 'openCheckout',
        input: ({ context: { checkoutId, opening } }) => ({ checkoutId, key: opening!.key, request: opening!.request }),
        onDone: { target: 'routing', actions: [assign(({ context, event }) => settled(context, event.output)), 'placeStep'] },
        onError: {
          target: 'closed',
          actions: assign(({ context, event }) => {
            const fault = toFault(event.error);
            return { fault, opening: fault.kind === 'unavailable' || fault.kind === 'uncertain' ? context.opening : null };
          }),
        },
      },
    },
    /** Passed through at once: the gateway's status is the state. */
    routing: {
      always: [
        { guard: ({ context }) => context.checkout?.status === 'completed', target: 'completed' },
        { guard: ({ context }) => context.checkout?.status === 'canceled', target: 'canceled' },
        { guard: ({ context }) => context.checkout?.status === 'requires_escalation', target: 'requires_escalation' },
        {
          guard: ({ context: { checkout, challenge, leftChallenge } }) =>
            checkout?.status === 'complete_in_progress' && challenge !== null && challenge.id !== leftChallenge,
          target: 'complete_in_progress.challenge',
        },
        { guard: ({ context }) => context.checkout?.status === 'complete_in_progress', target: 'complete_in_progress.checking' },
        { guard: ({ context }) => context.checkout?.status === 'ready_for_complete', target: 'ready_for_complete' },
        { target: 'incomplete' },
      ],
    },
    incomplete: {
      ...editing,
      on: { ...editing.on, 'order.place': { guard: 'isSaved', actions: 'showOpenStep' } },
    },
    ready_for_complete: {
      ...editing,
      on: {
        ...editing.on,
        'order.place': [
          { guard: 'canPlace', target: 'complete_in_progress.sending', actions: 'beginAttempt' },
          { guard: 'isSaved', actions: 'showPayment' },
        ],
      },
    },
    complete_in_progress: {
      initial: 'checking',
      entry: assign({ completing: true }),
      on: { 'checkout.close': {}, 'checkout.open': {} },
      states: {
        sending: {
          entry: 'prepareSending',
          invoke: {
            src: 'completeCheckout',
            input: ({ context }) => ({
              checkoutId: context.checkoutId!,
              key: context.completeKey!,
              instrument: context.instrument!,
            }),
            onDone: {
              target: '#checkout.routing',
              actions: assign(({ context, event }) => ({ ...settled(context, event.output), unanswered: false })),
            },
            onError: [
              {
                // Silence is not a no. Nor is a fault of the gateway's own: it may have got as far as the bank.
                guard: ({ event }) => ['uncertain', 'defect'].includes(toFault(event.error).kind),
                target: 'checking',
                actions: assign({ unanswered: true }),
              },
              {
                target: '#checkout.ready_for_complete',
                actions: assign(({ context, event }) => {
                  const fault = toFault(event.error);
                  return { fault, completing: false, completeKey: fault.kind === 'unavailable' ? context.completeKey : null };
                }),
              },
            ],
          },
        },
        challenge: {
          on: {
            'challenge.done': {
              guard: ({ context, event }) => context.challenge?.id === event.id,
              target: 'checking',
              actions: 'leaveChallenge',
            },
            'challenge.leave': { target: 'checking', actions: 'leaveChallenge' },
          },
          // The bank's page may end without a word, or the shopper says yes on the phone.
          invoke: {
            src: 'checkLater',
            input: ({ context }) => ({ checkoutId: context.checkoutId!, attempt: PATIENT }),
            onDone: [
              { guard: ({ event }) => event.output === null, target: '#checkout.canceled', actions: assign({ fault: UNKNOWN }) },
              { target: '#checkout.routing', actions: assign(({ context, event }) => settled(context, event.output!)) },
            ],
            onError: { target: 'challenge', reenter: true },
          },
        },
        checking: {
          on: { 'checkout.retry': { target: 'checking', reenter: true, actions: assign({ leftChallenge: null, attempt: 0 }) } },
          invoke: {
            src: 'checkLater',
            input: ({ context: { checkoutId, attempt } }) => ({ checkoutId: checkoutId!, attempt }),
            onDone: [
              { guard: ({ event }) => event.output === null, target: '#checkout.canceled', actions: assign({ fault: UNKNOWN }) },
              {
                // Nothing came of it and nobody said no: the same request goes out again, under the same key.
                guard: ({ context, event: { output } }) =>
                  context.unanswered &&
                  context.instrument !== null &&
                  context.attempt < MOST_SENDS &&
                  output?.status === 'ready_for_complete' &&
                  declineOf(output) === null,
                target: 'sending',
                actions: ['countAttempt', assign(({ context, event }) => settled(context, event.output!))],
              },
              {
                target: '#checkout.routing',
                actions: ['countAttempt', assign(({ context, event }) => settled(context, event.output!))],
              },
            ],
            onError: { target: 'checking', reenter: true, actions: 'countAttempt' },
          },
        },
      },
    },
    requires_escalation: { on: { 'checkout.refresh': 'opening', 'checkout.retry': 'opening' } },
    completed: {
      entry: 'announceOrder',
      on: { 'checkout.open': { target: 'opening', actions: ['shelve', 'aim'] } },
    },
    canceled: {
      entry: assign({ completing: false, completeKey: null, instrument: null, challenge: null }),
      on: {
        'checkout.open': { target: 'opening', actions: ['shelve', 'aim'] },
        'checkout.retry': {
          guard: ({ context }) => context.cartId !== null,
          target: 'opening',
          actions: assign({ checkoutId: null, checkout: null, opening: null }),
        },
      },
    },
  },
});
