import { describe, expect, test, vi } from 'vitest';
import { CARDS } from './card-in-hand.ts';
import { report } from './cli.ts';
import { runJourney } from './run.ts';
import { tellStory } from './story.ts';

/** Two days of a town's life take seconds on a busy machine. */
vi.setConfig({ testTimeout: 60_000 });

describe('from the first look to the parcel in hand', () => {
  // The order of seed 32 leaves in two parcels, which arrive hours apart.
  test.each([1, 2, 3, 4, 5, 32])('the shopper of seed %i gets what was ordered, and the books agree', async (seed) => {
    const journey = await runJourney({ seed });
    expect(journey.failure).toBeUndefined();
    expect(journey.violations).toEqual([]);
    expect(journey.trip?.tracking.chapter).toBe('delivered');
  });

  test('a shopper whose card is declined pays with another one', async () => {
    const whims = { temper: 'hurried', cards: [CARDS.empty, CARDS.challenged] } as const;
    const { trip, violations } = await runJourney({ seed: 12, whims });
    expect(trip).toMatchObject({ wasDeclined: true, wasChallenged: true });
    expect(violations).toEqual([]);
  });

  test('a shopper who reloads the page finds everything as it was', async () => {
    const { trip, violations } = await runJourney({ seed: 15, whims: { temper: 'hurried', reloads: true } });
    expect(trip?.reloaded).toBe(true);
    expect(violations).toEqual([]);
  });
});

describe('the story', () => {
  test('is the same for the same seed, byte for byte', async () => {
    const [one, other] = [await runJourney({ seed: 10 }), await runJourney({ seed: 10 })];
    const print = (journey: typeof one) => report(journey, { seed: 10, quiet: false }).text;
    expect(print(other)).toBe(print(one));
  });

  test('is another one for another seed', async () => {
    const [one, other] = [await runJourney({ seed: 13 }), await runJourney({ seed: 17 })];
    expect(tellStory(other.shop.world.journal.entries)).not.toBe(tellStory(one.shop.world.journal.entries));
  });

  test('leads through all its chapters, and shows no card number', async () => {
    const { shop } = await runJourney({ seed: 18 });
    const story = tellStory(shop.world.journal.entries);
    expect(story.match(/^\d\. .+$/gm)).toEqual([
      '1. The shop opens',
      '2. Looking around',
      '3. Into the cart',
      '4. At the till',
      '5. Paying',
      '6. In the warehouse',
      '7. On the way',
      '8. At the door',
    ]);
    expect(story + JSON.stringify(shop.world.journal.entries)).not.toMatch(/4242424242424242|4000002500003155|4000000000009995/);
  });

  test('is the same whether messages go straight or through Mock Service Worker', async () => {
    const [straight, through] = [await runJourney({ seed: 10 }), await runJourney({ seed: 10, transport: 'msw' })];
    expect(tellStory(through.shop.world.journal.entries)).toBe(tellStory(straight.shop.world.journal.entries));
  });
});
