import { brief } from '../brief-entry.ts';
import { NotDone, type ControlRoutes } from '../call.ts';
import type { ControlledWorld } from '../controlled-world.ts';
import { forwardTo, forwardToFact, stepOnce } from '../forward.ts';
import { nextHour, nextMorning, readTime } from '../oslo-words.ts';

/** A day's rest is a minute's wait: longer jumps are made in several. */
const LONGEST_JUMP_MS = 7 * 24 * 3_600_000;
export const FASTEST = 3_600;

/** What every panel shows at its top. */
export function state({ shop, tempo, worldId }: ControlledWorld) {
  const { clock, seed, seeds, startedAt, scenario, journal } = shop.world;
  const iso = (at: number) => new Date(at).toISOString();
  return {
    worldId,
    seed,
    now: iso(clock.now()),
    startedAt: iso(startedAt),
    speed: tempo.speed,
    waiting: clock.pendingCount,
    nextAt: clock.nextTime === undefined ? null : iso(clock.nextTime),
    scenario: scenario
      ? { name: scenario.name, title: scenario.title, sentence: scenario.sentence, watch: scenario.watch ?? null }
      : null,
    faults: shop.world.faults.rules.length,
    size: seeds.size,
    lastSeq: journal.entries.at(-1)?.seq ?? 0,
  };
}

export const clockCalls: ControlRoutes = (room) => [
  { method: 'GET', path: '/state', answer: () => state(room) },
  { method: 'GET', path: '/world', answer: () => state(room) },
  {
    method: 'POST',
    path: '/speed',
    answer({ body }) {
      room.tempo.setSpeed(readSpeed(body['speed']));
      return state(room);
    },
  },
  {
    method: 'POST',
    path: '/step',
    async answer() {
      const happened = await stepOnce(room);
      return { ...state(room), happened: (happened ?? []).map(brief) };
    },
  },
  {
    method: 'POST',
    path: '/jump',
    async answer({ body }) {
      if (body['to'] === 'event') {
        const happened = await forwardToFact(room, LONGEST_JUMP_MS);
        return { ...state(room), happened: happened.map(brief) };
      }
      await forwardTo(room, target(room.shop.world.clock.now(), body));
      return state(room);
    },
  },
];

/** @throws {RangeError} outside 0 to 3600. */
export function readSpeed(given: unknown): number {
  const speed = typeof given === 'number' ? given : Number.NaN;
  if (!(speed >= 0 && speed <= FASTEST)) throw new RangeError(`speed is a number from 0 to ${FASTEST}.`);
  return speed;
}

function target(now: number, { minutes, to, at }: Record<string, unknown>): number {
  if (typeof at !== 'string' && to === undefined && !(typeof minutes === 'number' && minutes > 0)) throw new RangeError(HOW_FAR);
  const until = typeof at === 'string' ? readTime(at) : (namedTime(now, to) ?? now + 60_000 * (minutes as number));
  if (until <= now) throw new NotDone(409, 'Time goes forward only. Open a new world to be earlier.');
  if (until > now + LONGEST_JUMP_MS) throw new RangeError('One jump is at most a week, 10080 minutes.');
  return until;
}

const HOW_FAR = 'Say how far: {"minutes": 60}, {"to": "event", "hour" or "morning"}, or {"at": "2026-11-23T12:00"}.';

function namedTime(now: number, to: unknown): number | undefined {
  if (to === undefined) return undefined;
  if (to === 'hour') return nextHour(now);
  if (to === 'morning') return nextMorning(now);
  throw new RangeError('to is event, hour or morning.');
}
