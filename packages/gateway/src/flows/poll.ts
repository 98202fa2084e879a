import { toFault, type Chapter } from '@vitrine/contract';
import type { Page } from '../order-book/order-book.ts';
import type { CarrierPort } from '../ports.ts';
import { applyCarrierReport, applyWarehouseReport } from './apply-report.ts';
import { write, type Room } from './room.ts';

/** Carriers without webhooks are asked this often: a van on its round moves by the minute, a lorry at night does not. */
const POLL_MS = { near: 5 * 60_000, far: 20 * 60_000 };

/** Webhooks get lost, though whoever sends them tries for hours: they are asked too, now and then. */
const BACKUP_POLL_MS = { warehouse: 30 * 60_000, carrier: 2 * 60 * 60_000 };

/** When a carrier is asked next for a parcel that has come so far, milliseconds. */
export const pollAfter = ({ readWebhook }: CarrierPort, chapter: Chapter): number =>
  readWebhook ? BACKUP_POLL_MS.carrier : POLL_MS[chapter === 'out_for_delivery' ? 'near' : 'far'];

/** A parcel of which nothing is heard any more is not asked for for ever. */
const MOST_POLLS = 10_000;

/** Asks a carrier for everything known of an order's parcels, and plans the next time. */
export async function pollCarrier(room: Room, page: Page<'job'>, orderId: string): Promise<void> {
  const order = (await room.book.read('order', orderId))?.row;
  const carrier = room.carriers.find(({ id }) => id === order?.delivery.carrierId);
  if (!order || !carrier || order.tracking.chapter === 'delivered' || page.row.attempts > MOST_POLLS)
    return void (await drop(room, page));
  const planned = await again(room, page, pollAfter(carrier, order.tracking.chapter));
  const numbers = order.consignment?.parcels.map(({ trackingNumber }) => trackingNumber) ?? [];
  try {
    const reports = await room.within(10_000, (signal) => carrier.track(numbers, { signal }));
    for (const report of [...reports].sort((a, b) => a.at - b.at)) await applyCarrierReport(room, carrier.id, report, orderId);
    const chapter = (await room.book.read('order', orderId))?.row.tracking.chapter;
    const sooner = chapter && chapter !== order.tracking.chapter && pollAfter(carrier, chapter);
    if (planned && sooner) await again(room, { ...page, version: page.version + 1 }, sooner);
  } catch (thrown) {
    room.log({ level: 'warn', event: 'poll.silent', carrier: carrier.id, code: toFault(thrown).code });
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
