import { minorFromDecimal, type Amount, type Currency } from '@vitrine/contract';
import * as v from 'valibot';

/** More than any price: a number with more digits has left the range in which numbers are exact. */
const AMOUNT_TEXT = /^-?\d{1,12}(\.\d{1,12})?$/;

/**
 * An amount in major units, as a JSON number or as text, read into minor units. The number's shortest text is what was
 * sent, so nothing is multiplied and nothing is lost; `1e21`, `NaN` and texts with a comma break the contract.
 */
export const major = (currency: Currency) =>
  v.pipe(
    v.union([v.number(), v.string()]),
    v.transform((amount) => String(amount).trim()),
    v.regex(AMOUNT_TEXT, 'not an amount'),
    v.transform((text): Amount => minorFromDecimal(text, currency)),
  );

/** An amount that is an integer of minor units already. */
export const minor = v.pipe(v.number(), v.safeInteger());
