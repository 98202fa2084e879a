import { expect, test } from 'vitest';
import { runJourneys } from '../src/journeys/campaign.ts';
import { scenarioNamed } from '../src/scenarios/library.ts';

const storm = scenarioNamed('storm');

test.each([11, 12])(
  'seed %i: two dozen people shop through a storm, and every rule of the house is kept',
  async (seed) => {
    const { stories, violations, phase, shop } = await runJourneys({ shoppers: 24, seed, scenario: storm });
    expect(violations).toEqual([]);
    expect(phase).toBe('over');
    expect(stories).toHaveLength(24);
    expect(stories.filter(({ end }) => end === 'delivered').length).toBeGreaterThan(12);
    expect(shop.world.faults.struck.size).toBeGreaterThan(20);
  },
  60_000,
);

test('the same seed is the same day, byte for byte, whatever ran before', async () => {
  const day = async () => {
    const { shop, events } = await runJourneys({ shoppers: 6, seed: 5, scenario: storm });
    return { digest: shop.world.journal.digest, events };
  };
  const first = await day();
  await runJourneys({ shoppers: 2, seed: 6, scenario: storm });
  expect(await day()).toEqual(first);
}, 60_000);

test('a day can be stopped at an event, to look at what stood there', async () => {
  const { events, phase } = await runJourneys({ shoppers: 4, seed: 5, scenario: storm, until: 500 });
  expect({ events, phase }).toEqual({ events: 500, phase: 'breaking' });
});
