import { exponentOf, type Amount, type Currency } from '@vitrine/contract';

const numbers = new Map<string, Intl.NumberFormat>();
const dates = new Map<string, Intl.DateTimeFormat>();

/** Formatters are dear to make, so each is made once. */
function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options);
  let format = numbers.get(key);
  if (!format) numbers.set(key, (format = new Intl.NumberFormat(locale, options)));
  return format;
}

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let format = dates.get(key);
  if (!format) dates.set(key, (format = new Intl.DateTimeFormat(locale, options)));
  return format;
}

/** Minor units as people write them: 129900 NOK is `1 299 kr`, 4950 is `49,50 kr`. */
export function money(amount: Amount, currency: Currency, locale: string): string {
  const exponent = exponentOf(currency);
  const whole = amount % 10 ** exponent === 0;
  const digits = whole ? 0 : exponent;
  return numberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount / 10 ** exponent);
}

/** A plain number: `1 204`. */
export const count = (value: number, locale: string): string => numberFormat(locale, {}).format(value);

/** Metres as people say them: `80 m`, `1,2 km`. */
export function distance(metres: number, locale: string): string {
  return metres < 950
    ? numberFormat(locale, { style: 'unit', unit: 'meter', maximumFractionDigits: 0 }).format(Math.round(metres / 10) * 10)
    : numberFormat(locale, { style: 'unit', unit: 'kilometer', maximumFractionDigits: 1 }).format(metres / 1000);
}

/** `tirsdag 24. november`. `time` is RFC 3339 or milliseconds since 1970. */
export const day = (time: string | number, locale: string, timeZone?: string): string =>
  dateFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', ...(timeZone && { timeZone }) }).format(new Date(time));

/** `14:05`. */
export const clockTime = (time: string | number, locale: string, timeZone?: string): string =>
  dateFormat(locale, { hour: '2-digit', minute: '2-digit', ...(timeZone && { timeZone }) }).format(new Date(time));

/** `tirsdag 24. november 17:00–21:00`, or two days when the window spans them. */
export const timeWindow = (from: string | number, to: string | number, locale: string, timeZone?: string): string =>
  dateFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    ...(timeZone && { timeZone }),
  }).formatRange(new Date(from), new Date(to));
