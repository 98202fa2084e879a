/** One shelf on the merchant's page. It is filled when it comes into view, and never reshuffles while it is looked at. */
import { toFault, type Fault, type ShowcaseRequest, type ShowcaseResponse } from '@vitrine/contract';
import { assign, setup } from 'xstate';
import { unprovided } from './unprovided.ts';

/** States: `waiting` (not yet in view), `loading`, `ready`, `empty`, `failed`. */
export interface ShowcaseContext {
  request: ShowcaseRequest;
  response: ShowcaseResponse | null;
  fault: Fault | null;
}

export type ShowcaseEvent = { type: 'showcase.see' } | { type: 'showcase.retry' };

export const showcaseMachine = setup({
  types: { input: {} as { request: ShowcaseRequest }, context: {} as ShowcaseContext, events: {} as ShowcaseEvent },
  actors: { readShowcase: unprovided<ShowcaseResponse, { request: ShowcaseRequest }>('readShowcase') },
}).createMachine({
  id: 'showcase',
  context: ({ input: { request } }) => ({ request, response: null, fault: null }),
  initial: 'waiting',
  states: {
    waiting: { on: { 'showcase.see': 'loading' } },
    loading: {
      entry: assign({ fault: null }),
      invoke: {
        src: 'readShowcase',
        input: ({ context: { request } }) => ({ request }),
        onDone: [
          {
            guard: ({ event }) => event.output.items.length === 0,
            target: 'empty',
            actions: assign({ response: ({ event }) => event.output }),
          },
          { target: 'ready', actions: assign({ response: ({ event }) => event.output }) },
        ],
        onError: { target: 'failed', actions: assign({ fault: ({ event }) => toFault(event.error) }) },
      },
    },
    ready: {},
    empty: { on: { 'showcase.retry': 'loading' } },
    failed: { on: { 'showcase.retry': 'loading' } },
  },
});
