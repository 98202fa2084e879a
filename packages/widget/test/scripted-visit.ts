import { VirtualClock } from '@vitrine/simulator/kernel/virtual-clock';
import { createVisit, type Keep, type Visit } from '../src/visit.ts';
import { ScriptedGateway } from './scripted-gateway.ts';

/** Monday 23 November 2026, 07:00 UTC. */
const START = 1_795_417_200_000;

/** A visit at the scripted gateway, on a clock that stands still until it is told to run. */
export interface ScriptedVisit {
  visit: Visit;
  gateway: ScriptedGateway;
  clock: VirtualClock;
}

export function scriptedVisit(locale = 'nb', gateway = new ScriptedGateway()): ScriptedVisit {
  const clock = new VirtualClock(START);
  let made = 0;
  const visit = createVisit({
    endpoint: 'https://gateway.example',
    storeKey: 'pk_test',
    locale,
    fetch: gateway.fetch,
    clock,
    makeId: () => `id-${String(++made).padStart(24, '0')}`,
    keep: memoryKeep(),
  });
  return { visit, gateway, clock };
}

function memoryKeep(): Keep {
  const kept = new Map<string, string>();
  return {
    get: (name) => kept.get(name) ?? null,
    set: (name, value) => void kept.set(name, value),
    delete: (name) => void kept.delete(name),
  };
}
