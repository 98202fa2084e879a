import * as v from 'valibot';
import { instant } from '../webhook-body.ts';

/** One service of one carrier, and its price in the currency of the carrier's account. */
const Rate = v.object({
  id: v.string(),
  carrier: v.string(),
  service: v.string(),
  rate: v.string(),
  currency: v.string(),
  delivery_days: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(0))),
  delivery_date: v.nullish(instant),
  est_delivery_days: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(0))),
});
export type Rate = v.InferOutput<typeof Rate>;

/** Answer of making, reading and buying a shipment. */
export const Shipment = v.object({
  id: v.string(),
  tracking_code: v.nullish(v.string()),
  rates: v.array(Rate),
  postage_label: v.nullish(v.object({ label_url: v.nullish(v.string()), label_pdf_url: v.nullish(v.string()) })),
  tracker: v.nullish(v.object({ public_url: v.nullish(v.string()) })),
});
export type Shipment = v.InferOutput<typeof Shipment>;

const Detail = v.object({
  message: v.nullish(v.string()),
  status: v.string(),
  status_detail: v.nullish(v.string()),
  datetime: instant,
  tracking_location: v.nullish(v.object({ city: v.nullish(v.string()) })),
});
export type Detail = v.InferOutput<typeof Detail>;

export const Tracker = v.object({
  tracking_code: v.string(),
  status: v.string(),
  signed_by: v.nullish(v.string()),
  est_delivery_date: v.nullish(instant),
  tracking_details: v.nullish(v.array(Detail), []),
});
export type Tracker = v.InferOutput<typeof Tracker>;

export const Trackers = v.object({ trackers: v.array(Tracker) });

/** An event; its result is a tracker where its name begins with `tracker.`. */
export const EasyPostEvent = v.object({ id: v.string(), description: v.string(), result: v.nullish(v.unknown()) });

/** EasyPost's refusals. */
export const Refusal = v.object({ error: v.object({ code: v.string(), message: v.nullish(v.string()) }) });
