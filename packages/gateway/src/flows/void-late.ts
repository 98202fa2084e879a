import { toFault } from '@vitrine/contract';
import type { Change, Page } from '../order-book/order-book.ts';
import type { JobRow } from '../order-book/rows.ts';
import type { PaymentState } from '../ports.ts';
import { drop } from './poll.ts';
import { Ended, write, type Room } from './room.ts';

type VoidLate = Extract<JobRow, { job: 'void-late' }>;

/** After an attempt that ended without a trace at the provider, the provider is asked again this long afterwards. */
const LOOKS_MS = [2 * 60_000, 15 * 60_000, 60 * 60_000] as const;

/** No bank holds money for longer than a week; after that there is nothing left to let go of. */
const HOLD_MS = 7 * 24 * 60 * 60_000;

/** Plans to look for a payment that was not there when its attempt was given up: a slow "authorise" may still arrive. */
export const lookLater = (room: Room, attempt: { flowId: string; handlerId: string; reference: string }): Change => {
  const since = room.clock.now();
  return {
    kind: 'job',
    id: `void-late/${attempt.reference}`,
    version: 0,
    row: { job: 'void-late', ...attempt, since, looks: 0, attempts: 0 },
    due: since + LOOKS_MS[0],
  };
};

/**
 * The job that lets go of a hold whose attempt has ended without an order, or none when the reference is not ours, its
 * attempt is still under way, or it has become an order.
 */
export async function lateHold(
  room: Room,
  payment: { handlerId: string; paymentId: string; reference: string },
): Promise<Change[]> {
  const flowId = (await room.book.read('alias', `attempt/${payment.reference}`))?.row.to;
  const id = `void-late/${payment.reference}/${payment.paymentId}`;
  if (!flowId || !(await endedWithoutOrder(room, flowId, payment.reference)) || (await room.book.read('job', id))) return [];
  const since = room.clock.now();
  return [
    { kind: 'job', id, version: 0, row: { job: 'void-late', flowId, ...payment, since, looks: 0, attempts: 0 }, due: since },
  ];
}

/** Asks what stands at the provider for an attempt that has ended, and lets go of it. Repeating it voids once. */
export async function voidLate(room: Room, page: Page<'job'>, job: VoidLate): Promise<void> {
  const { flowId, handlerId, reference, paymentId, since, looks, attempts } = job;
  const payment = room.payments.find(({ handler }) => handler.id === handlerId);
  const tooLate = room.clock.now() > since + HOLD_MS;
  if (!payment || tooLate) room.log({ level: 'error', event: 'void-late.given-up', handler: handlerId });
  if (!payment || tooLate || !(await endedWithoutOrder(room, flowId, reference))) return void (await drop(room, page));
  try {
    const found = await room.within(10_000, (signal) =>
      payment.find({ ...(paymentId ? { paymentId } : {}), reference }, { signal }),
    );
    if (isOpen(found)) {
      room.alive();
      await payment.void({ key: `void-late:${found.paymentId}`, paymentId: found.paymentId });
      room.log({ level: 'warn', event: 'void-late.let-go', state: found.state });
    }
    const next = found.state === 'none' && !paymentId ? LOOKS_MS[looks + 1] : undefined;
    if (next === undefined) await drop(room, page);
    else await plan(room, page, { ...job, looks: looks + 1, attempts: 0 }, since + next);
  } catch (thrown) {
    if (thrown instanceof Ended) throw thrown;
    const fault = toFault(thrown);
    room.log({ level: 'warn', event: 'void-late.waits', code: fault.code, kind: fault.kind });
    const delayMs = fault.retryAfterMs ?? Math.min(60 * 60_000, 5_000 * 2 ** attempts);
    await plan(room, page, { ...job, attempts: attempts + 1 }, room.clock.now() + delayMs);
  }
}

/** A declined payment counts as well: the bank may not say yes to it once nobody waits for it any more. */
export const isOpen = (
  payment: PaymentState,
): payment is Extract<PaymentState, { state: 'authorised' | 'challenge' | 'declined' }> & { paymentId: string } =>
  (payment.state === 'authorised' || payment.state === 'challenge' || payment.state === 'declined') && payment.paymentId !== '';

/** True for good once it is true: an attempt on its way back never turns round, and a new press of "Pay" is a new one. */
async function endedWithoutOrder(room: Room, flowId: string, reference: string): Promise<boolean> {
  const flow = await room.book.read('flow', flowId);
  if (!flow || (await room.book.read('alias', `reference/${reference}`))) return false;
  return flow.row.steps.unwind !== undefined || (flow.due === undefined && flow.row.outcome !== 'placed');
}

const plan = (room: Room, { id, version }: Page<'job'>, row: VoidLate, due: number): Promise<boolean> =>
  write(room, [{ kind: 'job', id, version, row, due }]);
