import type { Random } from '../kernel/random.ts';
import { SUPPLIERS } from './suppliers.ts';

/** Three pieces in four lie in the bin that pickers know; one article in five has a second bin, as bulky goods and best sellers do. */
export function shelvesOf(aisle: string, bin: string, onHand: number, random: Random): { bin: string; pieces: number }[] {
  const other = `${aisle}-${String(random.integer(1, 24)).padStart(2, '0')}-${random.integer(1, 4)}`;
  if (!random.chance(0.2) || onHand < 8 || other === bin) return [{ bin, pieces: onHand }];
  const kept = onHand >> 2;
  return [
    { bin, pieces: onHand - kept },
    { bin: other, pieces: kept },
  ];
}

/** Who brings an article, when it is ordered again, and what it costs. @param kroner Its price in the shop, including VAT. */
export function supplyOf(category: string, kroner: number, random: Random) {
  const supplier = random.pick(SUPPLIERS.filter(({ categories }) => categories.includes(category)));
  // Cheap things are ordered by the box, dear ones by the piece.
  const reorderQuantity = kroner < 150 ? 96 : kroner < 500 ? 48 : kroner < 1_500 ? 24 : 12;
  return {
    supplierId: supplier.id,
    reorderPoint: kroner < 500 ? random.integer(6, 12) : random.integer(3, 8),
    reorderQuantity,
    leadTimeDays: random.integer(supplier.leadTimeDays.least, supplier.leadTimeDays.most),
    // Half to two thirds of the price without VAT.
    cost: Math.round((kroner * 80 * random.integer(46, 64)) / 100),
  };
}
