import type { Position } from '@vitrine/contract';
import { whereAt } from '../../services/courier/drive.ts';
import type { Delivery } from '../../services/courier/delivery.ts';
import { KEYS } from '../../shop/keys.ts';
import { type ControlRoutes } from '../call.ts';
import type { ControlledWorld } from '../controlled-world.ts';
import { ask } from '../ask.ts';

/** Whoever has arrived is shown at the door for this long. */
const AT_THE_DOOR_MS = 20 * 60_000;

/** Where things are: the warehouse floor and the town. */
export const placeCalls: ControlRoutes = (room) => [
  {
    method: 'GET',
    path: '/floor',
    answer: () => ask(room, 'warehouse', '/floor', { headers: { authorization: `Bearer ${KEYS.warehouse.key}` } }),
  },
  { method: 'GET', path: '/town', answer: () => plan(room) },
  {
    method: 'GET',
    path: '/town/now',
    answer: () => ({ now: room.shop.world.clock.now(), riders: riders(room), parcels: parcels(room) }),
  },
];

/** What does not move. */
function plan({ shop }: ControlledWorld) {
  const { town } = shop.world.seeds;
  const place = ({ id, name, address }: (typeof town.lockers)[number]) => ({ id, name, at: pair(address.position) });
  return {
    name: town.name,
    streets: town.streets.map(({ name, line }) => ({ name, line: line.map(pair) })),
    depot: place(town.depot),
    terminal: place(town.terminal),
    pickupPoints: town.pickupPoints.map(place),
    lockers: town.lockers.map(place),
  };
}

const pair = ({ longitude, latitude }: Position): [number, number] => [longitude, latitude];

/** Couriers under way, and those who have just arrived. */
function riders({ shop }: ControlledWorld) {
  const { world } = shop;
  const now = world.clock.now();
  if (!world.services.has('courier')) return [];
  const riding: unknown[] = [];
  for (const { id, reference, courier, status, dropoff, drive, parcels: carried } of world
    .table<Delivery>('courier', 'deliveries')
    .rows()) {
    if (!drive || (status !== 'picked_up' && now > drive.arrivesAt + AT_THE_DOOR_MS)) continue;
    const { position, heading, metresLeft, stopsBefore } = whereAt(drive, now);
    const stands = drive.delay && now >= drive.delay.at && now < drive.delay.at + drive.delay.lengthMs;
    riding.push({
      ...{ id, reference, courier, status, heading, metresLeft, stopsBefore },
      at: pair(position),
      to: pair(dropoff.position),
      address: dropoff.street,
      route: drive.points.map(pair),
      parcels: carried.length,
      trouble: stands ? drive.delay!.reason : null,
      arrivesAt: drive.arrivesAt,
    });
  }
  return riding.slice(-40);
}

/** What the other carriers last scanned: they tell where parcels are, not where vans drive. */
function parcels({ shop }: ControlledWorld) {
  return ['bring', 'easypost'].flatMap((name) => {
    const service = shop.world.services.get(name);
    const documents = service?.documents?.() ?? {};
    const rows = documents['Consignments'] ?? documents['Shipments'] ?? [];
    return rows.slice(0, 12).map((row) => ({ carrier: service!.title, ...row }));
  });
}
