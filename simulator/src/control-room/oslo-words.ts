import { atWallTime, dayAfter, onSameDay } from '../services/parcels/oslo-time.ts';

/**
 * A time as people write it in a link: `2026-11-23T12:00` on the wall in Oslo, or any ISO 8601 with an offset.
 *
 * @throws {RangeError} when it is no time.
 */
export function readTime(text: string): number {
  const wall = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?$/.exec(text);
  if (wall) {
    const [year, month, day, hour = 0, minute = 0] = wall.slice(1).map((part) => Number(part ?? 0));
    return atWallTime({ year: year!, month: month!, day: day!, hour, minute });
  }
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new RangeError(`"${text}" is no time: write 2026-11-23T12:00 for the clock on the wall in Oslo.`);
  return at;
}

/** The next time that people come to work: eight o'clock. */
export function nextMorning(now: number): number {
  const today = onSameDay(now, 8);
  return today > now ? today : onSameDay(dayAfter(now) + 1, 8);
}

/** The next full hour. */
export const nextHour = (now: number): number => (Math.floor(now / 3_600_000) + 1) * 3_600_000;
