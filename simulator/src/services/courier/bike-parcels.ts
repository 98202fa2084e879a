import { fields, list, number, type Fields } from '../parcels/reading.ts';
import { LIMITS } from './offers.ts';

/** What a bike needs to know of a parcel. */
export interface BikeParcel {
  weightGrams: number;
  longestMillimetres: number;
}

/** Undefined when the wire's parcels are incomplete or impossible. */
export function readParcels(body: Fields): BikeParcel[] | undefined {
  const parcels = list(body.parcels).map((parcel) => {
    const { weight_g, length_mm, width_mm, height_mm } = fields(parcel);
    const measures = [weight_g, length_mm, width_mm, height_mm].map(number);
    if (measures.some((measure) => measure === undefined || measure <= 0)) return undefined;
    const [weightGrams, ...sides] = measures as number[];
    return { weightGrams: weightGrams!, longestMillimetres: Math.max(...sides) };
  });
  return parcels.length > 0 && parcels.length <= 20 && parcels.every((parcel) => parcel !== undefined) ? parcels : undefined;
}

export function fitsBike(parcels: readonly BikeParcel[]): boolean {
  const weight = parcels.reduce((sum, parcel) => sum + parcel.weightGrams, 0);
  return weight <= LIMITS.weightGrams && parcels.every((parcel) => parcel.longestMillimetres <= LIMITS.lengthMillimetres);
}
