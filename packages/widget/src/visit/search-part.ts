import { createActor, fromPromise } from 'xstate';
import { searchCalls } from '../client/search-calls.ts';
import { shelfCalls } from '../client/shelf-calls.ts';
import { searchMachine } from '../machines/search.machine.ts';
import type { SearchPart } from '../visit.ts';
import type { VisitCore } from './parts.ts';
import { typingPause } from './typing-pause.ts';

const RESULTS_PER_PAGE = 24;

export function searchPart({ link, clock, visit, begin }: VisitCore): SearchPart {
  const client = { ...shelfCalls(link), ...searchCalls(link) };
  const search = createActor(
    searchMachine.provide({
      actors: {
        pause: typingPause(clock),
        suggest: fromPromise(({ input: { query }, signal }) => client.suggest({ query }, { signal })),
        search: fromPromise(({ input: { query, categories, cursor }, signal }) =>
          client.search(
            {
              ...(query ? { query } : {}),
              ...(categories.length > 0 ? { filters: { categories: [...categories] } } : {}),
              pagination: { limit: RESULTS_PER_PAGE, ...(cursor === undefined ? {} : { cursor }) },
            },
            { signal },
          ),
        ),
      },
    }),
    { id: 'search', clock },
  );
  search.subscribe((snapshot) => {
    if (snapshot.matches('found') && snapshot.context.query.trim()) visit.remember({ searched: snapshot.context.query.trim() });
  });
  return { search: begin(search) };
}
