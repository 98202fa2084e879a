import type { Position } from '@vitrine/contract';
import type { Random } from '../../kernel/random.ts';
import type { Town, TownRoute } from '../../seeds/town.ts';
import { bearing, metresBetween } from './places.ts';

/** A ride through town as plain data: where the bike is at which time. */
export interface Drive {
  points: Position[];
  /** Metres ridden at each point. */
  metres: number[];
  /** Rising times with the metres ridden at each. Equal metres: standing still. */
  keyframes: { at: number; metre: number }[];
  /** Metres at which other people's doors are. */
  doors: number[];
  /** What will go wrong; nobody knows before it begins. */
  delay?: { at: number; lengthMs: number; reason: string };
  arrivesAt: number;
}

const kmh = (value: number): number => value / 3.6;

function join(routes: readonly TownRoute[]): TownRoute {
  const joined: TownRoute = { points: [], metres: [] };
  for (const { points, metres } of routes) {
    const before = joined.metres.at(-1) ?? 0;
    points.forEach((point, index) => {
      if (index === 0 && joined.points.length > 0) return;
      joined.points.push(point);
      joined.metres.push(before + (metres[index] ?? 0));
    });
  }
  return joined;
}

/** Doors that lie near the way, in the order in which it passes them. */
function pickDoors(town: Town, direct: TownRoute, count: number, random: Random): Position[] {
  if (count === 0 || town.addresses.length === 0) return [];
  const nearest = (position: Position) => {
    let best = { metres: Infinity, index: 0 };
    direct.points.forEach((point, index) => {
      const metres = metresBetween(point, position);
      if (metres < best.metres) best = { metres, index };
    });
    return best;
  };
  const candidates = Array.from({ length: 40 }, () => random.pick(town.addresses).position).map((position) => ({
    position,
    ...nearest(position),
  }));
  const close = candidates.filter(({ metres, index }) => metres < 250 && index > 0 && index < direct.points.length - 1);
  return close
    .slice(0, count)
    .sort((a, b) => a.index - b.index)
    .map(({ position }) => position);
}

const REASONS = [
  'A puncture: the courier changes a tyre',
  'The road is closed for works; the courier goes around on foot',
  'Heavy sleet: the courier waits it out',
];

/**
 * Plans the ride: by way of other doors, at 18 to 32 km/h, with small stops at crossings.
 *
 * @param delayed Something goes wrong on the way.
 */
export function planDrive(town: Town, from: Position, to: Position, startAt: number, random: Random, delayed: boolean): Drive {
  const doorPositions = pickDoors(town, town.route(from, to), random.integer(0, 3), random);
  const legs = [from, ...doorPositions].map((start, index) => town.route(start, doorPositions[index] ?? to));
  const { points, metres } = join(legs);
  const total = metres.at(-1) ?? 0;
  const doors: number[] = [];
  let ridden = 0;
  for (const leg of legs.slice(0, -1)) doors.push((ridden += leg.metres.at(-1) ?? 0));

  const keyframes = [{ at: startAt, metre: 0 }];
  let at = startAt;
  let metre = 0;
  const delayMetre = delayed ? total * (0.3 + random.fraction() * 0.4) : undefined;
  let delay: Drive['delay'];
  const stand = (ms: number) => keyframes.push({ at: (at += ms), metre });
  while (metre < total) {
    const marks = [...doors, delayMetre ?? Infinity].filter((mark) => mark > metre);
    const next = Math.min(total, metre + random.integer(150, 400), ...marks);
    at += Math.round(((next - metre) / kmh(random.integer(18, 32))) * 1000);
    metre = next;
    keyframes.push({ at, metre });
    if (metre === delayMetre) {
      delay = { at, lengthMs: random.integer(8, 20) * 60_000, reason: random.pick(REASONS) };
      stand(delay.lengthMs);
    }
    if (doors.includes(metre)) stand(random.integer(40, 120) * 1000);
    else if (metre < total && random.chance(0.2)) stand(random.integer(5, 25) * 1000);
  }
  return { points, metres, keyframes, doors, ...(delay ? { delay } : {}), arrivesAt: at };
}

/** The same ride with a standstill from now on. */
export function standStill(drive: Drive, now: number, lengthMs: number): Drive {
  const metre = metresAt(drive, now);
  const before = drive.keyframes.filter(({ at }) => at < now);
  const after = drive.keyframes.filter(({ at }) => at >= now).map((frame) => ({ ...frame, at: frame.at + lengthMs }));
  const { delay } = drive;
  return {
    ...drive,
    keyframes: [...before, { at: now, metre }, { at: now + lengthMs, metre }, ...after],
    ...(delay && delay.at >= now ? { delay: { ...delay, at: delay.at + lengthMs } } : {}),
    arrivesAt: drive.arrivesAt + lengthMs,
  };
}

export function metresAt({ keyframes }: Drive, at: number): number {
  const next = keyframes.findIndex((frame) => frame.at > at);
  if (next === -1) return keyframes.at(-1)!.metre;
  if (next === 0) return 0;
  const [before, after] = [keyframes[next - 1]!, keyframes[next]!];
  return before.metre + ((after.metre - before.metre) * (at - before.at)) / (after.at - before.at);
}

/** When the bike has ridden this far. */
export function timeAt({ keyframes }: Drive, metre: number): number {
  const next = keyframes.findIndex((frame) => frame.metre >= metre);
  if (next <= 0) return keyframes[next === 0 ? 0 : keyframes.length - 1]!.at;
  const [before, after] = [keyframes[next - 1]!, keyframes[next]!];
  return Math.round(before.at + ((after.at - before.at) * (metre - before.metre)) / (after.metre - before.metre));
}

/** `at`, or when the bike moves on if it stands still then. */
export function nextMoving({ keyframes }: Drive, at: number): number {
  const standing = keyframes.findIndex((frame, index) => index > 0 && frame.at > at && keyframes[index - 1]!.at <= at);
  if (standing === -1 || keyframes[standing]!.metre !== keyframes[standing - 1]!.metre) return at;
  return keyframes[standing]!.at;
}

/** Where the bike is, and which way it looks. */
export function whereAt(
  drive: Drive,
  at: number,
): { position: Position; heading: number; metresLeft: number; stopsBefore: number } {
  const { points, metres, doors } = drive;
  const total = metres.at(-1) ?? 0;
  const metre = metresAt(drive, at);
  const passed = metres.findIndex((mark) => mark >= metre);
  const index = passed === -1 ? metres.length - 1 : Math.max(1, passed);
  const [a, b] = [points[Math.max(0, index - 1)]!, points[index] ?? points[0]!];
  const length = (metres[index] ?? 0) - (metres[index - 1] ?? 0);
  const share = length > 0 ? (metre - (metres[index - 1] ?? 0)) / length : 0;
  const between = (start: number, end: number) => start + (end - start) * share;
  return {
    position: { latitude: between(a.latitude, b.latitude), longitude: between(a.longitude, b.longitude) },
    heading: bearing(a, b),
    metresLeft: Math.round(total - metre),
    stopsBefore: doors.filter((door) => door > metre + 1).length,
  };
}

/** When the bike is expected at the door, by what is known at this time. */
export const expectedArrival = ({ arrivesAt, delay }: Drive, at: number): number =>
  delay && at < delay.at ? arrivesAt - delay.lengthMs : arrivesAt;
