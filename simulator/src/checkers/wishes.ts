/** Keys of wishes, as pages send them: made once where the wish arises, and kept until there is an answer. */
import type { MessageEntry } from '../kernel/journal.ts';
import type { World } from '../kernel/world.ts';
import type { Violation } from './checker.ts';

export const SAME_KEY = 'a wish without an answer is sent again with its own key';

/** Somebody who does the same thing later, after a reload, has a new wish. */
const AT_ONCE_MS = 45_000;

/** What is changed by a wish: two people cannot mean the same one. */
const CHANGES = /^\/(?:carts|checkout-sessions)\/[^/]+(?:\/complete)?$/;

interface Asked {
  key: string;
  text: string;
  at: number;
}

/** Hears every wish from now on, and tells of those that are made anew although they were only not answered. */
export function watchWishes(world: World, found: (violation: Violation) => void): void {
  const silent = new Map<string, Asked>();
  const heard = ({ kind, from, to, method, path, key, request = '', status, at }: MessageEntry): void => {
    if (kind !== 'message' || from !== 'page' || to !== 'gateway' || key === undefined || !CHANGES.test(path)) return;
    const what = `${method} ${path}`;
    if (status !== undefined) {
      if (status === 0 || status >= 500) silent.set(what, { key, text: request, at });
      else silent.delete(what);
      return;
    }
    const before = silent.get(what);
    if (!before || before.key === key || before.text !== request || at - before.at > AT_ONCE_MS) return;
    found({ rule: SAME_KEY, text: `${what} was not answered as ${before.key}, and is sent again as ${key}.` });
  };
  world.journal.listen((entry) => {
    if (entry.kind === 'message') heard(entry);
  });
}
