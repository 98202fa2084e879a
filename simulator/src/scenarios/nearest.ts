import { likeness } from '../kernel/likeness.ts';

/** Names that are known, the one that reads most like what was written first. */
export const nearestTo = (written: string, known: readonly string[]): string[] =>
  [...known].sort((one, other) => likeness(other, written) - likeness(one, written));
