import type { Position } from '@vitrine/contract';
import type { Random } from '../kernel/random.ts';
import { QUAY, ROAD_OUT, STREET_NAMES } from './street-names.ts';

/** A point in metres east and north of the middle of the quay. */
export interface Spot {
  x: number;
  y: number;
}

/** A stretch of one street between two crossings. */
export interface Stretch {
  street: string;
  from: number;
  to: number;
}

export interface StreetGrid {
  crossings: Spot[];
  stretches: Stretch[];
  /** Crossings along each street in order; a street that a park interrupts is there twice. */
  lines: { name: string; crossings: number[] }[];
}

const MIDDLE = { latitude: 60.39, longitude: 5.32 };
/** At 60.39° north. Constants, because no two engines promise the same cosine. */
const METRES_PER_DEGREE = { latitude: 111_419, longitude: 55_141 };

const ROWS = 12;
const COLUMNS = 20;
const BLOCK_ALONG = 112;
const BLOCK_UPHILL = 88;
/** Half the bend of the bay, per metre. */
const BEND = 0.000_22;

/** To the tenth of a metre or so, which is what registers give. */
export function toPosition({ x, y }: Spot): Position {
  const degrees = (value: number) => Math.round(value * 1e6) / 1e6;
  return {
    latitude: degrees(MIDDLE.latitude + y / METRES_PER_DEGREE.latitude),
    longitude: degrees(MIDDLE.longitude + x / METRES_PER_DEGREE.longitude),
  };
}

export function toSpot({ latitude, longitude }: Position): Spot {
  return {
    x: (longitude - MIDDLE.longitude) * METRES_PER_DEGREE.longitude,
    y: (latitude - MIDDLE.latitude) * METRES_PER_DEGREE.latitude,
  };
}

export function metresBetween(a: Spot, b: Spot): number {
  const x = b.x - a.x;
  const y = b.y - a.y;
  return Math.sqrt(x * x + y * y);
}

/** Streets along a bay, and others uphill from it, none of them quite straight; a few blocks are parks. */
export function drawStreets(random: Random): StreetGrid {
  const names = random.shuffle(STREET_NAMES);
  const nextName = () => names.pop()!;
  const crossings: Spot[] = [];
  for (let row = 0; row < ROWS; row++)
    for (let column = 0; column < COLUMNS; column++) crossings.push(crossing(row, column, random));
  const at = (row: number, column: number) => row * COLUMNS + column;

  const lines: StreetGrid['lines'] = [];
  for (let row = 0; row < ROWS; row++) {
    const [first, last] = row === 0 ? [0, COLUMNS - 1] : [random.integer(0, row >> 2), COLUMNS - 1 - random.integer(0, row >> 2)];
    const turn = random.integer(8, 11);
    const columns = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    const along = columns.map((column) => at(row, column));
    lines.push({ name: row === 0 ? QUAY : nextName(), crossings: along.slice(0, turn - first + 1) });
    lines.push({ name: nextName(), crossings: along.slice(turn - first) });
  }
  for (let column = 0; column < COLUMNS; column++) {
    const edge = Math.min(column, COLUMNS - 1 - column);
    const last = ROWS - 1 - (edge < 3 ? random.integer(2, 4) : random.integer(0, 1));
    const uphill = Array.from({ length: last + 1 }, (_, row) => at(row, column));
    const name = nextName();
    const park = random.chance(0.45) ? random.integer(3, last - 3) : last;
    lines.push({ name, crossings: uphill.slice(0, park + 1) });
    if (park + 2 <= last) lines.push({ name, crossings: uphill.slice(park + 1) });
  }
  // Some towns end before the fifth row up: then the road leaves from the highest crossing that is part of the town.
  const town = reachable(crossings, stretchesOf(lines));
  const start = [5, 4, 3, 2, 1].map((row) => at(row, COLUMNS - 1)).find((crossing) => town.has(crossing)) ?? at(0, COLUMNS - 1);
  lines.push({ name: ROAD_OUT, crossings: roadOut(crossings, start, random) });
  return connected({ crossings, stretches: stretchesOf(lines), lines });
}

const stretchesOf = (lines: StreetGrid['lines']): Stretch[] =>
  lines.flatMap(({ name, crossings: along }) =>
    along.slice(1).map((to, index): Stretch => ({ street: name, from: along[index]!, to })),
  );

/** Along the bay by columns, away from the water by rows; streets higher up spread out. */
function crossing(row: number, column: number, random: Random): Spot {
  const x = (column - (COLUMNS - 1) / 2) * BLOCK_ALONG;
  const slope = -2 * BEND * x;
  const length = Math.sqrt(1 + slope * slope);
  const uphill = row * BLOCK_UPHILL;
  const jitter = row === 0 ? 6 : 26;
  return {
    x: x - (slope / length) * uphill + (random.fraction() - 0.5) * jitter,
    y: -BEND * x * x + uphill / length + (random.fraction() - 0.5) * jitter,
  };
}

/** Four kilometres out of town, bending a little. Appends its own points. */
function roadOut(crossings: Spot[], start: number, random: Random): number[] {
  const along = [start];
  let { x, y } = crossings[start]!;
  for (let step = 0; step < 18; step++) {
    x += 190 + random.integer(0, 30);
    y += 70 + random.integer(-45, 60);
    along.push(crossings.push({ x, y }) - 1);
  }
  return along;
}

/** Crossings to which a way leads from the quay. */
function reachable(crossings: readonly Spot[], stretches: readonly Stretch[]): Set<number> {
  const neighbours = crossings.map((): number[] => []);
  for (const { from, to } of stretches) {
    neighbours[from]!.push(to);
    neighbours[to]!.push(from);
  }
  const reached = new Set([0]);
  for (const at of reached) for (const next of neighbours[at]!) reached.add(next);
  return reached;
}

/** Leaves out what cannot be reached from the quay. */
function connected({ crossings, stretches, lines }: StreetGrid): StreetGrid {
  const reached = reachable(crossings, stretches);
  return {
    crossings,
    stretches: stretches.filter(({ from }) => reached.has(from)),
    lines: lines.filter((line) => line.crossings.length > 1 && reached.has(line.crossings[0]!)),
  };
}
