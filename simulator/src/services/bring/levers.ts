import type { Lever, ServiceEnv } from '../../kernel/service.ts';
import type { Table } from '../../kernel/table.ts';
import type { Lookup } from '../parcels/lookup.ts';
import { number, text } from '../parcels/reading.ts';
import { addWorkingDays } from '../parcels/working-days.ts';
import { onSameDay } from '../parcels/oslo-time.ts';
import type { BookedPackage, Consignment } from './consignment.ts';
import { terminalOf, type PlannedScan } from './itinerary.ts';
import { pointsOf } from './pickup-points.ts';
import type { Roads } from './roads.ts';

const HOUR_MS = 3_600_000;

interface Around {
  consignments: Table<Consignment>;
  lookup: Lookup<Consignment>;
  roads: Roads;
  closed: Table<{ id: string }>;
}

/** Whether the story of a package has come to its end. */
const isOver = ({ events: [newest] }: BookedPackage): boolean =>
  newest?.status === 'DELIVERED' ||
  newest?.status === 'DELIVERED_SENDER' ||
  (newest?.status === 'DEVIATION' && /lost|destroyed/.test(newest.description));

/**
 * What goes wrong on Bring's roads. A delayed or missorted parcel still arrives, a damaged one goes back to the sender, a
 * lost one ends as a deviation: what the shop then owes its customer is the shop's business.
 */
export function leversOf(env: ServiceEnv, { consignments, lookup, roads, closed }: Around): readonly Lever[] {
  const fields = { reference: 'The sender’s reference, or a package number. Absent: the newest parcel under way.' };

  const underWay = (wish: Readonly<Record<string, unknown>>): { consignment: Consignment; parcel: BookedPackage } => {
    const asked = text(wish['reference']);
    const found = asked ? lookup.all(asked) : consignments.all().reverse();
    for (const consignment of found)
      for (const parcel of consignment.packages)
        if (parcel.plan.length > 0 && !isOver(parcel) && (!/^\d{18}$/.test(asked ?? '') || parcel.number === asked))
          return { consignment, parcel };
    throw new RangeError(asked ? `No parcel of ${asked} is on the road.` : 'No parcel is on the road.');
  };
  const deviation = (
    parcel: BookedPackage,
    description: string,
    place?: { unitId: string; postalCode: string; city: string },
  ): PlannedScan => {
    const last = parcel.events[0]!;
    const { unitId, postalCode, city } = place ?? last;
    return { at: env.now(), status: 'DEVIATION', description, unitId, postalCode, city, signature: '' };
  };
  /** The rest of the plan, by whole days later, so that shops are open and vans drive. */
  const later = ({ plan }: BookedPackage, days: number): PlannedScan[] => {
    const shift = (at: number) => {
      const day = addWorkingDays(at, days);
      return onSameDay(day, 0) + (at - onSameDay(at, 0));
    };
    return plan.map((scan) => ({
      ...scan,
      at: shift(scan.at),
      ...(scan.arrives ? { arrives: { from: shift(scan.arrives.from), to: shift(scan.arrives.to) } } : {}),
    }));
  };

  return [
    {
      name: 'close-point',
      sentence:
        'A pickup point closes: it is shown no more, and bookings to it are refused. Parcels on their way still get there.',
      fields: { pointId: 'Bring’s id of it, or `all`. Absent: the one that most parcels were booked to lately, or the first.' },
      pull: (wish) => {
        const points = pointsOf(env.seeds.town).filter(({ id }) => !closed.get(id));
        const asked = text(wish['pointId']);
        if (asked === 'all') {
          for (const { id } of points) closed.put({ id });
          return env.tell('Every pickup point closed: Bring takes no more parcels to any');
        }
        const counts = new Map<string, number>();
        for (const { pointId } of consignments.all().slice(-50)) if (pointId) counts.set(pointId, (counts.get(pointId) ?? 0) + 1);
        const busiest = [...points].sort((a, b) => (counts.get(b.id) ?? 0) - (counts.get(a.id) ?? 0))[0];
        const point = asked ? points.find(({ id }) => id === asked) : busiest;
        if (!point) throw new RangeError(asked ? `No open point has the id ${asked}.` : 'Every point is closed.');
        closed.put({ id: point.id });
        env.tell(`${point.place.name} (${point.id}) closed: Bring takes no more parcels to it`);
      },
    },
    {
      name: 'reopen-point',
      sentence: 'A pickup point that had closed takes parcels again.',
      fields: { pointId: 'Bring’s id of it. Absent: all of them.' },
      pull: (wish) => {
        const asked = text(wish['pointId']);
        for (const { id } of closed.all()) if (!asked || id === asked) closed.delete(id);
        env.tell(asked ? `The pickup point ${asked} is open again` : 'All pickup points are open again');
      },
    },
    {
      name: 'delay',
      sentence: 'A parcel stands still, and everything that was to happen to it happens on a later working day.',
      fields: { ...fields, hours: 'How much later, rounded up to days; 24 when absent.' },
      pull: (wish) => {
        const { consignment, parcel } = underWay(wish);
        const days = Math.max(1, Math.ceil((number(wish['hours']) ?? 24) / 24));
        roads.replan(consignment.number, parcel.number, [deviation(parcel, 'The shipment is delayed.'), ...later(parcel, days)]);
      },
    },
    {
      name: 'missort',
      sentence: 'A parcel is put on the wrong line, is seen at a terminal far away, and comes back a working day late.',
      fields,
      pull: (wish) => {
        const { consignment, parcel } = underWay(wish);
        const home = terminalOf(env.seeds.town, consignment.recipient.postalCode);
        const wrong = terminalOf(env.seeds.town, home.zone > 3 ? '0001' : '9001');
        roads.replan(consignment.number, parcel.number, [
          deviation(parcel, `The shipment was missorted and has come to ${wrong.name}.`, wrong),
          {
            at: env.now() + 6 * HOUR_MS,
            status: 'IN_TRANSIT',
            description: `The shipment has left ${wrong.name} for ${home.name}.`,
            unitId: wrong.unitId,
            postalCode: wrong.postalCode,
            city: wrong.city,
            signature: '',
          },
          ...later(parcel, 1).filter(({ at }) => at > env.now() + 6 * HOUR_MS),
        ]);
      },
    },
    {
      name: 'damage',
      sentence: 'A parcel is damaged at the terminal and goes back to the sender.',
      fields,
      pull: (wish) => {
        const { consignment, parcel } = underWay(wish);
        const day = addWorkingDays(env.now(), 2);
        const { postalCode, city } = consignment.sender;
        const back = { unitId: parcel.events[0]!.unitId, postalCode, city, signature: '' };
        roads.replan(consignment.number, parcel.number, [
          deviation(parcel, 'The shipment has been damaged.'),
          {
            at: env.now() + 2 * HOUR_MS,
            status: 'RETURN',
            description: 'The shipment is being returned to the sender.',
            ...back,
          },
          {
            at: onSameDay(day, 11),
            status: 'DELIVERED_SENDER',
            description: 'The shipment has been delivered to the sender.',
            ...back,
          },
        ]);
      },
    },
    {
      name: 'lose-parcel',
      sentence: 'A parcel is looked for and not found: it ends as a deviation, and nobody gets it.',
      fields,
      pull: (wish) => {
        const { consignment, parcel } = underWay(wish);
        roads.replan(consignment.number, parcel.number, [deviation(parcel, 'The shipment is lost.')]);
      },
    },
  ];
}
