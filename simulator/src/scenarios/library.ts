/** Bad days to choose from, each a plan that anybody can play, read and change. */
import type { FaultRule } from '../kernel/faults.ts';
import { around } from './library/around.ts';
import { carriers } from './library/carriers.ts';
import { office } from './library/office.ts';
import { payment } from './library/payment.ts';
import { shoppers } from './library/shoppers.ts';
import { HOUR, MINUTE, SECOND } from './library/times.ts';
import { warehouse } from './library/warehouse.ts';
import { webhooks } from './library/webhooks.ts';
import { nearestTo } from './nearest.ts';
import type { Scenario } from './scenario.ts';

/** Every system that a storm reaches, and the gateway itself. */
const SYSTEMS = [
  'tripletex',
  'stripe',
  'vipps',
  'bring',
  'easypost',
  'courier',
  'kartverket',
  'warehouse',
  'messages',
  'suppliers',
  'gateway',
] as const;

/** All kinds on every road: about one message in ten goes wrong. */
const everyKind = (to: string): FaultRule[] => [
  { kind: 'lost-request', to, chance: 0.012 },
  { kind: 'lost-response', to, chance: 0.012 },
  { kind: 'refused', to, chance: 0.008 },
  { kind: 'reset', to, chance: 0.01 },
  { kind: 'status', to, chance: 0.012, status: 503 },
  { kind: 'status', to, chance: 0.008, status: 429, retryAfterSeconds: 2 },
  { kind: 'late-status', to, chance: 0.008, status: 500 },
  { kind: 'malformed', to, chance: 0.008 },
  { kind: 'delay', to, chance: 0.02, delayMs: { least: SECOND, most: 20 * SECOND } },
  { kind: 'slow-request', to, chance: 0.012, delayMs: { least: 500, most: 30 * SECOND } },
  { kind: 'duplicate', to, chance: 0.015, delayMs: { least: 100, most: 40 * SECOND } },
  { kind: 'tampered', to, chance: 0.004 },
];

const CALM: Scenario = {
  name: 'calm',
  title: 'A day like any other',
  sentence: 'Nothing goes wrong.',
  watch: 'Buy something, and follow the order through every system in the sequence view.',
};

const STORM: Scenario = {
  name: 'storm',
  title: 'Storm',
  sentence: 'On every road messages are lost, late, doubled and broken, pages are lost, and the gateway dies every now and then.',
  watch: 'Buy something all the same: the page says what it is waiting for, and nothing is charged or ordered twice.',
  faults: SYSTEMS.flatMap(everyKind),
  crashes: { everyMs: { least: 10 * MINUTE, most: 3 * HOUR }, downMs: { least: 2 * SECOND, most: 3 * MINUTE } },
  habits: { losePage: 0.35, doubleClick: 0.3, declined: 0.2, closeChallenge: 0.2 },
};

export const LIBRARY: readonly Scenario[] = [
  CALM,
  STORM,
  ...shoppers,
  ...office,
  ...payment,
  ...webhooks,
  ...carriers,
  ...warehouse,
  ...around,
];

/** @throws {RangeError} naming the nearest when there is no such scenario. */
export function scenarioNamed(name: string): Scenario {
  const found = LIBRARY.find((scenario) => scenario.name === name);
  if (found) return found;
  const nearest = nearestTo(
    name,
    LIBRARY.map((scenario) => scenario.name),
  );
  throw new RangeError(`There is no scenario ${name}. Did you mean ${nearest.slice(0, 3).join(', ')}?`);
}
