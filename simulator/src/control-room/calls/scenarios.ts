import { NotDone, type ControlRoutes } from '../call.ts';
import type { ControlledWorld } from '../controlled-world.ts';
import { parseScenario, type Scenario } from '../../scenarios/scenario.ts';
import { state } from './clock.ts';

/** Nothing goes wrong on purpose: the name that takes a scenario back. */
export const CALM = 'calm';

/** @throws {NotDone} 404 that names what there is. */
export function scenarioNamed({ scenarios }: ControlledWorld, name: unknown): Scenario | null {
  if (name === CALM || name === null) return null;
  const found = scenarios.find((scenario) => scenario.name === name);
  if (found) return found;
  const known = [...scenarios.map((scenario) => scenario.name), CALM].join(', ');
  throw new NotDone(
    404,
    `There is no scenario "${typeof name === 'string' ? name : JSON.stringify(name)}". There are: ${known}.`,
  );
}

export const scenarioCalls: ControlRoutes = (room) => [
  {
    method: 'GET',
    path: '/scenarios',
    answer: () => ({
      playing: room.shop.world.scenario?.name ?? CALM,
      scenarios: room.scenarios.map(
        ({ name, title, sentence, watch, crashes, latencyMs, habits, faults = [], happenings = [] }) => ({
          ...{ name, title, sentence, watch: watch ?? null },
          faults: faults.length,
          happenings: happenings.length,
          /** Parts that only a run of many shoppers plays. */
          forShoppers: [...(crashes ? ['crashes'] : []), ...(habits ? ['habits'] : []), ...(latencyMs ? ['latency'] : [])],
        }),
      ),
    }),
  },
  {
    method: 'POST',
    path: '/scenario',
    answer({ body }) {
      const { world } = room.shop;
      const scenario = body['scenario'] === undefined ? scenarioNamed(room, body['name']) : parseScenario(body['scenario']);
      if (scenario) world.play(scenario);
      else world.calm();
      room.keep();
      return state(room);
    },
  },
];
