import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventQueue } from './event-queue.ts';

test('events leave by time, and equal times in the order in which they came', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 600 }), (times) => {
      const queue = new EventQueue<number>();
      times.forEach((time, order) => queue.push(time, order));
      const left: number[] = [];
      while (queue.size > 0) left.push(queue.pop());
      const expected = times.map((time, order) => ({ time, order })).sort((a, b) => a.time - b.time || a.order - b.order);
      expect(left).toEqual(expected.map(({ order }) => order));
    }),
  );
});

test('what waits can be looked at without disturbing it', () => {
  const queue = new EventQueue<string>();
  queue.push(3, 'late');
  queue.push(1, 'early');
  expect(queue.pending()).toEqual([
    { time: 1, value: 'early' },
    { time: 3, value: 'late' },
  ]);
  expect(queue.pop()).toBe('early');
});
