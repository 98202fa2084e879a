const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Oslo', ...options });

const second = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
const minute = format({ hour: '2-digit', minute: '2-digit' });
const day = format({ weekday: 'short', day: 'numeric', month: 'short' });

/** `08:04:12` in Oslo. */
export const clockTime = (at: number): string => second.format(new Date(at));

/** `08:04`. */
export const shortTime = (at: number): string => minute.format(new Date(at));

/** `Mon 23 Nov`. */
export const dayName = (at: number): string => day.format(new Date(at)).replace(',', '');

/** `2026-11-23T08:04`, as a link carries it. */
export function wallTime(at: number): string {
  const parts = Object.fromEntries(
    format({ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
      .formatToParts(new Date(at))
      .map(({ type, value }) => [type, value]),
  );
  return `${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}`;
}

/** `1 249,00 kr` for minor units. */
export const kroner = (minor: number): string =>
  new Intl.NumberFormat('nb-NO', { style: 'currency', currency: 'NOK' }).format(minor / 100);

/** A path as people read it. */
export function readable(path: string): string {
  try {
    return decodeURIComponent(path.replaceAll('+', ' '));
  } catch {
    return path;
  }
}

/** JSON with line breaks, forms one field a line, anything else as it came. */
export function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    if (/^[\w%[\].-]+=[^\s]*$/.test(text)) return text.split('&').map(readable).join('\n');
    return text;
  }
}

export const statusWords = (status: number | undefined): string =>
  status === undefined ? 'under way' : status === 0 ? 'no answer' : String(status);

export const isBad = (status: number | undefined): boolean => status === 0 || (status ?? 0) >= 400;
