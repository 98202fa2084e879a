import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { JournalEntry } from '../src/kernel/journal.ts';
import { runJourneys, type Campaign } from '../src/journeys/campaign.ts';
import { findScenario } from '../src/scenarios/find-scenario.ts';
import { LIBRARY } from '../src/scenarios/library.ts';
import { BadScenario, parseScenario, type Scenario } from '../src/scenarios/scenario.ts';
import { openShop } from '../src/shop/open-shop.ts';

const SEED = 3;
const SHOPPERS = 3;

/** A rule may complain where that is the point: the money for a parcel that never comes is given back on another day. */
const COMPLAINTS: Readonly<Record<string, readonly string[]>> = {
  'parcel-lost': ['every paid order is delivered', 'everything comes to an end'],
  'parcel-damaged': ['every paid order is delivered', 'everything comes to an end'],
};

/** What people in the world notice of a lever, in the words of the system that it was pulled at. */
const NOTICED: Readonly<Record<string, RegExp>> = {
  'van-breaks-down': /bike broke down/,
  'courier-held-up': /A bridge is up/,
  'nobody-home': /rang and nobody opened/,
  'pickup-point-closes-while-paying': /Every pickup point closed/,
  'short-pick': /reports .* short for order/,
  'robot-stuck': /Robot \d+ is stuck/,
  'picker-has-a-break': /has a break until/,
  'dock-closed': /The dock doors are closed/,
  'damaged-at-the-shelf': /finds one .* damaged and puts it aside/,
  'label-unreadable': /The scanner cannot read the label/,
  'last-knife-sold-twice': /At the counter in the shop somebody buys/,
  'price-changed-in-cart': /costs .* from now on/,
  'article-withdrawn': /is taken out of the assortment/,
  'shelf-counted': /Somebody counted/,
  'books-closed': /The accountant closes the books/,
  'erp-sessions-end': /All sessions of the ERP end/,
  'sms-operator-down': /The telephone operator is down/,
  'vipps-app-ignored': /Nobody answered in the Vipps app/,
  'vipps-app-offline': /The Vipps app is down/,
  'stripe-holds-webhooks-back': /Stripe holds its webhooks back/,
};

/** Systems as scenarios name them, and the operations that each knows. */
const ROADS = new Map<string, Set<string> | 'any'>([
  // What the gateway is asked is named by whoever sends it, and pages all `call`.
  ['gateway', 'any'],
  ['page', 'any'],
  ...openShop({ seed: SEED }).world.network.services.map(({ name, routes }): [string, Set<string>] => [
    name,
    new Set(routes.map(({ operation }) => operation)),
  ]),
]);

/** Everything in it that no world has, in words. */
function unknownIn({ faults = [], happenings = [], crashes }: Scenario): string[] {
  const { world } = openShop({ seed: SEED });
  const system = (name?: string) => (name === undefined || ROADS.has(name) ? [] : [`no system ${name}`]);
  const operation = (to: string | undefined, name: string | undefined) => {
    const known = ROADS.get(to ?? 'gateway');
    return name === undefined || known === 'any' || known?.has(name) ? [] : [`no operation ${name} of ${to}`];
  };
  const calls = [
    ...faults,
    ...happenings.flatMap(({ when }) => ('call' in when ? [when.call] : [])),
    ...(crashes?.after ? [crashes.after] : []),
  ];
  const levers = happenings.flatMap(({ system: name, lever }) =>
    world.services.get(name)?.levers?.some((known) => known.name === lever) ? [] : [`no lever ${lever} of ${name}`],
  );
  return [
    ...calls.flatMap((call) => [...system(call.from), ...system(call.to), ...operation(call.to, call.operation)]),
    ...levers,
  ];
}

const facts = (entries: readonly JournalEntry[], from?: string): string[] =>
  entries.flatMap((entry) => (entry.kind === 'fact' && (from ?? entry.from) === entry.from ? [entry.text] : []));

/** Parts of a scenario that were played in vain. */
function untouched({ shop }: Campaign, { faults = [], happenings = [], crashes }: Scenario): string[] {
  const { entries } = shop.world.journal;
  const pulled = new Set(facts(entries, 'scenario'));
  const struck = faults.filter(
    ({ kind, to, operation }) =>
      !entries.some(
        (entry) =>
          entry.kind === 'message' &&
          entry.fault === kind &&
          (to ?? entry.to) === entry.to &&
          (operation ?? entry.operation) === entry.operation,
      ),
  );
  return [
    ...struck.map(({ kind, to, operation }) => `${kind} to ${to} ${operation ?? ''}`),
    ...happenings.map(({ system, lever }) => `${system}: ${lever}`).filter((text) => !pulled.has(text)),
    ...(crashes && shop.deathCount === 0 ? ['crashes'] : []),
  ];
}

test('there is a choice of bad days, each with a name of its own', () => {
  const names = LIBRARY.map(({ name }) => name);
  expect(names.length).toBeGreaterThanOrEqual(24);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(LIBRARY.map(({ title }) => title)).size).toBe(names.length);
});

test('the guide tells of every one, and its example can be played', () => {
  const guide = readFileSync(new URL('../../docs/scenarios.md', import.meta.url), 'utf8');
  const told = [...guide.matchAll(/^\| `([a-z0-9-]+)` +\| (.*?) +\|$/gm)].map(([, name, sentence]) => [name, sentence]);
  expect(told.slice(-LIBRARY.length)).toEqual(LIBRARY.map(({ name, sentence }) => [name, sentence]));

  const [, example = ''] = /```json\n([^`]+)```/.exec(guide) ?? [];
  const scenario = parseScenario(JSON.parse(example));
  expect(unknownIn(scenario)).toEqual([]);
  openShop({ seed: SEED, scenario });
});

test('a scenario that names what no world has is found out', () => {
  const scenario = parseScenario({
    ...{ name: 'typo', title: 'Typo', sentence: 'Everything is misspelled.' },
    faults: [
      { kind: 'delay', to: 'tripleteks' },
      { kind: 'delay', to: 'stripe', operation: 'confirm paymnet' },
    ],
    happenings: [{ system: 'bring', lever: 'loose-parcel', when: { afterMs: 0 } }],
  });
  expect(unknownIn(scenario)).toEqual([
    'no system tripleteks',
    'no operation confirm paymnet of stripe',
    'no lever loose-parcel of bring',
  ]);
  expect(() => openShop({ seed: SEED, scenario })).toThrow('bring has no lever loose-parcel');
});

test.each(LIBRARY.map((scenario) => [scenario.name, scenario] as const))(
  '%s says what goes wrong and how to see it, and names only what there is',
  (name, scenario) => {
    expect(parseScenario(JSON.parse(JSON.stringify(scenario)))).toEqual(scenario);
    expect(unknownIn(scenario)).toEqual([]);
    expect(scenario.sentence).toMatch(/^[A-Z].*\.$/);
    expect(scenario.watch).toMatch(/^[A-Z].*\.$/);
    expect(name).toBe(scenario.name);
  },
);

test.each(LIBRARY.filter(({ name }) => name !== 'storm').map((scenario) => [scenario.name, scenario] as const))(
  '%s strikes, and everything still comes to a good end',
  { timeout: 120_000 },
  async (name, scenario) => {
    // Whoever takes the courier has it today, and the world is over sooner.
    const habits = { tastes: { hurried: 1 }, ...scenario.habits };
    const campaign = await runJourneys({ shoppers: SHOPPERS, seed: SEED, scenario: { ...scenario, habits }, keep: 100_000 });

    expect(untouched(campaign, scenario)).toEqual([]);
    if (NOTICED[name]) expect(facts(campaign.shop.world.journal.entries)).toContainEqual(expect.stringMatching(NOTICED[name]));
    const rules = [...new Set(campaign.violations.map(({ rule }) => rule))].sort();
    expect(rules, campaign.violations.map(({ text }) => text).join('\n')).toEqual(COMPLAINTS[name] ?? []);
    if (!COMPLAINTS[name]) expect(campaign.stories).toHaveLength(SHOPPERS);
  },
);

test('nobody buys a knife that somebody else has carried away', async () => {
  const scenario = findScenario('last-knife-sold-twice', () => '');
  const { stories } = await runJourneys({ shoppers: SHOPPERS, seed: SEED, scenario });
  expect(stories.map(({ end }) => end)).toContain('sold-out');
});

test('a scenario played hours later strikes in its own first hour', async () => {
  const { world } = openShop({ seed: SEED });
  await world.clock.runFor(5 * 3_600_000);
  world.play(findScenario('erp-down-at-opening', () => ''));
  const message = { key: 'gateway>tripletex:get-order#1', from: 'gateway', to: 'tripletex', operation: 'get-order' };
  expect(world.faults.strike(message, world.clock.now())?.kind).toBe('refused');
  expect(world.faults.strike(message, world.clock.now() + 10 * 60_000)).toBeUndefined();
});

test('a scenario is found by its name, and a misspelled one names the nearest', () => {
  expect(findScenario('card-declined', () => '').title).toBe('Not enough on the account');
  expect(() => findScenario('card-decline', () => '')).toThrow(
    /^There is no scenario card-decline\. Did you mean card-declined, /,
  );
});

test('a scenario is read from a file, and a bad file is told every reason', () => {
  const own = {
    name: 'my-day',
    title: 'Mine',
    sentence: 'The bank is slow.',
    faults: [{ kind: 'delay', to: 'stripe', delayMs: 9 }],
  };
  expect(findScenario('days/mine.json', (path) => (path === 'days/mine.json' ? JSON.stringify(own) : ''))).toEqual(own);

  const bad = {
    ...own,
    name: 'My day',
    faults: [{ kind: 'gone', chance: 2 }],
    crashes: { downMs: { least: 9, most: 1 } },
    mood: 1,
  };
  const reading = () => findScenario('bad.json', () => JSON.stringify(bad));
  expect(reading).toThrow(BadScenario);
  for (const reason of [
    'name: must be kebab-case',
    'faults.0.kind: must be one of lost-request',
    'faults.0.chance: must be from 0 to 1',
    'crashes.downMs: least must not be more than most',
    'mood:',
  ])
    expect(reading).toThrow(reason);
  expect(() => findScenario('days/none.json', () => '{')).toThrow(BadScenario);
});
