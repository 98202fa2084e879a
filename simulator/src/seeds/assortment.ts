import type { Sku } from '@vitrine/contract';
import { Random } from '../kernel/random.ts';
import { careOf } from './goods/care.ts';
import { coreWords } from './goods/core-words.ts';
import type { Department, Family } from './goods/family.ts';
import { HOME } from './goods/home.ts';
import { KITCHEN } from './goods/kitchen.ts';
import { OUTDOORS } from './goods/outdoors.ts';
import { COLOURS, folded, type Colour } from './goods/words.ts';
import { pricesOf, type CustomerGroup } from './prices.ts';
import { drawSeries, englishName, type SeriesFamily } from './series.ts';
import { makeShelving, supplyOf } from './supply.ts';
import { SUPPLIERS } from './suppliers.ts';

/** One article, as the seed makes it, before any system holds it. */
export interface SeedArticle {
  sku: Sku;
  /** With the labels of its options: `Kokkekniv, 20 cm`. */
  name: string;
  description: string;
  /** Articles of one family are variants of one product. The family's name in the shop, which no other family has. */
  family: string;
  /** The family's part of the SKU: `KOKKEKNIV` of `KOKKEKNIV-20`, `KOKKEKNIV-SKARVOY` of `KOKKEKNIV-SKARVOY-20`. */
  code: string;
  /** What sort of thing it is, whoever makes it: `KOKKEKNIV` for every chef's knife. */
  sort: string;
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
  /** Used up and bought again, as candles and coffee are. */
  isUsedUp: boolean;
  photo: Photo;
}

export interface Photo {
  /** Code points of the object as `@lobehub/fluent-emoji-3d` names its files. */
  emoji: string;
  /** CSS colour, `#rrggbb`. */
  backdrop: string;
  /** The colour that the object itself comes in, `#rrggbb`; empty where it has its own. */
  tint: string;
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

/**
 * The shop's goods: those written by hand first, whose names, prices and sizes are the same in every world, and then
 * as many of the makers' series as it takes. Stock, bins and GTINs are drawn.
 *
 * @param count Articles; never fewer than the 142 that are written by hand.
 */
export function makeAssortment(seed: number, count = 0): SeedArticle[] {
  const articles = makeCore(seed);
  if (count > articles.length) addSeries(articles, seed, count);
  return articles;
}

function makeCore(seed: number): SeedArticle[] {
  const random = new Random(seed, 'assortment');
  const supply = new Random(seed, 'assortment/supply');
  const shelving = makeShelving(0);
  const articles: SeedArticle[] = [];
  const gtins = new Set<string>();
  for (const department of DEPARTMENTS) {
    department.families.forEach((family, index) => {
      const ownBackdrop = department.backdrops[index % department.backdrops.length]!;
      const [careNb, careEn] = careOf(family.kind, random);
      const words = coreWords(family.code);
      const description = careNb ? `${family.text} ${careNb}` : family.text;
      const english = careEn ? `${words.text} ${careEn}` : words.text;
      for (const [label, kroner, weight] of family.variants ?? [[undefined, family.price, 1] as const]) {
        const sku = skuOf(family, label);
        const options = label ? [{ name: family.option!, label }] : [];
        const drawGtin = () => gtin13(`70${String(25_00000000 + random.integer(0, 9_999_999) * 10 + (articles.length % 10))}`);
        let gtin = drawGtin();
        while (gtins.has(gtin)) gtin = drawGtin();
        gtins.add(gtin);
        const onHand = SCARCE[sku] ?? random.integer(12, 80);
        const bin = `${department.aisle}-${String(random.integer(1, 24)).padStart(2, '0')}-${random.integer(1, 4)}`;
        const [, backdrop, tint] = COLOURS[label as Colour] ?? ['', ownBackdrop, ''];
        articles.push({
          sku,
          name: [family.name, ...options.map((option) => option.label)].join(', '),
          description,
          family: family.name,
          code: family.code,
          sort: family.code,
          series: '',
          english: { name: englishName(words.english, options), description: english },
          options,
          category: department.category,
          gtin,
          price: kroner * 100,
          prices: pricesOf(kroner),
          vatPercent: 25,
          onHand,
          bin,
          shelves: shelving.shelves(department.aisle, bin, onHand, supply),
          ...supplyOf(
            supply.pick(SUPPLIERS.filter(({ categories }) => categories.includes(department.category))),
            kroner,
            supply,
          ),
          weightGrams: Math.round(family.weightGrams * weight),
          sizeMillimetres: { length: family.size[0], width: family.size[1], height: family.size[2] },
          isUsedUp: USED_UP.has(family.code),
          photo: { emoji: family.emoji, backdrop, tint },
        });
      }
    });
  }
  return articles;
}

const USED_UP = new Set([
  'KAFFEFILTER',
  'STEARINLYS',
  'ULLGARN',
  'GRONNSAPE',
  'SAPESTYKKE',
  'OPPVASKSVAMP',
  'FRO',
  'HYSSING',
  'SLUK',
]);

function addSeries(articles: SeedArticle[], seed: number, count: number): void {
  const random = new Random(seed, 'assortment/stock');
  const shelving = makeShelving(count);
  const aisles = new Map(DEPARTMENTS.map(({ category, aisle }) => [category, aisle]));
  const backdrops = new Map(DEPARTMENTS.map(({ category, backdrops: drawn }) => [category, drawn]));
  const items = new Map<string, number>();
  const names = new Set(articles.map(({ family }) => family));
  for (const family of drawSeries(seed)) {
    if (names.has(family.name)) continue;
    names.add(family.name);
    const { sort, supplier } = family;
    const aisle = aisles.get(sort.category)!;
    const own = random.pick(backdrops.get(sort.category)!);
    for (const variant of family.variants) {
      if (articles.length >= count) return;
      const item = items.get(supplier.id) ?? 0;
      items.set(supplier.id, item + 1);
      const bin = shelving.bin(aisle, random);
      const onHand = random.chance(0.01) ? 0 : random.chance(0.03) ? random.integer(1, 5) : random.integer(14, 120);
      const [, backdrop, tint] = variant.colour ? COLOURS[variant.colour] : ['', own, ''];
      articles.push({
        ...namesOf(family, variant.options),
        gtin: gtin13(`${supplier.gs1Prefix}${String(item).padStart(5, '0')}`),
        price: variant.kroner * 100,
        prices: pricesOf(variant.kroner),
        vatPercent: 25,
        onHand,
        bin,
        shelves: shelving.shelves(aisle, bin, onHand, random),
        ...supplyOf(supplier, variant.kroner, random),
        weightGrams: Math.max(5, Math.round((sort.weightGrams * variant.weight) / 100)),
        sizeMillimetres: sizeOf(sort.size, variant.weight),
        isUsedUp: sort.isUsedUp ?? false,
        photo: { emoji: sort.emoji, backdrop, tint },
      });
    }
  }
}

function namesOf({ code, name, series, sort, description, english }: SeriesFamily, options: SeedArticle['options']) {
  return {
    sku: [code, ...options.map(({ label }) => folded(label.replace(/ (cm|personer|fot)$/, '')))].join('-') as Sku,
    name: [name, ...options.map(({ label }) => label)].join(', '),
    description,
    family: name,
    code,
    sort: sort.code,
    series,
    english: { name: englishName(english.name, options), description: english.description },
    options,
    category: sort.category,
  };
}

/** What weighs twice as much is a third larger each way, or nearly: no shop measures closer. */
function sizeOf([length, width, height]: readonly [number, number, number], weight: number): SeedArticle['sizeMillimetres'] {
  const scaled = (side: number) => Math.max(5, Math.round((side * (200 + weight)) / 300));
  return { length: scaled(length), width: scaled(width), height: scaled(height) };
}

/** `KOKKEKNIV-20`, `GRYTE-MOSE`, `BRYNE`. */
export function skuOf(family: Family, label?: string): Sku {
  if (!label) return family.code as Sku;
  return `${family.code}-${folded(label.replace(/ (cm|personer|fot)$/, ''))}` as Sku;
}

/** Appends GS1's check digit to twelve digits: weights 1 and 3 from the left, up to the next ten. */
export function gtin13(twelve: string): string {
  let sum = 0;
  for (let index = 0; index < 12; index++) sum += (twelve.charCodeAt(index) - 48) * (index % 2 === 0 ? 1 : 3);
  return `${twelve}${(10 - (sum % 10)) % 10}`;
}
