import type { Consignment, TrackingEvent } from './consignment.ts';
import type { Party } from './consignment.ts';

/** Bring's published tracking numbers for tests, and how far each of them has come. */
const HOW_FAR: Record<string, number> = {
  TESTPACKAGEEDI: 1,
  TESTPACKAGELOADEDFORDELIVERY: 3,
  TESTPACKAGEATPICKUPPOINT: 4,
  TESTPACKAGEDELIVERED: 5,
};

const OSLO = { unitId: '032850', postalCode: '0024', city: 'OSLO', signature: '' };
const WAY: readonly (Omit<TrackingEvent, 'at'> & { at: string })[] = [
  {
    status: 'PRE_NOTIFIED',
    description: 'No shipment has been received yet, only notification of the shipment.',
    unitId: '904030',
    postalCode: '',
    city: '',
    signature: '',
    at: '2010-09-29T12:44:12+02:00',
  },
  {
    status: 'IN_TRANSIT',
    description: 'The shipment has been handed in at terminal and forwarded.',
    ...OSLO,
    at: '2010-09-30T08:27:08+02:00',
  },
  {
    status: 'TRANSPORT_TO_RECIPIENT',
    description: 'The shipment has been loaded for delivery.',
    ...OSLO,
    at: '2010-09-30T16:48:57+02:00',
  },
  {
    status: 'READY_FOR_PICKUP',
    description: 'The shipment has arrived at pickup point.',
    unitId: '122608',
    postalCode: '2341',
    city: 'LØTEN',
    signature: '',
    at: '2010-10-01T08:30:25+02:00',
  },
  {
    status: 'DELIVERED',
    description: 'The shipment has been delivered.',
    unitId: '971190',
    postalCode: '',
    city: '',
    signature: 'O Nordmann',
    at: '2010-10-01T17:45:25+02:00',
  },
];

const nobody: Party = {
  name: '',
  addressLine: '',
  addressLine2: '',
  postalCode: '0000',
  city: 'CITY',
  countryCode: 'NO',
  email: 'recipient@example.com',
  phone: '',
};

/** The consignment of a published test number; undefined for any other. */
export function testConsignment(number: string): Consignment | undefined {
  const steps = HOW_FAR[number];
  if (steps === undefined) return undefined;
  const events = WAY.slice(0, steps)
    .map((event) => ({ ...event, at: Date.parse(event.at) }))
    .reverse();
  const parcel = {
    number,
    correlationId: null,
    weightGrams: 16_500,
    length: 41,
    width: 38,
    height: 29,
    handedIn: steps > 1,
    plan: [],
    events,
  };
  const arrives = { from: Date.parse('2010-10-01T08:00:00+02:00'), to: Date.parse('2010-10-01T16:00:00+02:00') };
  const sender = { ...nobody, name: 'POSTEN NORGE AS' };
  return {
    number: 'SHIPMENTNUMBER',
    labelId: '',
    productId: '5800',
    customerNumber: '',
    reference: '',
    correlationId: null,
    isTest: true,
    sender,
    recipient: nobody,
    arrives,
    packages: [parcel],
  };
}
