import type { Position } from '@vitrine/contract';

/** GeoJSON with streets as lines; everything else in it is left out. Source: RFC 7946. */
export interface Streets {
  type: 'FeatureCollection';
  features: readonly {
    type: 'Feature';
    geometry: { type: string; coordinates: unknown };
    properties?: Record<string, unknown> | null;
  }[];
}

/** Latitude and longitude, as Leaflet takes them. */
export type Point = [number, number];

const isPosition = (value: unknown): value is [number, number] =>
  Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'number';

const lineOf = (value: unknown): Point[] =>
  Array.isArray(value) ? value.filter(isPosition).map(([longitude, latitude]): Point => [latitude, longitude]) : [];

/** The lines of a collection, turned round: GeoJSON says longitude first. */
export function linesOf(streets: Streets | undefined): Point[][] {
  return (streets?.features ?? [])
    .flatMap(({ geometry }) => {
      if (geometry?.type === 'LineString') return [lineOf(geometry.coordinates)];
      if (geometry?.type === 'MultiLineString' && Array.isArray(geometry.coordinates)) return geometry.coordinates.map(lineOf);
      return [];
    })
    .filter((line) => line.length > 1);
}

export const pointOf = ({ latitude, longitude }: Position): Point => [latitude, longitude];

/** Metres between two points, flat earth: right to a metre within a town. */
export function metresBetween(from: Point, to: Point): number {
  const north = (to[0] - from[0]) * 111_320;
  const east = (to[1] - from[1]) * 111_320 * Math.cos((from[0] * Math.PI) / 180);
  return Math.hypot(north, east);
}

/** Length of a road, metres. */
export function roadMetres(route: readonly Position[]): number {
  let metres = 0;
  for (let index = 1; index < route.length; index++) metres += metresBetween(pointOf(route[index - 1]!), pointOf(route[index]!));
  return metres;
}

/** Where along a road a point is nearest: index of the piece, share of it, and how far off the road, metres. */
function nearest(road: readonly Point[], point: Point): { piece: number; share: number; off: number } {
  let best = { piece: 0, share: 0, off: Infinity };
  const stretch = Math.cos((point[0] * Math.PI) / 180);
  for (let piece = 0; piece < road.length - 1; piece++) {
    const [from, to] = [road[piece]!, road[piece + 1]!];
    const north = to[0] - from[0];
    const east = (to[1] - from[1]) * stretch;
    const length = north * north + east * east;
    const along = length === 0 ? 0 : ((point[0] - from[0]) * north + (point[1] - from[1]) * stretch * east) / length;
    const share = Math.min(1, Math.max(0, along));
    const off = metresBetween(point, between(from, to, share));
    if (off < best.off) best = { piece, share, off };
  }
  return best;
}

export const between = (from: Point, to: Point, share: number): Point => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
];

/** Further off than this, metres, and a vehicle is not on the road that was announced. */
const ON_ROAD_METRES = 60;

/** The way a vehicle took between two received points: along the road where both lie on it, else straight. */
export function wayBetween(from: Point, to: Point, road: readonly Point[]): Point[] {
  if (road.length < 2) return [from, to];
  const start = nearest(road, from);
  const end = nearest(road, to);
  const ahead = end.piece > start.piece || (end.piece === start.piece && end.share >= start.share);
  if (start.off > ON_ROAD_METRES || end.off > ON_ROAD_METRES || !ahead) return [from, to];
  return [from, ...road.slice(start.piece + 1, end.piece + 1), to];
}

/** The point at a share of a way, 0 its start and 1 its end; never beyond. */
export function pointAlong(way: readonly Point[], share: number): Point {
  const wanted = Math.min(1, Math.max(0, share));
  const last = way.at(-1)!;
  if (wanted === 1) return last;
  const lengths = way.slice(1).map((point, index) => metresBetween(way[index]!, point));
  let left = lengths.reduce((sum, length) => sum + length, 0) * wanted;
  for (const [index, length] of lengths.entries()) {
    if (left <= length) return between(way[index]!, way[index + 1]!, length === 0 ? 1 : left / length);
    left -= length;
  }
  return last;
}
