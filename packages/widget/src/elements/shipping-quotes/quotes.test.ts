import type { FulfillmentOption } from '@vitrine/contract';
import { describe, expect, test } from 'vitest';
import { firstExpiry, rowsOf } from './quotes.ts';

const option = (id: string, amount: number, from: string, metres?: number): FulfillmentOption => ({
  id,
  title: id,
  totals: [{ type: 'total', amount }],
  'dev.vitrine.delivery': {
    carrier_id: 'c',
    kind: metres === undefined ? 'home' : 'pickup_point',
    arrives: { from, to: from },
    expires: `2026-11-23T0${amount % 9}:00:00Z`,
    ...(metres === undefined
      ? {}
      : {
          point: {
            id,
            name: id,
            address: {},
            position: { latitude: 0, longitude: 0 },
            opening_hours: [],
            distance_metres: metres,
          },
        }),
  },
});

const TUESDAY = '2026-11-24T08:00:00Z';
const WEDNESDAY = '2026-11-25T08:00:00Z';

describe('delivery quotes', () => {
  test('stand by date of arrival, and by price on the same day', () => {
    const rows = rowsOf([option('late', 1, WEDNESDAY), option('dear', 9, TUESDAY), option('cheap', 5, TUESDAY)]);
    expect(rows.map((row) => (row.kind === 'option' ? row.quote.option.id : 'pickup'))).toEqual(['cheap', 'dear', 'late']);
  });

  test('gather all places to fetch a parcel from behind one choice, the nearest first', () => {
    const rows = rowsOf([option('far', 3, TUESDAY, 900), option('home', 9, TUESDAY), option('near', 4, WEDNESDAY, 100)]);
    expect(rows).toHaveLength(2);
    expect(rows[0]?.kind === 'pickup' && rows[0].points.map(({ option: { id } }) => id)).toEqual(['near', 'far']);
  });

  test('end with the first that ends', () => {
    expect(firstExpiry([option('a', 5, TUESDAY), option('b', 3, TUESDAY)])).toBe(Date.parse('2026-11-23T03:00:00Z'));
    expect(firstExpiry([])).toBeNull();
  });
});
