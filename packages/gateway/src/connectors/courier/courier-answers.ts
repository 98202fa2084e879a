import * as v from 'valibot';
import { minor } from '../money.ts';
import { instant } from '../webhook-body.ts';

/** Degrees of WGS 84, as the courier writes them. */
const Place = v.object({
  lat: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
  lon: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
});

const Offer = v.object({
  id: v.string(),
  /** `express` or `evening`; what we do not know is not sold. */
  service: v.string(),
  price: v.pipe(minor, v.minValue(0)),
  currency: v.string(),
  pickup_by: instant,
  dropoff_from: instant,
  dropoff_to: instant,
  expires_at: instant,
  co2_g: v.optional(v.number()),
});
export type Offer = v.InferOutput<typeof Offer>;

/** Answer of `POST /v1/offers`. */
export const Offers = v.object({ offers: v.array(Offer) });

/** Answer of `POST /v1/deliveries`. */
export const Booked = v.object({
  id: v.string(),
  parcels: v.array(v.object({ barcode: v.string(), tracking_number: v.string(), label_url: v.string() })),
  tracking_url: v.string(),
});

/** One event, the same in a webhook and in a delivery's list. */
export const CourierWebhook = v.object({
  id: v.string(),
  type: v.string(),
  created_at: instant,
  delivery: v.object({ id: v.string(), reference: v.optional(v.string()), tracking_number: v.string() }),
  data: v.optional(
    v.object({
      position: v.optional(Place),
      heading: v.optional(v.number()),
      distance_left_m: v.optional(v.number()),
      stops_before: v.optional(v.number()),
      dropoff_from: v.optional(instant),
      dropoff_to: v.optional(instant),
      route: v.optional(v.array(Place)),
      courier: v.optional(v.string()),
      proof: v.optional(v.object({ kind: v.string(), note: v.optional(v.string()) })),
      note: v.optional(v.string()),
    }),
    {},
  ),
});
export type CourierEvent = v.InferOutput<typeof CourierWebhook>;

/** Answer of `GET /v1/deliveries?tracking_number=…`. `position` is there while it drives. */
export const Deliveries = v.object({
  deliveries: v.array(v.object({ id: v.string(), events: v.array(CourierWebhook), position: v.nullish(Place) })),
});
export type CourierDelivery = v.InferOutput<typeof Deliveries>['deliveries'][number];
