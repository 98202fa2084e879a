import { expect, test } from 'vitest';
import { MUTANTS, mutantNamed } from '../src/mutants/all.ts';
import { hunt, live } from '../src/mutants/hunt.ts';
import { scenarioNamed } from '../src/scenarios/library.ts';

/** A few whose world is short; `npm run mutants` hunts them all. */
const HUNTED = [
  ['no-idempotency-record', 1, 'one wish is answered once'],
  ['oversells', 1, 'a piece is promised only while it is on the shelf'],
  ['captures-when-booked', 1, 'money is taken when the parcel has left, and not before'],
  ['on-its-way-when-packed', 1, 'no letter is sent before its fact'],
] as const;

test.each(HUNTED)(
  'a shop with the bug “%s” is caught, and the sound shop in the same world is not',
  async (name, seed, rule) => {
    const { caught, tried, void: unsound } = await hunt(mutantNamed(name), { seeds: 1, from: seed, shoppers: 6 });
    expect({ tried, unsound }).toEqual({ tried: 1, unsound: [] });
    expect(caught?.violation.rule).toBe(rule);
  },
  60_000,
);

test('the sound shop breaks no rule in a storm', async () => {
  const { violations, phase } = await live({ seed: 1, shoppers: 6, scenario: scenarioNamed('storm') });
  expect(violations).toEqual([]);
  expect(phase).toBe('over');
}, 60_000);

test('every bug has a name of its own and is said in a sentence', () => {
  const names = MUTANTS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { sentence } of MUTANTS) expect(sentence).toMatch(/^[A-Z].*\.$/);
  expect(() => mutantNamed('no-such-bug')).toThrow(/There are: .*captures-when-booked/);
});
