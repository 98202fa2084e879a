/** Completes an address while it is typed. A help, never a gate: whatever fails here, the form can be filled by hand. */
import { toFault, type AddressSuggestion, type Fault } from '@vitrine/contract';
import { assign, setup } from 'xstate';
import { unprovided } from './unprovided.ts';

/** States: `idle`, `typing` (waits for a pause), `asking`, `suggested`, `nothing`, `failed`. Never a gate. */
export interface AddressContext {
  query: string;
  country: string;
  suggestions: readonly AddressSuggestion[];
  fault: Fault | null;
}

export type AddressEvent = { type: 'address.type'; query: string; country: string } | { type: 'address.clear' };

/** Fewer letters than this fit half the country. */
const LEAST_LETTERS = 3;

export const addressMachine = setup({
  types: { context: {} as AddressContext, events: {} as AddressEvent },
  actors: {
    pause: unprovided<void, Record<never, never>>('pause'),
    suggestAddresses: unprovided<readonly AddressSuggestion[], { query: string; country: string }>('suggestAddresses'),
  },
}).createMachine({
  id: 'address',
  context: { query: '', country: '', suggestions: [], fault: null },
  initial: 'idle',
  on: {
    'address.type': [
      {
        guard: ({ event }) => event.query.trim().length < LEAST_LETTERS,
        target: '.idle',
        actions: assign({ query: ({ event }) => event.query, country: ({ event }) => event.country, suggestions: [] }),
      },
      {
        target: '.typing',
        reenter: true,
        actions: assign({ query: ({ event }) => event.query, country: ({ event }) => event.country }),
      },
    ],
    'address.clear': { target: '.idle', actions: assign({ query: '', suggestions: [], fault: null }) },
  },
  states: {
    idle: {},
    typing: { invoke: { src: 'pause', input: {}, onDone: 'asking', onError: 'asking' } },
    asking: {
      invoke: {
        src: 'suggestAddresses',
        input: ({ context: { query, country } }) => ({ query: query.trim(), country }),
        onDone: [
          {
            guard: ({ event }) => event.output.length === 0,
            target: 'nothing',
            actions: assign({ suggestions: [], fault: null }),
          },
          { target: 'suggested', actions: assign({ suggestions: ({ event }) => event.output, fault: null }) },
        ],
        onError: { target: 'failed', actions: assign({ suggestions: [], fault: ({ event }) => toFault(event.error) }) },
      },
    },
    suggested: {},
    nothing: {},
    failed: {},
  },
});
