import { Fault, toFault } from '@vitrine/contract';
import type { Change } from '../order-book/order-book.ts';
import type { OrderRow, QuotedOption } from '../order-book/rows.ts';
import type { Consignment, PostedInvoice } from '../ports.ts';
import { faultLine } from './log-line.ts';
import { fullName } from './place-order.ts';
import { pollAfter } from './poll.ts';
import { anotherWay, isRefused } from './reroute.ts';
import { Ended, Outrun, write, type Room } from './room.ts';
import type { Steps, Verdict } from './steps.ts';

/** Packed: the carrier is booked with what the warehouse measured, and the labels go to the packing station. */
export const despatch = (room: Room, steps: Steps): Promise<Verdict> =>
  patiently(room, steps, async () => {
    const orderId = steps.row.subject;
    const { row: order } = (await room.book.read('order', orderId))!;
    const carrier = room.carriers.find(({ id }) => id === order.delivery.carrierId)!;
    const { buyer, delivery, destination, position, reference } = order;
    const rerouted = async (thrown: unknown): Promise<never> => {
      const fault = toFault(thrown);
      const way = isRefused(fault, steps.row.tries) ? await anotherWay(room, order) : undefined;
      if (!way) throw thrown;
      room.log({ level: 'warn', event: 'despatch.rerouted', from: carrier.id, to: way.carrierId, reference });
      if (!(await write(room, await changeOrder(room, orderId, (row) => withDelivery(row, way)))))
        throw new Fault('unavailable', 'order.changed', 'The order was changed at the same moment.');
      throw new Fault('unavailable', 'despatch.rerouted', 'The parcel goes another way.', { cause: thrown, retryAfterMs: 1_000 });
    };
    const consignment = await steps.run(
      'book-carrier',
      (again): Promise<Consignment> => {
        // Not every carrier knows a repeat by its reference: people can then look for a second consignment.
        if (again) room.log({ level: 'warn', event: 'carrier.booked-again', carrier: carrier.id, reference });
        return carrier
          .book({
            reference,
            service: delivery.service,
            ...(delivery.point ? { point: delivery.point } : {}),
            from: room.shop.warehouse,
            to: { ...destination, name: fullName(destination) || fullName(buyer), email: buyer.email ?? '' },
            ...(position ? { position } : {}),
            parcels: order.parcels,
            readyAt: room.clock.now(),
            webhookUrl: `${room.shop.publicUrl}/webhooks/${carrier.id}`,
          })
          .catch(rerouted);
      },
      async (booked): Promise<Change[]> => {
        const first = booked.parcels[0];
        const changed = await changeOrder(room, orderId, (row) => ({
          ...row,
          consignment: booked,
          tracking: {
            ...row.tracking,
            version: row.tracking.version + 1,
            carrier: {
              id: carrier.id,
              name: carrier.name,
              ...(first ? { tracking_number: first.trackingNumber } : {}),
              ...(booked.trackingUrl ? { tracking_url: booked.trackingUrl } : {}),
            },
          },
        }));
        const poll = carrier.follow ? 0 : pollAfter(carrier, order.tracking);
        return [
          ...changed,
          ...booked.parcels.map(({ trackingNumber }): Change => ({
            kind: 'alias',
            id: `parcel/${trackingNumber}`,
            version: 0,
            row: { to: orderId },
          })),
          {
            kind: 'job',
            id: `poll-carrier/${orderId}`,
            version: 0,
            row: { job: 'poll-carrier', orderId, attempts: 0 },
            due: room.clock.now() + poll,
          },
        ];
      },
    );
    const { row: booked } = (await room.book.read('order', orderId))!;
    room.changed(orderId, booked, booked.tracking.version);
    await steps.run('label', () => room.warehouse.label({ reference, carrier: carrier.id, parcels: consignment.parcels }));
    return steps.finish('despatched');
  });

/** Handed over: now, and not before, the money is taken and the invoice posted. */
export const capture = (room: Room, steps: Steps): Promise<Verdict> =>
  patiently(room, steps, async () => {
    const orderId = steps.row.subject;
    const { row: order } = (await room.book.read('order', orderId))!;
    const payment = room.payments.find(({ handler }) => handler.id === order.handlerId)!;
    const captured = await steps.run(
      'capture',
      async (again) => {
        if (again) {
          const known = await payment.find({ paymentId: order.paymentId, reference: order.reference });
          if (known.state === 'captured') return known.amount;
        }
        return (await payment.capture({ key: `${steps.id}/capture`, paymentId: order.paymentId, amount: order.total })).captured;
      },
      (amount) => changeOrder(room, orderId, (row) => ({ ...row, captured: amount })),
    );
    await steps.run(
      'invoice',
      async (again): Promise<PostedInvoice> => {
        const known = again ? (await room.erp.find(order.reference)).invoice : undefined;
        return (
          known ??
          room.erp.invoice({
            reference: order.reference,
            booking: order.booking,
            paid: captured,
            paymentReference: order.paymentId,
          })
        );
      },
      async (invoice) => [
        ...(await changeOrder(room, orderId, (row) => ({ ...row, invoice }))),
        {
          kind: 'job',
          id: `notify/${orderId}/handed_over`,
          version: 0,
          row: { job: 'notify', orderId, letter: 'handed_over', attempts: 0 },
          due: room.clock.now(),
        },
      ],
    );
    return steps.finish('captured');
  });

/** An order that is paid and packed is never given up: whatever fails is tried again, ever more slowly. */
async function patiently(room: Room, steps: Steps, work: () => Promise<Verdict>): Promise<Verdict> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof Ended || thrown instanceof Outrun) throw thrown;
    const fault = toFault(thrown);
    const level = fault.kind === 'unavailable' || fault.kind === 'uncertain' ? 'warn' : 'error';
    room.log({ level, event: `${steps.row.flow}.waits`, tries: steps.row.tries, ...faultLine(thrown) });
    return steps.postpone(fault.retryAfterMs ?? Math.min(10 * 60_000, 2_000 * 2 ** steps.row.tries));
  }
}

function withDelivery(row: OrderRow, delivery: QuotedOption): OrderRow {
  const { from, to } = delivery.arrives;
  return {
    ...row,
    delivery,
    tracking: {
      ...row.tracking,
      version: row.tracking.version + 1,
      carrier: { id: delivery.carrierId, name: delivery.carrierName },
      arrives: { from: new Date(from).toISOString(), to: new Date(to).toISOString() },
    },
  };
}

async function changeOrder(room: Room, id: string, change: (row: OrderRow) => OrderRow): Promise<Change[]> {
  const page = (await room.book.read('order', id))!;
  return [{ kind: 'order', id, version: page.version, row: change(page.row) }];
}
