import type { Tracking } from '@vitrine/contract';
import type { World } from '../kernel/world.ts';

/** A rule of the house that was broken, in words that say where to look. */
export interface Violation {
  /** Name of the rule. */
  rule: string;
  text: string;
}

/** What a shopper saw of one order: the outside view that the books have to agree with. */
export interface SeenOrder {
  label: string;
  /** Shown when the button was pressed, minor units. */
  total: number;
  tracking: Tracking;
  /** Versions and chapters in the order in which they came. */
  reports: { version: number; chapter: Tracking['chapter'] }[];
}

/** A rule of the house, and how to see whether it is kept. Changes nothing. */
export interface Checker {
  rule: string;
  check(world: World, seen: readonly SeenOrder[]): Violation[];
}

/** A checker out of a rule and a walk over the books that says what is wrong. */
export const checker = (rule: string, walk: (world: World, seen: readonly SeenOrder[]) => Iterable<string>): Checker => ({
  rule,
  check: (world, seen) => [...walk(world, seen)].map((text) => ({ rule, text })),
});
