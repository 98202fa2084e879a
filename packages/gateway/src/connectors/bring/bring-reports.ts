import type { CarrierReport } from '../../ports.ts';
import { inProperCase } from '../letter-case.ts';
import { atOslo } from '../oslo-time.ts';
import type { BringEvent, BringPackage } from './bring-answers.ts';

/** Bring's statuses in our words. What is missing moves nothing: notices, orders for a delivery day, unknown events. */
export const CODES: Readonly<Record<string, CarrierReport['code']>> = {
  PRE_NOTIFIED: 'labelled',
  HANDED_IN: 'handed_over',
  COLLECTED: 'handed_over',
  TERMINAL: 'hub',
  IN_TRANSIT: 'hub',
  INTERNATIONAL: 'hub',
  CUSTOMS: 'hub',
  TRANSPORT_TO_RECIPIENT: 'out_for_delivery',
  READY_FOR_PICKUP: 'ready_for_pickup',
  DELIVERED: 'delivered',
  ATTEMPTED_DELIVERY: 'exception',
  DEVIATION: 'exception',
  DELIVERY_CANCELLED: 'exception',
  RETURN: 'exception',
  DELIVERED_SENDER: 'exception',
};

/** Day and hours in Norway: `20.04.2021`, `08:00` to `16:00`. */
function windowOf({
  dateOfEstimatedDelivery: date,
  estimatedTimeSpanOfDelivery: span,
}: BringPackage): { from: number; to: number } | undefined {
  const [, day, month, year] = /^(\d{2})\.(\d{2})\.(\d{4})$/.exec(date ?? '') ?? [];
  if (!day) return undefined;
  const at = (time: string | null | undefined, otherwise: number) => {
    const [, hour, minute] = /^(\d{2}):(\d{2})$/.exec(time ?? '') ?? [];
    return atOslo(
      { year: Number(year), month: Number(month), day: Number(day) },
      hour ? Number(hour) : otherwise,
      Number(minute ?? 0),
    );
  };
  return { from: at(span?.startTime, 8), to: at(span?.endTime, 21) };
}

function toReport(trackingNumber: string, event: BringEvent): CarrierReport[] {
  const code = CODES[event.status];
  if (!code) return [];
  const signature = event.recipientSignature?.name?.trim();
  return [
    {
      // Bring gives events no id: what happened, when and where is one.
      eventId: [trackingNumber, event.status, event.dateIso, event.unitId].join('/'),
      trackingNumber,
      at: event.dateIso,
      code,
      ...(event.city ? { place: inProperCase(event.city) } : {}),
      ...(event.description ? { note: event.description } : {}),
      ...(code === 'delivered' && signature ? { proof: { kind: 'signature' as const, note: signature } } : {}),
    },
  ];
}

/** A parcel's events, oldest first; Bring lists the newest first. The newest carries the expected window. */
export function reportsOf(parcel: BringPackage): CarrierReport[] {
  const reports = parcel.eventSet
    .flatMap((event) => toReport(parcel.packageNumber, event))
    .reverse()
    .sort((a, b) => a.at - b.at);
  const arrives = windowOf(parcel);
  const newest = reports.at(-1);
  if (arrives && newest && newest.code !== 'delivered') newest.arrives = arrives;
  return reports;
}
