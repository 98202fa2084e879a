import { invalid } from './refusal.ts';

/** Least amounts that Stripe charges, in minor units. Source: stripe.com/docs/currencies#minimum-and-maximum-charge-amounts. */
const LEAST: Record<string, number> = {
  nok: 300,
  sek: 300,
  dkk: 250,
  eur: 50,
  usd: 50,
  gbp: 30,
  chf: 50,
  pln: 200,
  czk: 1_500,
  jpy: 50,
  cad: 50,
  aud: 50,
  kwd: 150,
};

const UNUSUAL_DIGITS: Record<string, number> = { jpy: 0, kwd: 3 };

/** Digits after the point, by ISO 4217. */
export const minorDigits = (currency: string): number => UNUSUAL_DIGITS[currency] ?? 2;

/** Lower-case code of a currency that this account takes. */
export function readCurrency(text: string): string {
  const currency = text.toLowerCase();
  if (LEAST[currency] === undefined)
    throw invalid(`Invalid currency: ${currency}. Stripe currently supports these currencies: ${Object.keys(LEAST).join(', ')}`, {
      param: 'currency',
    });
  return currency;
}

export function refuseSmall(amount: number, currency: string): void {
  const least = LEAST[currency] ?? 1;
  if (amount < least)
    throw invalid(`Amount must be at least ${money(least, currency)}`, { code: 'amount_too_small', param: 'amount' });
}

/** For people: `1249.00 NOK`. */
export function money(amount: number, currency: string): string {
  const digits = minorDigits(currency);
  return `${(amount / 10 ** digits).toFixed(digits)} ${currency.toUpperCase()}`;
}
