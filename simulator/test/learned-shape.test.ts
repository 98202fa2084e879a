import { expect, test } from 'vitest';
import { RecordedShapes } from './learned-shape.ts';

const shapes = new RecordedShapes();
shapes.learn('GET', { object: 'Tracker', id: 'trk_1', signed_by: null, weight: 614.4, details: [{ message: 'Picked up' }] });
shapes.learn('GET', { object: 'Tracker', id: 'trk_2', signed_by: 'Kari', weight: null, details: [], fees: [] });

test('what could have been recorded passes, and what could not is named', () => {
  const good = { object: 'Tracker', id: 'trk_3', signed_by: null, weight: 3, details: [{ message: 'Delivered' }] };
  expect(shapes.judge('GET', good)).toEqual([]);
  expect(shapes.judge('GET', { ...good, weight: '3' })).toEqual(['$.weight: string instead of number']);
  expect(shapes.judge('GET', { ...good, colour: 'red' })).toEqual(['$.colour: never recorded']);
  expect(shapes.judge('GET', { ...good, details: [{ text: 'Delivered' }] })).toEqual([
    '$.details[0].message: missing',
    '$.details[0].text: never recorded',
  ]);
  const { id: _, ...nameless } = good;
  expect(shapes.judge('GET', nameless)).toEqual(['$.id: missing']);
  expect(shapes.judge('PUT', good)).toEqual(['nothing was recorded at PUT']);
});
