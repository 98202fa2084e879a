import type { Lever } from '../../kernel/service.ts';
import type { Table } from '../../kernel/table.ts';
import type { Lookup } from '../parcels/lookup.ts';
import { number, text } from '../parcels/reading.ts';
import type { Delivery } from './delivery.ts';
import type { Rides } from './rides.ts';

const MINUTE_MS = 60_000;

interface Around {
  deliveries: Table<Delivery>;
  lookup: Lookup<Delivery>;
  rides: Rides;
  onHand: Table<{ id: string }>;
}

/** What goes wrong on the streets. Every delivery still ends at its door, or back at the depot. */
export function leversOf({ deliveries, lookup, rides, onHand }: Around): readonly Lever[] {
  const fields = { reference: 'The order’s reference or a tracking number. Absent: one that is riding, or else the newest.' };

  /** One that is riding is the better victim: there is something to see. */
  const onTheWay = (wish: Readonly<Record<string, unknown>>): Delivery => {
    const asked = text(wish['reference']);
    const open = (asked ? lookup.all(asked) : onHand.all().flatMap(({ id }) => deliveries.get(id) ?? []))
      .filter(({ status }) => status === 'scheduled' || status === 'picked_up')
      .reverse();
    const found = open.find(({ status }) => status === 'picked_up') ?? open[0];
    if (!found) throw new RangeError(asked ? `No delivery of ${asked} is open.` : 'The courier has nothing on hand.');
    return found;
  };

  return [
    {
      name: 'late',
      sentence: 'A courier is held up on the way.',
      fields: { ...fields, minutes: 'For how long; 15 when absent.' },
      pull: (wish) =>
        rides.holdUp(onTheWay(wish).id, (number(wish['minutes']) ?? 15) * MINUTE_MS, 'A bridge is up and traffic stands still'),
    },
    {
      name: 'break-down',
      sentence: 'A courier’s bike breaks down, and another courier comes and takes over.',
      fields: { ...fields, minutes: 'Until the other one is there; 20 when absent.' },
      pull: (wish) => {
        const { id, courier } = onTheWay(wish);
        rides.holdUp(id, (number(wish['minutes']) ?? 20) * MINUTE_MS, `${courier}’s bike broke down`, true);
      },
    },
    {
      name: 'nobody-home',
      sentence: 'Nobody opens: the courier comes back once more, and after the second time the parcel goes to the depot.',
      fields: { ...fields, times: 'How often nobody opens: 1 when absent, 2 to send the parcel back.' },
      pull: (wish) => {
        const delivery = onTheWay(wish);
        deliveries.put({ ...delivery, unopened: Math.min(2, Math.max(1, number(wish['times']) ?? 1)) });
      },
    },
  ];
}
