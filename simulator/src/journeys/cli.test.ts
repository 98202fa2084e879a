import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runJourneys } from './campaign.ts';
import { readWish } from './cli.ts';
import { failureOf } from './failure.ts';
import { htmlOf } from './report-html.ts';
import { textOf } from './report-text.ts';
import { reportOf } from './report.ts';
import { scenarioNamed } from '../scenarios/library.ts';

const folder = mkdtempSync(join(tmpdir(), 'vitrine-scenario-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(written: unknown): string {
  const path = join(folder, 'mine.json');
  writeFileSync(path, typeof written === 'string' ? written : JSON.stringify(written));
  return path;
}

test('a scenario is a name or a file', () => {
  expect(readWish(['--scenario', 'storm', '--seeds', '3-5'])).toMatchObject({ seeds: [3, 5], scenario: { name: 'storm' } });
  const mine = {
    name: 'mine',
    title: 'Mine',
    sentence: 'Stripe is slow.',
    faults: [{ kind: 'delay', to: 'stripe', delayMs: 9_000 }],
  };
  expect(readWish(['--scenario', file(mine)])).toMatchObject({ scenario: mine });
});

test('a file that is no scenario is refused with the field that is wrong', () => {
  const bad = { name: 'mine', title: 'Mine', sentence: 'Odd.', faults: [{ kind: 'explode', to: 'stripe', chance: 2 }] };
  expect(() => readWish(['--scenario', file(bad)])).toThrow(
    /faults\.0\.kind: must be one of lost-request[^]*faults\.0\.chance: must be from 0 to 1/,
  );
  expect(() => readWish(['--scenario', file('{')])).toThrow('is not JSON');
  expect(() => readWish(['--scenario', './nowhere.json'])).toThrow('./nowhere.json cannot be read');
});

test('an argument that makes no sense is refused with what would', () => {
  expect(() => readWish(['--scenario', 'strom'])).toThrow('storm');
  expect(() => readWish(['--shoppers', 'many'])).toThrow('--shoppers is a whole number');
  expect(() => readWish(['--seed', 'x'])).toThrow('Not a seed');
  expect(() => readWish(['--transport', 'pigeon'])).toThrow('memory or msw');
});

test('a report tells in the terminal and on a page what came of everybody, and a failure how to see it again', async () => {
  const campaign = await runJourneys({ shoppers: 3, seed: 4, scenario: scenarioNamed('storm') });
  const about = { seed: 4, scenario: 'storm', title: 'Storm', shoppers: 3, transport: 'memory', wallSeconds: 1 };
  const report = reportOf(campaign, about);
  expect(report.funnel[0]).toEqual(['came', 3]);
  expect(report.money.captured - report.money.refunded).toBe(report.money.invoiced);
  expect(textOf(report)).toContain(report.digest);
  const page = htmlOf([report]);
  expect(page).toContain('<svg');
  expect(page).toContain('Every rule of the house is kept');
  const { label } = campaign.stories.find(({ order }) => order)!.order!;
  const told = failureOf(
    campaign,
    { rule: 'a rule', text: `Order ${label} is odd.`, event: 99, at: campaign.endedAt },
    'npm run journeys -- --seed 4',
  );
  expect(told).toContain('npm run journeys -- --seed 4 --until 99');
  expect(told).toContain(`Order ${label}`);
}, 60_000);
