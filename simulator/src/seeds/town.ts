import type { Position } from '@vitrine/contract';

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
