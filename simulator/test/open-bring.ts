import { existsSync, readFileSync } from 'node:fs';
import { World, type SavedWorld } from '../src/kernel/world.ts';
import { KEYS, ORIGINS } from '../src/shop/keys.ts';
import { bringService } from '../src/services/bring/bring.ts';

/** Bring's published contract, beside the repository where it is at hand. */
const specs = new URL('../../../shared/specs/bring/', import.meta.url);
export const hasSpecs = existsSync(specs);

export const example = (path: string): unknown => JSON.parse(readFileSync(new URL(path, specs), 'utf8'));

/** A world with Bring alone in it. */
export function openBring(options: { startAt?: number; saved?: SavedWorld; seed?: number } = {}) {
  const world = new World({ seed: 5, services: { bring: bringService(KEYS.bring) }, ...options });
  const ask = async <Body = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const url = path.startsWith('https:') ? path : ORIGINS.bring + path;
    const keys = { 'X-Mybring-API-Uid': KEYS.bring.uid, 'X-Mybring-API-Key': KEYS.bring.key, 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
    const response = await world.network.fetchAs('gateway')(url, { method, headers: { ...keys, ...headers }, ...sent });
    const text = await response.text();
    return { status: response.status, body: (text.startsWith('{') ? JSON.parse(text) : text) as Body };
  };
  const { town } = world.seeds;
  const home = town.addresses[40]!;
  const doorOf = ({ street, number, letter }: typeof home) => `${street} ${number}${letter ?? ''}`;
  const party = (name: string, address: typeof home, contact: object = {}) => ({
    name,
    addressLine: doorOf(address),
    addressLine2: null,
    postalCode: address.postalCode,
    city: address.place,
    countryCode: 'NO',
    reference: 'order-1',
    contact: { name, ...contact },
  });
  /** A booking that Bring takes, with changes to its one consignment. */
  const booking = (productId: string, changes: Record<string, unknown> = {}) => ({
    schemaVersion: 1,
    testIndicator: false,
    consignments: [
      {
        shippingDateTime: world.clock.now(),
        correlationId: 'order-1',
        parties: {
          sender: party('Kniv & Fjøl', town.depot.address),
          recipient: party('Kari Nordmann', home, { email: 'kari@example.com' }),
          pickupPoint: null,
        },
        product: { id: productId, customerNumber: KEYS.bring.customerNumber },
        packages: [
          { weightInKg: 1.1, dimensions: { heightInCm: 11, widthInCm: 24, lengthInCm: 34 }, correlationId: 'order-1-1' },
        ],
        ...changes,
      },
    ],
  });
  const rates = (changes: Record<string, unknown> = {}, consignment: Record<string, unknown> = {}) => ({
    language: 'no',
    ...changes,
    consignments: [
      {
        id: '1',
        products: ['5800', '5600', '3584'].map((id) => ({ id, customerNumber: KEYS.bring.customerNumber })),
        fromCountryCode: 'NO',
        fromPostalCode: town.depot.address.postalCode,
        toCountryCode: 'NO',
        toPostalCode: home.postalCode,
        shippingDate: { year: '2026', month: '11', day: '23', hour: '10', minute: '0' },
        packages: [{ id: '1', length: 34, width: 24, height: 11, grossWeight: 1_100 }],
        ...consignment,
      },
    ],
  });
  return { world, ask, town, home, booking, rates };
}

export interface Booked {
  consignments: {
    confirmation: {
      consignmentNumber: string;
      links: { labels: string; tracking: string };
      dateAndTimes: { expectedDelivery: number };
      packages: { packageNumber: string }[];
    };
    errors: { code: string }[];
  }[];
}
export interface Tracked {
  consignmentSet: {
    error?: { code: number };
    packageSet: {
      packageNumber: string;
      dateOfEstimatedDelivery: string;
      estimatedTimeSpanOfDelivery: { startTime: string; endTime: string };
      eventSet: {
        status: string;
        dateIso: string;
        description: string;
        city: string;
        unitId: string;
        recipientSignature: { name: string };
      }[];
    }[];
  }[];
}

type Shop = ReturnType<typeof openBring>;

/** Books one consignment that nobody refuses. */
export async function book({ ask, booking }: Shop, productId: string, changes: Record<string, unknown> = {}) {
  const { status, body } = await ask<Booked>('POST', '/booking/api/booking', booking(productId, changes));
  if (status !== 200) throw new Error(`Bring refused: ${JSON.stringify(body)}`);
  return body.consignments[0]!.confirmation;
}

export async function track({ ask }: Shop, q: string) {
  const { body } = await ask<Tracked>('GET', `/tracking/api/v2/tracking.json?q=${q}`);
  return body.consignmentSet[0]!.packageSet[0]!;
}

export async function handIn({ ask }: Shop, barcode: string) {
  const { status } = await ask('POST', '/x-handheld/scans', { barcode });
  if (status !== 204) throw new Error(`Nobody took ${barcode}: ${status}`);
}
