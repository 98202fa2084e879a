const DAY_MS = 86_400_000;

const midnight = (ms: number): number => new Date(ms).setHours(0, 0, 0, 0);

/** `today`, `tomorrow`, else the weekday with its date. Times are milliseconds since 1970. */
export function dayInWords(ms: number, now: number, locale: string, length: 'long' | 'short' = 'long'): string {
  const days = Math.round((midnight(ms) - midnight(now)) / DAY_MS);
  if (Math.abs(days) <= 1) return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day');
  return new Intl.DateTimeFormat(locale, { weekday: length, day: 'numeric', month: length }).format(ms);
}

/** Time of day, such as `16:05`. */
export const timeOfDay = (ms: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(ms);

/** Day and time of one moment. */
export const momentInWords = (ms: number, now: number, locale: string): string =>
  `${dayInWords(ms, now, locale, 'short')} ${timeOfDay(ms, locale)}`;

/** A window of arrival, always as dates: `tomorrow 16:00–20:00`, or two dates when it spans days. */
export function windowInWords(window: { from: string; to: string }, now: number, locale: string): string {
  const from = Date.parse(window.from);
  const to = Date.parse(window.to);
  if (midnight(from) !== midnight(to)) {
    return new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' }).formatRange(from, to);
  }
  const day = dayInWords(from, now, locale);
  if (to - from >= DAY_MS / 2) return day;
  if (from === to) return `${day} ${timeOfDay(from, locale)}`;
  return `${day} ${new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).formatRange(from, to)}`;
}

/** Grams, kilograms from a thousand on. */
export const gramsInWords = (grams: number, locale: string): string =>
  new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: grams >= 1000 ? 'kilogram' : 'gram',
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }).format(grams >= 1000 ? grams / 1000 : grams);

/** A length of time: hours and minutes, minutes alone below an hour. */
export function durationInWords(ms: number, locale: string): string {
  const unit = (value: number, name: 'hour' | 'minute') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);
  const minutes = Math.max(1, Math.floor(ms / 60_000));
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return unit(minutes, 'minute');
  return minutes % 60 === 0 ? unit(hours, 'hour') : `${unit(hours, 'hour')} ${unit(minutes % 60, 'minute')}`;
}

/** How long ago, `numeric: auto`: seconds below a minute, then minutes. */
export function agoInWords(ms: number, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'always', style: 'short' });
  const seconds = Math.max(0, Math.round(ms / 1000));
  return seconds < 60 ? format.format(-seconds, 'second') : format.format(-Math.round(seconds / 60), 'minute');
}
