import type { ShopSettings } from '../options.ts';

const DAY_S = 24 * 3_600;

const formats = new Map<string, Intl.DateTimeFormat>();

/** What a clock on the shop's wall shows: the day as `2026-11-23`, and seconds since midnight. */
export function wallClock(at: number, timeZone: string): { day: string; second: number } {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(timeZone, format);
  }
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    day: `${part['year']}-${part['month']}-${part['day']}`,
    second: Number(part['hour']) * 3_600 + Number(part['minute']) * 60 + Number(part['second']),
  };
}

export const quietHoursOf = ({ timeZone = 'Europe/Oslo', quietHours = { from: 21, until: 8 } }: ShopSettings) => ({
  timeZone,
  ...quietHours,
});

/**
 * When nobody may be woken, the time from which one may; undefined when one may now. On the night in which clocks
 * change it is an hour off, in which case whoever waits looks again.
 */
export function quietUntil(at: number, shop: ShopSettings): number | undefined {
  const { timeZone, from, until } = quietHoursOf(shop);
  const { second } = wallClock(at, timeZone);
  const [start, end] = [from * 3_600, until * 3_600];
  const isQuiet = start > end ? second >= start || second < end : second >= start && second < end;
  if (!isQuiet) return undefined;
  const waitS = (end - second + DAY_S) % DAY_S || DAY_S;
  return at - (at % 1_000) + waitS * 1_000;
}
