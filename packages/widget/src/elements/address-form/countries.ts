/** Countries offered when the merchant names none: the EEA, the United Kingdom and Switzerland. */
export const COUNTRIES: readonly string[] =
  'NO SE DK FI IS DE NL BE LU FR AT CH GB IE ES PT IT PL CZ SK HU SI HR EE LV LT RO BG GR CY MT LI'.split(' ');

const FOUR = /^\d{4}$/;
const FIVE = /^\d{5}$/;

/** Form of a postcode. Countries that are not here accept what is written. Source: Universal Postal Union. */
const POSTCODES: Readonly<Record<string, RegExp>> = {
  NO: FOUR,
  DK: FOUR,
  BE: FOUR,
  LU: FOUR,
  AT: FOUR,
  CH: FOUR,
  HU: FOUR,
  SI: FOUR,
  BG: FOUR,
  LV: /^(LV-)?\d{4}$/i,
  LI: FOUR,
  CY: FOUR,
  FI: FIVE,
  DE: FIVE,
  FR: FIVE,
  ES: FIVE,
  IT: FIVE,
  HR: FIVE,
  EE: FIVE,
  LT: /^(LT-)?\d{5}$/i,
  IS: /^\d{3}$/,
  SE: /^\d{3} ?\d{2}$/,
  CZ: /^\d{3} ?\d{2}$/,
  SK: /^\d{3} ?\d{2}$/,
  GR: /^\d{3} ?\d{2}$/,
  PL: /^\d{2}-\d{3}$/,
  PT: /^\d{4}-\d{3}$/,
  NL: /^\d{4} ?[a-z]{2}$/i,
  GB: /^[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}$/i,
  RO: /^\d{6}$/,
};

export const postcodeFits = (postcode: string, country: string): boolean => POSTCODES[country]?.test(postcode.trim()) ?? true;

/** Countries where letters may stand in a postcode: a numeric keypad would lock them out. */
export const postcodeIsNumeric = (country: string): boolean => !['NL', 'GB', 'IE', 'MT', 'LV', 'LT'].includes(country);

/** Source: ITU E.164 list. */
const DIAL_CODES: Readonly<Record<string, string>> = {
  NO: '47',
  SE: '46',
  DK: '45',
  FI: '358',
  IS: '354',
  DE: '49',
  NL: '31',
  BE: '32',
  LU: '352',
  FR: '33',
  AT: '43',
  CH: '41',
  GB: '44',
  IE: '353',
  ES: '34',
  PT: '351',
  IT: '39',
  PL: '48',
  CZ: '420',
  SK: '421',
  HU: '36',
  SI: '386',
  HR: '385',
  EE: '372',
  LV: '371',
  LT: '370',
  RO: '40',
  BG: '359',
  GR: '30',
  CY: '357',
  MT: '356',
  LI: '423',
};

/** A number as people write it, in E.164; null when it cannot be one. A national number takes its country's code. */
export function phoneInE164(written: string, country: string): string | null {
  const compact = written.replace(/[\s().\-/]/g, '').replace(/^00/, '+');
  if (/^\+[1-9]\d{6,14}$/.test(compact)) return compact;
  const dial = DIAL_CODES[country];
  if (!dial || !/^\d{5,13}$/.test(compact)) return null;
  // Italy keeps the leading zero, everyone else drops it.
  return `+${dial}${country === 'IT' ? compact : compact.replace(/^0/, '')}`;
}
