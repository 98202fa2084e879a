import { isObject } from '../client/guards.ts';
import { writeJson } from '../client/json.ts';
import type { Keep } from '../visit.ts';

/** Names in {@link Keep}. */
export const KEPT = { cart: 'cart', pending: 'cart-pending', checkout: 'checkout', order: 'order', seen: 'seen' } as const;

/** Most names of what was seen, searched for or bought that a device remembers of each. */
export const MOST_REMEMBERED = 20;

export type Memory = ReturnType<typeof keptJson>;

/** JSON by name; what cannot be read counts as never written, and the same words are not written twice. */
export function keptJson(keep: Keep) {
  return {
    read<Value>(name: string): Value | null {
      try {
        const value: unknown = JSON.parse(keep.get(name) ?? 'null');
        return isObject(value) ? (value as Value) : null;
      } catch {
        return null;
      }
    },
    write(name: string, value: object | null): void {
      const text = value === null ? null : writeJson(value);
      if (keep.get(name) === text) return;
      if (text === null) keep.delete(name);
      else keep.set(name, text);
    },
  };
}
