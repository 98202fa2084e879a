/** Who works between the shelves. Robots drive faster and reach less quickly. */
export interface Picker {
  name: string;
  robot: boolean;
  /** Milliseconds since 1970. */
  busyUntil: number;
}

export const PICKERS: readonly Picker[] = [
  { name: 'Ola', robot: false, busyUntil: 0 },
  { name: 'Nora', robot: false, busyUntil: 0 },
  { name: 'Aisha', robot: false, busyUntil: 0 },
  { name: 'Jon', robot: false, busyUntil: 0 },
  { name: 'Robot 7', robot: true, busyUntil: 0 },
  { name: 'Robot 12', robot: true, busyUntil: 0 },
];

/** Where the packing stations are: before aisle A. */
export const PACKING = '@-0-0';

interface Spot {
  aisle: number;
  rack: number;
  level: number;
}

function spotOf(bin: string): Spot {
  const [, letters = '@', rack = '0', level = '0'] = /^([A-Z@]+)-?(\d+)?-?(\d+)?/i.exec(bin) ?? [];
  return { aisle: letters.toUpperCase().charCodeAt(0) - 64, rack: Number(rack), level: Number(level) };
}

/** Aisles first, then racks there and back, so that one walk passes all. */
export function byWalk(a: string, b: string): number {
  const [left, right] = [spotOf(a), spotOf(b)];
  if (left.aisle !== right.aisle) return left.aisle - right.aisle;
  const along = left.aisle % 2 === 1 ? left.rack - right.rack : right.rack - left.rack;
  return along || left.level - right.level || (a < b ? -1 : a > b ? 1 : 0);
}

/** Seconds from one bin to the next, reaching for the goods included. */
export function secondsBetween(from: string, to: string, robot: boolean): number {
  const [a, b] = [spotOf(from), spotOf(to)];
  const aisles = Math.abs(a.aisle - b.aisle);
  // Changing aisles means walking out to the cross aisle and in again.
  const racks = aisles === 0 ? Math.abs(a.rack - b.rack) : a.rack + b.rack;
  const metres = aisles * 4 + racks * 1.2;
  const speed = robot ? 1.8 : 1.2;
  return Math.round(metres / speed + b.level * (robot ? 5 : 3) + (robot ? 8 : 5));
}
