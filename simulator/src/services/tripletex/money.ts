import { invalid } from './envelope.ts';

/** Øre as the decimal kroner that Tripletex's JSON has. Exact: two decimals at most survive the division. */
export const kroner = (ore: number): number => ore / 100;

/** Kroner from JSON as øre, read from the number's shortest text, which is what was sent. */
export function readOre(value: unknown, field: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !(Math.abs(value) < 1e10)) return invalid(field, 'Must be a number of kroner.');
  return oreOf(String(value)) ?? invalid(field, 'Has more than two decimals.');
}

/** `-12.5` is 1250 øre below zero. Undefined for what is not an amount. */
export function oreOf(text: string): number | undefined {
  const [, sign = '', whole, cents = ''] = /^(-?)(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const ore = Number(whole + cents.padEnd(2, '0'));
  return sign ? 0 - ore : ore;
}

/** `312.50`, as EDI messages have it. @param ore Not below zero. */
export const oreText = (ore: number): string => `${Math.floor(ore / 100)}.${String(ore % 100).padStart(2, '0')}`;

/** Away from zero at the half, as on paper. @param divisor Above zero. */
export function divided(amount: number, divisor: number): number {
  const whole = Math.floor((Math.abs(amount) * 2 + divisor) / (divisor * 2));
  return amount < 0 ? 0 - whole : whole;
}

export const withoutVat = (including: number, percent: number): number => divided(including * 100, 100 + percent);
export const withVat = (excluding: number, percent: number): number => divided(excluding * (100 + percent), 100);

/** `1 199,00`, as Norwegians write it. */
export function spelled(ore: number): string {
  const digits = String(Math.abs(ore)).padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ' ');
  return `${ore < 0 ? '−' : ''}${whole},${digits.slice(-2)}`;
}

/** Luhn's digit, which Norwegian payment references call mod 10. */
export function mod10(digits: string): string {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    let digit = Number(digits[digits.length - 1 - index]);
    if (index % 2 === 0) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return String((10 - (sum % 10)) % 10);
}
