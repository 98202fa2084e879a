import type { Sku } from '@vitrine/contract';
import { Random } from '../kernel/random.ts';
import { careOf } from './goods/care.ts';
import type { Department, Family } from './goods/family.ts';
import { HOME } from './goods/home.ts';
import { KITCHEN } from './goods/kitchen.ts';
import { OUTDOORS } from './goods/outdoors.ts';
import { pricesOf, type CustomerGroup } from './prices.ts';
import { shelvesOf, supplyOf } from './supply.ts';

/** One article, as the seed makes it, before any system holds it. */
export interface SeedArticle {
  sku: Sku;
  /** With the labels of its options: `Kokkekniv, 20 cm`. */
  name: string;
  description: string;
  /** Articles of one family are variants of one product. The family's name in the shop. */
  family: string;
  /** The family's part of the SKU: `KOKKEKNIV` of `KOKKEKNIV-20`. */
  code: string;
  /** Goods that are made to go together: a tableware, a knife series. Empty where there is none. */
  series: string;
  /** For the shop's English pages. */
  english: { name: string; description: string };
  options: { name: string; label: string }[];
  category: string;
  /** GTIN-13 with a right check digit. */
  gtin: string;
  /** Øre, including 25 % VAT: the ordinary price to anybody who walks in. */
  price: number;
  /** The ordinary price of each group of customers, in øre including VAT; `retail` is {@link price}. */
  prices: Readonly<Record<CustomerGroup, number>>;
  vatPercent: number;
  /** Pieces on all shelves. */
  onHand: number;
  /** Aisle, rack and level, such as `C-14-2`: the bin that pickers are sent to first. */
  bin: string;
  /** Where the pieces lie: {@link bin} first, and for some goods a second one. */
  shelves: readonly { bin: string; pieces: number }[];
  supplierId: string;
  /** When this many pieces or fewer are at hand, more are ordered. */
  reorderPoint: number;
  /** Pieces per purchase order. */
  reorderQuantity: number;
  /** Working days from purchase order to receipt, when the supplier keeps his word. */
  leadTimeDays: number;
  /** What the supplier takes for one piece, in øre without VAT. */
  cost: number;
  weightGrams: number;
  sizeMillimetres: { length: number; width: number; height: number };
  /** Code points of the object as `@lobehub/fluent-emoji-3d` names its files, and a CSS colour. */
  photo: { emoji: string; backdrop: string };
}

export const DEPARTMENTS: readonly Department[] = [...KITCHEN, ...HOME, ...OUTDOORS];

/** Sold out, or nearly, in every world: what stories and tests of scarce goods are told with. */
const SCARCE: Readonly<Record<string, number>> = {
  SPEIL: 0,
  'GRYTE-MOSE': 0,
  KIKKERT: 1,
  KRAKK: 2,
  'FJELLSKO-38': 2,
  'TELT-3': 3,
  'ULLTEPPE-RUST': 3,
};

/** Colours that goods come in; their photos have a backdrop that goes with them. */
const TINTS: Readonly<Record<string, string>> = {
  Fjordblå: '#ccdae3',
  Tyttebærrød: '#ead5d2',
  Mose: '#d9e0cf',
  Hvit: '#eceae6',
  Sjøgrå: '#d8dee0',
  Lyng: '#e5d9e2',
  Sort: '#d6d6d6',
  Grå: '#dfdfde',
  Rust: '#ecd9cc',
  Natur: '#ede5d6',
  Skog: '#d3ddd2',
  Havre: '#ece2d0',
};

/** The shop's goods. Names, prices and sizes are the same in every world; stock, bins and GTINs are drawn. */
export function makeAssortment(seed: number): SeedArticle[] {
  const random = new Random(seed, 'assortment');
  const supply = new Random(seed, 'assortment/supply');
  const articles: SeedArticle[] = [];
  for (const department of DEPARTMENTS) {
    department.families.forEach((family, index) => {
      const backdrop = department.backdrops[index % department.backdrops.length]!;
      const care = careOf(family.kind, random);
      for (const [label, kroner, weight] of family.variants ?? [[undefined, family.price, 1] as const]) {
        const sku = skuOf(family, label);
        const name = label ? `${family.name}, ${label}` : family.name;
        const description = care ? `${family.text} ${care}` : family.text;
        const gtin = gtin13(`70${String(25_00000000 + random.integer(0, 9_999_999) * 10 + (articles.length % 10))}`);
        const onHand = SCARCE[sku] ?? random.integer(12, 80);
        const bin = `${department.aisle}-${String(random.integer(1, 24)).padStart(2, '0')}-${random.integer(1, 4)}`;
        articles.push({
          sku,
          name,
          description,
          family: family.name,
          code: family.code,
          series: '',
          english: { name, description },
          options: label ? [{ name: family.option!, label }] : [],
          category: department.category,
          gtin,
          price: kroner * 100,
          prices: pricesOf(kroner),
          vatPercent: 25,
          onHand,
          bin,
          shelves: shelvesOf(department.aisle, bin, onHand, supply),
          ...supplyOf(department.category, kroner, supply),
          weightGrams: Math.round(family.weightGrams * weight),
          sizeMillimetres: { length: family.size[0], width: family.size[1], height: family.size[2] },
          photo: { emoji: family.emoji, backdrop: (label && TINTS[label]) || backdrop },
        });
      }
    });
  }
  return articles;
}

/** `KOKKEKNIV-20`, `GRYTE-MOSE`, `BRYNE`. */
export function skuOf(family: Family, label?: string): Sku {
  if (!label) return family.code as Sku;
  const folded = label
    .replace(/ (cm|personer|fot)$/, '')
    .replaceAll('å', 'a')
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
    .replaceAll('×', 'x')
    .replaceAll('–', '-')
    .replace(/[^\w-]/g, '');
  return `${family.code}-${folded.toUpperCase()}` as Sku;
}

/** Appends GS1's check digit to twelve digits: weights 1 and 3 from the left, up to the next ten. */
export function gtin13(twelve: string): string {
  let sum = 0;
  for (let index = 0; index < 12; index++) sum += Number(twelve[index]) * (index % 2 === 0 ? 1 : 3);
  return `${twelve}${(10 - (sum % 10)) % 10}`;
}
