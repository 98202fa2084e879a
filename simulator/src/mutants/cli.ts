/** `npm run mutants`: deliberate bugs, and how many seeds it takes until a rule of the house catches each. */
import { parseArgs } from 'node:util';
import { hunt } from './hunt.ts';
import { MUTANTS } from './mutants.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    shoppers: { type: 'string', default: '8' },
    only: { type: 'string' },
  },
});
const chosen = MUTANTS.filter(({ name }) => values.only === undefined || values.only.split(',').includes(name));
if (chosen.length === 0) {
  process.stderr.write(`There is no mutant ${values.only}. There are: ${MUTANTS.map(({ name }) => name).join(', ')}.\n`);
  process.exit(2);
}
let missed = 0;
for (const mutant of chosen) {
  const { seeds, rule, text } = await hunt(mutant, { mostSeeds: Number(values.seeds), shoppers: Number(values.shoppers) });
  if (seeds === undefined) missed++;
  const verdict =
    seeds === undefined
      ? `NOT caught within ${values.seeds} seeds`
      : `${String(seeds).padStart(3)} ${seeds === 1 ? 'seed ' : 'seeds'}  ${rule}`;
  process.stdout.write(`${mutant.name.padEnd(40)} ${verdict}\n${text ? `${' '.repeat(41)}${text.slice(0, 140)}\n` : ''}`);
}
process.stdout.write(missed === 0 ? `All ${chosen.length} are caught.\n` : `${missed} of ${chosen.length} got away.\n`);
process.exitCode = missed === 0 ? 0 : 1;
