import { CHAPTERS, type Chapter, type Position, type TrackingEvent } from '@vitrine/contract';
import type { OrderRow, QuotedOption } from '../order-book/rows.ts';
import type { CarrierReport, WarehouseReport } from '../ports.ts';

type Kept = OrderRow['tracking'];

/** One thing that a warehouse or a carrier says of an order, without its envelope. */
export type Fact = Omit<CarrierReport, 'code' | 'trackingNumber'> & { code: CarrierReport['code'] | WarehouseReport['code'] };

/** Chapter that a fact opens. Facts that open none are told within the chapter at hand. */
const OPENS: Partial<Record<Fact['code'], Chapter>> = {
  picked: 'picked',
  packed: 'packed',
  labelled: 'labelled',
  handed_over: 'handed_over',
  hub: 'in_transit',
  out_for_delivery: 'out_for_delivery',
  ready_for_pickup: 'out_for_delivery',
  nearby: 'out_for_delivery',
  delivered: 'delivered',
};

/** Facts that are told in a chapter before it is reached: who fetches the goods has not got them yet. */
const LEADS_TO: Partial<Record<Fact['code'], Chapter>> = { picking: 'picked' };

/** Facts of which an order has one, whoever tells it: warehouse and carrier both say "handed over". */
const ONCE: ReadonlySet<Fact['code']> = new Set([
  'picking',
  'picked',
  'packed',
  'labelled',
  'handed_over',
  'ready_for_pickup',
  'nearby',
  'delivered',
]);

const iso = (at: number) => new Date(at).toISOString();

export interface Beginning {
  orderId: string;
  label: string;
  at: number;
  delivery: QuotedOption;
  position: Position | undefined;
}

/** How tracking stands when the order exists. */
export function firstTracking({ orderId, label, at, delivery, position }: Beginning): Kept {
  const event = (code: 'ordered' | 'paid'): TrackingEvent => ({ id: `${code}`, chapter: code, occurred_at: iso(at), code });
  return {
    order_id: orderId as Kept['order_id'],
    label,
    version: 1,
    chapter: 'paid',
    events: [event('ordered'), event('paid')],
    carrier: { id: delivery.carrierId, name: delivery.carrierName },
    arrives: { from: iso(delivery.arrives.from), to: iso(delivery.arrives.to) },
    ...(position ? { destination: position } : {}),
  };
}

/** Tracking with one more fact, or the same object when the fact says nothing new. Nothing ever moves backwards. */
export function withFact(kept: Kept, fact: Fact): Kept {
  const ended = kept.chapter === 'delivered';
  const next = { ...kept };
  let changed = false;

  if (fact.code !== 'position') {
    const told = kept.events.some(
      ({ id, code, occurred_at, place }) =>
        id === fact.eventId ||
        (code === fact.code && (ONCE.has(fact.code) || (occurred_at === iso(fact.at) && place === fact.place))),
    );
    if (!told && !(ended && fact.code === 'exception')) {
      const opens = OPENS[fact.code];
      const reached = CHAPTERS.indexOf(kept.chapter);
      if (opens && CHAPTERS.indexOf(opens) > reached) next.chapter = opens;
      const chapter = opens ?? LEADS_TO[fact.code] ?? kept.chapter;
      next.events = inOrder([...kept.events, eventOf(fact, chapter)]);
      changed = true;
    }
  }
  if (!ended) {
    if (fact.route?.length) {
      next.route = fact.route;
      changed = true;
    }
    if (fact.position && fact.code !== 'delivered' && (!kept.vehicle || iso(fact.at) > kept.vehicle.at)) {
      next.vehicle = {
        position: fact.position,
        at: iso(fact.at),
        ...(fact.heading === undefined ? {} : { heading: fact.heading }),
        metres_left: fact.metresLeft ?? kept.vehicle?.metres_left ?? 0,
        stops_before: fact.stopsBefore ?? kept.vehicle?.stops_before ?? 0,
      };
      changed = true;
    }
    const arrives = fact.arrives && narrowed(kept.arrives, fact.arrives, fact.code === 'exception');
    if (arrives && (arrives.from !== kept.arrives?.from || arrives.to !== kept.arrives.to)) {
      next.arrives = arrives;
      changed = true;
    }
  }
  if (fact.code === 'delivered' && !kept.proof) {
    next.proof = {
      at: iso(fact.at),
      kind: fact.proof?.kind ?? 'door',
      ...(fact.proof?.note ? { note: fact.proof.note } : {}),
      ...(fact.position ? { position: fact.position } : {}),
    };
    delete next.vehicle;
    changed = true;
  }
  return changed ? { ...next, version: kept.version + 1 } : kept;
}

/** The window only narrows, unless an exception says why; a window that lies wholly elsewhere is simply the truth. */
function narrowed(kept: Kept['arrives'], told: { from: number; to: number }, exception: boolean): { from: string; to: string } {
  const next = { from: iso(told.from), to: iso(told.to) };
  if (!kept || exception || next.from > kept.to || next.to < kept.from) return next;
  return { from: next.from > kept.from ? next.from : kept.from, to: next.to < kept.to ? next.to : kept.to };
}

function eventOf(fact: Fact, chapter: Chapter): TrackingEvent {
  return {
    id: fact.eventId,
    chapter,
    occurred_at: iso(fact.at),
    code: fact.code as TrackingEvent['code'],
    ...(fact.place ? { place: fact.place } : {}),
    ...(fact.by ? { by: fact.by } : {}),
    ...(fact.note ? { note: fact.note } : {}),
  };
}

const inOrder = (events: TrackingEvent[]): TrackingEvent[] =>
  events
    .map((event, index) => ({ event, index }))
    .sort((a, b) =>
      a.event.occurred_at < b.event.occurred_at ? -1 : a.event.occurred_at > b.event.occurred_at ? 1 : a.index - b.index,
    )
    .map(({ event }) => event);
