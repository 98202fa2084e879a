import { expect, test } from 'vitest';
import type { MessageEntry } from '../kernel/journal.ts';
import { World } from '../kernel/world.ts';
import type { Violation } from './checker.ts';
import { SAME_KEY, watchWishes } from './wishes.ts';

/** A page sends one wish several times; each is answered with a status, 0 being silence. */
function sent(...tries: { key: string; status: number; at: number; request?: string }[]): string[] {
  const world = new World({ seed: 1, services: {} });
  const found: Violation[] = [];
  watchWishes(world, (violation) => found.push(violation));
  for (const { key, status, at, request = '{"line_items":[]}' } of tries) {
    const message: Omit<MessageEntry, 'kind' | 'seq'> = {
      from: 'page',
      to: 'gateway',
      operation: 'call',
      method: 'PUT',
      path: '/carts/cart_1',
      ...{ at, key, request },
    };
    world.journal.close(world.journal.open(message), { status, answeredAt: at + 10 });
  }
  return found.map(({ rule }) => rule);
}

test('a wish that was not answered is sent again with its own key', () => {
  expect(sent({ key: 'p-1', status: 0, at: 0 }, { key: 'p-1', status: 200, at: 500 })).toEqual([]);
  expect(sent({ key: 'p-1', status: 0, at: 0 }, { key: 'p-2', status: 200, at: 500 })).toEqual([SAME_KEY]);
  expect(sent({ key: 'p-1', status: 503, at: 0 }, { key: 'p-2', status: 200, at: 500 })).toEqual([SAME_KEY]);
});

test('another wish has another key: once the first was answered, in other words, by hand, and in another tab', () => {
  expect(sent({ key: 'p-1', status: 200, at: 0 }, { key: 'p-2', status: 200, at: 500 })).toEqual([]);
  expect(sent({ key: 'p-1', status: 0, at: 0 }, { key: 'p-2', status: 200, at: 500, request: '{}' })).toEqual([]);
  expect(sent({ key: 'p-1', status: 0, at: 0 }, { key: 'p-2', status: 200, at: 2_500 })).toEqual([]);
  expect(sent({ key: 'p-1', status: 0, at: 0 }, { key: 'q-1', status: 200, at: 500 })).toEqual([]);
});
