/** A day of the calendar, month from 1. */
export interface Day {
  year: number;
  month: number;
  day: number;
}

const DAY_MS = 86_400_000;

const OSLO = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Oslo',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

const HOUR_MS = 3_600_000;

/** Offsets change on whole hours only, and asking `Intl` for one costs more than all the rest of a quote. */
const offsets = new Map<number, number>();

/** Milliseconds that a clock in Oslo is ahead of UTC. */
function offsetAt(at: number): number {
  const hour = Math.floor(at / HOUR_MS);
  const known = offsets.get(hour);
  if (known !== undefined) return known;
  const part = Object.fromEntries(OSLO.formatToParts(hour * HOUR_MS).map(({ type, value }) => [type, Number(value)]));
  const { year = NaN, month = NaN, day = NaN, hour: shown = NaN, minute = NaN, second = NaN } = part;
  const offset = Date.UTC(year, month - 1, day, shown, minute, second) - hour * HOUR_MS;
  if (offsets.size > 10_000) offsets.clear();
  offsets.set(hour, offset);
  return offset;
}

/** What a clock on a wall in Oslo shows. */
export function osloTime(at: number): Day & { hour: number; minute: number; second: number } {
  const wall = new Date(at + offsetAt(at));
  return {
    ...{ year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1, day: wall.getUTCDate() },
    ...{ hour: wall.getUTCHours(), minute: wall.getUTCMinutes(), second: wall.getUTCSeconds() },
  };
}

/**
 * When a clock in Oslo shows this. Of the hour that comes twice in October the first is meant, and an hour that
 * March leaves out is read with the offset before it, so 02:30 is 03:30.
 */
export function atOslo({ year, month, day }: Day, hour = 0, minute = 0): number {
  const asUtc = Date.UTC(year, month - 1, day, hour, minute);
  const first = asUtc - offsetAt(asUtc - DAY_MS);
  const second = asUtc - offsetAt(first);
  const shows = (at: number) => osloTime(at).hour === hour && osloTime(at).minute === minute;
  return shows(first) || !shows(second) ? first : second;
}

/** The day in Oslo, `days` later. */
export function osloDay(at: number, days = 0): Day {
  const { year, month, day } = osloTime(at);
  const moved = new Date(Date.UTC(year, month - 1, day + days));
  return { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() };
}

const two = (number: number) => String(number).padStart(2, '0');

/** `2026-11-23`. */
export const isoDay = ({ year, month, day }: Day): string => `${year}-${two(month)}-${two(day)}`;
