import { atWallTime, dayAfter, onSameDay, wallTime } from './oslo-time.ts';

const DAY_MS = 86_400_000;

/** Easter Sunday, as midnight in UTC. Source: the Gregorian computus (Meeus, Jones, Butcher). */
function easter(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1);
}

/** Days from Easter Sunday: Maundy Thursday, Good Friday, Easter Monday, Ascension, Whit Sunday and Monday. */
const MOVING = [-3, -2, 0, 1, 39, 49, 50];
const FIXED = ['1-1', '5-1', '5-17', '12-25', '12-26'];

/** Source: the Norwegian Acts on public holidays of 1947 and 1995. */
export function isPublicHoliday(at: number): boolean {
  const { year, month, day } = wallTime(at);
  if (FIXED.includes(`${month}-${day}`)) return true;
  return MOVING.includes(Math.round((Date.UTC(year, month - 1, day) - easter(year)) / DAY_MS));
}

/** Monday to Friday, and no public holiday. */
export function isWorkingDay(at: number): boolean {
  const { weekday } = wallTime(at);
  return weekday !== 0 && weekday !== 6 && !isPublicHoliday(at);
}

/** Midnight of the `count`-th working day after this day. */
export function addWorkingDays(at: number, count: number): number {
  let day = dayAfter(at, 0);
  for (let left = count; left > 0;) {
    day = dayAfter(day);
    if (isWorkingDay(day)) left--;
  }
  return day;
}

/** The parcel van's visits to the warehouse: 11:00, 15:00 and 18:00 on working days, 11:00 on Saturdays. */
export function nextParcelCollection(after: number): number {
  for (let day = dayAfter(after, 0); ; day = dayAfter(day)) {
    const { weekday } = wallTime(day);
    const hours = isWorkingDay(day) ? [11, 15, 18] : weekday === 6 && !isPublicHoliday(day) ? [11] : [];
    const found = hours.map((hour) => onSameDay(day, hour)).find((at) => at > after);
    if (found !== undefined) return found;
  }
}

/** The next moment at which a place that is open every day from one hour to another is open; `at` itself when it is. */
export function withinHours(at: number, from: number, to: number): number {
  const { year, month, day, hour } = wallTime(at);
  if (hour < from) return atWallTime({ year, month, day, hour: from });
  if (hour >= to) return atWallTime({ year, month, day: day + 1, hour: from });
  return at;
}
