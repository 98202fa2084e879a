import { Fault, type Clock } from '@vitrine/contract';
import type { CarrierPort, Parcel } from '../../ports.ts';
import { verifyStandardWebhook } from '../standard-webhooks.ts';
import { createUpstream } from '../upstream.ts';
import { readWebhookBody } from '../webhook-body.ts';
import { Booked, CourierWebhook, Deliveries, Offers, type Offer } from './courier-answers.ts';
import { reportsOf, toReports } from './courier-reports.ts';

export interface CourierOptions {
  baseUrl: string;
  fetch: typeof fetch;
  clock: Clock;
  key: string;
  /** `whsec_…` of Standard Webhooks. */
  webhookSecret: string;
}

const TITLES: Readonly<Record<string, string>> = { express: 'Bydel Bud ekspress', evening: 'Bydel Bud i kveld' };

const toWire = ({ weightGrams, sizeMillimetres: { length, width, height } }: Parcel) => ({
  weight_g: Math.ceil(weightGrams),
  length_mm: Math.ceil(length),
  width_mm: Math.ceil(width),
  height_mm: Math.ceil(height),
});

type Place = Parameters<CarrierPort['book']>[0]['from'] & { email?: string };

/** The courier finds the place by position when it has one, and by street and postal code when not. */
const placeOf = (place: Omit<Place, 'name'> & { name?: string }, position?: { latitude: number; longitude: number }) => ({
  ...(position ? { lat: position.latitude, lon: position.longitude } : {}),
  street: place.street_address,
  postal_code: place.postal_code,
  city: place.address_locality,
  ...(place.name === undefined ? {} : { name: place.name }),
  ...(place.email === undefined ? {} : { email: place.email }),
});

/** A quote's `service` holds the kind of service and the offer it came from. */
const serviceOf = ({ service, id }: Offer) => `${service}/${id}`;

/** The same-day courier, with live positions. Source: docs/upstream/courier.md. */
export function createCourier({ baseUrl, fetch, clock, key, webhookSecret }: CourierOptions): CarrierPort {
  const name = 'courier';
  const upstream = createUpstream({ name, baseUrl, fetch, clock, headers: { authorization: `Bearer ${key}` } });

  return {
    id: 'courier',
    name: 'Bydel Bud',
    ridesTogether: true,

    async quote({ from, to, position, parcels, readyAt, currency }, { signal } = {}) {
      const { offers } = await upstream.ask('/v1/offers', {
        method: 'POST',
        json: {
          pickup: placeOf(from),
          dropoff: placeOf(to, position),
          ready_at: new Date(readyAt).toISOString(),
          parcels: parcels.map(toWire),
        },
        answer: Offers,
        signal,
      });
      return offers
        .filter((offer) => offer.currency === currency && offer.service in TITLES)
        .map((offer) => ({
          service: serviceOf(offer),
          title: TITLES[offer.service] ?? offer.service,
          kind: 'express_courier' as const,
          price: offer.price,
          currency: offer.currency,
          arrives: { from: offer.dropoff_from, to: offer.dropoff_to },
          cutOff: offer.pickup_by,
          expires: offer.expires_at,
          ...(offer.co2_g === undefined ? {} : { co2Grams: offer.co2_g }),
        }));
    },

    async book({ reference, service, from, to, position, parcels, readyAt, webhookUrl }) {
      const [kind, offerId] = service.split('/', 2);
      const booked = await upstream.tell('/v1/deliveries', {
        headers: { 'idempotency-key': `delivery-${reference}` },
        json: {
          ...(offerId ? { offer_id: offerId } : {}),
          service: kind,
          reference,
          pickup: placeOf(from),
          dropoff: placeOf(to, position),
          parcels: parcels.map(toWire),
          ready_at: new Date(readyAt).toISOString(),
          webhook_url: webhookUrl,
        },
        answer: Booked,
        refused: ({ status }) => (status === 409 ? ('unserviceable' as const) : undefined),
      });
      if (booked === 'unserviceable') {
        throw new Fault('invalid', 'courier.unserviceable', 'The courier cannot deliver this', { detail: { service: kind } });
      }
      return {
        consignmentId: booked.id,
        parcels: booked.parcels.map(({ tracking_number, barcode, label_url }) => ({
          trackingNumber: tracking_number,
          sscc: barcode,
          labelUrl: label_url,
        })),
        trackingUrl: booked.tracking_url,
      };
    },

    async track(trackingNumbers, { signal } = {}) {
      const found = await Promise.all(
        trackingNumbers.map((tracking_number) =>
          upstream.ask('/v1/deliveries', { query: { tracking_number }, answer: Deliveries, signal }),
        ),
      );
      return found.flatMap(({ deliveries }, index) =>
        deliveries.flatMap((delivery) => reportsOf(delivery, trackingNumbers[index]!, clock.now())),
      );
    },

    readWebhook(delivery) {
      verifyStandardWebhook(name, webhookSecret, delivery);
      return toReports(readWebhookBody(name, CourierWebhook, delivery.body));
    },
  };
}
