import type { CampaignOptions } from '../journeys/campaign.ts';
import type { Scenario } from '../scenarios/scenario.ts';

/** Where a deliberate bug can be put in: ports and order book, the connectors' `fetch`, the pages' `fetch`. */
export type Graft = Pick<CampaignOptions, 'fit' | 'wire' | 'surf'>;

/** A deliberate bug of the shop. Product code knows nothing of it: what the shop is given is exchanged. */
export interface Mutant {
  /** Kebab-case; the name on the command line. */
  name: string;
  /** What this shop does wrong. */
  sentence: string;
  /** What brings it out: a scenario, or the name of one in the library; `storm` when absent. */
  scenario?: Scenario | string;
  /** Made anew for every world: what a mutant remembers belongs to one of them. */
  graft: () => Graft;
}

/** What a bug exchanges, over everything else that was there. */
export const over = <Whole extends object>(whole: Whole, changed: Partial<Whole>): Whole => ({ ...whole, ...changed });
