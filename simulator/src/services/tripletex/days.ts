const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** The day it is in Oslo, as `yyyy-MM-dd`. */
export function osloDay(at: number): string {
  return new Date(at + (isSummer(at) ? 2 : 1) * HOUR_MS).toISOString().slice(0, 10);
}

export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** From one in the morning, UTC, of the last Sunday of March to that of October. */
function isSummer(at: number): boolean {
  const year = new Date(at).getUTCFullYear();
  return at >= lastSunday(year, 2) && at < lastSunday(year, 9);
}

function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0));
  return Date.UTC(year, month, last.getUTCDate() - last.getUTCDay(), 1);
}

/** Milliseconds since 1970 at so many minutes past midnight in Oslo. */
export function osloTime(day: string, minutes: number): number {
  const utc = Date.parse(`${day}T00:00:00Z`) + minutes * 60_000;
  return utc - (isSummer(utc - HOUR_MS) ? 2 : 1) * HOUR_MS;
}

/** So many working days later: Saturdays and Sundays do not count. */
export function workingDaysAfter(day: string, days: number): string {
  let at = day;
  for (let left = days; left > 0;) {
    at = daysAfter(at, 1);
    const weekday = new Date(`${at}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left--;
  }
  return at;
}
