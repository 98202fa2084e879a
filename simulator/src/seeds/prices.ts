/** Who buys: anybody, members of the customer club, and companies. */
export type CustomerGroup = 'retail' | 'club' | 'business';

/** Members save five per cent, and companies twelve, in whole kroner. */
export function pricesOf(kroner: number): Record<CustomerGroup, number> {
  const less = (percent: number) => Math.max(1, Math.round((kroner * (100 - percent)) / 100)) * 100;
  return { retail: kroner * 100, club: less(5), business: less(12) };
}
