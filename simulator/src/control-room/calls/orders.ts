import { brief } from '../brief-entry.ts';
import { NotDone, type ControlRoutes } from '../call.ts';
import { lanesOf, laneOf, namesFromJournal, ordersOf, trailOf, withoutRepeats } from '../order-trail.ts';

const MOST_LISTED = 60;

/** One order across all systems. */
export const orderCalls: ControlRoutes = (room) => [
  {
    method: 'GET',
    path: '/orders',
    async answer() {
      const placed = await ordersOf(room.shop.orderBook);
      const known = new Set(placed.map(({ reference }) => reference));
      const tried = new Map<string, number>();
      for (const entry of room.shop.world.journal.entries)
        if (entry.kind === 'fact' && entry.reference && !known.has(entry.reference) && /^V-/.test(entry.reference))
          tried.set(entry.reference, tried.get(entry.reference) ?? entry.at);
      const unplaced = [...tried].map(([reference, at]) => ({ reference, placedAt: at, chapter: 'not placed' }));
      return [...placed.map(({ ids: _ids, ...order }) => order), ...unplaced]
        .sort((a, b) => (b.placedAt ?? 0) - (a.placedAt ?? 0))
        .slice(0, MOST_LISTED);
    },
  },
  {
    method: 'GET',
    path: '/orders/:reference/sequence',
    async answer({ params }) {
      const asked = params['reference']!;
      const { world, orderBook } = room.shop;
      const { entries } = world.journal;
      const orders = await ordersOf(orderBook);
      const placed = orders.find(({ label, ids }) => label === asked || ids.includes(asked));
      const order = placed ?? namesFromJournal(asked, entries);
      const { entries: trail, left } = withoutRepeats(trailOf(order, entries));
      if (!placed && trail.length === 0) throw new NotDone(404, `Nothing was said about "${asked}" that is still remembered.`);
      const title = (name: string) => TITLES[name] ?? world.services.get(name)?.title ?? name;
      return {
        order,
        lanes: lanesOf(trail).map((name) => ({ name, title: title(name) })),
        entries: trail.map((entry) => {
          const short = brief(entry);
          return short.kind === 'fact'
            ? { ...short, from: laneOf(short.from) }
            : { ...short, from: laneOf(short.from), to: laneOf(short.to) };
        }),
        left,
      };
    },
  },
];

const TITLES: Readonly<Record<string, string>> = { shopper: 'Shopper', gateway: 'Our gateway', scenario: 'Scenario' };
