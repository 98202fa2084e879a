import type { Position } from '@vitrine/contract';
import type { Town, TownAddress } from '../../seeds/town.ts';
import { fields, number, text } from '../parcels/reading.ts';

/** One end of a delivery. */
export interface Place {
  position: Position;
  name: string;
  street: string;
  postalCode: string;
  city: string;
}

const METRES_PER_DEGREE = 111_195;

/** Good to a few centimetres over a town. */
export function metresBetween(a: Position, b: Position): number {
  const north = (b.latitude - a.latitude) * METRES_PER_DEGREE;
  const east = (b.longitude - a.longitude) * METRES_PER_DEGREE * Math.cos((a.latitude * Math.PI) / 180);
  return Math.hypot(north, east);
}

/** Compass degrees from one point to the next. */
export function bearing(a: Position, b: Position): number {
  const north = b.latitude - a.latitude;
  const east = (b.longitude - a.longitude) * Math.cos((a.latitude * Math.PI) / 180);
  return Math.round(((Math.atan2(east, north) * 180) / Math.PI + 360) % 360);
}

/** The courier rides at most this far from the last known door. */
const TOWN_EDGE_METRES = 800;

const fold = (street: string): string => street.toLowerCase().replace(/[\s.,]+/g, '');

const doors = new WeakMap<Town, Map<string, TownAddress>>();

/** The town's doors by postal code and street. Read off once for each town: every quote asks. */
function doorsOf(town: Town): Map<string, TownAddress> {
  const known = doors.get(town);
  if (known) return known;
  const index = new Map<string, TownAddress>();
  for (const address of [town.depot.address, ...town.addresses]) {
    index.set(`${address.postalCode} ${fold(`${address.street} ${address.number}${address.letter ?? ''}`)}`, address);
  }
  doors.set(town, index);
  return index;
}

/** Finds a place of the wire in town; undefined where the courier does not go. */
export function findPlace(town: Town, wire: unknown): Place | undefined {
  const asked = fields(wire);
  const [lat, lon] = [number(asked.lat), number(asked.lon)];
  const [street, postalCode] = [text(asked.street), text(asked.postal_code)];
  const rest = { name: text(asked.name) ?? '', street: street ?? '', postalCode: postalCode ?? '', city: text(asked.city) ?? '' };
  if (lat !== undefined && lon !== undefined) {
    const position = { latitude: lat, longitude: lon };
    const inTown = [town.depot, town.terminal].some(
      ({ address }) => metresBetween(address.position, position) < TOWN_EDGE_METRES,
    );
    return inTown || town.addresses.some((address) => metresBetween(address.position, position) < TOWN_EDGE_METRES)
      ? { position, ...rest }
      : undefined;
  }
  if (!street || !postalCode) return undefined;
  const known = doorsOf(town).get(`${postalCode} ${fold(street)}`);
  return known && { ...rest, position: known.position, city: rest.city || known.place };
}

/** Whether the wire names a place at all: a wrong body and a place out of reach are two things. */
export function namesPlace(wire: unknown): boolean {
  const asked = fields(wire);
  return (
    (number(asked.lat) !== undefined && number(asked.lon) !== undefined) ||
    (text(asked.street) !== undefined && text(asked.postal_code) !== undefined)
  );
}
