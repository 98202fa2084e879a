import type { Article, Parcel } from '../ports.ts';

/** What one pair of hands lifts, and one box holds. */
const MOST_GRAMS = 20_000;
const MOST_HEIGHT_MM = 600;

/** Board, filling and tape. */
const BOX_GRAMS = 150;
const BOX_MILLIMETRES = 20;

/**
 * An estimate of the parcels, for quotes: pieces stacked until a box is full. The warehouse says later what they are.
 */
export function estimateParcels(pieces: readonly { article: Article; quantity: number }[]): Parcel[] {
  const parcels: Parcel[] = [];
  let open: Parcel | undefined;
  for (const { article, quantity } of pieces) {
    const { length, width, height } = article.sizeMillimetres;
    for (let piece = 0; piece < quantity; piece += 1) {
      const full =
        open && (open.weightGrams + article.weightGrams > MOST_GRAMS || open.sizeMillimetres.height + height > MOST_HEIGHT_MM);
      if (!open || full) {
        open = { weightGrams: BOX_GRAMS, sizeMillimetres: { length: 0, width: 0, height: BOX_MILLIMETRES } };
        parcels.push(open);
      }
      open.weightGrams += article.weightGrams;
      open.sizeMillimetres = {
        length: Math.max(open.sizeMillimetres.length, length + BOX_MILLIMETRES),
        width: Math.max(open.sizeMillimetres.width, width + BOX_MILLIMETRES),
        height: open.sizeMillimetres.height + height,
      };
    }
  }
  return parcels;
}
