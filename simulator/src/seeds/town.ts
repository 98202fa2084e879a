import type { Position } from '@vitrine/contract';
import { Random } from '../kernel/random.ts';
import { drawStreets, metresBetween, toPosition, toSpot, type Spot, type StreetGrid } from './street-grid.ts';
import { ROAD_OUT } from './street-names.ts';
import { makeRouter } from './street-route.ts';

export interface TownAddress {
  id: string;
  street: string;
  number: number;
  letter?: string;
  postalCode: string;
  place: string;
  position: Position;
}

export interface TownPlace {
  id: string;
  name: string;
  address: TownAddress;
}

/** The way a vehicle takes: points on streets, with the metres travelled at each. */
export interface TownRoute {
  points: Position[];
  metres: number[];
}

export interface Town {
  name: string;
  addresses: readonly TownAddress[];
  /** Where the shop's parcels start. */
  depot: TownPlace;
  /** The carrier's terminal outside town, where long-haul parcels come in. */
  terminal: TownPlace;
  pickupPoints: readonly TownPlace[];
  lockers: readonly TownPlace[];
  /** Streets as lines, for maps. */
  streets: readonly { name: string; line: Position[] }[];
  /** Shortest way along streets. */
  route(from: Position, to: Position): TownRoute;
}

const PLACE = 'Nordhavn';
/** By quarter: along the water, west, east, and up the hill. */
const POSTAL_CODES = { harbour: '5003', west: '5004', east: '5005', hill: '5006', outside: '5007' };

const PICKUP_POINTS = [
  ['Havnekiosken', -120, 40],
  ['Landhandleriet ved Sundet', -820, 130],
  ['Lien Kolonial', -330, 720],
  ['Bokhandelen på Hjørnet', 150, 300],
  ['Verftet Sport og Fritid', 760, 120],
  ['Høyden Blomster og Post', 520, 760],
] as const;

const LOCKERS = [
  ['Pakkeboks Kaia', 60, 0],
  ['Pakkeboks Rutebilstasjonen', 420, 240],
  ['Pakkeboks Sykehuset', -560, 480],
  ['Pakkeboks Idrettshallen', 140, 860],
] as const;

/** Draws a harbour town. @param seed Any 32-bit integer. */
export function makeTown(seed: number): Town {
  const random = new Random(seed, 'town');
  const grid = drawStreets(random);
  const addresses = drawAddresses(grid, random);
  const taken = new Set<string>();
  const nearest = (spot: Spot, street?: string): TownAddress => {
    let best: TownAddress | undefined;
    let least = Infinity;
    for (const address of addresses) {
      if (taken.has(address.id) || (street ? address.street !== street : address.street === ROAD_OUT)) continue;
      const metres = metresBetween(toSpot(address.position), spot);
      if (metres < least) [least, best] = [metres, address];
    }
    taken.add(best!.id);
    return best!;
  };
  const placeNear =
    (kind: string) =>
    ([name, x, y]: readonly [string, number, number], index: number): TownPlace => ({
      id: `${kind}-${index + 1}`,
      name,
      address: nearest({ x: x + random.integer(-40, 40), y: y + random.integer(-40, 40) }),
    });
  const pickupPoints = PICKUP_POINTS.map(placeNear('point'));
  const lockers = LOCKERS.map(placeNear('locker'));
  const depot = { id: 'depot', name: 'Kniv & Fjøl, lageret', address: nearest({ x: 880, y: 330 }) };
  const terminal = { id: 'terminal', name: 'Nordhavn terminal', address: nearest({ x: 5_000, y: 1_500 }, ROAD_OUT) };
  const streets = grid.lines.map(({ name, crossings }) => ({
    name,
    line: crossings.map((at) => toPosition(grid.crossings[at]!)),
  }));
  // Building the graph takes longer than drawing the town, and most worlds never drive.
  let router: Town['route'] | undefined;
  const route: Town['route'] = (from, to) => (router ??= makeRouter(grid))(from, to);
  return { name: PLACE, addresses, depot, terminal, pickupPoints, lockers, streets, route };
}

/** Houses on both sides of every street: odd numbers left, even ones right, rising along it. */
function drawAddresses({ crossings, lines }: StreetGrid, random: Random): TownAddress[] {
  const addresses: TownAddress[] = [];
  const lastNumber = new Map<string, number>();
  for (const { name, crossings: along } of lines) {
    const chance = name === ROAD_OUT ? 0.12 : 0.9;
    for (let index = 1; index < along.length; index++) {
      const [a, b] = [crossings[along[index - 1]!]!, crossings[along[index]!]!];
      const length = metresBetween(a, b);
      for (const [share, side] of [
        [0.3, 1],
        [0.7, -1],
      ] as const) {
        const number = (lastNumber.get(name) ?? 0) + 1 + 2 * random.integer(0, 1);
        lastNumber.set(name, number + (side === 1 ? 0 : 1));
        const at = share + (random.fraction() - 0.5) * 0.2;
        const away = side * (11 + random.integer(0, 5));
        const spot = {
          x: a.x + (b.x - a.x) * at - ((b.y - a.y) / length) * away,
          y: a.y + (b.y - a.y) * at + ((b.x - a.x) / length) * away,
        };
        // The carrier's terminal lies on the road out, so the last plot there is built on if no other is.
        const isLastPlot = name === ROAD_OUT && index === along.length - 1 && side === -1;
        const isNeeded = isLastPlot && !addresses.some(({ street }) => street === ROAD_OUT);
        if (!random.chance(chance) && !isNeeded) continue;
        const house = side === 1 ? number | 1 : number + (number % 2);
        const letters = random.chance(0.12) ? ['A', 'B'] : [undefined];
        letters.forEach((letter, entrance) => {
          const door = { x: spot.x + ((b.x - a.x) / length) * 7 * entrance, y: spot.y + ((b.y - a.y) / length) * 7 * entrance };
          addresses.push({
            id: `adr-${addresses.length + 1}`,
            street: name,
            number: house,
            ...(letter ? { letter } : {}),
            postalCode: postalCodeOf(name, spot),
            place: PLACE,
            position: toPosition(door),
          });
        });
        lastNumber.set(name, house);
      }
    }
  }
  return addresses;
}

function postalCodeOf(street: string, { x, y }: Spot): string {
  if (street === ROAD_OUT) return POSTAL_CODES.outside;
  // The bay bends away from the middle, so height above the water is measured from its curve.
  const uphill = y + 0.000_22 * x * x;
  if (uphill > 620) return POSTAL_CODES.hill;
  if (uphill < 130) return POSTAL_CODES.harbour;
  return x < 0 ? POSTAL_CODES.west : POSTAL_CODES.east;
}
