import { decimalFromMinor, type Amount } from '@vitrine/contract';
import type { OrderLine } from './tripletex-answers.ts';

/** Minor units as the JSON number that Tripletex reads: the one whose shortest text is the amount. */
export const kroner = (amount: Amount): number => Number(decimalFromMinor(amount, 'NOK'));

/**
 * A discount as negative lines, one per VAT rate, because each rate's share of it lowers that rate's VAT. Shares are
 * rounded so that they add up: the largest remainders get the øre that are left.
 */
export function discountLines(discount: Amount, lines: readonly OrderLine[]) {
  const byVat = new Map<number | undefined, Amount>();
  for (const { vatType, amountIncludingVatCurrency } of lines) {
    byVat.set(vatType?.id, (byVat.get(vatType?.id) ?? 0) + amountIncludingVatCurrency);
  }
  const goods = [...byVat.values()].reduce((sum, amount) => sum + amount, 0);
  if (discount <= 0 || goods <= 0) return [];
  const shares = [...byVat].map(([vatTypeId, amount]) => {
    const whole = BigInt(discount) * BigInt(amount);
    return { vatTypeId, share: Number(whole / BigInt(goods)), rest: Number(whole % BigInt(goods)) };
  });
  let left = discount - shares.reduce((sum, { share }) => sum + share, 0);
  for (const one of [...shares].sort((a, b) => b.rest - a.rest)) {
    if (left-- > 0) one.share += 1;
  }
  return shares
    .filter(({ share }) => share > 0)
    .map(({ vatTypeId, share }) => ({
      description: 'Rabatt',
      count: 1,
      unitPriceIncludingVatCurrency: kroner(-share),
      ...(vatTypeId === undefined ? {} : { vatType: { id: vatTypeId } }),
    }));
}
