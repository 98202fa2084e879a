import { FORGETFUL } from './forgetful.ts';
import { MONEY } from './money.ts';
import { GOODS } from './goods.ts';
import { PAGES } from './pages.ts';
import { PARCELS } from './parcels.ts';
import type { Mutant } from './mutant.ts';

/** Every deliberate bug there is. */
export const MUTANTS: readonly Mutant[] = [...FORGETFUL, ...MONEY, ...GOODS, ...PARCELS, ...PAGES];

/** @throws {RangeError} that names what there is. */
export function mutantNamed(name: string): Mutant {
  const found = MUTANTS.find((mutant) => mutant.name === name);
  if (found) return found;
  throw new RangeError(`There is no mutant ${name}. There are: ${MUTANTS.map((mutant) => mutant.name).join(', ')}.`);
}
