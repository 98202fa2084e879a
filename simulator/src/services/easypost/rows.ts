import type { Fields } from '../parcels/reading.ts';

/** An address as EasyPost keeps it. Times are milliseconds since 1970. */
export interface AddressRow {
  id: string;
  at: number;
  name: string | null;
  company: string | null;
  street1: string | null;
  street2: string | null;
  city: string | null;
  state: string | null;
  zip: string | null;
  country: string;
  phone: string | null;
  email: string | null;
  residential: boolean | null;
  reference: string | null;
  verifications: Fields;
}

/** Inches and ounces, as EasyPost has them. */
export interface ParcelRow {
  id: string;
  at: number;
  length: number | null;
  width: number | null;
  height: number | null;
  weight: number;
}

/** One carrier's price for one of its services. */
export interface RateRow {
  id: string;
  at: number;
  carrier: string;
  service: string;
  /** Øre. */
  price: number;
  days: number;
  /** Midnight in Oslo of the promised day, where the carrier promises one. */
  deliveryDay: number | null;
}

export interface ShipmentRow {
  id: string;
  at: number;
  updatedAt: number;
  reference: string | null;
  from: AddressRow;
  to: AddressRow;
  parcel: ParcelRow;
  options: Fields;
  isReturn: boolean;
  rates: RateRow[];
  messages: { carrier: string; type: string; message: string }[];
  bought?: {
    rate: RateRow;
    labelId: string;
    at: number;
    trackingCode: string;
    trackerId: string;
    insurance: string | null;
  };
  refundStatus: 'submitted' | 'refunded' | null;
}

export type TrackerStatus =
  | 'unknown'
  | 'pre_transit'
  | 'in_transit'
  | 'out_for_delivery'
  | 'delivered'
  | 'available_for_pickup'
  | 'return_to_sender'
  | 'failure'
  | 'cancelled'
  | 'error';

export interface DetailRow {
  at: number;
  status: TrackerStatus;
  detail: string;
  message: string;
  city: string | null;
  zip: string | null;
  country: string | null;
}

export interface TrackerRow {
  id: string;
  at: number;
  updatedAt: number;
  code: string;
  carrier: string;
  service: string | null;
  status: TrackerStatus;
  detail: string;
  signedBy: string | null;
  /** Ounces. */
  weight: number | null;
  expected: number | null;
  shipmentId: string | null;
  from: string | null;
  to: string | null;
  details: DetailRow[];
  /** What is going to happen, soonest first. */
  plan: DetailRow[];
  handedIn: boolean;
  recipient: string;
  reference: string | null;
}

const LAST: ReadonlySet<TrackerStatus> = new Set(['delivered', 'return_to_sender', 'failure', 'cancelled', 'error']);

/** The recipient has it, or never will. */
export const isOver = ({ status }: Pick<TrackerRow, 'status'>): boolean => LAST.has(status);
