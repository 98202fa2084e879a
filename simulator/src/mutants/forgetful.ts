/** Shops that do not write down what they must not forget. */
import type { CheckoutRow, Kind, OrderBook } from '@vitrine/gateway';
import { over, type Mutant } from './mutant.ts';
import { echo, mortality } from './weather.ts';

/** A book in which pages of one kind are written with ink that fades. */
const without = (book: OrderBook, lost: Kind): OrderBook =>
  over(book, {
    read: (kind, id) => (kind === lost ? Promise.resolve(undefined) : book.read(kind, id)),
    write: (changes) => book.write(changes.filter(({ kind }) => kind !== lost)),
  });

/** A book whose due times of one kind are known to the process alone that wrote them. */
function dueInMemory(book: OrderBook, lost: Kind): OrderBook {
  const own = new Set<string>();
  const isKnown = (kind: Kind, id: string) => kind !== lost || own.has(id);
  return over(book, {
    write: async (changes) => {
      const isWritten = await book.write(changes);
      if (isWritten) for (const { kind, id } of changes) if (kind === lost) own.add(id);
      return isWritten;
    },
    due: async (kind, until, limit = 100) =>
      (await book.due(kind, until, kind === lost ? 10_000 : limit)).filter(({ id }) => isKnown(kind, id)).slice(0, limit),
    dueTimes: async (kind, limit, from = 0) =>
      kind === lost
        ? (await book.dueTimes(kind, 10_000)).filter(({ id }) => isKnown(kind, id)).slice(from, from + limit)
        : book.dueTimes(kind, limit, from),
  });
}

export const FORGETFUL: readonly Mutant[] = [
  {
    name: 'no-idempotency-record',
    sentence: 'The gateway does not write down what it answered to which key: a repeated wish is a new one.',
    scenario: echo,
    graft: () => ({ fit: (parts) => over(parts, { orderBook: without(parts.orderBook, 'reply') }) }),
  },
  {
    name: 'no-webhook-record',
    sentence: 'The gateway does not write down which events it has heard: told twice, done twice.',
    scenario: 'webhooks-twice-and-late',
    graft: () => ({ fit: (parts) => over(parts, { orderBook: without(parts.orderBook, 'event') }) }),
  },
  {
    name: 'jobs-in-memory',
    sentence: 'Letters and polls are planned in memory instead of in the order book: a crash drops them.',
    scenario: mortality,
    graft: () => ({ fit: (parts) => over(parts, { orderBook: dueInMemory(parts.orderBook, 'job') }) }),
  },
  {
    name: 'flows-in-memory',
    sentence: 'When a flow is to be carried on is known in memory alone: after a crash nobody resumes it.',
    scenario: mortality,
    graft: () => ({ fit: (parts) => over(parts, { orderBook: dueInMemory(parts.orderBook, 'flow') }) }),
  },
  {
    name: 'mixes-up-shoppers',
    sentence: 'A cache without a key: now and then somebody is shown what another one has typed.',
    graft: () => {
      let last: CheckoutRow['buyer'];
      let reads = 0;
      return {
        fit: (parts) => {
          const { orderBook: book } = parts;
          const read: typeof book.read = async (kind, id) => {
            const page = await book.read(kind, id);
            if (kind !== 'checkout' || !page) return page;
            const row = page.row as CheckoutRow;
            if (++reads % 40 === 0 && row.buyer && last) return { ...page, row: { ...page.row, buyer: last } };
            last = row.buyer ?? last;
            return page;
          };
          return over(parts, { orderBook: over(book, { read }) });
        },
      };
    },
  },
];
