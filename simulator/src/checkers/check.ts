import type { World } from '../kernel/world.ts';
import type { Checker, SeenOrder, Violation } from './checker.ts';
import { capturedIsInvoiced, capturedWithinAuthorised, invoicesArePaid, totalsAgree } from './money.ts';
import { nothingMovesBackwards, oneOrderPerIntent, paidIsDelivered, webhooksAreAppliedOnce } from './orders.ts';
import { allocationsAreGivenBack, stockIsAllocatedOnce, stockIsNeverNegative } from './stock.ts';

/** What must hold at every moment, whatever is broken. */
export const ALWAYS: readonly Checker[] = [
  capturedWithinAuthorised,
  stockIsNeverNegative,
  oneOrderPerIntent,
  nothingMovesBackwards,
  webhooksAreAppliedOnce,
];

/** What must hold besides when everything has come to rest. */
export const AT_REST: readonly Checker[] = [
  capturedIsInvoiced,
  invoicesArePaid,
  totalsAgree,
  stockIsAllocatedOnce,
  paidIsDelivered,
  allocationsAreGivenBack,
];

/** What the rules say, in the order in which they are checked. */
export const RULES: readonly string[] = [...ALWAYS, ...AT_REST].map(({ rule }) => rule);

/** Every rule of the house that this world breaks. */
export const check = (
  world: World,
  seen: readonly SeenOrder[],
  rules: readonly Checker[] = [...ALWAYS, ...AT_REST],
): Violation[] => rules.flatMap((rule) => rule.check(world, seen));
