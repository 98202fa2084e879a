/** What belongs with the cart. Asked anew whenever the cart changes; the last answer stays until the next one is there. */
import { toFault, type Cart, type Fault, type OffersResponse } from '@vitrine/contract';
import { assign, setup } from 'xstate';
import { unprovided } from './unprovided.ts';

/** States: `idle` (no cart yet), `loading`, `ready`, `empty`, `failed`. */
export interface OffersContext {
  cart: Cart | null;
  response: OffersResponse | null;
  fault: Fault | null;
}

export type OffersEvent = { type: 'cart.changed'; cart: Cart } | { type: 'cart.forgotten' } | { type: 'offers.retry' };

export const offersMachine = setup({
  types: { context: {} as OffersContext, events: {} as OffersEvent },
  actors: { readOffers: unprovided<OffersResponse, { cart: Cart }>('readOffers') },
}).createMachine({
  id: 'offers',
  context: { cart: null, response: null, fault: null },
  initial: 'idle',
  on: {
    'cart.changed': [
      {
        guard: ({ event }) => event.cart.line_items.length === 0,
        target: '.idle',
        actions: assign({ cart: ({ event }) => event.cart, response: null, fault: null }),
      },
      { target: '.loading', reenter: true, actions: assign({ cart: ({ event }) => event.cart }) },
    ],
    'cart.forgotten': { target: '.idle', actions: assign({ cart: null, response: null, fault: null }) },
  },
  states: {
    idle: {},
    loading: {
      entry: assign({ fault: null }),
      invoke: {
        src: 'readOffers',
        input: ({ context }) => ({ cart: context.cart! }),
        onDone: [
          {
            guard: ({ event }) => event.output.offers.length === 0,
            target: 'empty',
            actions: assign({ response: ({ event }) => event.output }),
          },
          { target: 'ready', actions: assign({ response: ({ event }) => event.output }) },
        ],
        onError: { target: 'failed', actions: assign({ fault: ({ event }) => toFault(event.error) }) },
      },
    },
    ready: {},
    empty: {},
    failed: { on: { 'offers.retry': 'loading' } },
  },
});
