/** Pages that do not keep to what client and gateway have agreed. */
import type { Mutant } from './mutant.ts';
import { echo } from './weather.ts';

const HEADER = 'idempotency-key';

export const PAGES: readonly Mutant[] = [
  {
    name: 'page-makes-new-keys',
    sentence: 'The page tries again with a new key, instead of the one that was made with the wish.',
    scenario: echo,
    graft: () => {
      let tries = 0;
      return {
        surf: (send) => (input, init) => {
          const headers = new Headers(init?.headers);
          if (headers.has(HEADER)) headers.set(HEADER, `${headers.get(HEADER)}-${++tries}`);
          return send(input, { ...init, headers });
        },
      };
    },
  },
];
