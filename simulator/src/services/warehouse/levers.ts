import type { Lever } from '../../kernel/service.ts';
import { number, text } from '../parcels/reading.ts';
import type { Crew } from './crew.ts';
import type { Dock } from './dock.ts';
import type { House } from './house.ts';
import type { Status } from './pick-order.ts';
import type { Receipt, Receipts } from './receipts.ts';
import type { TroubleKind } from './troubles.ts';
import type { Waves } from './waves.ts';

type Wish = Readonly<Record<string, unknown>>;

const MOST_MINUTES = 24 * 60;

/** @throws {RangeError} unless it is a number of minutes that fits into a day, or nothing. */
function minutesOf(wish: Wish, usual: number): number {
  if (wish.minutes === undefined || wish.minutes === '') return usual;
  const minutes = number(wish.minutes);
  if (minutes === undefined || minutes <= 0 || minutes > MOST_MINUTES)
    throw new RangeError(`minutes must be a number above 0 and up to ${MOST_MINUTES}.`);
  return Math.ceil(minutes);
}

const isUncounted = (deliveries: readonly Receipt[]) => deliveries.some(({ status }) => status === 'received');

interface Rooms {
  house: House;
  crew: Crew;
  waves: Waves;
  dock: Dock;
  receipts: Receipts;
}

/** What goes wrong in a warehouse, for scenarios and the control room. */
export function warehouseLevers({ house, crew, waves, dock, receipts }: Rooms): Lever[] {
  const chance = house.env.random('levers');

  /** The order that was named, or else whichever comes next. */
  const meant = (wish: Wish, before: readonly Status[]): string | undefined => {
    const reference = text(wish.reference);
    if (!reference) return undefined;
    const order = house.orders.get(reference);
    if (!order) throw new RangeError(`There is no pick order ${reference}.`);
    if (!before.includes(order.status)) throw new RangeError(`Order ${reference} is ${order.status} already.`);
    return reference;
  };
  const onOrder = (kind: TroubleKind, before: readonly Status[], name: string, sentence: string): Lever => ({
    name,
    sentence,
    fields: { reference: 'The order; the next one when absent.' },
    pull: (wish) => house.troubles.plan(kind, meant(wish, before)),
  });
  const busy = (zone: 'people' | 'robots') => {
    const all = crew.all().filter((worker) => worker.zone === zone && crew.isOnDuty(worker, house.env.now()));
    const working = all.filter(({ list }) => list !== undefined);
    return working.length > 0 ? working : all;
  };

  return [
    {
      name: 'short-pick',
      sentence: 'A bin holds fewer pieces than booked: the picker reports it, the order waits, and the bins are counted.',
      fields: {
        reference: 'The order; the next one that is picked when absent.',
        lost: 'How many of the missing pieces are gone for good. Drawn when absent: none, or one.',
      },
      pull: (wish) => {
        const asked = wish.lost === undefined || wish.lost === '' ? undefined : number(wish.lost);
        if (wish.lost !== undefined && wish.lost !== '' && (asked === undefined || !Number.isInteger(asked) || asked < 0))
          throw new RangeError('lost must be a whole number of pieces.');
        const reference = meant(wish, ['waiting', 'picking']);
        house.troubles.plan('short', reference, { gone: asked ?? chance.integer(0, 1) });
      },
    },
    onOrder(
      'wrong-bin',
      ['waiting', 'picking'],
      'wrong-bin',
      'Another article lies in the bin: the handheld refuses it, and the picker looks around.',
    ),
    {
      name: 'robot-stuck',
      sentence: 'A robot stands still between the shelves until somebody frees it.',
      fields: { robot: 'Its name, such as `Robot 7`; one that is driving when absent.', minutes: 'How long; 10 when absent.' },
      pull: (wish) => {
        const wanted = text(wish.robot);
        const name = wanted && (/^\d+$/.test(wanted) ? `Robot ${wanted}` : wanted);
        const robot = name ? crew.get(name) : chance.pick(busy('robots'));
        if (robot?.zone !== 'robots')
          throw new RangeError(
            `There is no ${name}. There are ${house.settings.robots.map((each) => `Robot ${each}`).join(', ')}.`,
          );
        crew.stick({ name: robot.name, minutes: minutesOf(wish, 10) });
      },
    },
    {
      name: 'picker-break',
      sentence: 'A picker has a break of half an hour, with the trolley left where it is.',
      fields: { picker: 'The name; somebody at work when absent.' },
      pull: (wish) => {
        const name = text(wish.picker);
        const here = busy('people');
        if (!name && here.length === 0) throw new RangeError('Nobody is at work at this hour.');
        const picker = name ? crew.get(name) : chance.pick(here);
        if (picker?.zone !== 'people')
          throw new RangeError(`There is no ${name}. There are ${house.settings.pickers.map((each) => each.name).join(', ')}.`);
        if (!crew.isOnDuty(picker, house.env.now())) throw new RangeError(`${picker.name} is at home at this hour.`);
        crew.wishBreak(picker.name);
      },
    },
    {
      name: 'damage',
      sentence: 'A piece is found damaged, at the shelf or at the dock: it is put aside and the ERP is told.',
      fields: { reference: 'The order or goods receipt; the next one when absent.' },
      pull: (wish) => {
        const reference = text(wish.reference);
        const deliveries = reference ? receipts.of(reference) : [];
        if (deliveries.length > 0 && !isUncounted(deliveries)) throw new RangeError(`${reference} is counted already.`);
        house.troubles.plan('damage', deliveries.length > 0 ? reference : meant(wish, ['waiting', 'picking']));
      },
    },
    onOrder(
      'label',
      ['waiting', 'picking', 'short', 'picked', 'packed'],
      'label-unreadable',
      'A printed label cannot be scanned and is printed again.',
    ),
    {
      name: 'late-wave',
      sentence: 'The next wave leaves late, and perhaps misses the van.',
      fields: { minutes: 'How late; 15 when absent.' },
      pull: (wish) => void waves.putOff(minutesOf(wish, 15) * 60_000),
    },
    {
      name: 'dock-closed',
      sentence: 'The dock doors stay shut: vans wait, or come again later.',
      fields: { minutes: 'How long; 60 when absent.' },
      pull: (wish) => dock.close(minutesOf(wish, 60)),
    },
    {
      name: 'short-delivery',
      sentence: 'A supplier’s delivery holds one piece fewer than its note says.',
      fields: { reference: 'The goods receipt; the next one that is counted when absent.' },
      pull: (wish) => {
        const reference = text(wish.reference);
        if (reference && !isUncounted(receipts.of(reference)))
          throw new RangeError(`No goods receipt ${reference} waits to be counted.`);
        house.troubles.plan('short-delivery', reference);
      },
    },
  ];
}
