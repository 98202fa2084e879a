/** Minor units of the currency (øre, cents), always an integer. */
export type Amount = number;

/** ISO 4217, three capital letters. */
export type Currency = string;

/** A price says its currency. */
export interface Price {
  amount: Amount;
  currency: Currency;
}

const EXPONENTS: Readonly<Record<string, number>> = {
  BHD: 3,
  CLP: 0,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KRW: 0,
  KWD: 3,
  OMR: 3,
  PYG: 0,
  TND: 3,
  UGX: 0,
  VND: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
};

/** Digits behind the decimal point of a currency. Source: ISO 4217, list one. */
export const exponentOf = (currency: Currency): number => EXPONENTS[currency] ?? 2;

/**
 * Reads an amount in major units from text, exactly, without a float in between: `'2399.2000'` in NOK is 239920.
 * Digits beyond the currency's exponent are rounded half away from zero, as accountants do.
 *
 * @throws {RangeError} when the text is not a decimal number.
 */
export function minorFromDecimal(text: string, currency: Currency): Amount {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (!match) throw new RangeError(`Not a decimal amount: ${JSON.stringify(text)}`);
  const [, sign = '', whole = '0', fraction = ''] = match;
  const exponent = exponentOf(currency);
  const kept = Number(whole + fraction.padEnd(exponent, '0').slice(0, exponent));
  const rounded = kept + (Number(fraction[exponent] ?? '0') >= 5 ? 1 : 0);
  return sign && rounded !== 0 ? -rounded : rounded;
}

/** Writes minor units as a decimal text in major units: 239920 NOK is `'2399.20'`. */
export function decimalFromMinor(amount: Amount, currency: Currency): string {
  const exponent = exponentOf(currency);
  const digits = String(Math.abs(amount)).padStart(exponent + 1, '0');
  const text = exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
  return amount < 0 ? `-${text}` : text;
}

/** The VAT inside an amount that includes it, rounded half up. `percent` is 25 for 25 %. */
export const includedVat = (amountWithVat: Amount, percent: number): Amount =>
  Math.round((amountWithVat * percent) / (100 + percent));
