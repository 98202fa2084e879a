import { answered, findRoute, NotDone, problem, readBody, type ControlRoute } from './call.ts';
import { clockCalls } from './calls/clock.ts';
import { faultCalls } from './calls/faults.ts';
import { leverCalls } from './calls/levers.ts';
import { magicCalls } from './calls/magic.ts';
import { messageCalls } from './calls/messages.ts';
import { orderCalls } from './calls/orders.ts';
import { phoneCalls } from './calls/phone.ts';
import { placeCalls } from './calls/places.ts';
import { scenarioCalls } from './calls/scenarios.ts';
import { worldCalls } from './calls/worlds.ts';
import type { ControlledWorld } from './controlled-world.ts';
import { turnAway } from './guard.ts';

export type { ControlledWorld } from './controlled-world.ts';

export interface ControlRoom {
  /** Answers everything below `/control`. */
  answer(request: Request): Promise<Response>;
  /** The world was changed for another: streams of the old one end, and whoever listened asks again. */
  worldChanged(): void;
}

/** The calls behind the control room's buttons. Documented in docs/control-room.md. */
export function controlRoom(room: ControlledWorld): ControlRoom {
  const ends = new Set<() => void>();
  const listeners = {
    add(end: () => void) {
      ends.add(end);
      return () => ends.delete(end);
    },
  };
  const routes: ControlRoute[] = [
    ...[clockCalls, scenarioCalls, leverCalls, faultCalls, worldCalls, messageCalls(listeners)],
    ...[orderCalls, placeCalls, phoneCalls, magicCalls],
  ].flatMap((make) => make(room));
  return {
    async answer(request) {
      const refused = turnAway(request);
      if (refused) return refused;
      const url = new URL(request.url);
      const path = url.pathname.slice('/control'.length);
      const found = findRoute(routes, request.method, path);
      if (!found) return problem(404, `The control room has no ${request.method} ${url.pathname}.`);
      try {
        const body = await readBody(request);
        return await answered(found.route, { request, url, params: found.params, body });
      } catch (thrown) {
        if (thrown instanceof NotDone) return problem(thrown.status, thrown.message);
        throw thrown;
      }
    },
    worldChanged() {
      for (const end of [...ends]) end();
      ends.clear();
    },
  };
}
