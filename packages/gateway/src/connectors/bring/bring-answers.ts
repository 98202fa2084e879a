import * as v from 'valibot';
import { major } from '../money.ts';

const number = v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.integer());

/** A day in Norway: `{ "year": "2021", "month": "1", "day": "14" }`. */
const DayParts = v.object({ year: number, month: number, day: number });

const Price = v.object({
  priceWithAdditionalServices: v.object({ amountWithVAT: v.pipe(major('NOK'), v.minValue(0)) }),
  currencyCode: v.string(),
});

/** One product that Bring offers, or says why not: a product with `errors` has no price and is left out. */
const ShippingProduct = v.object({
  id: v.string(),
  guiInformation: v.nullish(v.object({ displayName: v.nullish(v.string()) })),
  price: v.nullish(v.object({ listPrice: v.nullish(Price), netPrice: v.nullish(Price) })),
  expectedDelivery: v.nullish(v.object({ expectedDeliveryDate: v.nullish(DayParts) })),
  errors: v.nullish(v.array(v.object({ code: v.nullish(v.string()) }))),
});
export type ShippingProduct = v.InferOutput<typeof ShippingProduct>;

/** Answer of the Shipping Guide. No product at all is a normal answer. */
export const Shipping = v.object({
  consignments: v.nullish(v.array(v.object({ products: v.nullish(v.array(ShippingProduct), []) })), []),
});

const BringPoint = v.object({
  id: v.string(),
  name: v.string(),
  visitingAddress: v.nullish(v.string()),
  visitingPostalCode: v.nullish(v.string()),
  visitingCity: v.nullish(v.string()),
  address: v.nullish(v.string()),
  postalCode: v.nullish(v.string()),
  city: v.nullish(v.string()),
  countryCode: v.nullish(v.string(), 'NO'),
  openingHoursNorwegian: v.nullish(v.string(), ''),
  latitude: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
  longitude: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
  distanceInKm: v.nullish(v.union([v.string(), v.number()])),
  type: v.nullish(v.string()),
});
export type BringPoint = v.InferOutput<typeof BringPoint>;

export const Points = v.object({ pickupPoint: v.array(BringPoint) });

/** Answer of Booking. Refusals stand in `errors`, sometimes of a 200. */
export const Booked = v.object({
  consignments: v.pipe(
    v.array(
      v.object({
        confirmation: v.nullish(
          v.object({
            consignmentNumber: v.string(),
            links: v.object({ labels: v.string(), tracking: v.nullish(v.string()) }),
            packages: v.array(v.object({ packageNumber: v.string() })),
          }),
        ),
        errors: v.nullish(v.array(v.object({ code: v.string() })), []),
      }),
    ),
    v.minLength(1),
  ),
});

const BringEvent = v.object({
  description: v.nullish(v.string(), ''),
  status: v.string(),
  recipientSignature: v.nullish(v.object({ name: v.nullish(v.string()) })),
  unitId: v.nullish(v.string(), ''),
  city: v.nullish(v.string(), ''),
  dateIso: v.pipe(
    v.string(),
    v.transform((text) => Date.parse(text)),
    v.number(),
  ),
});
export type BringEvent = v.InferOutput<typeof BringEvent>;

const Package = v.object({
  packageNumber: v.string(),
  dateOfEstimatedDelivery: v.nullish(v.string()),
  estimatedTimeSpanOfDelivery: v.nullish(v.object({ startTime: v.nullish(v.string()), endTime: v.nullish(v.string()) })),
  eventSet: v.nullish(v.array(BringEvent), []),
});
export type BringPackage = v.InferOutput<typeof Package>;

/** Answer of Tracking. "Not found" is an error inside a 200. */
export const Tracked = v.object({
  consignmentSet: v.array(
    v.object({
      packageSet: v.nullish(v.array(Package), []),
      error: v.nullish(v.object({ code: v.number() })),
    }),
  ),
});

/** Too busy: another shape, and it comes with a 200 as well. */
export const TooBusy = v.object({ shipments: v.array(Tracked) });
