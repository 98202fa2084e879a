import type { Random } from '../../kernel/random.ts';
import type { Town } from '../../seeds/town.ts';
import { dayAfter, onSameDay, wallTime } from '../parcels/oslo-time.ts';
import { doorsIn } from '../parcels/town-places.ts';
import { addWorkingDays, isPublicHoliday, nextParcelCollection } from '../parcels/working-days.ts';
import type { Product } from './products.ts';

export interface Terminal {
  unitId: string;
  name: string;
  postalCode: string;
  city: string;
  /** Counts along the trunk lines; one apart is one night apart at most. */
  zone: number;
}

/** By first digit of the postal code. */
const TERMINALS: readonly Terminal[] = [
  { unitId: '032850', name: 'Østlandsterminalen', postalCode: '0024', city: 'OSLO', zone: 0 },
  { unitId: '032850', name: 'Østlandsterminalen', postalCode: '0024', city: 'OSLO', zone: 0 },
  { unitId: '200251', name: 'Hamar terminal', postalCode: '2317', city: 'HAMAR', zone: 1 },
  { unitId: '300138', name: 'Drammen terminal', postalCode: '3036', city: 'DRAMMEN', zone: 1 },
  { unitId: '400421', name: 'Stavanger terminal', postalCode: '4033', city: 'STAVANGER', zone: 2 },
  { unitId: '500110', name: 'Bergen terminal', postalCode: '5225', city: 'NESTTUN', zone: 2 },
  { unitId: '600230', name: 'Ålesund terminal', postalCode: '6020', city: 'ÅLESUND', zone: 3 },
  { unitId: '700140', name: 'Trondheim terminal', postalCode: '7037', city: 'TRONDHEIM', zone: 3 },
  { unitId: '800210', name: 'Bodø terminal', postalCode: '8008', city: 'BODØ', zone: 5 },
  { unitId: '900310', name: 'Tromsø terminal', postalCode: '9020', city: 'TROMSØ', zone: 6 },
];

/** The terminal that serves a postal code: the town's own for the town. */
export function terminalOf(town: Town, postalCode: string): Terminal {
  const local = town.terminal.address;
  if (postalCode === local.postalCode || doorsIn(town, postalCode).length > 0) {
    return {
      unitId: '500907',
      name: town.terminal.name,
      postalCode: local.postalCode,
      city: local.place.toUpperCase(),
      zone: TERMINALS[Number(local.postalCode[0])]!.zone,
    };
  }
  // Romerike, north-east of Oslo, has 20 and 21 and is served from there.
  return TERMINALS[/^2[01]/.test(postalCode) ? 0 : Number(postalCode[0])]!;
}

export const zonesBetween = (from: Terminal, to: Terminal): number =>
  from.unitId === to.unitId ? 0 : Math.max(1, Math.abs(from.zone - to.zone));

/** Working days from hand-in to the recipient. */
export function workingDays(product: Product, from: Terminal, to: Terminal): number {
  const zones = zonesBetween(from, to);
  return product.extraDays + (zones <= 1 ? 1 : zones <= 3 ? 2 : 3);
}

/** Midnight of the promised day, for a parcel that is ready at `readyAt` and leaves with the next van. */
export function promisedDay(product: Product, from: Terminal, to: Terminal, readyAt: number): number {
  return addWorkingDays(nextParcelCollection(readyAt - 1), workingDays(product, from, to));
}

/** Something that is going to happen to a package. */
export interface PlannedScan {
  at: number;
  status:
    | 'HANDED_IN'
    | 'IN_TRANSIT'
    | 'TRANSPORT_TO_RECIPIENT'
    | 'READY_FOR_PICKUP'
    | 'DELIVERED'
    | 'DEVIATION'
    | 'RETURN'
    | 'DELIVERED_SENDER';
  description: string;
  unitId: string;
  postalCode: string;
  city: string;
  signature: string;
  /** A closer window than the promised one, once the driver's list is known. */
  arrives?: { from: number; to: number };
}

const MINUTE_MS = 60_000;

interface Trip {
  product: Product;
  from: Terminal;
  to: Terminal;
  handedInAt: number;
  depot: { postalCode: string; city: string };
  recipient: { name: string; postalCode: string; city: string };
  /** Where a pickup parcel waits, and until what hour it can be fetched. */
  point?: { id: string; name: string; postalCode: string; city: string; opens: number; closes: number };
}

/** All scans of one package: hub by hub, by night on the lines and by day in the van. */
export function planScans({ product, from, to, handedInAt, depot, recipient, point }: Trip, random: Random): PlannedScan[] {
  const minute = (least: number, most: number) => random.integer(least * 60, most * 60) * 1000;
  const scans: PlannedScan[] = [];
  const scan = (
    at: number,
    status: PlannedScan['status'],
    description: string,
    where: { unitId: string; postalCode: string; city: string },
    signature = '',
  ) => scans.push({ at, status, description, ...where, signature });

  scan(handedInAt, 'HANDED_IN', 'The shipment has been handed in to Bring.', { unitId: from.unitId, ...depot });
  const firstHub = handedInAt + minute(60, 110);
  scan(firstHub, 'IN_TRANSIT', `The shipment has been handed in at terminal and forwarded. ${from.name}.`, from);
  const day = addWorkingDays(handedInAt, workingDays(product, from, to));
  if (zonesBetween(from, to) > 0) {
    const leaves = Math.max(firstHub, onSameDay(handedInAt, 21)) + minute(10, 70);
    scan(leaves, 'IN_TRANSIT', `The shipment has left ${from.name} for ${to.name}.`, from);
  }
  // The night before: hours after midnight, so always after the evening at the first hub.
  scan(onSameDay(day, 2) + minute(0, 150), 'IN_TRANSIT', `The shipment has been sorted at ${to.name}.`, to);
  const loaded = onSameDay(day, 8) + minute(0, 25);
  scan(loaded, 'TRANSPORT_TO_RECIPIENT', 'The shipment has been loaded for delivery.', to);
  const home = { unitId: to.unitId, postalCode: recipient.postalCode, city: recipient.city };
  if (point) {
    const ready = onSameDay(day, 10) + minute(0, 180);
    const { id, name, postalCode, city } = point;
    scan(ready, 'READY_FOR_PICKUP', `The shipment has arrived at pickup point. ${name}.`, { unitId: id, postalCode, city });
    scan(
      whenFetched(ready, point, random),
      'DELIVERED',
      'The shipment has been delivered.',
      { unitId: id, postalCode, city },
      recipient.name,
    );
  } else if (product.kind === 'mailbox') {
    scan(onSameDay(day, 9) + minute(0, 270), 'DELIVERED', 'The shipment has been delivered in the mailbox.', home);
  } else {
    const atDoor = onSameDay(day, 9) + minute(0, 390);
    const from = atDoor - (atDoor % (30 * MINUTE_MS)) - 30 * MINUTE_MS;
    scans.at(-1)!.arrives = { from, to: from + 120 * MINUTE_MS };
    scan(atDoor, 'DELIVERED', 'The shipment has been delivered.', home, recipient.name);
  }
  return scans;
}

/** Some hours later, when people come from work; next day when the shop has closed. Points rest on Sundays and holidays. */
function whenFetched(ready: number, { opens, closes }: { opens: number; closes: number }, random: Random): number {
  const wished = ready + random.integer(120, 420) * MINUTE_MS;
  if (wished < onSameDay(ready, closes)) return wished;
  let day = dayAfter(ready);
  while (wallTime(day).weekday === 0 || isPublicHoliday(day)) day = dayAfter(day);
  return onSameDay(day, opens) + random.integer(10, 240) * MINUTE_MS;
}
