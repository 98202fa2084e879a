import type { CarrierReport } from '../../ports.ts';
import { inProperCase } from '../letter-case.ts';
import type { Detail, Tracker } from './easypost-answers.ts';

/** EasyPost's statuses in our words. `unknown` moves nothing. */
const CODES: Readonly<Record<string, CarrierReport['code']>> = {
  pre_transit: 'labelled',
  in_transit: 'hub',
  out_for_delivery: 'out_for_delivery',
  available_for_pickup: 'ready_for_pickup',
  delivered: 'delivered',
  return_to_sender: 'exception',
  failure: 'exception',
  cancelled: 'exception',
  error: 'exception',
};

/** Details that say more than the status: taken by the driver, and late. */
const DETAILS: Readonly<Record<string, CarrierReport['code']>> = {
  package_accepted: 'handed_over',
  delayed: 'exception',
};

function codeOf({ status, status_detail }: Detail): CarrierReport['code'] | undefined {
  return status === 'in_transit' ? (DETAILS[status_detail ?? ''] ?? CODES[status]) : CODES[status];
}

/** Everything a tracker tells, oldest first. EasyPost sends the whole story with every event. */
export function reportsOf({ tracking_code: trackingNumber, tracking_details, signed_by }: Tracker): CarrierReport[] {
  return tracking_details.flatMap((detail): CarrierReport[] => {
    const code = codeOf(detail);
    if (!code) return [];
    const { datetime: at, message, tracking_location: where, status_detail } = detail;
    return [
      {
        // Details have no id: what happened, and when, is one.
        eventId: [trackingNumber, detail.status, status_detail ?? '', at].join('/'),
        trackingNumber,
        at,
        code,
        ...(where?.city ? { place: inProperCase(where.city) } : {}),
        ...(message ? { note: message } : {}),
        ...(code === 'delivered' && signed_by ? { proof: { kind: 'signature' as const, note: signed_by } } : {}),
      },
    ];
  });
}
