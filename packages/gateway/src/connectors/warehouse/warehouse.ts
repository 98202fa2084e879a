import type { Clock } from '@vitrine/contract';
import * as v from 'valibot';
import type { WarehousePort, WarehouseReport, WebhookDelivery } from '../../ports.ts';
import { verifyStandardWebhook } from '../standard-webhooks.ts';
import { createUpstream } from '../upstream.ts';
import { instant, readWebhookBody } from '../webhook-body.ts';

export interface WarehouseOptions {
  baseUrl: string;
  fetch: typeof fetch;
  clock: Clock;
  key: string;
  /** `whsec_…` of Standard Webhooks. */
  webhookSecret: string;
}

const positive = v.pipe(v.number(), v.minValue(0));

const WarehouseEvent = v.object({
  id: v.string(),
  type: v.string(),
  created_at: instant,
  reference: v.string(),
  data: v.optional(
    v.object({
      by: v.optional(v.string()),
      place: v.optional(v.string()),
      note: v.optional(v.string()),
      parcels: v.optional(
        v.array(v.object({ weight_g: positive, length_mm: positive, width_mm: positive, height_mm: positive })),
      ),
    }),
    {},
  ),
});

const PickOrder = v.object({ events: v.array(WarehouseEvent) });

const CODES: Readonly<Record<string, WarehouseReport['code']>> = {
  'pick_order.picking': 'picking',
  'pick_order.picked': 'picked',
  'pick_order.packed': 'packed',
  'pick_order.labelled': 'labelled',
  'pick_order.handed_over': 'handed_over',
  'pick_order.short': 'exception',
};

/** The warehouse's events in our words; types we do not know are left out. */
function toReports({ id, type, created_at: at, reference, data }: v.InferOutput<typeof WarehouseEvent>): WarehouseReport[] {
  const code = CODES[type];
  if (!code) return [];
  const { parcels, by, place, note } = data;
  return [
    {
      eventId: id,
      reference,
      at,
      code,
      ...(by === undefined ? {} : { by }),
      ...(place === undefined ? {} : { place }),
      ...(note === undefined ? {} : { note }),
      ...(parcels && {
        parcels: parcels.map(({ weight_g, length_mm, width_mm, height_mm }) => ({
          weightGrams: weight_g,
          sizeMillimetres: { length: length_mm, width: width_mm, height: height_mm },
        })),
      }),
    },
  ];
}

/** The warehouse's wire. Source: docs/upstream/warehouse.md. */
export function createWarehouse({ baseUrl, fetch, clock, key, webhookSecret }: WarehouseOptions): WarehousePort {
  const name = 'warehouse';
  const upstream = createUpstream({ name, baseUrl, fetch, clock, headers: { authorization: `Bearer ${key}` } });
  const pathOf = (reference: string) => `/pick-orders/${encodeURIComponent(reference)}`;

  return {
    async label({ reference, carrier, parcels }) {
      const json = {
        carrier,
        parcels: parcels.map(({ trackingNumber, sscc, labelUrl }) => ({
          tracking_number: trackingNumber,
          sscc,
          label_url: labelUrl,
        })),
      };
      await upstream.tell(`${pathOf(reference)}/labels`, { json, answer: v.unknown() });
    },

    async reports(reference, { signal } = {}) {
      const { events } = await upstream.ask(pathOf(reference), {
        answer: PickOrder,
        refused: ({ status }) => (status === 404 ? { events: [] } : undefined),
        signal,
      });
      return events.flatMap(toReports);
    },

    readWebhook(delivery: WebhookDelivery) {
      verifyStandardWebhook(name, webhookSecret, delivery);
      return toReports(readWebhookBody(name, WarehouseEvent, delivery.body));
    },
  };
}
