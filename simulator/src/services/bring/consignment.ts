import type { PlannedScan } from './itinerary.ts';

/** One end of a consignment, in the words of a booking. */
export interface Party {
  name: string;
  addressLine: string;
  addressLine2: string;
  postalCode: string;
  city: string;
  countryCode: string;
  email: string;
  phone: string;
}

export interface TrackingEvent extends Omit<PlannedScan, 'status'> {
  status: PlannedScan['status'] | 'PRE_NOTIFIED';
}

export interface BookedPackage {
  /** SSCC. */
  number: string;
  correlationId: string | null;
  weightGrams: number;
  /** Centimetres. */
  length: number;
  width: number;
  height: number;
  handedIn: boolean;
  /** What is going to happen, soonest first. */
  plan: PlannedScan[];
  /** Newest first, as Bring shows them. */
  events: TrackingEvent[];
}

/** What was booked. Times are milliseconds since 1970. */
export interface Consignment {
  /** 17 digits. */
  number: string;
  labelId: string;
  productId: string;
  customerNumber: string;
  reference: string;
  correlationId: string | null;
  isTest: boolean;
  sender: Party;
  recipient: Party;
  pointId?: string;
  /** When the recipient may expect it. */
  arrives: { from: number; to: number };
  packages: BookedPackage[];
}

export const volumeDm3 = ({ length, width, height }: BookedPackage): number => Math.round((length * width * height) / 100) / 10;
