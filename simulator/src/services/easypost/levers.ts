import type { Lever, ServiceEnv } from '../../kernel/service.ts';
import { number, text } from '../parcels/reading.ts';
import type { Hooks } from './hooks.ts';
import { planReturn } from './journey.ts';
import { CARRIER_NAMES } from './rating.ts';
import type { TrackerRow } from './rows.ts';
import { isOver } from './rows.ts';
import type { Shipments } from './shipments.ts';
import type { Trackers } from './trackers.ts';

const HOUR_MS = 3_600_000;

/** What goes wrong behind EasyPost. Every parcel still comes to an end: delivered, or back at the sender. */
export function leversOf(
  env: ServiceEnv,
  { trackers, shipments, hooks }: { trackers: Trackers; shipments: Shipments; hooks: Hooks },
): readonly Lever[] {
  const parcel = (wish: Readonly<Record<string, unknown>>): TrackerRow => {
    const named = text(wish['parcel']) ?? text(wish['reference']);
    const found = named ? trackers.find(named) : trackers.newestOpen();
    if (!found || isOver(found)) throw new RangeError(named ? `No parcel ${named} is under way.` : 'No parcel is under way.');
    return found;
  };
  const fields = { parcel: 'Its tracking code. Absent: the newest that is under way.' };
  return [
    {
      name: 'carrier-down',
      sentence: 'A carrier behind EasyPost does not answer: no rates, no labels, until it is back.',
      fields: { carrier: `One of ${CARRIER_NAMES.join(', ')}. Absent: the first.`, hours: 'For how long; 2 when absent.' },
      pull: (wish) => {
        const carrier = text(wish['carrier']) ?? CARRIER_NAMES[0]!;
        if (!CARRIER_NAMES.includes(carrier))
          throw new RangeError(`There is no ${carrier}. There are ${CARRIER_NAMES.join(', ')}.`);
        const hours = number(wish['hours']) ?? 2;
        shipments.takeDown(carrier, hours);
        env.tell(`${carrier} does not answer EasyPost for ${hours} h`);
      },
    },
    {
      name: 'delay',
      sentence: 'A parcel stands still: everything that was to happen to it happens later.',
      fields: { ...fields, hours: 'How much later; 24 when absent.' },
      pull: (wish) => {
        const row = parcel(wish);
        const [next] = row.plan;
        if (!next) throw new RangeError(`${row.code} has not been handed to the carrier yet.`);
        const lateMs = (number(wish['hours']) ?? 24) * HOUR_MS;
        const place = row.details.at(-1)!;
        trackers.plan({ ...row, expected: row.expected === null ? null : row.expected + lateMs }, [
          { ...place, at: env.now(), status: 'in_transit', detail: 'delayed', message: 'The parcel is delayed' },
          ...row.plan.map((one) => ({ ...one, at: one.at + lateMs })),
        ]);
      },
    },
    {
      name: 'return-to-sender',
      sentence: 'The carrier cannot deliver a parcel and sends it back.',
      fields,
      pull: (wish) => {
        const row = parcel(wish);
        const sender = shipments.senderOf(row);
        if (!sender || !row.handedIn) throw new RangeError(`${row.code} has not been handed to the carrier yet.`);
        trackers.plan(row, planReturn(sender, env.now()));
      },
    },
    {
      name: 'replay-event',
      sentence: 'EasyPost sends an event once more.',
      fields: { event: 'Its id. Absent: the newest.' },
      pull: (wish) => hooks.replay(text(wish['event'])),
    },
  ];
}
