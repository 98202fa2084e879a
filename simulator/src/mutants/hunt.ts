import { runJourneys, type Campaign, type FoundViolation } from '../journeys/campaign.ts';
import { scenarioNamed } from '../scenarios/library.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import type { Mutant } from './mutant.ts';

export interface HuntOptions {
  /** Most worlds to try. */
  seeds: number;
  /** The first of them; 1 when absent. */
  from?: number;
  shoppers: number;
  /** Instead of the mutant's own. */
  scenario?: Scenario;
  /** Told of every world that was tried. */
  onTried?: (seed: number, violation: FoundViolation | undefined) => void;
}

export interface Hunted {
  mutant: Mutant;
  scenario: Scenario;
  /** Worlds that were tried. */
  tried: number;
  /** How it was caught; absent when it survived. */
  caught?: { seed: number; violation: FoundViolation };
  /** Seeds with which the shop without the bug breaks the same rule: they prove nothing, and do not count as caught. */
  void: number[];
}

export interface Lived {
  seed: number;
  shoppers: number;
  scenario: Scenario;
}

/** What a mutant is hunted in. */
export const scenarioOf = ({ scenario = 'storm' }: Mutant): Scenario =>
  typeof scenario === 'string' ? scenarioNamed(scenario) : scenario;

/** One small world up to the first broken rule: with a bug, or without one. */
export const live = ({ seed, shoppers, scenario }: Lived, mutant?: Mutant): Promise<Campaign> =>
  runJourneys({ seed, shoppers, scenario, stopAtFirst: true, ...mutant?.graft() });

/** Seeds one after the other until a rule is broken that the sound shop keeps in the very same world. */
export async function hunt(mutant: Mutant, { seeds, from = 1, shoppers, scenario, onTried }: HuntOptions): Promise<Hunted> {
  const played = scenario ?? scenarioOf(mutant);
  const hunted: Hunted = { mutant, scenario: played, tried: 0, void: [] };
  for (let seed = from; seed < from + seeds; seed++) {
    const world = { seed, shoppers, scenario: played };
    const violation = (await live(world, mutant)).violations[0];
    hunted.tried++;
    onTried?.(seed, violation);
    if (!violation) continue;
    const sound = (await live(world)).violations[0];
    if (sound?.rule !== violation.rule) return { ...hunted, caught: { seed, violation } };
    hunted.void.push(seed);
  }
  return hunted;
}
