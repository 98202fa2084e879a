/** `npm run journeys -- --shoppers 1000 --seed 7 --scenario storm`: many shoppers, a bad day, and the rules of the house. */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { findScenario } from '../scenarios/find-scenario.ts';
import { LIBRARY } from '../scenarios/library.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { DEFAULT_WORLD, SMALL_WORLD } from '../seeds/seeds.ts';
import { runJourneys, type Campaign } from './campaign.ts';
import { failureOf, lineOf } from './failure.ts';
import { htmlOf } from './report-html.ts';
import { textOf } from './report-text.ts';
import { reportOf, type Report } from './report.ts';

const HELP = `npm run journeys -- [--shoppers N] [--seed N | --seeds A-B] [--scenario NAME | FILE.json] …

  --shoppers N        how many come; 100 when absent
  --seed N            the world they come to; 1 when absent. The same seed is the same day, byte for byte
  --seeds A-B         one day for each of these seeds
  --scenario NAME     what goes wrong; calm when absent. Or a file: ./mine.json
  --transport T       memory (when absent) or msw
  --articles N        how many articles the shop has; the 142 written by hand when absent
  --until EVENT       stops there, and shows the last lines of the log
  --report FILE.html  writes a page with plots
  --json FILE         writes the figures
  --jobs N            so many seeds at once, each in a process of its own
  --trace             prints every line of the log

Scenarios: ${LIBRARY.map(({ name }) => name).join(', ')}
`;

export interface Wish {
  shoppers: number;
  seeds: [first: number, last: number];
  scenario: Scenario;
  scenarioArgument: string;
  transport: 'memory' | 'msw';
  articles?: number;
  until?: number;
  report?: string;
  json?: string;
  jobs: number;
  trace: boolean;
}

/** @throws {RangeError} saying what is wrong with an argument, and {BadScenario} with a file. */
export function readWish(args: string[]): Wish | 'help' {
  const { values } = parseArgs({
    args,
    options: {
      shoppers: { type: 'string', default: '100' },
      seed: { type: 'string', default: '1' },
      seeds: { type: 'string' },
      scenario: { type: 'string', default: 'calm' },
      transport: { type: 'string', default: 'memory' },
      articles: { type: 'string' },
      until: { type: 'string' },
      report: { type: 'string' },
      json: { type: 'string' },
      jobs: { type: 'string', default: '1' },
      trace: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const { transport, scenario, report, json, trace } = values;
  if (transport !== 'memory' && transport !== 'msw') throw new RangeError(`--transport is memory or msw, not ${transport}.`);
  return {
    shoppers: whole('--shoppers', values.shoppers, 100_000),
    seeds: range(values.seeds ?? values.seed),
    scenario: findScenario(scenario, (path) => readFileSync(path, 'utf8')),
    scenarioArgument: scenario,
    transport,
    ...(values.articles === undefined ? {} : { articles: whole('--articles', values.articles, 100_000) }),
    ...(values.until === undefined ? {} : { until: whole('--until', values.until, Number.MAX_SAFE_INTEGER) }),
    ...(report === undefined ? {} : { report }),
    ...(json === undefined ? {} : { json }),
    jobs: whole('--jobs', values.jobs, 64),
    trace,
  };
}

function whole(name: string, text: string, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > most)
    throw new RangeError(`${name} is a whole number from 1 to ${most}, not ${text}.`);
  return value;
}

function range(text: string): [number, number] {
  const match = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(text);
  if (!match) throw new RangeError(`Not a seed: ${text}. Give a whole number, or two with a dash between.`);
  return [Number(match[1]), Number(match[2] ?? match[1])];
}

/** Seconds on the wall; the only thing here that is not the same twice. */
const wallSeconds = (): number => Number(process.hrtime.bigint() / 1_000_000n) / 1_000;

async function runSeed(wish: Wish, seed: number): Promise<{ report: Report; campaign: Campaign }> {
  const { shoppers, scenario, transport, articles, until, trace } = wish;
  const startedAt = wallSeconds();
  const isTerminal = process.stderr.isTTY;
  const campaign = await runJourneys({
    shoppers,
    seed,
    scenario,
    transport,
    ...(articles === undefined ? {} : { size: { ...(articles > 142 ? DEFAULT_WORLD : SMALL_WORLD), articles } }),
    ...(until === undefined ? {} : { until }),
    ...(trace ? { onEntry: (entry) => void process.stdout.write(`${lineOf(entry)}\n`) } : {}),
    onProgress: ({ events, phase, arrived, finished, now }) => {
      if (!isTerminal) return;
      const time = new Date(now).toISOString().slice(5, 16).replace('T', ' ');
      process.stderr.write(`\r  seed ${seed}: ${phase}, ${time}, ${arrived} came, ${finished} are through, ${events} events   `);
    },
  });
  if (isTerminal) process.stderr.write('\r\u001b[K');
  const about = {
    seed,
    scenario: scenario.name,
    title: scenario.title,
    shoppers,
    transport,
    wallSeconds: wallSeconds() - startedAt,
  };
  return { report: reportOf(campaign, about), campaign };
}

async function main(args: string[]): Promise<number> {
  const wish = readWish(args);
  if (wish === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  const [first, last] = wish.seeds;
  if (wish.jobs > 1 && last > first) return inProcesses(wish, args);
  const reports: Report[] = [];
  for (let seed = first; seed <= last; seed++) {
    const { report, campaign } = await runSeed(wish, seed);
    reports.push(report);
    process.stdout.write(`${textOf(report)}\n`);
    const articles = wish.articles === undefined ? '' : ` --articles ${wish.articles}`;
    const replay = `npm run journeys -- --shoppers ${wish.shoppers} --seed ${seed} --scenario ${wish.scenarioArgument}${articles}`;
    for (const violation of report.violations.slice(0, 5)) process.stdout.write(failureOf(campaign, violation, replay));
    if (wish.until !== undefined)
      process.stdout.write(`${campaign.shop.world.journal.entries.slice(-20).map(lineOf).join('\n')}\n`);
  }
  return conclude(wish, reports);
}

/** Seeds share nothing: each runs in a process of its own, so many at a time. */
async function inProcesses(wish: Wish, args: readonly string[]): Promise<number> {
  const reports = new Map<number, Report>();
  const [first, last] = wish.seeds;
  let next = first;
  let isBroken = false;
  const rest = withoutOptions(args, ['--seeds', '--seed', '--jobs', '--report', '--json']);
  const work = async (): Promise<void> => {
    while (next <= last) {
      const seed = next++;
      const file = `${process.env['TMPDIR'] ?? '/tmp'}/vitrine-journeys-${process.pid}-${seed}.json`;
      const flags = [...process.execArgv, fileURLToPath(import.meta.url), ...rest, '--seed', String(seed), '--json', file];
      const child = spawn(process.execPath, flags, { stdio: ['ignore', 'inherit', 'inherit'] });
      const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
      if (code === 2 || code === null) isBroken = true;
      else reports.set(seed, (JSON.parse(readFileSync(file, 'utf8')) as Report[])[0]!);
    }
  };
  await Promise.all(Array.from({ length: wish.jobs }, work));
  const code = conclude(
    wish,
    [...reports.values()].sort((a, b) => a.seed - b.seed),
  );
  return isBroken ? 2 : code;
}

function withoutOptions(args: readonly string[], names: readonly string[]): string[] {
  const kept: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const [name, value] = args[index]!.split('=', 2);
    if (!names.includes(name!)) kept.push(args[index]!);
    else if (value === undefined) index++;
  }
  return kept;
}

function conclude({ report, json }: Wish, reports: readonly Report[]): number {
  if (report !== undefined) writeFileSync(report, htmlOf(reports));
  if (json !== undefined) writeFileSync(json, JSON.stringify(reports));
  const broken = reports.filter(({ violations }) => violations.length > 0);
  if (reports.length > 1) {
    const verdict =
      broken.length === 0 ? 'every rule is kept' : `rules broken with seeds ${broken.map(({ seed }) => seed).join(', ')}`;
    process.stdout.write(`${reports.length} seeds: ${verdict}\n`);
  }
  return broken.length === 0 ? 0 : 1;
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
