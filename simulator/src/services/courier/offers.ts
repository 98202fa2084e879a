import { dayAfter, onSameDay, wallTime } from '../parcels/oslo-time.ts';
import { withinHours } from '../parcels/working-days.ts';

export type CourierService = 'express' | 'evening';

/** What the courier can do for one parcel trip. Times are milliseconds since 1970, the price øre with VAT. */
export interface Plan {
  service: CourierService;
  price: number;
  pickupBy: number;
  dropoffFrom: number;
  dropoffTo: number;
}

const MINUTE_MS = 60_000;
const OPENS = 8;
const CLOSES = 21;
const LAST_RIDE_MS = 60 * MINUTE_MS;

/** Riding time on a quiet day: 24 km/h, and a minute at each end. */
const rideMs = (metres: number): number => Math.round((metres / (24_000 / 3_600)) * 1000) + 2 * MINUTE_MS;

const wholeKroner = (ore: number): number => Math.ceil(ore / 100) * 100;

/** @param load Deliveries that the courier has on hand. More of them cost a little more and take a little longer. */
export function planExpress(readyAt: number, metres: number, load: number): Plan {
  const open = withinHours(readyAt, OPENS, CLOSES);
  const start = onSameDay(open, CLOSES) - open < LAST_RIDE_MS ? onSameDay(dayAfter(open), OPENS) : open;
  const pickupBy = start + (20 + Math.min(load, 10) * 2) * MINUTE_MS;
  const price = wholeKroner(7_900 + metres * 0.9 + Math.min(load, 10) * 300);
  const inFives = (at: number, round: (value: number) => number) => round(at / (5 * MINUTE_MS)) * 5 * MINUTE_MS;
  const dropoffFrom = inFives(start + rideMs(metres) + 10 * MINUTE_MS, Math.floor);
  const dropoffTo = inFives(pickupBy + rideMs(metres) + 35 * MINUTE_MS, Math.ceil);
  return { service: 'express', price, pickupBy, dropoffFrom, dropoffTo };
}

/** Collected until 16:30, at the door between 17:00 and 21:00. */
export function planEvening(readyAt: number, metres: number): Plan {
  const { hour } = wallTime(readyAt);
  const day = hour < 16 ? dayAfter(readyAt, 0) : dayAfter(readyAt);
  const price = wholeKroner(5_900 + metres * 0.45);
  return {
    service: 'evening',
    price,
    pickupBy: onSameDay(day, 16, 30),
    dropoffFrom: onSameDay(day, 17),
    dropoffTo: onSameDay(day, 21),
  };
}

export const LIMITS = { weightGrams: 15_000, lengthMillimetres: 1_000 };
