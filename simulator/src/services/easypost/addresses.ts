import type { Town } from '../../seeds/town.ts';
import { doorAt, doorsIn } from '../parcels/town-places.ts';
import { fields, text, type Fields } from '../parcels/reading.ts';
import type { AddressRow } from './rows.ts';

/** An address of the wire. EasyPost asks little of it; whether it exists is another question. */
export function readAddress(wire: unknown, id: string, at: number): AddressRow {
  const sent = fields(wire);
  const word = (name: string) => text(sent[name]) ?? null;
  return {
    id,
    at,
    name: word('name'),
    company: word('company'),
    street1: word('street1'),
    street2: word('street2'),
    city: word('city'),
    state: word('state'),
    zip: word('zip'),
    country: (word('country') ?? 'US').toUpperCase(),
    phone: word('phone'),
    email: word('email'),
    residential: typeof sent['residential'] === 'boolean' ? sent['residential'] : null,
    reference: word('reference'),
    verifications: {},
  };
}

export interface AddressError {
  code: string;
  field: string;
  message: string;
  suggestion: string | null;
}

/** What is wrong with an address, by the world's register; nothing when it exists. Codes as recorded. */
export function addressErrors(town: Town, { street1, zip, country }: AddressRow): AddressError[] {
  const error = (code: string, field: string, message: string): AddressError => ({ code, field, message, suggestion: null });
  const notFound = error('E.ADDRESS.NOT_FOUND', 'address', 'Address not found');
  if (!street1 || !/\d/.test(street1)) return [notFound, error('E.HOUSE_NUMBER.MISSING', 'street1', 'House number is missing')];
  if (country !== 'NO' || !/^\d{4}$/.test(zip ?? '')) return [notFound];
  // Only the town's doors are known; elsewhere in Norway a well-formed address is believed.
  return doorsIn(town, zip!).length > 0 && !doorAt(town, street1, zip!) ? [notFound] : [];
}

/** The address as the register writes it, with what was found out about it. */
export function verified(town: Town, address: AddressRow): AddressRow {
  const errors = addressErrors(town, address);
  const door = errors.length === 0 ? doorAt(town, address.street1!, address.zip!) : undefined;
  const details: Fields = door
    ? { latitude: door.position.latitude, longitude: door.position.longitude, time_zone: 'Europe/Oslo' }
    : {};
  const success = errors.length === 0;
  return {
    ...address,
    ...(success ? { residential: address.company === null } : {}),
    ...(door
      ? { city: door.place.toUpperCase(), street1: `${door.street} ${door.number}${door.letter ?? ''}`.toUpperCase() }
      : {}),
    verifications: { zip4: { success, errors, details: null }, delivery: { success, errors, details } },
  };
}
