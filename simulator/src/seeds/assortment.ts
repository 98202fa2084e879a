import type { Sku } from '@vitrine/contract';

/** One article, as the seed makes it, before any system holds it. */
export interface SeedArticle {
  sku: Sku;
  name: string;
  description: string;
  /** Articles of one family are variants of one product. */
  family: string;
  options: { name: string; label: string }[];
  category: string;
  /** GTIN-13 with a right check digit. */
  gtin: string;
  /** Øre, including 25 % VAT. */
  price: number;
  vatPercent: number;
  onHand: number;
  /** Aisle, rack and level, such as `C-14-2`. */
  bin: string;
  weightGrams: number;
  sizeMillimetres: { length: number; width: number; height: number };
  photo: { emoji: string; backdrop: string };
}
