import type { Random } from '../kernel/random.ts';
import type { SeedSupplier } from './suppliers.ts';

/** Where things lie. */
export interface Shelving {
  bin(aisle: string, random: Random): string;
  /** The bin that pickers know, and for one article in five a second one, as bulky goods and best sellers have. */
  shelves(aisle: string, bin: string, onHand: number, random: Random): { bin: string; pieces: number }[];
}

const LEVELS = 4;
const AISLES = 12;

/** @param articles A larger shop has longer aisles: about two articles a bin, up to 99 racks. */
export function makeShelving(articles: number): Shelving {
  const racks = Math.min(99, Math.max(24, Math.ceil(articles / AISLES / LEVELS / 2)));
  const bin = (aisle: string, random: Random) =>
    `${aisle}-${String(random.integer(1, racks)).padStart(2, '0')}-${random.integer(1, LEVELS)}`;
  return {
    bin,
    shelves(aisle, first, onHand, random) {
      if (!random.chance(0.2) || onHand < 8) return [{ bin: first, pieces: onHand }];
      const second = bin(aisle, random);
      if (second === first) return [{ bin: first, pieces: onHand }];
      const kept = onHand >> 2;
      return [
        { bin: first, pieces: onHand - kept },
        { bin: second, pieces: kept },
      ];
    },
  };
}

/** Who brings an article, when it is ordered again, and what it costs. @param kroner Its price in the shop, including VAT. */
export function supplyOf({ id, leadTimeDays }: SeedSupplier, kroner: number, random: Random) {
  return {
    supplierId: id,
    reorderPoint: kroner < 500 ? random.integer(6, 12) : random.integer(3, 8),
    // Cheap things are ordered by the box, dear ones by the piece.
    reorderQuantity: kroner < 150 ? 96 : kroner < 500 ? 48 : kroner < 1_500 ? 24 : 12,
    leadTimeDays: random.integer(leadTimeDays.least, leadTimeDays.most),
    // Half to two thirds of the price without VAT.
    cost: Math.round((kroner * 80 * random.integer(46, 64)) / 100),
  };
}
