import type { DeliveryKind, PickupPoint } from '@vitrine/contract';
import { inProperCase } from '../letter-case.ts';
import type { BringPoint } from './bring-answers.ts';

/** `Man - Fre: 0800-2200, Lør: 0800-2000` as a line per group of days, with times as people write them. */
export const openingLines = (text: string): string[] =>
  text
    .split(/,\s*/)
    .filter((line) => line !== '')
    .map((line) => line.replace(/\b(\d{2})(\d{2})\s*-\s*(\d{2})(\d{2})\b/g, '$1:$2–$3:$4').replace(' - ', '–'));

/** Metres from kilometres in text, `1.3`. */
function metresOf(kilometres: string | number | null | undefined): number | undefined {
  const metres = Math.round(Number(kilometres) * 1000);
  return kilometres === null || kilometres === undefined || kilometres === '' || Number.isNaN(metres) ? undefined : metres;
}

export function toPickupPoint(point: BringPoint): PickupPoint {
  const metres = metresOf(point.distanceInKm);
  return {
    id: point.id,
    name: point.name,
    address: {
      street_address: inProperCase(point.visitingAddress || point.address || ''),
      postal_code: point.visitingPostalCode || point.postalCode || '',
      address_locality: inProperCase(point.visitingCity || point.city || ''),
      address_country: point.countryCode,
    },
    position: { latitude: point.latitude, longitude: point.longitude },
    opening_hours: openingLines(point.openingHoursNorwegian),
    ...(metres === undefined ? {} : { distance_metres: metres }),
  };
}

/** Machines that open by a code are lockers; Bring tells them by name, and by the types 27 and 37. */
export const kindOfPoint = ({ name, type }: BringPoint): DeliveryKind =>
  type === '27' || type === '37' || /pakkeautomat|pakkeboks|pakkeskap/i.test(name) ? 'locker' : 'pickup_point';
