/** What a thing is made of or for: decides how its care is described. */
export type Kind =
  | 'blade'
  | 'enamel'
  | 'steel'
  | 'castIron'
  | 'wood'
  | 'ceramic'
  | 'glass'
  | 'wool'
  | 'linen'
  | 'outdoor'
  | 'tool'
  | 'garden'
  | 'battery'
  | 'paper'
  | 'plain';

/** One product of the shop as its buyer wrote it down, with its variants. */
export interface Family {
  /** First part of the SKU. */
  code: string;
  name: string;
  /** Code points of the object on the photo, as `@lobehub/fluent-emoji-3d` names its files. */
  emoji: string;
  kind: Kind;
  /** Kroner including VAT, of the first variant. */
  price: number;
  weightGrams: number;
  /** Packed: length, width, height in millimetres. */
  size: readonly [number, number, number];
  text: string;
  /** Label, kroner, and how many times the weight of the first. */
  variants?: readonly (readonly [label: string, price: number, weight: number])[];
  /** What the labels are: `Størrelse`, `Farge`, … */
  option?: string;
}

/** A department: families that hang together. */
export interface Department {
  category: string;
  /** First letter of the bins it lies in. */
  aisle: string;
  /** Backdrops of its photos. */
  backdrops: readonly string[];
  families: readonly Family[];
}
