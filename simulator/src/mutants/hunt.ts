import { runJourneys } from '../journeys/campaign.ts';
import { scenarioNamed } from '../scenarios/library.ts';
import type { Mutant } from './mutants.ts';

export interface Caught {
  mutant: string;
  /** How many seeds were needed. Undefined: it got away. */
  seeds?: number;
  rule?: string;
  text?: string;
}

/** Small worlds, one seed after the other, until a rule is broken. */
export async function hunt(mutant: Mutant, { mostSeeds = 200, shoppers = 8, firstSeed = 1 } = {}): Promise<Caught> {
  const scenario = scenarioNamed(mutant.scenario ?? 'storm');
  for (let seed = firstSeed; seed < firstSeed + mostSeeds; seed++) {
    const { violations } = await runJourneys({ shoppers, seed, scenario, fit: mutant.fit, stopAtFirst: true });
    const [first] = violations;
    if (first) return { mutant: mutant.name, seeds: seed - firstSeed + 1, rule: first.rule, text: first.text };
  }
  return { mutant: mutant.name };
}
