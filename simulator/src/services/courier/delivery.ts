import type { Position } from '@vitrine/contract';
import type { Drive } from './drive.ts';
import type { CourierService } from './offers.ts';
import type { Place } from './places.ts';

export interface CourierParcel {
  sscc: string;
  trackingNumber: string;
  weightGrams: number;
  scanned: boolean;
}

/** One event, as it is sent and as it is listed. */
export interface CourierEvent {
  id: string;
  type: string;
  created_at: string;
  delivery: { id: string; reference: string; tracking_number: string };
  data: Record<string, unknown>;
}

/** Times are milliseconds since 1970. */
export interface Delivery {
  id: string;
  idempotencyKey: string;
  status: 'scheduled' | 'picked_up' | 'delivered' | 'failed' | 'cancelled';
  service: CourierService;
  reference: string;
  price: number;
  pickup: Place;
  dropoff: Place;
  parcels: CourierParcel[];
  webhookUrl: string;
  courier: string;
  pickupBy: number;
  dropoffFrom: number;
  dropoffTo: number;
  drive?: Drive;
  /** What the recipient says at the door, where the courier asks for it. */
  pin?: string;
  /** How often nobody will open. */
  unopened?: number;
  /** How often somebody rang in vain. */
  attempts?: number;
  /** By how much it will be late before it has begun, in milliseconds. */
  lateMs?: number;
  /** Without positions: of those only the newest is of use. */
  events: CourierEvent[];
}

export const iso = (at: number): string => new Date(at).toISOString();

const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

export const wirePosition = ({ latitude, longitude }: Position): { lat: number; lon: number } => ({
  lat: round(latitude),
  lon: round(longitude),
});

/** The delivery, as the wire shows it. */
export function wireDelivery(delivery: Delivery, publicUrl: string): Record<string, unknown> {
  const { id, status, service, reference, price, parcels, pickupBy, dropoffFrom, dropoffTo } = delivery;
  return {
    id,
    status,
    service,
    reference,
    price,
    currency: 'NOK',
    parcels: parcels.map(({ sscc, trackingNumber }) => ({
      barcode: sscc,
      tracking_number: trackingNumber,
      label_url: `${publicUrl}/v1/labels/${trackingNumber}.svg`,
    })),
    tracking_url: `${publicUrl}/t/${parcels[0]!.trackingNumber}`,
    pickup_by: iso(pickupBy),
    dropoff_from: iso(dropoffFrom),
    dropoff_to: iso(dropoffTo),
  };
}

const escape = (text: string): string => text.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** The page behind `tracking_url`. It names no address: whoever has the link is not always the recipient. */
export function trackingPage({ status, parcels, events }: Delivery): string {
  const rows = events.map(
    ({ created_at, type, data }) =>
      `<li><time>${created_at}</time> ${type.replace('delivery.', '').replace('_', ' ')} ${escape(typeof data.note === 'string' ? data.note : '')}</li>`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bydel Bud ${parcels[0]!.trackingNumber}</title><h1>${parcels[0]!.trackingNumber}: ${status.replace('_', ' ')}</h1><ol>${rows.join('')}</ol></html>`;
}
