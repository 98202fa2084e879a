import type { Random } from '../../kernel/random.ts';
import type { Town } from '../../seeds/town.ts';
import { onSameDay } from '../parcels/oslo-time.ts';
import { addWorkingDays } from '../parcels/working-days.ts';
import { daysOf, type Service } from './rating.ts';
import type { AddressRow, DetailRow } from './rows.ts';

const shouted = (text: string | null): string | null => (text === null ? null : text.toUpperCase());

/** All that happens to a parcel that the driver has taken, scan by scan. */
export function planTrip(
  town: Town,
  service: Service,
  { from, to, handedInAt }: { from: AddressRow; to: AddressRow; handedInAt: number },
  random: Random,
): DetailRow[] {
  const minutes = (least: number, most: number) => random.integer(least * 60, most * 60) * 1000;
  const { address: hub, name: terminal } = town.terminal;
  const at = (city: string | null, zip: string | null) => ({ city: shouted(city), zip, country: 'NO' });
  const there = at(hub.place, hub.postalCode);
  const day = addWorkingDays(handedInAt, daysOf(town, service, from, to));
  const arrived = handedInAt + minutes(50, 120);
  const [first, last] = service.hours;
  const door = onSameDay(day, first) + minutes(10, (last - first) * 60 - 20);
  return [
    { at: handedInAt, status: 'in_transit', detail: 'package_accepted', message: 'Picked up', ...at(from.city, from.zip) },
    { at: arrived, status: 'in_transit', detail: 'arrived_at_facility', message: `Arrived at ${terminal}`, ...there },
    {
      at: Math.max(arrived, onSameDay(handedInAt, 20)) + minutes(5, 60),
      status: 'in_transit',
      detail: 'departed_facility',
      message: `Departed ${terminal}`,
      ...there,
    },
    {
      at: onSameDay(day, Math.max(6, first - 2)) + minutes(0, 30),
      status: 'out_for_delivery',
      detail: 'out_for_delivery',
      message: 'Out for delivery',
      ...at(to.city, to.zip),
    },
    { at: door, status: 'delivered', detail: 'arrived_at_destination', message: 'Delivered', ...at(to.city, to.zip) },
  ];
}

/** The way back to the sender, from now on. It ends as a return: `delivered` would tell the buyer a lie. */
export function planReturn(from: AddressRow, at: number): DetailRow[] {
  const day = addWorkingDays(at, 2);
  const home = { city: shouted(from.city), zip: from.zip, country: 'NO' };
  return [
    { at, status: 'return_to_sender', detail: 'return', message: 'Returning to sender', ...home },
    { at: onSameDay(day, 11), status: 'return_to_sender', detail: 'return', message: 'Delivered to the sender', ...home },
  ];
}
