import type { DetailRow, TrackerRow, TrackerStatus } from './rows.ts';

/** EasyPost's published tracking codes for tests, each standing still where it is. */
const STATUS: Readonly<Record<string, TrackerStatus>> = {
  EZ1000000001: 'pre_transit',
  EZ2000000002: 'in_transit',
  EZ3000000003: 'out_for_delivery',
  EZ4000000004: 'delivered',
  EZ5000000005: 'return_to_sender',
  EZ6000000006: 'failure',
  EZ7000000007: 'unknown',
};

export const TEST_CODES = Object.keys(STATUS);

const DAY_MS = 86_400_000;
const WAY: readonly (readonly [TrackerStatus, string, string])[] = [
  ['pre_transit', 'Pre-Shipment Info Sent to carrier', 'HOUSTON'],
  ['pre_transit', 'Shipping Label Created', 'HOUSTON'],
  ['in_transit', 'Arrived at Post Office', 'HOUSTON'],
  ['out_for_delivery', 'Out for Delivery', 'CHARLESTON'],
  ['delivered', 'Delivered', 'CHARLESTON'],
];

/** What a test code tells; undefined for any other code. */
export function testTracker(code: string, at: number): Omit<TrackerRow, 'id' | 'carrier'> | undefined {
  const status = STATUS[code];
  if (!status) return undefined;
  const far = WAY.findLastIndex(([name]) => name === status);
  const way = status === 'unknown' ? [] : far >= 0 ? WAY.slice(0, far + 1) : [...WAY.slice(0, 3), [status, status, ''] as const];
  const details = way.map(([name, message, city], index): DetailRow => ({
    at: at - (way.length - index) * DAY_MS,
    status: name,
    detail: 'status_update',
    message,
    city: city || null,
    zip: null,
    country: city ? 'US' : null,
  }));
  return {
    at,
    updatedAt: at,
    code,
    service: 'First-Class Package Service',
    status,
    detail: 'status_update',
    signedBy: status === 'delivered' ? 'John Tester' : null,
    weight: null,
    expected: at,
    shipmentId: null,
    from: 'HOUSTON TX, 77001',
    to: 'CHARLESTON SC, 29401',
    details,
    plan: [],
    handedIn: true,
    recipient: '',
    reference: null,
  };
}
