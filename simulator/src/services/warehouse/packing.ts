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
type Carton = (typeof CARTONS)[number];

/** What is in a parcel so far: enough to say which carton takes it, without looking at each piece again. */
interface Filling {
  first: Sized;
  pieces: number;
  weightGrams: number;
  volume: number;
  /** The longest first, second and third side of any piece. */
  sides: readonly number[];
}

const sorted = (a: number, b: number, c: number): number[] => [a, b, c].sort((x, y) => y - x);

const volumeOf = ({ sizeMillimetres: { length, width, height } }: Sized): number => length * width * height;

const INSIDE = new Map(
  CARTONS.map((carton) => [carton, sorted(carton.length - WALL_MM, carton.width - WALL_MM, carton.height - WALL_MM)] as const),
);

function withPiece(filling: Filling | undefined, piece: Sized): Filling {
  const { length, width, height } = piece.sizeMillimetres;
  const sides = sorted(length, width, height);
  if (!filling) return { first: piece, pieces: 1, weightGrams: piece.weightGrams, volume: volumeOf(piece), sides };
  return {
    first: filling.first,
    pieces: filling.pieces + 1,
    weightGrams: filling.weightGrams + piece.weightGrams,
    volume: filling.volume + volumeOf(piece),
    sides: sides.map((side, index) => Math.max(side, filling.sides[index]!)),
  };
}

/** The smallest carton that takes the pieces; none when one of them is longer than the largest carton. */
function cartonFor({ sides, volume, pieces }: Filling): Carton | undefined {
  return CARTONS.find((carton) => {
    const inside = INSIDE.get(carton)!;
    const room = inside[0]! * inside[1]! * inside[2]! * (pieces === 1 ? 1 : FILL);
    return sides.every((side, index) => side <= inside[index]!) && volume <= room;
  });
}

function close(filling: Filling): PackedParcel {
  const carton = cartonFor(filling);
  if (carton) {
    const { length, width, height, weightGrams } = carton;
    return { weightGrams: filling.weightGrams + weightGrams, length, width, height };
  }
  const { length, width, height } = filling.first.sizeMillimetres;
  return {
    weightGrams: filling.weightGrams + 200,
    length: length + 2 * WALL_MM,
    width: width + 2 * WALL_MM,
    height: height + 2 * WALL_MM,
  };
}

/** Packs pieces, largest first, into as few parcels as stay below 20 kg and 1 m; longer pieces travel wrapped, alone. */
export function packPieces(pieces: readonly Sized[]): PackedParcel[] {
  const parcels: Filling[] = [];
  for (const piece of [...pieces].sort((a, b) => volumeOf(b) - volumeOf(a))) {
    const open = parcels.findIndex((parcel) => {
      const filled = withPiece(parcel, piece);
      return filled.weightGrams <= HEAVIEST_GRAMS && cartonFor(filled) !== undefined;
    });
    if (open >= 0) parcels[open] = withPiece(parcels[open], piece);
    else parcels.push(withPiece(undefined, piece));
  }
  return parcels.map(close);
}
