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
