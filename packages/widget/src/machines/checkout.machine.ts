/**
 * One checkout. Its states are UCP's statuses, and the gateway's answer decides which one is next: see `docs/machines.md`.
 * Once "Pay" has been pressed there is no way back by itself: an answer that never came is asked for until it is known.
 */
import { Fault, toFault } from '@vitrine/contract';
import { assign } from 'xstate';
import { checkoutSetup, settled } from './checkout-setup.ts';
import { declineOf, isSameTotal } from './checkout-steps.ts';
import { newKeys } from './keys.ts';

export { STEPS, type Step } from './checkout-steps.ts';
export type * from './checkout-types.ts';

/** Attempts after which a challenge that is on screen is looked after: about every half minute. */
const PATIENT = 6;

/** How often one attempt to pay is sent in all, before the shopper is asked to press the button again. */
const MOST_SENDS = 4;

/** A new total stands there for so long before it can be agreed to: the second half of a double click is no yes. */
const NEWS_MS = 1_500;

const UNKNOWN = new Fault('invalid', 'checkout.unknown', 'The gateway no longer knows this checkout.');

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
        'checkout.retry': [
          { guard: 'hasUnsaved', target: 'saving' },
          // Carriers are asked by a save, and not by a look.
          { guard: 'lacksCarriers', target: 'saving' },
          { target: 'refreshing' },
        ],
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
              lines: context.dirty ? context.lines : null,
            })),
          },
        ],
        onError: {
          target: 'idle',
          actions: assign(({ context, event }) => {
            const fault = toFault(event.error);
            // An answer that cannot be read is no answer: it may have been done, and nothing is agreed to before it is known.
            const again = ['unavailable', 'uncertain', 'defect'].includes(fault.kind);
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
    agreedTotal: null,
    isTotalNews: false,
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
      after: { [NEWS_MS]: { actions: assign({ isTotalNews: false }) } },
      on: {
        ...editing.on,
        'order.place': [
          { guard: ({ context }) => context.isTotalNews },
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
              total: context.agreedTotal,
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
                // Nothing came of it and nobody said no: the same request goes out again, under the same key. Only what the
                // shopper has seen, though: another total is another wish.
                guard: ({ context, event: { output } }) =>
                  context.unanswered &&
                  isSameTotal(context.checkout, output) &&
                  context.instrument !== null &&
                  context.attempt < MOST_SENDS &&
                  output?.status === 'ready_for_complete' &&
                  declineOf(output) === null,
                target: 'sending',
                actions: ['countAttempt', assign(({ context, event }) => settled(context, event.output!))],
              },
              {
                target: '#checkout.routing',
                actions: [
                  'countAttempt',
                  assign(({ context, event: { output } }) => ({
                    ...settled(context, output!),
                    // To another total one agrees under another key; the old request says what it agreed to, and does nothing.
                    unanswered: context.unanswered && isSameTotal(context.checkout, output),
                  })),
                ],
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
