import type { FaultRule } from '../kernel/faults.ts';
import type { Scenario } from './scenario.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Every system that a storm reaches, and the gateway itself. */
const SYSTEMS = ['tripletex', 'stripe', 'vipps', 'bring', 'easypost', 'courier', 'kartverket', 'warehouse', 'messages', 'suppliers', 'gateway'] as const;

/** All kinds at a per cent or two on every road: about one message in ten goes wrong. */
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

export const calm: Scenario = { name: 'calm', title: 'A day like any other', sentence: 'Nothing goes wrong.' };

export const storm: Scenario = {
  name: 'storm',
  title: 'Storm',
  sentence: 'On every road messages are lost, late, doubled and broken, pages are lost, and the gateway dies every few hours.',
  faults: SYSTEMS.flatMap(everyKind),
  crashes: { everyMs: { least: 10 * MINUTE, most: 3 * HOUR }, downMs: { least: 2 * SECOND, most: 3 * MINUTE } },
  habits: { losePage: 0.35, doubleClick: 0.3, declined: 0.2, closeChallenge: 0.2 },
};

export const LIBRARY: readonly Scenario[] = [calm, storm];
