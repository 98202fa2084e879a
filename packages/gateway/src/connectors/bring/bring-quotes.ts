import type { DeliveryKind } from '@vitrine/contract';
import type { Parcel, QuoteRequest, ShippingQuote } from '../../ports.ts';
import { atOslo, osloTime } from '../oslo-time.ts';
import type { BringPoint, ShippingProduct } from './bring-answers.ts';
import { kindOfPoint, toPickupPoint } from './bring-points.ts';

/** Bring's parcels to people in Norway. Source: specs/bring/data/services_bsg.json. */
export const PRODUCT = { pickup: '5800', home: '5600', mailbox: '3584' } as const;

/** A quote of ours is good for this long; Bring itself sets no end. */
const GOOD_FOR_MS = 60 * 60_000;

/** Bring says the day; these are the hours in which that kind of parcel comes. Opening hours bound the pick-up. */
const HOURS: Readonly<Record<string, readonly [number, number]>> = {
  [PRODUCT.pickup]: [10, 20],
  [PRODUCT.home]: [8, 21],
  [PRODUCT.mailbox]: [8, 17],
};

const KINDS: Readonly<Record<string, DeliveryKind>> = { [PRODUCT.home]: 'home', [PRODUCT.mailbox]: 'mailbox' };

const TITLES: Readonly<Record<string, string>> = {
  [PRODUCT.pickup]: 'Til hentested',
  [PRODUCT.home]: 'Hjemlevering',
  [PRODUCT.mailbox]: 'I postkassen',
};

/** Whole centimetres, rounded up, as Bring bills them. */
const toWire = ({ weightGrams, sizeMillimetres: { length, width, height } }: Parcel, index: number) => ({
  id: String(index + 1),
  length: Math.ceil(length / 10),
  width: Math.ceil(width / 10),
  height: Math.ceil(height / 10),
  grossWeight: Math.ceil(weightGrams),
});

/** Body of `POST /shippingguide/api/v2/products`. The shipping date is the wall clock's in Norway. */
export function shippingRequest({ from, to, parcels, readyAt }: QuoteRequest, customerNumber: string) {
  const { year, month, day, hour, minute } = osloTime(readyAt);
  return {
    language: 'no',
    withPrice: true,
    withExpectedDelivery: true,
    withGuiInformation: true,
    numberOfAlternativeDeliveryDates: 0,
    edi: true,
    consignments: [
      {
        id: '1',
        products: Object.values(PRODUCT).map((id) => ({ id, customerNumber })),
        fromCountryCode: from.address_country ?? 'NO',
        fromPostalCode: from.postal_code,
        toCountryCode: to.address_country ?? 'NO',
        toPostalCode: to.postal_code,
        addressLine: to.street_address,
        shippingDate: { year: String(year), month: String(month), day: String(day), hour: String(hour), minute: String(minute) },
        packages: parcels.map(toWire),
      },
    ],
  };
}

/** The quotes of one product: one for each point, or one for the door. Without price or day it is not sold. */
export function quotesOf(
  product: ShippingProduct,
  points: readonly BringPoint[],
  { currency, now }: { currency: string; now: number },
): ShippingQuote[] {
  // The price of our own agreement, where there is one, is what we pay; the list price is what everybody pays.
  const price = product.price?.netPrice ?? product.price?.listPrice;
  const arrival = product.expectedDelivery?.expectedDeliveryDate;
  const hours = HOURS[product.id];
  if (product.errors?.length || !price || !arrival || !hours || price.currencyCode !== currency) return [];
  const common = {
    title: product.guiInformation?.displayName ?? TITLES[product.id] ?? product.id,
    price: price.priceWithAdditionalServices.amountWithVAT,
    currency,
    arrives: { from: atOslo(arrival, hours[0]), to: atOslo(arrival, hours[1]) },
    expires: now + GOOD_FOR_MS,
  };
  const kind = KINDS[product.id];
  if (kind) return [{ ...common, service: product.id, kind }];
  return points.map((point) => ({
    ...common,
    service: `${product.id}/${point.id}`,
    kind: kindOfPoint(point),
    point: toPickupPoint(point),
  }));
}
