import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { atWallTime, osloIso, wallTime } from './oslo-time.ts';
import { drawParcelLabel } from './parcel-label.ts';
import { gs1CheckDigit, isSscc, makeSscc } from './sscc.ts';
import { standardWebhookHeaders } from './standard-webhooks.ts';
import { addWorkingDays, isPublicHoliday, nextParcelCollection } from './working-days.ts';

const day = (year: number, month: number, date: number, hour = 0) => atWallTime({ year, month, day: date, hour });

test('the check digit of a parcel number is the one that GS1 publishes', () => {
  expect(gs1CheckDigit('629104150021')).toBe(3);
  expect(gs1CheckDigit('10614141234567890')).toBe(8);
  expect(isSscc('106141412345678908')).toBe(true);
  expect(isSscc('106141412345678909')).toBe(false);
  expect(isSscc(makeSscc('7071234', 42))).toBe(true);
});

test('a number that is too long for an SSCC is refused, not cut', () => {
  expect(() => makeSscc('7071234', 10 ** 10)).toThrow(RangeError);
});

test('clocks in Oslo follow summer time', () => {
  expect(osloIso(Date.UTC(2026, 10, 23, 7))).toBe('2026-11-23T08:00:00+01:00');
  expect(osloIso(Date.UTC(2026, 2, 29, 0, 59, 59))).toBe('2026-03-29T01:59:59+01:00');
  expect(osloIso(Date.UTC(2026, 2, 29, 1))).toBe('2026-03-29T03:00:00+02:00');
  expect(osloIso(Date.UTC(2026, 9, 25, 1))).toBe('2026-10-25T02:00:00+01:00');
  for (const at of [day(2026, 7, 1, 8), day(2026, 12, 1, 8), day(2026, 3, 29, 12), day(2026, 10, 25, 12)])
    expect(osloIso(at)).toMatch(/T(08|12):00:00/);
  expect(wallTime(Date.UTC(2026, 10, 22, 23, 30))).toMatchObject({ day: 23, hour: 0, weekday: 1 });
});

test('Norwegian public holidays are no working days, in any year', () => {
  for (const at of [
    day(2026, 4, 2),
    day(2026, 4, 3),
    day(2026, 4, 6),
    day(2026, 5, 14),
    day(2026, 5, 25),
    day(2026, 5, 17),
    day(2027, 3, 29),
    day(2026, 12, 25),
  ]) {
    expect(isPublicHoliday(at), osloIso(at)).toBe(true);
  }
  expect(isPublicHoliday(day(2026, 4, 7))).toBe(false);
  expect(osloIso(addWorkingDays(day(2026, 12, 23, 14), 2))).toBe('2026-12-28T00:00:00+01:00');
});

test('the parcel van comes three times on a working day, once on Saturday and never on Christmas Day', () => {
  expect(osloIso(nextParcelCollection(day(2026, 11, 23, 8)))).toBe('2026-11-23T11:00:00+01:00');
  expect(osloIso(nextParcelCollection(day(2026, 11, 23, 15)))).toBe('2026-11-23T18:00:00+01:00');
  expect(osloIso(nextParcelCollection(day(2026, 11, 27, 18)))).toBe('2026-11-28T11:00:00+01:00');
  expect(osloIso(nextParcelCollection(day(2026, 11, 28, 12)))).toBe('2026-11-30T11:00:00+01:00');
  expect(osloIso(nextParcelCollection(day(2026, 12, 24, 18)))).toBe('2026-12-28T11:00:00+01:00');
});

test('a label carries the barcode, and addresses cannot break out of it', () => {
  const label = {
    carrier: 'Bring',
    service: 'Pakke',
    trackingNumber: 'X1',
    weightGrams: 900,
    from: ['Kniv & Fjøl'],
    to: ['<script>alert(1)</script>'],
  };
  const drawn = drawParcelLabel({ ...label, sscc: makeSscc('7071234', 1) });
  expect(drawn).toContain('(00) 3707123400000000');
  expect(drawn).not.toContain('<script>');
  expect(drawn.match(/<path stroke=/g)!.length).toBeGreaterThan(1);
  expect(() => drawParcelLabel({ ...label, sscc: '370712340000000011' })).toThrow(/check/i);
});

const vectorsFile = new URL('../../../../../shared/specs/standard-webhooks/vectors.json', import.meta.url);
if (!existsSync(vectorsFile))
  console.warn('Skipped: the vectors of Standard Webhooks are not beside this repository (../shared/specs).');

test.skipIf(!existsSync(vectorsFile))('webhooks are signed as Standard Webhooks publishes it', () => {
  const { vectors } = JSON.parse(readFileSync(vectorsFile, 'utf8')) as {
    vectors: { secret: string; id: string; timestamp: number; payload: string; signature: string }[];
  };
  for (const { secret, id, timestamp, payload, signature } of vectors) {
    expect(standardWebhookHeaders(secret, id, payload, timestamp * 1000)['webhook-signature']).toBe(signature);
  }
});
