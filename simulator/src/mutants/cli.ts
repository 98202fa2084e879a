/** `npm run mutants`: the shop with deliberate bugs, one at a time, and which rule of the house catches each. */
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { scenarioNamed } from '../scenarios/library.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { MUTANTS, mutantNamed } from './all.ts';
import { hunt, type Hunted } from './hunt.ts';
import type { Mutant } from './mutant.ts';
import { WEATHERS } from './weather.ts';

const HELP = `npm run mutants -- [--mutant NAME,…] [--seeds N] [--from N] [--shoppers N] [--scenario NAME] [--list]

  --mutant NAME,…  these alone; all of them when absent. Also: --only
  --seeds N        worlds to try until one is caught; 200 when absent
  --from N         the first of them; 1 when absent
  --shoppers N     how many come to each world; 8 when absent
  --scenario NAME  what goes wrong there; each mutant's own when absent
  --list           only tells what there is

Ends with 1 when a mutant survives.
`;

export interface MutantsWish {
  mutants: readonly Mutant[];
  seeds: number;
  from: number;
  shoppers: number;
  scenario?: Scenario;
  list: boolean;
}

/** @throws {RangeError} saying what is wrong with an argument. */
export function readMutantsWish(args: string[]): MutantsWish | 'help' {
  const { values } = parseArgs({
    args,
    options: {
      mutant: { type: 'string' },
      only: { type: 'string' },
      seeds: { type: 'string', default: '200' },
      from: { type: 'string', default: '1' },
      shoppers: { type: 'string', default: '8' },
      scenario: { type: 'string' },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const { scenario, list } = values;
  const names = (values.mutant ?? values.only)?.split(',');
  return {
    mutants: names?.map(mutantNamed) ?? MUTANTS,
    seeds: whole('--seeds', values.seeds),
    from: whole('--from', values.from),
    shoppers: whole('--shoppers', values.shoppers),
    ...(scenario === undefined ? {} : { scenario: WEATHERS.find(({ name }) => name === scenario) ?? scenarioNamed(scenario) }),
    list,
  };
}

function whole(name: string, text: string): number {
  const value = Number(text);
  if (!/^\d{1,6}$/.test(text) || value < 1) throw new RangeError(`${name} is a whole number from 1, not ${text}.`);
  return value;
}

/** What is printed of one mutant when its hunt is over. */
export function tell({ mutant, scenario, tried, caught, void: unsound }: Hunted, { shoppers }: { shoppers: number }): string {
  const lines = [`${caught ? '✓' : '✗'} ${mutant.name}`, `  ${mutant.sentence}`];
  if (caught) {
    const { seed, violation } = caught;
    const { rule, text, event, at } = violation;
    lines.push(
      `  caught after ${tried} ${tried === 1 ? 'seed' : 'seeds'} of ${shoppers} shoppers in ${scenario.name}, by: ${rule}`,
      `  seed ${seed}, event ${event}, ${new Date(at).toISOString()}: ${text}`,
    );
  } else lines.push(`  SURVIVES ${tried} seeds of ${shoppers} shoppers in ${scenario.name}.`);
  if (unsound.length > 0) lines.push(`  seeds ${unsound.join(', ')} break the same rule without the bug, and do not count`);
  return `${lines.join('\n')}\n`;
}

async function main(): Promise<void> {
  const wish = readMutantsWish(process.argv.slice(2));
  if (wish === 'help') return void process.stdout.write(HELP);
  const survivors: string[] = [];
  for (const mutant of wish.mutants) {
    if (wish.list) {
      process.stdout.write(`${mutant.name}\n  ${mutant.sentence}\n`);
      continue;
    }
    const hunted = await hunt(mutant, wish);
    process.stdout.write(`${tell(hunted, wish)}\n`);
    if (!hunted.caught) survivors.push(mutant.name);
  }
  if (wish.list) return;
  const caught = wish.mutants.length - survivors.length;
  process.stdout.write(
    `${caught} of ${wish.mutants.length} caught${survivors.length ? `; alive: ${survivors.join(', ')}` : ''}\n`,
  );
  if (survivors.length > 0) process.exitCode = 1;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await main();
  } catch (thrown) {
    process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
    process.exitCode = 2;
  }
}
