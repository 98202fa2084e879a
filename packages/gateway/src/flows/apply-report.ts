import type { Change } from '../order-book/order-book.ts';
import type { Letter, OrderRow } from '../order-book/rows.ts';
import type { CarrierReport, Parcel, WarehouseReport } from '../ports.ts';
import { write, type Room } from './room.ts';
import { waysOf } from './subscriptions.ts';
import { withFact, type Fact } from './tracking.ts';

/** What is told of an order is kept this long, to know repeats by. */
const REMEMBER_MS = 60 * 24 * 60 * 60_000;

/** A warehouse's report, by webhook or poll. Unknown references are somebody else's parcels. */
export async function applyWarehouseReport(room: Room, { reference, parcels, ...fact }: WarehouseReport): Promise<void> {
  const orderId = (await room.book.read('alias', `reference/${reference}`))?.row.to;
  if (orderId) await applyFact(room, 'warehouse', orderId, fact, parcels ? { parcels } : {});
}

/** A carrier's report on one parcel, by webhook or poll; who polls knows the order. */
export async function applyCarrierReport(
  room: Room,
  carrierId: string,
  { trackingNumber, ...fact }: CarrierReport,
  polledFor?: string,
): Promise<void> {
  const orderId = polledFor ?? (await room.book.read('alias', `parcel/${trackingNumber}`))?.row.to;
  const ridesTogether = room.carriers.find(({ id }) => id === carrierId)?.ridesTogether ?? false;
  if (orderId) await applyFact(room, `carrier/${carrierId}`, orderId, fact, ridesTogether ? {} : { trackingNumber });
}

/** Facts that are true of an order only when they are true of all its parcels. */
const OF_ALL: ReadonlySet<Fact['code']> = new Set(['ready_for_pickup', 'delivered']);

/**
 * Remembers the event and what it changes in one write: a repeat finds it remembered, a crash finds neither. What the
 * fact sets off (despatch, capture, a letter) is planned in the same write, so that it cannot be forgotten.
 */
async function applyFact(
  room: Room,
  source: string,
  orderId: string,
  fact: Fact,
  { parcels, trackingNumber }: { parcels?: Parcel[]; trackingNumber?: string },
): Promise<void> {
  const eventId = `${source}/${fact.eventId}`;
  for (let attempt = 0; attempt < 8; attempt += 1) {
    if (await room.book.read('event', eventId)) return;
    const page = await room.book.read('order', orderId);
    if (!page) return;
    const ofAll = trackingNumber !== undefined && OF_ALL.has(fact.code);
    const isPart = ofAll && (await othersLack(room, page.row, trackingNumber, fact.code));
    const tracking = isPart ? page.row.tracking : withFact(page.row.tracking, fact);
    const order: OrderRow = { ...page.row, tracking, ...(parcels?.length && !page.row.consignment ? { parcels } : {}) };
    const changed = tracking !== page.row.tracking;
    const changes: Change[] = [
      { kind: 'event', id: eventId, version: 0, row: { source, at: fact.at }, due: room.clock.now() + REMEMBER_MS },
      ...(ofAll ? await parcelSeen(room, trackingNumber, fact) : []),
      // A part is written too: of two parcels that arrive at once, the one that comes second has to know of the first.
      ...(changed || isPart ? [{ kind: 'order' as const, id: orderId, version: page.version, row: order }] : []),
      ...(isPart ? [] : await consequences(room, orderId, order, fact)),
    ];
    if (await write(room, changes)) {
      room.log({ level: 'info', event: 'report.applied', source, code: fact.code });
      if (changed) room.changed(orderId, order, tracking.version);
      return;
    }
  }
  room.log({ level: 'error', event: 'report.not-applied', source, code: fact.code });
}

const seenId = (trackingNumber: string, code: Fact['code']) => `parcel/${trackingNumber}/${code}`;

async function parcelSeen(room: Room, trackingNumber: string, { code, at }: Fact): Promise<Change[]> {
  const id = seenId(trackingNumber, code);
  if (await room.book.read('event', id)) return [];
  return [{ kind: 'event', id, version: 0, row: { source: 'parcel', at }, due: room.clock.now() + REMEMBER_MS }];
}

/** Whether another parcel of the same order is not that far yet. */
async function othersLack(room: Room, order: OrderRow, trackingNumber: string, code: Fact['code']): Promise<boolean> {
  for (const parcel of order.consignment?.parcels ?? []) {
    if (parcel.trackingNumber === trackingNumber) continue;
    if (!(await room.book.read('event', seenId(parcel.trackingNumber, code)))) return true;
  }
  return false;
}

/** What an event sets off, once per order however often and by whomever it is told. */
async function consequences(room: Room, orderId: string, order: OrderRow, { code }: Fact): Promise<Change[]> {
  const now = room.clock.now();
  const flow = async (name: 'despatch' | 'capture'): Promise<Change[]> => {
    const id = `${name}/${orderId}`;
    if (await room.book.read('flow', id)) return [];
    return [{ kind: 'flow', id, version: 0, row: { flow: name, subject: orderId, input: null, steps: {}, tries: 0 }, due: now }];
  };
  const letter = async (name: Letter, ...alongside: Change[]): Promise<Change[]> => {
    const id = `notify/${orderId}/${name}`;
    if (await room.book.read('event', id)) return [];
    return [
      { kind: 'event', id, version: 0, row: { source: 'notify', at: now }, due: now + REMEMBER_MS },
      { kind: 'job', id, version: 0, row: { job: 'notify', orderId, letter: name, attempts: 0 }, due: now },
      ...alongside,
    ];
  };
  const invitation: Change[] = room.reviews
    ? [{ kind: 'job', id: `invite/${orderId}`, version: 0, row: { job: 'invite', orderId, attempts: 0 }, due: now }]
    : [];
  if (code === 'packed') return flow('despatch');
  // A carrier's first scan is proof of hand-over even when the warehouse's own word was lost.
  if (code === 'handed_over' || code === 'hub') return flow('capture');
  if (code === 'out_for_delivery')
    return [...(await flow('capture')), ...(waysOf(room, order, code).length > 0 ? await letter(code) : [])];
  if (code === 'ready_for_pickup') return letter('ready_for_pickup');
  if (code === 'delivered') return [...(await flow('capture')), ...(await letter('delivered', ...invitation))];
  return [];
}
