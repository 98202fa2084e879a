import type { Position } from './address.ts';
import type { OrderId } from './ids.ts';
import type { UcpEnvelope } from './ucp.ts';

/** The thread from click to doorbell, in order. An order never goes back to an earlier one. */
export const CHAPTERS = [
  'ordered',
  'paid',
  'picked',
  'packed',
  'labelled',
  'handed_over',
  'in_transit',
  'out_for_delivery',
  'delivered',
] as const;

export type Chapter = (typeof CHAPTERS)[number];

/** One thing that happened, told with its own time. */
export interface TrackingEvent {
  id: string;
  chapter: Chapter;
  /** RFC 3339, UTC. */
  occurred_at: string;
  /** Which fact of the chapter, so that the page can say it: see `docs/errors.md`, "Tracking". */
  code:
    | 'ordered'
    | 'paid'
    | 'picking'
    | 'picked'
    | 'packed'
    | 'labelled'
    | 'handed_over'
    | 'hub'
    | 'ready_for_pickup'
    | 'out_for_delivery'
    | 'nearby'
    | 'delivered'
    | 'exception';
  /** Bin, hub or door, as the third party names it. */
  place?: string;
  /** A first name, or the number of a robot. */
  by?: string;
  /** Free text of the carrier, when it says more than the code. */
  note?: string;
}

export interface Vehicle {
  position: Position;
  /** When the vehicle was there. RFC 3339, UTC. */
  at: string;
  /** Degrees clockwise from north. */
  heading?: number;
  metres_left: number;
  stops_before: number;
}

export interface ProofOfDelivery {
  at: string;
  kind: 'photo' | 'signature' | 'pin' | 'door';
  note?: string;
  position?: Position;
}

/** `GET /orders/{id}/tracking`, and each `snapshot` event of its stream. Of extension `dev.vitrine.tracking`. */
export interface Tracking {
  ucp: UcpEnvelope;
  order_id: OrderId;
  label?: string;
  /** Grows with every change; an older version is never applied over a newer one. */
  version: number;
  chapter: Chapter;
  events: TrackingEvent[];
  carrier?: { id: string; name: string; tracking_number?: string; tracking_url?: string };
  /** The window in which the parcel arrives; it only narrows unless an exception says why. */
  arrives?: { from: string; to: string };
  destination?: Position;
  /** The road ahead of the vehicle, from depot to door. */
  route?: Position[];
  vehicle?: Vehicle;
  proof?: ProofOfDelivery;
  /** The gateway's clock when this was made: the page measures ages against it, not against its own. */
  now: string;
}
