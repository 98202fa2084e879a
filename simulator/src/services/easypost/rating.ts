import type { Town } from '../../seeds/town.ts';
import { addWorkingDays, nextParcelCollection } from '../parcels/working-days.ts';
import { doorsIn } from '../parcels/town-places.ts';
import type { AddressRow, ParcelRow } from './rows.ts';

/** One service of a carrier behind EasyPost. Prices are øre with VAT up to a weight in grams. */
export interface Service {
  carrier: string;
  service: string;
  title: string;
  account: string;
  prices: readonly (readonly [number, number])[];
  /** Working days within the town's district, and beyond. */
  days: readonly [number, number];
  /** Hours in which it comes to the door. */
  hours: readonly [number, number];
  /** The carrier names the day, and stands by it. */
  promises: boolean;
  longestMillimetres: number;
  /** Names in EasyPost's tracking code. */
  code: 'sscc' | 'dhl' | 'ups';
}

export const SERVICES: readonly Service[] = [
  {
    carrier: 'PostNord',
    service: 'MyPackHome',
    title: 'PostNord MyPack Home',
    account: 'ca_7c1f5a0e4d2b4f1e9a8b7c6d5e4f3a21',
    prices: [
      [5_000, 13_900],
      [10_000, 17_900],
      [20_000, 23_900],
      [35_000, 31_900],
    ],
    days: [2, 3],
    hours: [17, 21],
    promises: false,
    longestMillimetres: 1_500,
    code: 'sscc',
  },
  {
    carrier: 'DHLExpress',
    service: 'DomesticExpress',
    title: 'DHL Express',
    account: 'ca_2b9e8d7c6f5a4b3c8d1e0f9a8b7c6d52',
    prices: [
      [5_000, 24_900],
      [10_000, 28_900],
      [20_000, 36_900],
      [35_000, 48_900],
    ],
    days: [1, 1],
    hours: [8, 12],
    promises: true,
    longestMillimetres: 1_200,
    code: 'dhl',
  },
  {
    carrier: 'UPS',
    service: 'UPSStandard',
    title: 'UPS Standard',
    account: 'ca_9d3c2b1a0f9e48d7a6c5b4a3f2e1d073',
    prices: [
      [5_000, 18_900],
      [10_000, 21_900],
      [20_000, 27_900],
      [35_000, 35_900],
    ],
    days: [2, 3],
    hours: [9, 17],
    promises: false,
    longestMillimetres: 2_000,
    code: 'ups',
  },
];

export const CARRIER_NAMES = SERVICES.map(({ carrier }) => carrier);

export const findService = (carrier: string, service: string): Service | undefined =>
  SERVICES.find((one) => one.carrier === carrier && one.service === service);

const GRAMS_PER_OUNCE = 28.349_523_125;
const MILLIMETRES_PER_INCH = 25.4;

export const gramsOf = ({ weight }: Pick<ParcelRow, 'weight'>): number => Math.round(weight * GRAMS_PER_OUNCE);

export interface Quote {
  service: Service;
  price: number;
  days: number;
  deliveryDay: number;
}

/** Whether both ends are in the town's own district. */
const isLocal = (town: Town, ...ends: readonly AddressRow[]): boolean =>
  ends.every(({ zip }) => zip !== null && (doorsIn(town, zip).length > 0 || zip === town.terminal.address.postalCode));

/** The working days that a parcel handed in with the next van takes. */
export const daysOf = (town: Town, { days }: Service, from: AddressRow, to: AddressRow): number =>
  isLocal(town, from, to) ? days[0] : days[1];

/** What a carrier asks for this parcel, or why it does not take it. */
export function rate(
  town: Town,
  service: Service,
  { from, to, parcel, now }: { from: AddressRow; to: AddressRow; parcel: ParcelRow; now: number },
): Quote | string {
  if (from.country !== 'NO' || to.country !== 'NO') return `${service.service} is available within Norway only.`;
  if (!/^\d{4}$/.test(from.zip ?? '') || !/^\d{4}$/.test(to.zip ?? '')) return 'The postal code is not valid.';
  const price = service.prices.find(([most]) => gramsOf(parcel) <= most)?.[1];
  if (price === undefined) return `The weight is above the limit of ${service.prices.at(-1)![0] / 1000} kg.`;
  const longest = Math.max(...[parcel.length, parcel.width, parcel.height].map((side) => side ?? 0)) * MILLIMETRES_PER_INCH;
  if (longest > service.longestMillimetres) return `The parcel is longer than ${service.longestMillimetres / 10} cm.`;
  const days = daysOf(town, service, from, to);
  const far = isLocal(town, from, to) ? 0 : 20;
  return {
    service,
    price: Math.round((price * (100 + far)) / 10_000) * 100,
    days,
    deliveryDay: addWorkingDays(nextParcelCollection(now - 1), days),
  };
}
