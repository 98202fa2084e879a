import type { SeedArticle } from '../../seeds/assortment.ts';

/** A packed box. Grams and millimetres. */
export interface PackedParcel {
  weightGrams: number;
  length: number;
  width: number;
  height: number;
}

/** The shop's cartons, outside measures, smallest first. The first goes through a mailbox. */
const CARTONS = [
  { length: 340, width: 240, height: 110, weightGrams: 140 },
  { length: 350, width: 260, height: 180, weightGrams: 210 },
  { length: 450, width: 320, height: 240, weightGrams: 380 },
  { length: 600, width: 400, height: 320, weightGrams: 620 },
  { length: 800, width: 450, height: 400, weightGrams: 980 },
  { length: 1_000, width: 500, height: 450, weightGrams: 1_350 },
] as const;

const HEAVIEST_GRAMS = 20_000;
/** Paper and air: a carton is never filled to the corners. */
const FILL = 0.85;
const WALL_MM = 6;

type Sized = Pick<SeedArticle, 'weightGrams' | 'sizeMillimetres'>;

const sorted = (a: number, b: number, c: number): number[] => [a, b, c].sort((x, y) => y - x);

/** The smallest carton that takes the pieces; none when one of them is longer than the largest carton. */
function cartonFor(pieces: readonly Sized[]): (typeof CARTONS)[number] | undefined {
  const volume = pieces.reduce((sum, { sizeMillimetres: { length, width, height } }) => sum + length * width * height, 0);
  return CARTONS.find((carton) => {
    const inside = sorted(carton.length - WALL_MM, carton.width - WALL_MM, carton.height - WALL_MM);
    const fits = pieces.every(({ sizeMillimetres: { length, width, height } }) =>
      sorted(length, width, height).every((side, index) => side <= inside[index]!),
    );
    return fits && volume <= inside[0]! * inside[1]! * inside[2]! * (pieces.length === 1 ? 1 : FILL);
  });
}

function close(pieces: readonly Sized[]): PackedParcel {
  const goods = pieces.reduce((sum, piece) => sum + piece.weightGrams, 0);
  const carton = cartonFor(pieces);
  if (carton)
    return { weightGrams: goods + carton.weightGrams, length: carton.length, width: carton.width, height: carton.height };
  const { length, width, height } = pieces[0]!.sizeMillimetres;
  return { weightGrams: goods + 200, length: length + 2 * WALL_MM, width: width + 2 * WALL_MM, height: height + 2 * WALL_MM };
}

/** Packs pieces, largest first, into as few parcels as stay below 20 kg and 1 m; longer pieces travel wrapped, alone. */
export function packPieces(pieces: readonly Sized[]): PackedParcel[] {
  const volume = ({ sizeMillimetres: { length, width, height } }: Sized) => length * width * height;
  const parcels: Sized[][] = [];
  for (const piece of [...pieces].sort((a, b) => volume(b) - volume(a))) {
    const open = parcels.find((parcel) => {
      const weight = parcel.reduce((sum, { weightGrams }) => sum + weightGrams, piece.weightGrams);
      return weight <= HEAVIEST_GRAMS && cartonFor([...parcel, piece]) !== undefined;
    });
    if (open) open.push(piece);
    else parcels.push([piece]);
  }
  return parcels.map(close);
}
