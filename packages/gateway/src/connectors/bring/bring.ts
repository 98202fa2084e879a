import { Fault, type Clock, type PostalAddress } from '@vitrine/contract';
import * as v from 'valibot';
import type { CarrierPort } from '../../ports.ts';
import { createUpstream } from '../upstream.ts';
import { Booked, Points, Shipping, TooBusy, Tracked, type BringPackage, type BringPoint } from './bring-answers.ts';
import { bookingRequest, consignmentOf } from './bring-booking.ts';
import { follow, readNotice } from './bring-event-cast.ts';
import { quotesOf, shippingRequest } from './bring-quotes.ts';
import { reportsOf } from './bring-reports.ts';

export interface BringOptions {
  baseUrl: string;
  fetch: typeof fetch;
  clock: Clock;
  /** E-mail address of the Mybring user. */
  uid: string;
  key: string;
  customerNumber: string;
  /** What Bring's callbacks show to be believed. Absent: Bring is not asked to call, and parcels are asked for. */
  webhookSecret?: string;
  /** Says where the API is used from; Bring asks for it. */
  clientUrl?: string;
  /** Orders nothing: Bring answers as if. */
  test?: boolean;
}

/** Shoppers compare a few near points; more would bury the other kinds of delivery. */
const MOST_POINTS = 5;

/** Prices are worth waiting for; points are given up earlier, so that the door can still be offered in time. */
const POINTS_DEADLINE_MS = 1_800;

/** Splits `Bryggegata 12B` for Bring, which wants the number apart. */
function streetOf(street: string | undefined): { street?: string; streetNumber?: string } {
  const [, name, number] = /^(.*\S)\s+(\d+\s*[A-Za-zÆØÅæøå]?)$/.exec(street?.trim() ?? '') ?? [];
  return name && number ? { street: name, streetNumber: number } : {};
}

/**
 * Bring: parcels to a pick-up point, the door or the mailbox. Its Event Cast tells that something happened to a parcel,
 * {@link CarrierPort.track} what it was. Booking knows no idempotency key: a booking that is repeated after an uncertain
 * answer makes a second consignment, of which the one without a parcel lapses and costs nothing. Source: Bring's
 * developer site, Shipping Guide 2.0, Pickup Point, Booking, Tracking and Event Cast.
 */
export function createBring(options: BringOptions): CarrierPort {
  const { baseUrl, fetch, clock, uid, key, customerNumber, webhookSecret, test = false } = options;
  const { clientUrl = 'https://vitrine.example' } = options;
  const headers = { 'x-mybring-api-uid': uid, 'x-mybring-api-key': key, 'x-bring-client-url': clientUrl };
  const upstream = createUpstream({ name: 'bring', baseUrl, fetch, clock, headers });

  /** Points that cannot be told in time, or that a postal code has not, are no reason to sell no other way. */
  async function pointsNear(to: PostalAddress, signal: AbortSignal | undefined): Promise<BringPoint[]> {
    const [country, postalCode] = [to.address_country ?? 'NO', to.postal_code ?? ''].map(encodeURIComponent);
    try {
      const { pickupPoint } = await upstream.ask(`/pickuppoint/api/pickuppoint/${country}/postalCode/${postalCode}.json`, {
        query: { numberOfResponses: MOST_POINTS, ...streetOf(to.street_address) },
        answer: Points,
        refused: ({ status }) => (status === 400 || status === 404 ? { pickupPoint: [] } : undefined),
        deadlineMs: POINTS_DEADLINE_MS,
        signal,
      });
      return pickupPoint.slice(0, MOST_POINTS);
    } catch (thrown) {
      if (thrown instanceof Fault && thrown.kind === 'unavailable') return [];
      throw thrown;
    }
  }

  return {
    id: 'bring',
    name: 'Posten Bring',

    async quote(request, { signal } = {}) {
      const { to, currency } = request;
      if (!to.postal_code) return [];
      const [shipping, points] = await Promise.all([
        upstream.ask('/shippingguide/api/v2/products', {
          method: 'POST',
          json: shippingRequest(request, customerNumber),
          answer: Shipping,
          signal,
        }),
        pointsNear(to, signal),
      ]);
      const products = shipping.consignments.flatMap((consignment) => consignment.products);
      return products.flatMap((product) => quotesOf(product, points, { currency, now: clock.now() }));
    },

    async book(order) {
      const booked = await upstream.tell('/booking/api/booking', {
        json: bookingRequest(order, { customerNumber, test }),
        answer: Booked,
        refused: ({ body }) => {
          const read = v.safeParse(Booked, body);
          return read.success ? read.output : undefined;
        },
      });
      return consignmentOf(booked);
    },

    async track(trackingNumbers, { signal } = {}) {
      const known = new Map<string, BringPackage[]>();
      for (const q of trackingNumbers) {
        // An answer may hold the whole consignment: what has been told is not asked for.
        if (known.has(q)) continue;
        const answer = await upstream.ask('/tracking/api/v2/tracking.json', {
          query: { q, lang: 'en' },
          answer: v.union([Tracked, TooBusy]),
          signal,
        });
        const sets =
          'shipments' in answer ? answer.shipments.flatMap(({ consignmentSet }) => consignmentSet) : answer.consignmentSet;
        for (const { error, packageSet } of sets) {
          if (error && error.code !== 404) throw errorOf(error.code);
          for (const each of packageSet) known.set(each.packageNumber, [...(known.get(each.packageNumber) ?? []), each]);
        }
      }
      return trackingNumbers.flatMap((number) => (known.get(number) ?? []).flatMap(reportsOf));
    },

    ...(webhookSecret === undefined
      ? {}
      : {
          follow: (consignment, webhookUrl) => follow(upstream, consignment, webhookUrl, webhookSecret),
          readNotice: (delivery) => readNotice(delivery, webhookSecret),
        }),
  };
}

/** Tracking puts its errors into a 200. */
const errorOf = (code: number) =>
  code === 429 || code >= 500
    ? new Fault('unavailable', 'bring.unavailable', 'Bring cannot tell now where the parcel is', { detail: { code } })
    : new Fault('defect', 'bring.refused', 'Bring did not take the question', { detail: { code } });
