import { toFault } from '@vitrine/contract';
import type { Change, Page } from '../order-book/order-book.ts';
import type { JobRow } from '../order-book/rows.ts';
import { again, drop } from './poll.ts';
import { Ended, type Room } from './room.ts';

type ReleaseSpares = Extract<JobRow, { job: 'release-spares' }>;

/** A command that has not arrived by then never will. */
const LATEST_MS = 5 * 60_000;

/** Plans to look what an attempt that is over has left in an ERP that knows no keys. */
export async function tidyLater(room: Room, attempt: { flowId: string; reference: string }): Promise<Change[]> {
  const id = `release-spares/${attempt.reference}`;
  if (!room.erp.releaseSpares || (await room.book.read('job', id))) return [];
  return [
    { kind: 'job', id, version: 0, row: { job: 'release-spares', ...attempt, attempts: 0 }, due: room.clock.now() + LATEST_MS },
  ];
}

/** Gives back what nobody waits for: an allocation that came late or twice. What has become an order stays. */
export async function releaseSpares(
  room: Room,
  page: Page<'job'>,
  { flowId, reference, attempts }: ReleaseSpares,
): Promise<void> {
  const isUnderWay = (await room.book.read('flow', flowId))?.due !== undefined;
  if (isUnderWay) return void (await again(room, page, LATEST_MS));
  const orderId = (await room.book.read('alias', `reference/${reference}`))?.row.to;
  const order = orderId === undefined ? undefined : (await room.book.read('order', orderId))?.row;
  try {
    const count = (await room.erp.releaseSpares?.(reference, order?.booking.orderId)) ?? 0;
    if (count > 0) room.log({ level: 'warn', event: 'erp.spares-released', count });
    // Where one came late, another may be under way still.
    if (count > 0) await again(room, page, LATEST_MS);
    else await drop(room, page);
  } catch (thrown) {
    if (thrown instanceof Ended) throw thrown;
    const fault = toFault(thrown);
    room.log({ level: 'warn', event: 'release-spares.waits', code: fault.code, kind: fault.kind });
    await again(room, page, fault.retryAfterMs ?? Math.min(60 * 60_000, 5_000 * 2 ** attempts));
  }
}
