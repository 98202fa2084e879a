/** Looking for something: suggestions after a pause in typing, whole results when asked for, page after page. */
import { toFault, type Fault, type SearchResponse, type SuggestResponse } from '@vitrine/contract';
import { assign, setup } from 'xstate';
import { unprovided } from './unprovided.ts';

/**
 * States: `idle`, `typing` (waits for a pause), `suggesting`, `suggested`, `searching`, `found`, `nothing`, `failed`.
 */
export interface SearchContext {
  query: string;
  categories: readonly string[];
  suggestions: SuggestResponse | null;
  /** Pages that have been loaded so far, in one. */
  results: SearchResponse | null;
  fault: Fault | null;
  /** `searching` fetches the next page of `results`, which stay on screen. */
  appending: boolean;
}

export type SearchEvent =
  | { type: 'query.type'; query: string }
  | { type: 'query.submit'; query: string }
  | { type: 'query.clear' }
  | { type: 'category.toggle'; category: string }
  | { type: 'results.more' }
  | { type: 'search.retry' };

export interface SearchQuery {
  query: string;
  categories: readonly string[];
  cursor?: string;
}

const toggled = (list: readonly string[], one: string): string[] =>
  list.includes(one) ? list.filter((other) => other !== one) : [...list, one];

export const searchMachine = setup({
  types: { context: {} as SearchContext, events: {} as SearchEvent },
  actors: {
    pause: unprovided<void, Record<never, never>>('pause'),
    suggest: unprovided<SuggestResponse, { query: string }>('suggest'),
    search: unprovided<SearchResponse, SearchQuery>('search'),
  },
  actions: {
    takeQuery: assign({
      query: ({ context, event }) => (event.type === 'query.type' || event.type === 'query.submit' ? event.query : context.query),
    }),
    toggleCategory: assign({
      categories: ({ context, event }) =>
        event.type === 'category.toggle' ? toggled(context.categories, event.category) : context.categories,
    }),
    fresh: assign({ appending: false, fault: null, suggestions: null }),
    clear: assign({ query: '', categories: [], suggestions: null, results: null, fault: null, appending: false }),
  },
  guards: {
    isBlank: ({ event }) => event.type === 'query.type' && event.query.trim() === '',
  },
}).createMachine({
  id: 'search',
  context: { query: '', categories: [], suggestions: null, results: null, fault: null, appending: false },
  initial: 'idle',
  on: {
    'query.type': [
      { guard: 'isBlank', target: '.idle', actions: ['takeQuery', assign({ suggestions: null })] },
      { target: '.typing', reenter: true, actions: 'takeQuery' },
    ],
    'query.submit': { target: '.searching', reenter: true, actions: ['takeQuery', 'fresh'] },
    'query.clear': { target: '.idle', actions: 'clear' },
    'category.toggle': { target: '.searching', reenter: true, actions: ['toggleCategory', 'fresh'] },
  },
  states: {
    idle: {},
    typing: {
      invoke: { src: 'pause', input: {}, onDone: 'suggesting', onError: 'suggesting' },
    },
    suggesting: {
      invoke: {
        src: 'suggest',
        input: ({ context }) => ({ query: context.query.trim() }),
        onDone: { target: 'suggested', actions: assign({ suggestions: ({ event }) => event.output, fault: null }) },
        // Suggestions are a courtesy: without them one can still search.
        onError: { target: 'idle', actions: assign({ suggestions: null }) },
      },
    },
    suggested: {},
    searching: {
      invoke: {
        src: 'search',
        input: ({ context: { query, categories, results, appending } }) => {
          const cursor = appending ? results?.pagination?.cursor : undefined;
          return { query: query.trim(), categories, ...(cursor === undefined ? {} : { cursor }) };
        },
        onDone: [
          {
            guard: ({ context, event }) => !context.appending && event.output.products.length === 0,
            target: 'nothing',
            actions: assign({ results: ({ event }) => event.output }),
          },
          {
            target: 'found',
            actions: assign({
              results: ({ context, event }) =>
                context.appending && context.results
                  ? { ...event.output, products: [...context.results.products, ...event.output.products] }
                  : event.output,
              appending: false,
            }),
          },
        ],
        onError: { target: 'failed', actions: assign({ fault: ({ event }) => toFault(event.error) }) },
      },
    },
    found: {
      on: {
        'results.more': {
          guard: ({ context }) => context.results?.pagination?.has_next_page === true,
          target: 'searching',
          actions: assign({ appending: true }),
        },
      },
    },
    nothing: {},
    failed: { on: { 'search.retry': { target: 'searching', actions: assign({ fault: null }) } } },
  },
});
