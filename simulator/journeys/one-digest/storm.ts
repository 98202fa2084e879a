import { runJourneys } from '../../src/journeys/campaign.ts';
import type { Transport } from '../../src/kernel/network.ts';
import { scenarioNamed } from '../../src/scenarios/library.ts';

/** A few shoppers in a storm: faults on every road, and a gateway that dies. */
export async function digestOfStorm(seed: number, transport: Transport): Promise<string> {
  const { shop, violations } = await runJourneys({ shoppers: 4, seed, scenario: scenarioNamed('storm'), transport });
  return violations[0]?.text ?? shop.world.journal.digest;
}
