import { Fault, type Clock } from '@vitrine/contract';
import * as v from 'valibot';
import type { CarrierPort, Consignment } from '../../ports.ts';
import { createUpstream } from '../upstream.ts';
import { readWebhookBody } from '../webhook-body.ts';
import { EasyPostEvent, Refusal, Shipment, Tracker, Trackers } from './easypost-answers.ts';
import {
  addressToWire,
  NORWEGIAN_SERVICES,
  parcelToWire,
  quotesOf,
  serviceName,
  type EasyPostService,
} from './easypost-quotes.ts';
import { reportsOf } from './easypost-reports.ts';
import { verifyEasyPost } from './easypost-webhook.ts';

export interface EasyPostOptions {
  baseUrl: string;
  fetch: typeof fetch;
  clock: Clock;
  /** API key. */
  key: string;
  /** As it was given to EasyPost when the webhook was made. */
  webhookSecret: string;
  /** What is sold; parcels to doors in Norway when absent. */
  services?: readonly EasyPostService[];
}

/**
 * EasyPost: one API before several carriers, and the proof that the port is not Bring's. A quote is a shipment that is
 * never bought; EasyPost asks nothing for it. An order is bought as new shipments, one per parcel as the warehouse packed
 * it, each under `reference#1`, `reference#2` and so on: EasyPost finds shipments by reference, so a repeated booking
 * finds what is there instead of buying twice. Source: EasyPost's API guide, and its recorded traffic.
 */
export function createEasyPost(options: EasyPostOptions): CarrierPort {
  const { baseUrl, fetch, clock, key, webhookSecret, services = NORWEGIAN_SERVICES } = options;
  const headers = { authorization: `Basic ${btoa(`${key}:`)}` };
  const upstream = createUpstream({ name: 'easypost', baseUrl, fetch, clock, headers });

  type Order = Parameters<CarrierPort['book']>[0];

  const wireShipment = (
    {
      from,
      to,
      currency,
      reference,
    }: {
      from: Parameters<typeof addressToWire>[0];
      to: Parameters<typeof addressToWire>[0];
      currency?: string;
      reference?: string;
    },
    parcel: Order['parcels'][number],
  ) => ({
    shipment: {
      from_address: addressToWire(from),
      to_address: addressToWire(to),
      parcel: parcelToWire(parcel),
      options: { label_format: 'PDF', ...(currency ? { currency } : {}) },
      ...(reference ? { reference } : {}),
    },
  });

  /** One parcel's shipment, bought; as it stands when it was bought before. */
  async function buy(order: Order, index: number): Promise<Shipment> {
    const reference = `${order.reference}#${index + 1}`;
    const found = await upstream.ask(`/v2/shipments/${encodeURIComponent(reference)}`, {
      answer: v.union([Shipment, v.literal('none')]),
      refused: ({ status }) => (status === 404 ? ('none' as const) : undefined),
    });
    const known = found === 'none' ? undefined : found;
    if (known?.tracking_code) return known;
    const made: Shipment =
      known ??
      (await upstream.tell('/v2/shipments', {
        json: wireShipment({ from: order.from, to: order.to, reference }, order.parcels[index]!),
        answer: Shipment,
      }));
    let rate = made.rates.find((one) => serviceName(one) === order.service);
    if (!rate) {
      const { rates } = await upstream.tell(`/v2/shipments/${made.id}/rerate`, { json: {}, answer: v.pick(Shipment, ['rates']) });
      rate = rates.find((one) => serviceName(one) === order.service);
    }
    if (!rate)
      throw new Fault('unavailable', 'easypost.no-rate', `EasyPost has no rate of ${order.service} now`, {
        detail: { service: order.service },
      });
    const bought = await upstream.tell(`/v2/shipments/${made.id}/buy`, {
      json: { rate: { id: rate.id } },
      answer: v.union([Shipment, v.literal('down')]),
      refused: ({ body }) => {
        const read = v.safeParse(Refusal, body);
        return read.success && read.output.error.code === 'SHIPMENT.POSTAGE.FAILURE' ? ('down' as const) : undefined;
      },
    });
    if (bought === 'down')
      throw new Fault('unavailable', 'easypost.carrier-down', `${rate.carrier} sells EasyPost no label now`, {
        detail: { carrier: rate.carrier },
      });
    return bought;
  }

  return {
    id: 'easypost',
    name: 'PostNord, DHL og UPS',

    async quote({ from, to, parcels, readyAt, currency }, { signal } = {}) {
      if (!to.postal_code || !to.street_address) return [];
      const shipments = await Promise.all(
        parcels.map((parcel) =>
          upstream.ask('/v2/shipments', {
            method: 'POST',
            json: wireShipment({ from, to, currency }, parcel),
            answer: Shipment,
            signal,
          }),
        ),
      );
      return quotesOf(shipments, services, { currency, readyAt, now: clock.now() });
    },

    async book(order): Promise<Consignment> {
      const bought: Shipment[] = [];
      // One after the other: a crash in between leaves whole parcels, which the next attempt finds.
      for (const index of order.parcels.keys()) bought.push(await buy(order, index));
      const parcels = bought.map(({ tracking_code, postage_label: label }) => {
        const labelUrl = label?.label_pdf_url ?? label?.label_url;
        if (!tracking_code || !labelUrl)
          throw new Fault('uncertain', 'easypost.no-label', 'EasyPost bought a shipment and showed no label');
        return {
          trackingNumber: tracking_code,
          ...(/^\d{18}$/.test(tracking_code) ? { sscc: tracking_code } : {}),
          labelUrl,
        };
      });
      const trackingUrl = bought[0]?.tracker?.public_url;
      return { consignmentId: bought[0]?.id ?? order.reference, parcels, ...(trackingUrl ? { trackingUrl } : {}) };
    },

    async track(trackingNumbers, { signal } = {}) {
      const answers = await Promise.all(
        trackingNumbers.map((tracking_code) =>
          upstream.ask('/v2/trackers', { query: { tracking_code }, answer: Trackers, signal }),
        ),
      );
      return answers.flatMap(({ trackers }, index) =>
        trackers.filter(({ tracking_code }) => tracking_code === trackingNumbers[index]).flatMap(reportsOf),
      );
    },

    readWebhook(delivery) {
      verifyEasyPost(webhookSecret, delivery);
      const event = readWebhookBody('easypost', EasyPostEvent, delivery.body);
      if (!event.description.startsWith('tracker.') || !event.result) return [];
      const read = v.safeParse(Tracker, event.result);
      if (!read.success) throw new Fault('defect', 'easypost.broken-contract', 'An event of EasyPost has no tracker in it');
      return reportsOf(read.output);
    },
  };
}
