import { type ControlRoutes } from '../call.ts';
import type { ControlledWorld, WorldWish } from '../controlled-world.ts';
import { forwardTo } from '../forward.ts';
import { readTime } from '../oslo-words.ts';
import { readSnapshot } from '../snapshot.ts';
import { readSpeed, state } from './clock.ts';
import { CALM, scenarioNamed } from './scenarios.ts';

/** What a link or a form says of a world; everything is optional. */
interface Asked extends WorldWish {
  speed?: number;
}

function read(room: ControlledWorld, body: Record<string, unknown>): Asked {
  const { seed, scenario, speed, at } = body;
  if (at !== undefined && typeof at !== 'string') throw new RangeError('at is a time, such as 2026-11-23T12:00.');
  if (seed !== undefined && !(Number.isInteger(seed) && (seed as number) >= 0 && (seed as number) < 2 ** 31))
    throw new RangeError('seed is a whole number from 0 to 2147483647.');
  return {
    ...(seed === undefined ? {} : { seed: seed as number }),
    ...(scenario === undefined ? {} : { scenario: scenarioNamed(room, scenario) }),
    ...(speed === undefined ? {} : { speed: readSpeed(speed) }),
    ...(at === undefined ? {} : { at: readTime(at) }),
  };
}

export const worldCalls: ControlRoutes = (room) => [
  {
    method: 'POST',
    path: '/world',
    async answer({ body }) {
      const { speed, ...wish } = read(room, body);
      await room.renew(wish);
      if (speed !== undefined) room.tempo.setSpeed(speed);
      return state(room);
    },
  },
  {
    method: 'POST',
    path: '/link',
    async answer({ body }) {
      const asked = read(room, body);
      const did = await follow(room, asked);
      if (asked.speed !== undefined) room.tempo.setSpeed(asked.speed);
      return { ...state(room), did };
    },
  },
  {
    method: 'GET',
    path: '/snapshot',
    async answer() {
      const snapshot = await room.snapshot();
      const { seed, now } = snapshot.world;
      const name = `world-${seed}-${new Date(now).toISOString().slice(0, 16).replace(':', '')}.json`;
      return new Response(JSON.stringify(snapshot), {
        headers: { 'content-type': 'application/json', 'content-disposition': `attachment; filename="${name}"` },
      });
    },
  },
  {
    method: 'POST',
    path: '/snapshot',
    async answer({ body }) {
      await room.load(readSnapshot(body));
      return state(room);
    },
  },
];

/** Makes the world the one that a link means, and changes no more than that takes. */
async function follow(room: ControlledWorld, asked: Asked): Promise<'nothing' | 'scenario' | 'jump' | 'new world'> {
  const { world } = room.shop;
  const playing = world.scenario?.name ?? CALM;
  const wanted = asked.scenario === undefined ? playing : (asked.scenario?.name ?? CALM);
  const isOther =
    (asked.seed !== undefined && asked.seed !== world.seed) || (asked.at !== undefined && asked.at < world.clock.now());
  // Whoever names a seed means the whole story from its beginning, and so it begins anew with another scenario.
  if (isOther || (asked.seed !== undefined && wanted !== playing)) {
    await room.renew({
      seed: asked.seed ?? world.seed,
      scenario: asked.scenario ?? null,
      ...(asked.at === undefined ? {} : { at: asked.at }),
    });
    return 'new world';
  }
  if (wanted !== playing) {
    if (asked.scenario) world.play(asked.scenario);
    else world.calm();
    room.keep();
  }
  if (asked.at !== undefined && asked.at > world.clock.now()) {
    await forwardTo(room, asked.at);
    return 'jump';
  }
  return wanted === playing ? 'nothing' : 'scenario';
}
