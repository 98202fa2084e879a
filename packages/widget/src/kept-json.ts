import { isObject } from './client/guards.ts';
import { writeJson } from './client/json.ts';
import type { Keep } from './visit.ts';

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
