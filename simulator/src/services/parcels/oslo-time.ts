const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What clocks and calendars on a wall in Oslo show. */
export interface WallTime {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  /** 0 is Sunday. */
  weekday: number;
}

function lastSunday(year: number, month: number): number {
  const last = Date.UTC(year, month, 0);
  return last - new Date(last).getUTCDay() * DAY_MS;
}

/** Hours ahead of UTC. The European rule, without the engine's own tables, so that every engine agrees. */
export function osloOffsetHours(at: number): 1 | 2 {
  const year = new Date(at).getUTCFullYear();
  return at >= lastSunday(year, 3) + HOUR_MS && at < lastSunday(year, 10) + HOUR_MS ? 2 : 1;
}

export function wallTime(at: number): WallTime {
  const shifted = new Date(at + osloOffsetHours(at) * HOUR_MS);
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    second: shifted.getUTCSeconds(),
    weekday: shifted.getUTCDay(),
  };
}

/** Milliseconds since 1970 of a time on the wall. Days and minutes may overflow, as in `Date.UTC`. */
export function atWallTime({
  year,
  month,
  day,
  hour = 0,
  minute = 0,
}: {
  year: number;
  month: number;
  day: number;
  hour?: number;
  minute?: number;
}): number {
  const asUtc = Date.UTC(year, month - 1, day, hour, minute);
  const winter = asUtc - HOUR_MS;
  const summer = asUtc - 2 * HOUR_MS;
  return osloOffsetHours(summer) === 2 ? summer : winter;
}

/** The same day, at this time on the wall. */
export const onSameDay = (at: number, hour: number, minute = 0): number => atWallTime({ ...wallTime(at), hour, minute });

/** Midnight of the day that is `days` later. */
export function dayAfter(at: number, days = 1): number {
  const { year, month, day } = wallTime(at);
  return atWallTime({ year, month, day: day + days });
}

const two = (value: number): string => String(value).padStart(2, '0');

/** `23.11.2026`, as people in Norway write it. */
export function norwegianDate(at: number): string {
  const { year, month, day } = wallTime(at);
  return `${two(day)}.${two(month)}.${year}`;
}

/** `09:30`. */
export function clockTime(at: number): string {
  const { hour, minute } = wallTime(at);
  return `${two(hour)}:${two(minute)}`;
}

/** RFC 3339 with Oslo's offset. */
export function osloIso(at: number): string {
  const { year, month, day, second } = wallTime(at);
  return `${year}-${two(month)}-${two(day)}T${clockTime(at)}:${two(second)}+0${osloOffsetHours(at)}:00`;
}
