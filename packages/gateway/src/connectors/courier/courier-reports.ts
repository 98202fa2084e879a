import type { CarrierReport } from '../../ports.ts';
import type { CourierDelivery, CourierEvent } from './courier-answers.ts';

const CODES: Readonly<Record<string, CarrierReport['code']>> = {
  'delivery.scheduled': 'labelled',
  'delivery.picked_up': 'handed_over',
  'delivery.position': 'position',
  'delivery.approaching': 'nearby',
  'delivery.arriving': 'nearby',
  'delivery.delivered': 'delivered',
  'delivery.delayed': 'exception',
  'delivery.attempted': 'exception',
  'delivery.failed': 'exception',
  'delivery.cancelled': 'exception',
};

const PROOFS = new Set(['photo', 'signature', 'pin', 'door'] as const);
type ProofKind = NonNullable<CarrierReport['proof']>['kind'];

const toPosition = ({ lat, lon }: { lat: number; lon: number }) => ({ latitude: lat, longitude: lon });

/** What the courier tells, in our words. A courier who has picked up is on the way to the door: two facts of one event. */
export function toReports({ id, type, created_at: at, delivery, data }: CourierEvent): CarrierReport[] {
  const code = CODES[type];
  if (!code) return [];
  const { position, heading, distance_left_m, stops_before, dropoff_from, dropoff_to, route, courier, proof, note } = data;
  const kind = proof && PROOFS.has(proof.kind as ProofKind) ? (proof.kind as ProofKind) : 'door';
  const report: CarrierReport = {
    eventId: id,
    trackingNumber: delivery.tracking_number,
    at,
    code,
    ...(courier === undefined ? {} : { by: courier }),
    ...(note === undefined ? {} : { note }),
    ...(position ? { position: toPosition(position) } : {}),
    ...(heading === undefined ? {} : { heading }),
    ...(distance_left_m === undefined ? {} : { metresLeft: distance_left_m }),
    ...(stops_before === undefined ? {} : { stopsBefore: stops_before }),
    ...(dropoff_from !== undefined && dropoff_to !== undefined ? { arrives: { from: dropoff_from, to: dropoff_to } } : {}),
    ...(route ? { route: route.map(toPosition) } : {}),
    ...(proof ? { proof: { kind, ...(proof.note === undefined ? {} : { note: proof.note }) } } : {}),
  };
  if (code !== 'handed_over') return [report];
  const { eventId, trackingNumber } = report;
  return [
    { eventId: `${eventId}/taken`, trackingNumber, at, code, ...(report.by ? { by: report.by } : {}) },
    { ...report, code: 'out_for_delivery' },
  ];
}

/** All that a delivery tells when it is asked: its events, and where it is at this moment. */
export function reportsOf({ id, events, position }: CourierDelivery, trackingNumber: string, now: number): CarrierReport[] {
  const reports = events.flatMap(toReports);
  if (!position || reports.some(({ code }) => code === 'delivered')) return reports;
  const { lat, lon } = position;
  return [
    ...reports,
    { eventId: `${id}/${lat},${lon}`, trackingNumber, at: now, code: 'position', position: toPosition(position) },
  ];
}
