/** A place on the floor, in millimetres from the corner where the first dock door is. */
export interface Point {
  x: number;
  y: number;
}

/** A point, when somebody is there, and what they do from then on. */
export interface Waypoint extends Point {
  at: number;
  doing: string;
}

/** What a plan is drawn with. */
export interface Floor {
  /** The highest aisle and rack that hold goods. */
  aisles: number;
  racks: number;
}

interface Spot {
  aisle: number;
  rack: number;
  level: number;
}

const AISLE_MM = 4_000;
const RACK_MM = 1_200;
const FIRST_AISLE_MM = 8_000;
/** The cross aisle in front of the shelves, where all walks begin and end. */
const FRONT_MM = 9_000;
const FIRST_RACK_MM = 10_000;

/** `C-14-2` is aisle 3, rack 14, level 2; `AB-01-1` is aisle 28. */
export function spotOf(bin: string): Spot {
  const [, letters = 'A', rack = '0', level = '0'] = /^([A-Z]+)-?(\d+)?-?(\d+)?/i.exec(bin) ?? [];
  const aisle = [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { aisle, rack: Number(rack), level: Number(level) };
}

export const aisleOf = (bin: string): string => /^[A-Z]+/i.exec(bin)?.[0]?.toUpperCase() ?? '';

/** Aisles first, then racks there and back, so that one walk passes all. */
export function byWalk(a: string, b: string): number {
  const [left, right] = [spotOf(a), spotOf(b)];
  if (left.aisle !== right.aisle) return left.aisle - right.aisle;
  const along = left.aisle % 2 === 1 ? left.rack - right.rack : right.rack - left.rack;
  return along || left.level - right.level || (a < b ? -1 : a > b ? 1 : 0);
}

export function pointOf(bin: string): Point {
  const { aisle, rack } = spotOf(bin);
  return { x: FIRST_AISLE_MM + (aisle - 1) * AISLE_MM, y: FIRST_RACK_MM + rack * RACK_MM };
}

export const packingPoint = (station: number): Point => ({ x: 8_000 + station * 3_500, y: 3_500 });
export const shelfStationPoint = (station: number): Point => ({ x: 9_000 + station * 5_000, y: 7_000 });
export const chargerPoint = (index: number): Point => ({ x: 2_000, y: 10_000 + index * 1_500 });
export const doorPoint = (door: number): Point => ({ x: 6_000 + door * 6_000, y: 0 });
export const CANTEEN: Point = { x: 2_000, y: 3_000 };

const backOf = ({ racks }: Floor): number => FIRST_RACK_MM + (racks + 1) * RACK_MM;

/** The corners of the way from one place to another, ends included: along an aisle, or out to the nearer cross aisle. */
export function wayBetween(floor: Floor, from: Point, to: Point): Point[] {
  if (from.x === to.x) return [from, to];
  const back = backOf(floor);
  const over = (cross: number) => Math.abs(from.y - cross) + Math.abs(to.y - cross);
  const cross = over(FRONT_MM) <= over(back) ? FRONT_MM : back;
  return [from, { x: from.x, y: cross }, { x: to.x, y: cross }, to];
}

const millimetres = (a: Point, b: Point): number => Math.abs(a.x - b.x) + Math.abs(a.y - b.y);

/** Millimetres along a way. */
export const lengthOf = (way: readonly Point[]): number =>
  way.slice(1).reduce((sum, point, index) => sum + millimetres(way[index]!, point), 0);

/** Somebody's plan for the next minutes, made of walks and waits. Times are whole milliseconds. */
export class Plan {
  readonly points: Waypoint[];
  /** Millimetres that were planned. */
  length = 0;
  readonly #floor: Floor;
  readonly #millimetresPerSecond: number;

  constructor(floor: Floor, at: number, from: Point, millimetresPerSecond: number) {
    this.#floor = floor;
    this.#millimetresPerSecond = millimetresPerSecond;
    this.points = [{ x: from.x, y: from.y, at, doing: '' }];
  }

  get ends(): number {
    return this.points.at(-1)!.at;
  }

  go(to: Point, doing: string): this {
    this.points.at(-1)!.doing = doing;
    const way = wayBetween(this.#floor, this.points.at(-1)!, to);
    for (const [index, corner] of way.slice(1).entries()) {
      const step = millimetres(way[index]!, corner);
      if (step === 0) continue;
      this.length += step;
      const at = this.ends + Math.ceil((step * 1000) / this.#millimetresPerSecond);
      this.points.push({ x: corner.x, y: corner.y, at, doing });
    }
    return this;
  }

  stay(durationMs: number, doing: string): this {
    const last = this.points.at(-1)!;
    last.doing = doing;
    this.points.push({ ...last, at: last.at + durationMs });
    return this;
  }
}

/** Where somebody is now who follows these waypoints, and what they do. */
export function placeAt(points: readonly Waypoint[], now: number): Point & { doing: string } {
  const next = points.findIndex(({ at }) => at > now);
  const last = points[next === -1 ? points.length - 1 : Math.max(0, next - 1)]!;
  const to = next > 0 ? points[next]! : last;
  const span = to.at - last.at;
  const part = (from: number, until: number) => (span > 0 ? from + Math.trunc(((until - from) * (now - last.at)) / span) : from);
  return { x: part(last.x, to.x), y: part(last.y, to.y), doing: last.doing };
}

/** The same way, `delayMs` later from now on; whoever walks it stands still until then. */
export function heldUp(points: readonly Waypoint[], now: number, delayMs: number, doing: string): Waypoint[] {
  const here = placeAt(points, now);
  const then = points.filter(({ at }) => at > now).map((point) => ({ ...point, at: point.at + delayMs }));
  return [{ x: here.x, y: here.y, at: now, doing }, { x: here.x, y: here.y, at: now + delayMs, doing: here.doing }, ...then];
}

/** The aisles of a floor, as a plan shows them: where each begins and ends. */
export function aislesOf({ aisles, racks }: Floor): { name: string; x: number; from_y: number; to_y: number }[] {
  return Array.from({ length: aisles }, (_, index) => ({
    name: letters(index + 1),
    x: FIRST_AISLE_MM + index * AISLE_MM,
    from_y: FIRST_RACK_MM + RACK_MM,
    to_y: FIRST_RACK_MM + racks * RACK_MM,
  }));
}

export const sizeOf = (floor: Floor): { width: number; depth: number } => ({
  width: Math.max(36_000, FIRST_AISLE_MM + floor.aisles * AISLE_MM),
  depth: backOf(floor) + 2_000,
});

function letters(aisle: number): string {
  const rest = (aisle - 1) % 26;
  const before = (aisle - 1 - rest) / 26;
  return (before > 0 ? letters(before) : '') + String.fromCharCode(65 + rest);
}
