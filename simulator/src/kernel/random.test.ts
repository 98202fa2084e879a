import { expect, test } from 'vitest';
import { Random } from './random.ts';

test('the same seed and label draw the same, another label draws something else', () => {
  const draw = (seed: number, label: string) =>
    Array.from({ length: 5 }, (_, index) => new Random(seed, label).integer(0, 1_000_000 + index));
  expect(draw(7, 'stripe')).toEqual(draw(7, 'stripe'));
  expect(draw(7, 'stripe')).not.toEqual(draw(7, 'bring'));
  expect(draw(7, 'stripe')).not.toEqual(draw(8, 'stripe'));
});

test('a stream that was saved goes on where it stood', () => {
  const stream = new Random(1, 'network');
  stream.integer(0, 9);
  const again = new Random(1, 'network', stream.state);
  expect(Array.from({ length: 20 }, () => again.uint32())).toEqual(Array.from({ length: 20 }, () => stream.uint32()));
});

test('whole numbers stay within their ends and reach both', () => {
  const stream = new Random(3, 'dice');
  const drawn = new Set(Array.from({ length: 300 }, () => stream.integer(1, 6)));
  expect([...drawn].sort()).toEqual([1, 2, 3, 4, 5, 6]);
});

test('ids are never numbers in disguise', () => {
  const stream = new Random(5, 'ids');
  for (let count = 0; count < 200; count++) expect(stream.id(8)).toMatch(/^[A-Za-z][A-Za-z2-9]{7}$/);
});
