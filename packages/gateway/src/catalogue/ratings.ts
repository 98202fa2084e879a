import type { Product } from '@vitrine/contract';

/** How many gave one star, two, … five. */
export type StarCounts = [number, number, number, number, number];

export const countOf = (stars: readonly number[]): number => stars.reduce((sum, count) => sum + count, 0);

/** The mean to a tenth of a star; 0 where nobody has said anything. */
export function averageOf(stars: readonly number[]): number {
  const all = countOf(stars);
  const sum = stars.reduce((total, count, index) => total + count * (index + 1), 0);
  return all === 0 ? 0 : Math.round((sum * 10) / all) / 10;
}

/** As UCP's `rating.json` says it; undefined where nobody has said anything. */
export function ratingOf(stars: readonly number[]): NonNullable<Product['rating']> | undefined {
  const count = countOf(stars);
  return count === 0 ? undefined : { value: averageOf(stars), scale_min: 1, scale_max: 5, count };
}
