import type { FaultRule } from '../kernel/faults.ts';

/** What a switch on the panel does to every message to one system. */
export const SWITCHES = {
  slow: { sentence: 'Every answer takes two seconds longer', rule: { kind: 'delay', delayMs: 2_000, chance: 1 } },
  errors: { sentence: 'Every call is answered with 503, and nothing is done', rule: { kind: 'status', status: 503, chance: 1 } },
  silent: { sentence: 'Nothing arrives, and nothing answers', rule: { kind: 'lost-request', chance: 1 } },
} as const satisfies Record<string, { sentence: string; rule: FaultRule }>;

export type SwitchName = keyof typeof SWITCHES;

export const isSwitch = (name: unknown): name is SwitchName => typeof name === 'string' && name in SWITCHES;

export const ruleOf = (name: SwitchName, system: string): FaultRule => ({ to: system, ...SWITCHES[name].rule });

/** Which switch laid this rule down, if one did. Told by its shape, so that it is known again after a restart. */
export function switchOf(rule: FaultRule): SwitchName | undefined {
  const { to, ...rest } = rule;
  if (to === undefined) return undefined;
  const shape = shapeOf(rest);
  return Object.keys(SWITCHES)
    .filter(isSwitch)
    .find((name) => shapeOf(SWITCHES[name].rule) === shape);
}

const shapeOf = (rule: Omit<FaultRule, 'to'>): string =>
  JSON.stringify(Object.entries(rule).sort(([a], [b]) => (a < b ? -1 : 1)));
