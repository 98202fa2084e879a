import { describe, expect, test } from 'vitest';
import { trackingAt } from '../../../test/checkout-gateway.ts';
import words from '../../locales/nb/tracking.ts';
import { hasMap, headlineOf, knotsOf, sentenceOf } from './story.ts';

describe('the thread of an order', () => {
  test('has done, now and to come, and leaves out what was skipped', () => {
    const tracking = trackingAt('out_for_delivery');
    expect(knotsOf(tracking).map(({ state }) => state)).toEqual([
      'done',
      'done',
      'done',
      'done',
      'done',
      'done',
      'done',
      'now',
      'ahead',
    ]);
    const courier = { ...tracking, events: tracking.events.filter(({ chapter }) => chapter !== 'in_transit') };
    expect(knotsOf(courier).map(({ chapter }) => chapter)).not.toContain('in_transit');
  });

  test('tells fetching under what it led to', () => {
    const tracking = trackingAt('packed');
    const events = tracking.events.map((event) => (event.code === 'picking' ? { ...event, chapter: 'paid' as const } : event));
    const picked = knotsOf({ ...tracking, events }).find(({ chapter }) => chapter === 'picked');
    expect(picked?.events.map(({ code }) => code)).toEqual(['picking', 'picked']);
  });

  test('shows fetching as what is going on, before the goods are there', () => {
    const picked = trackingAt('picked');
    const events = picked.events.filter(({ code }) => code !== 'picked');
    const knots = knotsOf({ ...picked, chapter: 'paid', events });
    expect(knots.slice(0, 4).map(({ chapter, state }) => `${chapter} ${state}`)).toEqual([
      'ordered done',
      'paid done',
      'picked now',
      'packed ahead',
    ]);
  });

  test('tells a person from a robot, and names a bin but no room', () => {
    const event = { id: '1', chapter: 'picked', code: 'picked', occurred_at: '2026-11-23T07:00:00Z' } as const;
    expect(sentenceOf({ ...event, by: 'Ola', place: 'C-14-2' }, words)).toBe('Ola hentet varene fra C-14-2');
    expect(sentenceOf({ ...event, by: 'R-07', place: 'packing station' }, words)).toBe('Robot R-07 hentet varene');
  });

  test('says first what is out of the ordinary', () => {
    const tracking = trackingAt('in_transit');
    const late = { id: 'x', chapter: 'in_transit', code: 'exception', occurred_at: '2026-11-25T07:00:00Z' } as const;
    expect(headlineOf(tracking, words)).toBe('Pakken er på vei');
    expect(headlineOf({ ...tracking, events: [...tracking.events, late] }, words)).toBe('Pakken er forsinket');
  });

  test('has a map only while there is a road to show', () => {
    expect(hasMap(trackingAt('packed'))).toBe(false);
    expect(hasMap(trackingAt('out_for_delivery'))).toBe(true);
    expect(hasMap(trackingAt('delivered'))).toBe(false);
  });
});
