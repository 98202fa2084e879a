import { minorFromDecimal, type Amount } from '@vitrine/contract';
import type { CarrierPort, Parcel, ShippingQuote } from '../../ports.ts';
import { atOslo, osloDay, osloTime, type Day } from '../oslo-time.ts';
import type { Rate, Shipment } from './easypost-answers.ts';

/** What a shop sells of the carriers behind EasyPost: name for people, and the hours in which they come to the door. */
export interface EasyPostService {
  carrier: string;
  service: string;
  title: string;
  hours: readonly [number, number];
}

/** Carriers to people's doors in Norway. A rate that is not named here is not sold. */
export const NORWEGIAN_SERVICES: readonly EasyPostService[] = [
  { carrier: 'PostNord', service: 'MyPackHome', title: 'PostNord hjem på kvelden', hours: [17, 21] },
  { carrier: 'DHLExpress', service: 'DomesticExpress', title: 'DHL Express før klokken 12', hours: [8, 12] },
  { carrier: 'UPS', service: 'UPSStandard', title: 'UPS hjem på dagen', hours: [9, 17] },
];

const GRAMS_PER_OUNCE = 28.349_523_125;
const MILLIMETRES_PER_INCH = 25.4;
const inTenths = (value: number): number => Math.ceil(value * 10 - 1e-9) / 10;

/** Inches and ounces with one decimal, rounded up so that no parcel is larger than announced. */
export const parcelToWire = ({ weightGrams, sizeMillimetres: { length, width, height } }: Parcel) => ({
  length: inTenths(length / MILLIMETRES_PER_INCH),
  width: inTenths(width / MILLIMETRES_PER_INCH),
  height: inTenths(height / MILLIMETRES_PER_INCH),
  weight: inTenths(weightGrams / GRAMS_PER_OUNCE),
});

type Place = Omit<Parameters<CarrierPort['book']>[0]['from'], 'name'> & { name?: string; email?: string };

export const addressToWire = (place: Place) => ({
  ...(place.name ? { name: place.name } : {}),
  street1: place.street_address,
  ...(place.extended_address ? { street2: place.extended_address } : {}),
  city: place.address_locality,
  zip: place.postal_code,
  country: place.address_country ?? 'NO',
  ...(place.email ? { email: place.email } : {}),
  ...(place.phone_number ? { phone: place.phone_number } : {}),
});

/** Vans fetch until this hour; what is ready later leaves the next working day. */
const LAST_VAN_HOUR = 18;
const GOOD_FOR_MS = 60 * 60_000;

const isWeekend = ({ year, month, day }: Day): boolean => [0, 6].includes(new Date(Date.UTC(year, month - 1, day)).getUTCDay());

/** So many days later, Saturdays and Sundays not counted. Public holidays are not known here. */
function workingDaysAfter(readyAt: number, days: number): Day {
  let at = readyAt;
  const later = () => (at += 24 * 60 * 60_000);
  if (osloTime(at).hour >= LAST_VAN_HOUR) later();
  while (isWeekend(osloDay(at))) later();
  for (let left = days; left > 0;) {
    later();
    if (!isWeekend(osloDay(at))) left -= 1;
  }
  return osloDay(at);
}

export const serviceName = ({ carrier, service }: { carrier: string; service: string }): string => `${carrier}/${service}`;

/**
 * One quote for each service that takes all parcels. EasyPost rates one parcel at a time, so prices are added up and the
 * slowest parcel says when.
 */
export function quotesOf(
  shipments: readonly Shipment[],
  services: readonly EasyPostService[],
  { currency, readyAt, now }: { currency: string; readyAt: number; now: number },
): ShippingQuote[] {
  return services.flatMap((sold): ShippingQuote[] => {
    const rates: Rate[] = [];
    for (const shipment of shipments) {
      const rate = shipment.rates.find(
        (one) => one.carrier === sold.carrier && one.service === sold.service && one.currency === currency,
      );
      if (rate) rates.push(rate);
    }
    const days = rates.map((rate) => rate.delivery_days ?? rate.est_delivery_days);
    const promised = rates.map(({ delivery_date }) => delivery_date ?? undefined);
    if (rates.length !== shipments.length || rates.length === 0) return [];
    if (rates.some((_, index) => days[index] == null && promised[index] === undefined)) return [];
    const dayOf = (index: number): Day => {
      const date = promised[index];
      return date === undefined ? workingDaysAfter(readyAt, days[index]!) : osloDay(date);
    };
    const arrivals = rates.map((_, index) => ({
      from: atOslo(dayOf(index), sold.hours[0]),
      to: atOslo(dayOf(index), sold.hours[1]),
    }));
    const price = rates.reduce<Amount>((sum, { rate }) => sum + minorFromDecimal(rate, currency), 0);
    return [
      {
        service: serviceName(sold),
        title: sold.title,
        kind: 'home',
        price,
        currency,
        arrives: { from: Math.max(...arrivals.map(({ from }) => from)), to: Math.max(...arrivals.map(({ to }) => to)) },
        expires: now + GOOD_FOR_MS,
      },
    ];
  });
}
