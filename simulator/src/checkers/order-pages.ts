/** What the gateway writes down about its orders: pages see it now and then, and a person may look at any moment. */
import { CHAPTERS, type Chapter } from '@vitrine/contract';
import type { OrderBook } from '@vitrine/gateway';
import type { Violation } from './checker.ts';

export const FORWARDS = 'what is known of an order never moves backwards';

/** The same book; whoever turns an order’s tracking back is told of. */
export function watchOrders(book: OrderBook, found: (violation: Violation) => void): OrderBook {
  const last = new Map<string, { chapter: Chapter; version: number }>();
  return {
    ...book,
    write: async (changes) => {
      const isWritten = await book.write(changes);
      if (!isWritten) return false;
      for (const { kind, id, row } of changes) {
        if (kind !== 'order' || !row) continue;
        const { chapter, version } = row.tracking;
        const before = last.get(id);
        if (before && CHAPTERS.indexOf(chapter) < CHAPTERS.indexOf(before.chapter))
          found({ rule: FORWARDS, text: `Order ${row.label} went from ${before.chapter} back to ${chapter}.` });
        else if (before && version < before.version)
          found({ rule: FORWARDS, text: `Order ${row.label} went from version ${before.version} back to ${version}.` });
        last.set(id, { chapter, version });
      }
      return true;
    },
  };
}
