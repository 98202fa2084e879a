import { invalid } from './envelope.ts';

/** Øre as the decimal kroner that Tripletex's JSON has. Exact: two decimals at most survive the division. */
export const kroner = (ore: number): number => ore / 100;

/** Kroner from JSON as øre. */
export function readOre(value: unknown, field: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !(Math.abs(value) < 1e10)) return invalid(field, 'Must be a number of kroner.');
  const ore = Math.round(value * 100);
  if (Math.abs(value * 100 - ore) > 1e-6) invalid(field, 'Has more than two decimals.');
  return ore;
}

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
