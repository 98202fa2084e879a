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

/** Reads the books of a world and says what is wrong. Changes nothing. */
export type Checker = (world: World, seen: readonly SeenOrder[]) => Violation[];

/** A checker out of a name and a walk over the books. */
export function checker(rule: string, walk: (world: World, seen: readonly SeenOrder[]) => Iterable<string>): Checker {
  return (world, seen) => [...walk(world, seen)].map((text) => ({ rule, text }));
}
