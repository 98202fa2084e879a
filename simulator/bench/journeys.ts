/**
 * How many whole journeys a second, what they cost, and where the time goes. Figures of one run may be compared with one
 * another; those of two machines, or of a busy one, may not.
 *
 *   npm run bench                 everything, about three minutes
 *   npm run bench -- --shoppers N a smaller or larger crowd
 */
import { Session } from 'node:inspector/promises';
import { parseArgs } from 'node:util';
import { runJourneys } from '../src/journeys/campaign.ts';
import type { Transport } from '../src/kernel/network.ts';
import { findScenario } from '../src/scenarios/find-scenario.ts';
import { SMALL_WORLD, type WorldSize } from '../src/seeds/seeds.ts';
import { jsonShare } from './json-share.ts';
import { liveShopper } from './live-shopper.ts';
import { shares, type Profile } from './shares.ts';

const { values } = parseArgs({ options: { shoppers: { type: 'string', default: '300' } } });
const shoppers = Number(values.shoppers);

const storm = findScenario('storm', () => '');

interface Timed {
  wallS: number;
  cpuS: number;
  violations: number;
}

async function timed(options: { shoppers: number; transport?: Transport; size?: WorldSize }): Promise<Timed> {
  const before = process.cpuUsage();
  const from = performance.now();
  const { violations } = await runJourneys({ seed: 7, scenario: storm, ...options });
  const { user, system } = process.cpuUsage(before);
  return { wallS: (performance.now() - from) / 1_000, cpuS: (user + system) / 1e6, violations: violations.length };
}

const heapKb = (): number => {
  (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage().heapUsed / 1_024;
};

const row = (name: string, { wallS, cpuS, violations }: Timed, crowd = shoppers): void =>
  console.log(
    `  ${name.padEnd(34)} ${(crowd / wallS).toFixed(1).padStart(7)} ${(crowd / cpuS).toFixed(1).padStart(9)} ${((1_000 * cpuS) / crowd).toFixed(1).padStart(9)}${violations > 0 ? `   ${violations} violations` : ''}`,
  );

console.log(`Whole journeys through the real gateway, scenario storm, all checkers, ${shoppers} shoppers in one world.\n`);
await timed({ shoppers: 60 });

console.log(`  ${''.padEnd(34)}  per s  per CPU s  CPU ms each`);
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.setSamplingInterval', { interval: 500 });
await session.post('Profiler.start');
const inMemory = await timed({ shoppers });
const { profile } = await session.post('Profiler.stop');
session.disconnect();
row('in memory', inMemory);
row('through MSW', await timed({ shoppers, transport: 'msw' }));

const crowd = Math.min(shoppers, 150);
for (const pastOrders of [1_000, 10_000, 100_000])
  row(
    `after ${pastOrders.toLocaleString('en')} past orders`,
    await timed({ shoppers: crowd, size: { ...SMALL_WORLD, people: 1_000, pastOrders } }),
    crowd,
  );

console.log('\nWhere the time goes in memory, share of CPU:\n');
for (const [name, share] of shares(profile as unknown as Profile))
  console.log(`  ${name.padEnd(34)} ${(100 * share).toFixed(1).padStart(6)} %`);
console.log(
  `  ${'of all this, JSON'.padEnd(34)} ${(100 * (await jsonShare(() => timed({ shoppers: crowd })))).toFixed(1).padStart(6)} %`,
);

const one = await runJourneys({ seed: 7, scenario: storm, shoppers: 50, keep: 100 });
const small = heapKb();
const two = await runJourneys({ seed: 7, scenario: storm, shoppers: 250, keep: 100 });
const large = heapKb();
console.log('\nMemory:\n');
const { pageKb, withShopKb } = await liveShopper(200, heapKb);
console.log(`  a live shopper, in the page        ${pageKb.toFixed(1).padStart(7)} kB`);
console.log(`  and in the gateway and the systems ${(withShopKb - pageKb).toFixed(1).padStart(7)} kB`);
console.log(`  a finished order, all books        ${((large - small) / 200).toFixed(1).padStart(7)} kB`);
if (one.violations.length + two.violations.length > 0) process.exitCode = 1;
