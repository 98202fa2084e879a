/** `npm run journey -- --seed 42`: one shopper's whole journey, told as a story and held against the rules of the house. */
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { RULES } from '../checkers/check.ts';
import { readSize } from '../demo/arguments.ts';
import { SMALL_WORLD } from '../seeds/seeds.ts';
import { runJourney, type Journey } from './run.ts';
import { dayOf, tellStory, timeOf } from './story.ts';

const HELP = `npm run journey -- [--seed N] [--seeds A-B] [--quiet] [--msw] [--articles N] [--orders N]

  --seed N     the world to live in; 1 when absent. The same seed is the same story, byte for byte
  --seeds A-B  one journey for each of these seeds, a line each
  --quiet      no story: only how it ended
  --msw        carry messages through Mock Service Worker instead of straight
  --articles N how many the shop sells, 142 to 100,000; 142 when absent
  --orders N   how many orders lie behind it; 3,000 when absent
`;

/** What is printed for one journey, and whether it went well. */
export function report(journey: Journey, { seed, quiet }: { seed: number; quiet: boolean }): { text: string; isGood: boolean } {
  const { shop, trip, failure, violations } = journey;
  const isGood = failure === undefined && violations.length === 0;
  const parts: string[] = [];
  if (!quiet) parts.push(`Kniv & Fjøl in ${shop.world.seeds.town.name}, seed ${seed}\n`, tellStory(shop.world.journal.entries));
  if (trip) parts.push(`${epilogue(trip)}\n`);
  if (failure !== undefined) parts.push(`The journey ended early: ${failure}\n`);
  if (!quiet || !isGood) parts.push(`${verdict(violations)}\n`);
  parts.push(`Seed ${seed}: ${isGood ? 'all is well' : 'NOT well'}. Replay with: npm run journey -- --seed ${seed}\n`);
  return { text: parts.join('\n'), isGood };
}

function epilogue({
  person,
  label,
  total,
  lines,
  delivery,
  deliveredAt,
  wasDeclined,
  wasChallenged,
  tookOffer,
  reloaded,
}: NonNullable<Journey['trip']>): string {
  const asides = [
    tookOffer && 'took an offer along',
    wasDeclined && 'had one card declined',
    wasChallenged && 'was asked by the bank',
    reloaded && 'reloaded the page on the way',
  ].filter((aside) => typeof aside === 'string');
  const count = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return [
    `${person.firstName} ${person.lastName} bought ${count} ${count === 1 ? 'piece' : 'pieces'} for ${(total / 100).toFixed(2)} kr, order ${label}, by ${delivery},`,
    `${asides.length > 0 ? `${asides.join(', ')}, ` : ''}and had it on ${dayOf(deliveredAt)} at ${timeOf(deliveredAt).slice(0, 5)}.`,
  ].join('\n');
}

function verdict(violations: Journey['violations']): string {
  const broken = new Set(violations.map(({ rule }) => rule));
  const lines = RULES.flatMap((rule) => [
    `  ${broken.has(rule) ? '✗' : '✓'} ${rule}`,
    ...violations.filter((violation) => violation.rule === rule).map(({ text }) => `      ${text}`),
  ]);
  return ['The rules of the house:', ...lines].join('\n');
}

async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string' },
      seeds: { type: 'string' },
      quiet: { type: 'boolean', default: false },
      msw: { type: 'boolean', default: false },
      articles: { type: 'string' },
      orders: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const [first, last] = range(values.seeds ?? values.seed ?? '1');
  const quiet = values.quiet || values.seeds !== undefined;
  const { articles, orders } = values;
  const size =
    articles === undefined && orders === undefined
      ? SMALL_WORLD
      : readSize({ articles: articles ?? String(SMALL_WORLD.articles), orders: orders ?? String(SMALL_WORLD.pastOrders) });
  let isGood = true;
  for (let seed = first; seed <= last; seed++) {
    const told = report(await runJourney({ seed, size, ...(values.msw ? { transport: 'msw' as const } : {}) }), { seed, quiet });
    process.stdout.write(told.text);
    isGood &&= told.isGood;
  }
  return isGood ? 0 : 1;
}

/** @throws {RangeError} when the text is neither a number nor two with a dash between. */
function range(text: string): [number, number] {
  const match = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(text);
  if (!match) throw new RangeError(`Not a seed: ${text}. Give a whole number, or two with a dash between.`);
  return [Number(match[1]), Number(match[2] ?? match[1])];
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main(process.argv.slice(2)).then(
    (code) => (process.exitCode = code),
    (thrown: unknown) => {
      process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n\n${HELP}`);
      process.exitCode = 2;
    },
  );
}
