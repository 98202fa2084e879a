import { Fault, toFault } from '@vitrine/contract';
import type { Page } from '../order-book/order-book.ts';
import type { OrderRow } from '../order-book/rows.ts';
import type { CarrierPort, Consignment } from '../ports.ts';
import { applyCarrierReport, applyWarehouseReport } from './apply-report.ts';
import { write, type Room } from './room.ts';

interface Pace {
  near: number;
  far: number;
}

/** Carriers that tell nothing are asked this often: a van on its round moves by the minute, a lorry at night does not. */
const POLL_MS: Pace = { near: 5 * 60_000, far: 20 * 60_000 };

/** Webhooks get lost, though whoever sends them tries for hours: they are asked too, now and then. */
const BACKUP_POLL_MS = { warehouse: 30 * 60_000, carrier: 2 * 60 * 60_000 };

/** Parcels of a carrier that calls when asked to are days on the way; a call that failed it repeats for two hours. */
const FOLLOWED_POLL_MS: Pace = { near: 3 * 60 * 60_000, far: 12 * 60 * 60_000 };

/** All parcels of a van are scanned at once: news are gathered for a moment before the carrier is asked about them. */
const GATHER_MS = 1_000;

/** When a carrier is asked next for a parcel that has come so far, milliseconds. What waits to be fetched waits for days. */
export function pollAfter(carrier: CarrierPort, { chapter, events }: OrderRow['tracking'], isFollowed = false): number {
  if (carrier.readWebhook) return BACKUP_POLL_MS.carrier;
  const isNear = chapter === 'out_for_delivery' && !events.some(({ code }) => code === 'ready_for_pickup');
  return (isFollowed ? FOLLOWED_POLL_MS : POLL_MS)[isNear ? 'near' : 'far'];
}

/** A parcel of which nothing is heard any more is not asked for for ever. */
const MOST_POLLS = 10_000;

/**
 * Asks a carrier for everything known of an order's parcels, and plans the next time. Before that it is asked to tell by
 * itself, where it can; until it has agreed, parcels are asked for as if it could not.
 */
export async function pollCarrier(room: Room, page: Page<'job'>, orderId: string): Promise<void> {
  const order = (await room.book.read('order', orderId))?.row;
  const carrier = room.carriers.find(({ id }) => id === order?.delivery.carrierId);
  if (!order?.consignment || !carrier || order.tracking.chapter === 'delivered' || page.row.attempts > MOST_POLLS)
    return void (await drop(room, page));
  const wasFollowed = 'isFollowed' in page.row && page.row.isFollowed === true;
  const before = pollAfter(carrier, order.tracking, wasFollowed);
  const planned = await again(room, page, before);
  const isFollowed = wasFollowed || (await follow(room, carrier, order.consignment));
  let tracking = order.tracking;
  try {
    const numbers = order.consignment.parcels.map(({ trackingNumber }) => trackingNumber);
    const reports = await room.within(10_000, (signal) => carrier.track(numbers, { signal }));
    for (const report of [...reports].sort((a, b) => a.at - b.at)) await applyCarrierReport(room, carrier.id, report, orderId);
    tracking = (await room.book.read('order', orderId))?.row.tracking ?? tracking;
  } catch (thrown) {
    room.log({ level: 'warn', event: 'poll.silent', carrier: carrier.id, code: toFault(thrown).code });
  }
  const next = pollAfter(carrier, tracking, isFollowed);
  // News that came meanwhile have brought the job forward, and changed its version: they are not put off again.
  if (planned && (next !== before || isFollowed !== wasFollowed))
    await again(room, { ...page, version: page.version + 1, row: { ...page.row, ...(isFollowed ? { isFollowed } : {}) } }, next);
}

/**
 * A carrier has news of a parcel and does not say which: the order's poll is brought forward. An order has one poll,
 * however often it is told.
 *
 * @returns false when nobody here waits for such a parcel.
 */
export async function askSoon(room: Room, trackingNumber: string): Promise<boolean> {
  const orderId = (await room.book.read('alias', `parcel/${trackingNumber}`))?.row.to;
  if (!orderId) return false;
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const page = await room.book.read('job', `poll-carrier/${orderId}`);
    const due = room.clock.now() + GATHER_MS;
    if (!page || (page.due ?? Infinity) <= due) return true;
    if (await write(room, [{ kind: 'job', id: page.id, version: page.version, row: page.row, due }])) return true;
  }
  throw new Fault('unavailable', 'poll.contended', 'The order was changed too often at the same moment.');
}

/** Whether the carrier tells of a consignment by itself from now on. */
async function follow(room: Room, carrier: CarrierPort, consignment: Consignment): Promise<boolean> {
  if (!carrier.follow) return false;
  try {
    await carrier.follow(consignment, `${room.shop.publicUrl}/webhooks/${carrier.id}`);
    return true;
  } catch (thrown) {
    room.log({ level: 'warn', event: 'carrier.not-followed', carrier: carrier.id, code: toFault(thrown).code });
    return false;
  }
}

/** Asks the warehouse what happened to an order, until it has left the house. */
export async function pollWarehouse(room: Room, page: Page<'job'>, orderId: string): Promise<void> {
  const order = (await room.book.read('order', orderId))?.row;
  const left = order && order.tracking.events.some(({ code }) => code === 'handed_over' || code === 'delivered');
  if (!order || left || page.row.attempts > MOST_POLLS) return void (await drop(room, page));
  await again(room, page, BACKUP_POLL_MS.warehouse);
  try {
    const reports = await room.within(10_000, (signal) => room.warehouse.reports(order.reference, { signal }));
    for (const report of reports) await applyWarehouseReport(room, report);
  } catch (thrown) {
    room.log({ level: 'warn', event: 'poll.silent', system: 'warehouse', code: toFault(thrown).code });
  }
}

/** Takes a job off the list. False when somebody else did. */
export const drop = (room: Room, { id, version }: Page<'job'>): Promise<boolean> =>
  write(room, [{ kind: 'job', id, version, row: null }]);

/** Plans a job anew before it is done, so that a crash in between only costs one round. */
export function again(room: Room, { id, version, row }: Page<'job'>, delayMs: number): Promise<boolean> {
  return write(room, [
    { kind: 'job', id, version, row: { ...row, attempts: row.attempts + 1 }, due: room.clock.now() + delayMs },
  ]);
}
