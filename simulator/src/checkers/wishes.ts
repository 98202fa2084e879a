/** Keys of wishes, as pages send them: made once where the wish arises, and kept until there is an answer. */
import type { MessageEntry } from '../kernel/journal.ts';
import type { World } from '../kernel/world.ts';
import type { Violation } from './checker.ts';

export const SAME_KEY = 'a wish without an answer is sent again with its own key';

/** So soon tries only a program again; a person who presses once more has a new wish. */
const AT_ONCE_MS = 1_500;

/** What is changed by a wish: two people cannot mean the same one. */
const CHANGES = /^\/(?:carts|checkout-sessions)\/[^/]+$/;

interface Asked {
  key: string;
  text: string;
  failedAt: number;
}

/** The keys of one page begin alike: another tab may wish the same. */
const pageOf = (key: string): string => key.split('-', 1)[0]!;

/** Hears every wish from now on, and tells of those that are made anew although they were only not answered. */
export function watchWishes(world: World, found: (violation: Violation) => void): void {
  const silent = new Map<string, Asked>();
  const heard = ({ from, to, method, path, key, request = '', status, at, answeredAt = at }: MessageEntry): void => {
    if (from !== 'page' || to !== 'gateway' || key === undefined || !CHANGES.test(path)) return;
    const what = `${method} ${path}`;
    if (status !== undefined) {
      if (status === 0 || status >= 500) silent.set(what, { key, text: request, failedAt: answeredAt });
      else silent.delete(what);
      return;
    }
    const before = silent.get(what);
    if (!before || before.key === key || before.text !== request || at - before.failedAt > AT_ONCE_MS) return;
    if (pageOf(before.key) !== pageOf(key)) return;
    found({ rule: SAME_KEY, text: `${what} was not answered as ${before.key}, and is sent again as ${key}.` });
  };
  world.journal.listen((entry) => {
    if (entry.kind === 'message') heard(entry);
  });
}
