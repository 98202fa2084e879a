import { clockTime } from '../parcels/oslo-time.ts';
import type { Crew } from './crew.ts';
import type { Counts } from './counts.ts';
import type { Dock } from './dock.ts';
import { aislesOf, byWalk, chargerPoint, doorPoint, packingPoint, placeAt, pointOf, shelfStationPoint, sizeOf } from './floor.ts';
import type { House } from './house.ts';
import { CARRIERS } from './pick-order.ts';
import type { PackingStations } from './packing-station.ts';
import type { PickList, Waves } from './waves.ts';

export interface Rooms {
  house: House;
  crew: Crew;
  counts: Counts;
  dock: Dock;
  stations: PackingStations;
  waves: Waves;
  listOf: (id: number) => PickList | undefined;
}

const DOORS = [
  { name: 'Door 1', carrier: 'bring' },
  { name: 'Door 2', carrier: 'courier' },
  { name: 'Door 3', carrier: 'easypost' },
  { name: 'Door 4', carrier: undefined },
] as const;

/** The floor at this moment, in millimetres: what a plan of the house is drawn from. */
export function viewFloor(rooms: Rooms): Record<string, unknown> {
  const { house, crew, counts, dock, stations, waves } = rooms;
  const { env, settings, floor } = house;
  const now = env.now();
  const gathering = waves.gathering;
  return {
    at: new Date(now).toISOString(),
    unit: 'mm',
    size: sizeOf(floor),
    aisles: aislesOf(floor).map((aisle) => ({ ...aisle, robots: settings.robotAisles.includes(aisle.name) })),
    bins: binsInUse(rooms),
    workers: workersNow(rooms),
    shelf_stations: settings.shelfStations.map((_, index) => ({
      name: `Shelf station ${index + 1}`,
      ...shelfStationPoint(index),
    })),
    chargers: settings.robots.map((number, index) => ({ robot: `Robot ${number}`, ...chargerPoint(index) })),
    packing_stations: stations.all().map(({ index, busyUntil, waiting, packed }) => ({
      name: `Packing ${index + 1}`,
      ...packingPoint(index),
      by: stations.packerAt(index),
      doing: busyUntil > now && waiting > 0 ? 'packs' : 'is free',
      waiting,
      packed,
    })),
    dock: {
      open: dock.closedUntil <= now,
      reopens_at: dock.closedUntil > now ? new Date(dock.closedUntil).toISOString() : null,
      doors: DOORS.map(({ name, carrier }, index) => {
        const waiting = carrier ? dock.waiting().filter((collection) => collection.carrier === carrier) : [];
        const first = Math.min(...waiting.map(({ at }) => at));
        return {
          name,
          ...doorPoint(index),
          for: carrier ? CARRIERS[carrier] : 'goods receipt',
          waiting_orders: waiting.reduce((sum, { references }) => sum + references.length, 0),
          collection_at: waiting.length ? new Date(first).toISOString() : null,
        };
      }),
    },
    stock_counts: counts.open().map(({ id, sku, bins, reason }) => ({
      id: `SC-${id}`,
      sku,
      bin: bins[0] ?? null,
      ...(bins[0] ? pointOf(bins[0]) : {}),
      reason,
    })),
    queues: {
      gathering: gathering?.orders.length ?? 0,
      next_wave_at: gathering ? new Date(gathering.leaves).toISOString() : null,
      lists_for_people: crew.waiting('people'),
      lists_for_robots: crew.waiting('robots'),
      packing: stations.all().reduce((sum, { waiting }) => sum + waiting, 0),
      dock: dock.waiting().reduce((sum, { references }) => sum + references.length, 0),
    },
  };
}

/** Bins that somebody is on the way to, or has on their list. */
function binsInUse({ crew, listOf, house }: Rooms): Record<string, unknown>[] {
  const wanted = new Map<string, number>();
  for (const { list: id } of crew.all()) {
    const list = id === undefined ? undefined : listOf(id);
    for (const { bin, quantity } of list?.stops.slice(list.next) ?? []) wanted.set(bin, (wanted.get(bin) ?? 0) + quantity);
  }
  return [...wanted]
    .sort(([a], [b]) => byWalk(a, b))
    .map(([bin, pieces]) => ({ name: bin, ...pointOf(bin), pieces, robots: house.settings.robotAisles.includes(bin[0]!) }));
}

export function workersNow({ crew, house, listOf }: Rooms): Record<string, unknown>[] {
  const now = house.env.now();
  return crew.all().map((worker) => {
    const { x, y, doing } = placeAt(worker.points, now);
    const list = worker.list === undefined ? undefined : listOf(worker.list);
    const isHere = worker.then !== undefined || crew.isOnDuty(worker, now);
    return {
      name: worker.name,
      kind: worker.zone === 'robots' ? 'robot' : 'person',
      x,
      y,
      doing: isHere ? doing : 'is at home',
      on_duty: isHere,
      list: worker.list ?? null,
      stops_left: list ? list.stops.length - list.next : 0,
      bin: list?.stops[list.next]?.bin ?? null,
      picks: worker.picks,
      charge_percent: worker.zone === 'robots' ? Math.max(0, Math.floor(worker.charge / 10)) : null,
      until: worker.then === undefined ? null : new Date(worker.points.at(-1)!.at).toISOString(),
    };
  });
}

/** The newest of everything, as rows for people. */
export const showWave = ({ id, leaves, collection, orders, lists, isReleased }: NonNullable<ReturnType<Waves['get']>>) => ({
  wave: id,
  state: isReleased ? 'under way' : 'gathering',
  leaves: clockTime(leaves),
  'for the van at': clockTime(collection),
  orders: orders.length,
  lists: lists.join(', '),
});
