import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { inProperCase } from '../../src/connectors/letter-case.ts';
import { major } from '../../src/connectors/money.ts';
import { atOslo, isoDay, osloDay, osloTime } from '../../src/connectors/oslo-time.ts';

describe('money of other systems', () => {
  test.each([
    [1499, 149900],
    [149.9, 14990],
    [0.1, 10],
    [1.005, 101],
    [8.2, 820],
    ['938.70', 93870],
    ['-35.5', -3550],
    [0, 0],
  ])('%j kroner are %i øre, exactly', (kroner, øre) => {
    expect(v.parse(major('NOK'), kroner)).toBe(øre);
  });

  test.each([[NaN], [1e21], [Infinity], ['1,50'], ['NaN'], [''], [null], ['99999999999999'], ['0x10']])(
    '%j is no amount',
    (amount) => {
      expect(v.safeParse(major('NOK'), amount).success).toBe(false);
    },
  );
});

describe('the wall clock in Oslo', () => {
  test('summer and winter', () => {
    expect(new Date(atOslo({ year: 2026, month: 7, day: 1 }, 8)).toISOString()).toBe('2026-07-01T06:00:00.000Z');
    expect(new Date(atOslo({ year: 2026, month: 11, day: 23 }, 8)).toISOString()).toBe('2026-11-23T07:00:00.000Z');
  });

  test('an hour that comes twice is the first of the two, and one that is left out comes an hour later', () => {
    expect(new Date(atOslo({ year: 2026, month: 10, day: 25 }, 2, 30)).toISOString()).toBe('2026-10-25T00:30:00.000Z');
    expect(new Date(atOslo({ year: 2027, month: 3, day: 28 }, 2, 30)).toISOString()).toBe('2027-03-28T01:30:00.000Z');
  });

  test('every other hour of the days on which clocks change comes back as it was asked for', () => {
    for (const [year, month, day, left] of [
      [2026, 10, 25, -1],
      [2027, 3, 28, 2],
      [2026, 12, 31, -1],
    ] as const) {
      for (let hour = 0; hour < 24; hour++)
        if (hour !== left) expect(osloTime(atOslo({ year, month, day }, hour))).toMatchObject({ year, month, day, hour });
    }
  });

  test('days are counted in Oslo, over the end of a year', () => {
    expect(isoDay(osloDay(Date.UTC(2026, 11, 31, 23, 30)))).toBe('2027-01-01');
    expect(isoDay(osloDay(Date.UTC(2026, 11, 30, 12), 2))).toBe('2027-01-01');
  });
});

test.each([
  ['BERGEN', 'Bergen'],
  ['MO I RANA', 'Mo i Rana'],
  ['NORD-ODAL', 'Nord-Odal'],
  ['SJØSKOGENVEIEN 7', 'Sjøskogenveien 7'],
  ['Ålesund', 'Ålesund'],
  ['ÅS', 'Ås'],
])('%s is written %s', (shouted, written) => {
  expect(inProperCase(shouted)).toBe(written);
});
