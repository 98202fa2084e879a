import type { Kind } from './family.ts';
import type { AdjectiveName, Form, MaterialName, Palette, SizeName, Told } from './words.ts';

/** A sort of thing that a shop has from many makers: every chef's knife, every tent. */
export interface Sort {
  code: string;
  category: string;
  noun: string;
  /** With its article: `kniven`, `brettet`, `sokkene`. */
  the: string;
  form: Form;
  english: string;
  /** Object on the photo. */
  emoji: string;
  kind: Kind;
  /** Kroner including VAT, the cheapest and the dearest maker's. */
  kroner: readonly [least: number, most: number];
  weightGrams: number;
  size: readonly [length: number, width: number, height: number];
  /** Empty where nothing is worth saying about it. */
  materials: readonly MaterialName[];
  adjectives: readonly AdjectiveName[];
  sizes?: SizeName;
  palette?: Palette;
  /** Said without an article, as flour and rope are. */
  isMass?: true;
  /** Bought again when it is used up. */
  isUsedUp?: true;
  /** Continues the first sentence: `til brød med sprø skorpe`. */
  purpose: Told;
  /** A whole sentence. */
  detail: Told;
}

type Row = readonly [
  code: string,
  noun: string,
  the: string,
  form: Form,
  english: string,
  emoji: string,
  kind: Kind,
  kroner: readonly [number, number],
  weightGrams: number,
  size: readonly [number, number, number],
  materials: readonly MaterialName[],
  adjectives: readonly AdjectiveName[],
  options: Pick<Sort, 'sizes' | 'palette' | 'isMass' | 'isUsedUp'>,
  purpose: Told,
  detail: Told,
];

/** Sorts of one category as its buyer writes them down, a line each. */
export const sortsOf = (category: string, rows: readonly Row[]): Sort[] =>
  rows.map(
    ([
      code,
      noun,
      the,
      form,
      english,
      emoji,
      kind,
      kroner,
      weightGrams,
      size,
      materials,
      adjectives,
      options,
      purpose,
      detail,
    ]) => ({
      code,
      category,
      noun,
      the,
      form,
      english,
      emoji,
      kind,
      kroner,
      weightGrams,
      size,
      materials,
      adjectives,
      ...options,
      purpose,
      detail,
    }),
  );
