import type { Position } from '@vitrine/contract';
import type { Town } from '../../seeds/town.ts';
import { fields, number, text } from '../parcels/reading.ts';
import { doorAt } from '../parcels/town-places.ts';

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

const cells = new WeakMap<Town, Map<string, Position[]>>();
const cellOf = ({ latitude, longitude }: Position) => [
  Math.floor((latitude * METRES_PER_DEGREE) / TOWN_EDGE_METRES),
  Math.floor((longitude * METRES_PER_DEGREE * 0.5) / TOWN_EDGE_METRES),
];

/** The town's doors by square, so that only those nearby are measured. Half a degree's width is right at 60° north. */
function cellsOf(town: Town): Map<string, Position[]> {
  const known = cells.get(town);
  if (known) return known;
  const index = new Map<string, Position[]>();
  for (const { position } of [town.depot.address, town.terminal.address, ...town.addresses]) {
    const key = cellOf(position).join();
    const there = index.get(key);
    if (there) there.push(position);
    else index.set(key, [position]);
  }
  cells.set(town, index);
  return index;
}

/** Whether the courier goes there: some door of the town is near. */
function isInTown(town: Town, position: Position): boolean {
  const index = cellsOf(town);
  const [row, column] = cellOf(position) as [number, number];
  for (let north = -1; north <= 1; north++)
    for (let east = -1; east <= 1; east++)
      for (const door of index.get([row + north, column + east].join()) ?? [])
        if (metresBetween(door, position) < TOWN_EDGE_METRES) return true;
  return false;
}

/** Finds a place of the wire in town; undefined where the courier does not go. */
export function findPlace(town: Town, wire: unknown): Place | undefined {
  const asked = fields(wire);
  const [lat, lon] = [number(asked.lat), number(asked.lon)];
  const [street, postalCode] = [text(asked.street), text(asked.postal_code)];
  const rest = { name: text(asked.name) ?? '', street: street ?? '', postalCode: postalCode ?? '', city: text(asked.city) ?? '' };
  if (lat !== undefined && lon !== undefined) {
    const position = { latitude: lat, longitude: lon };
    return isInTown(town, position) ? { position, ...rest } : undefined;
  }
  if (!street || !postalCode) return undefined;
  const known = doorAt(town, street, postalCode);
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
