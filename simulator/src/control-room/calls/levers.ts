import { NotDone, type ControlRoutes } from '../call.ts';
import { leverOf } from '../../scenarios/happenings.ts';
import { state } from './clock.ts';

/** Things that can go wrong inside a system, or be brought about. */
export const leverCalls: ControlRoutes = (room) => [
  {
    method: 'GET',
    path: '/levers',
    answer: () =>
      [...room.shop.world.services.values()].flatMap(({ name, title, levers = [] }) =>
        levers.map((lever) => ({
          ...{ system: name, title, name: lever.name, sentence: lever.sentence },
          fields: Object.entries(lever.fields ?? {}).map(([field, meaning]) => ({ name: field, meaning })),
        })),
      ),
  },
  {
    method: 'POST',
    path: '/levers/:system/:lever',
    answer({ params, body }) {
      const { world } = room.shop;
      const { system, lever } = params as { system: string; lever: string };
      if (!world.services.has(system)) throw new NotDone(404, `There is no system ${system}.`);
      leverOf(world, system, lever).pull(body);
      room.keep();
      return state(room);
    },
  },
];
