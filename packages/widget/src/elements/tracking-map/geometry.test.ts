import { describe, expect, test } from 'vitest';
import { linesOf, metresBetween, pointAlong, wayBetween, type Point } from './geometry.ts';

const ROAD: Point[] = [
  [60.39, 5.32],
  [60.391, 5.32],
  [60.391, 5.322],
  [60.392, 5.322],
];

describe('the vehicle on the map', () => {
  test('goes round the corner with the road between two points it has sent', () => {
    const way = wayBetween([60.3905, 5.32], [60.391, 5.321], ROAD);
    expect(way).toHaveLength(3);
    expect(pointAlong(way, 0)).toEqual([60.3905, 5.32]);
    expect(metresBetween(pointAlong(way, 0.5), [60.391, 5.32])).toBeLessThan(10);
  });

  test('never goes beyond the last point it has sent', () => {
    const way = wayBetween([60.39, 5.32], [60.391, 5.32], ROAD);
    expect(pointAlong(way, 1)).toEqual([60.391, 5.32]);
    expect(pointAlong(way, 7)).toEqual([60.391, 5.32]);
    expect(pointAlong(way, -1)).toEqual([60.39, 5.32]);
  });

  test('goes straight where it is not on the road that was announced, or turns back', () => {
    expect(wayBetween([60.4, 5.4], [60.391, 5.32], ROAD)).toHaveLength(2);
    expect(wayBetween([60.391, 5.321], [60.3905, 5.32], ROAD)).toHaveLength(2);
  });

  test('stands where two reports say the same', () => {
    expect(pointAlong([ROAD[0]!, ROAD[0]!], 0.5)).toEqual(ROAD[0]);
  });
});

test('streets are read from lines of a collection, longitude first, and whatever else is in it is left out', () => {
  const feature = (geometry: { type: string; coordinates: unknown }) => ({ type: 'Feature' as const, geometry });
  const streets = {
    type: 'FeatureCollection' as const,
    features: [
      feature({
        type: 'LineString',
        coordinates: [
          [5, 60],
          [6, 61],
        ],
      }),
      feature({
        type: 'MultiLineString',
        coordinates: [
          [
            [5, 60],
            [6, 61],
          ],
          [[1, 2]],
        ],
      }),
      feature({ type: 'Point', coordinates: [5, 60] }),
      feature({ type: 'LineString', coordinates: 'no' }),
    ],
  };
  expect(linesOf(streets)).toEqual([
    [
      [60, 5],
      [61, 6],
    ],
    [
      [60, 5],
      [61, 6],
    ],
  ]);
});
