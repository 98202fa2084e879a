import * as v from 'valibot';
import { FAULT_KINDS, type FaultRule } from '../kernel/faults.ts';

/** When a happening happens: at a time, or when a message passes. Times are milliseconds since the scenario is played. */
export type When =
  | { afterMs: number; everyMs?: number; untilMs?: number }
  | {
      /** The nth such message, counted from 1; the first when absent. */
      call: { from?: string; to: string; operation: string; nth?: number };
      /** Before it arrives, or once it has been answered; `sent` when absent. */
      moment?: 'sent' | 'answered';
    };

/** Somebody pulls a lever of a system. See {@link Lever}. */
export interface Happening {
  system: string;
  lever: string;
  wish?: Readonly<Record<string, unknown>>;
  when: When;
}

/** How the virtual shoppers of a run behave; what is absent is as it is on any day. Shares are from 0 to 1. */
export interface Habits {
  /** What kinds of people come, by weight. */
  tempers?: Partial<Record<Temper, number>>;
  /** Share who pay by Vipps rather than by card. */
  payByVipps?: number;
  /** Share whose bank asks, whose card is declined at first, and who close the bank's question. */
  challenged?: number;
  declined?: number;
  closeChallenge?: number;
  /** Share who lose the page once on the way: closed, reloaded, opened again later. */
  losePage?: number;
  /** Share who press the button twice. */
  doubleClick?: number;
  /** Everybody wants this article, as well as anything else. */
  wants?: string;
  /** What people look for in a delivery, by weight. */
  tastes?: Partial<Record<Taste, number>>;
}

export type Temper = 'decided' | 'browsing' | 'indecisive' | 'impatient' | 'returning' | 'two-tabs';

/** The cheapest, the soonest, the one with least CO₂, or the nearest pickup point. */
export type Taste = 'thrifty' | 'hurried' | 'green' | 'strolling';

/** The gateway's process dies now and then, and is started again on the same order book. */
export interface Crashes {
  /** Virtual time between two of them, drawn evenly. Absent: only as `after` says. */
  everyMs?: { least: number; most: number };
  /** When the other side has answered the nth such message of the gateway, which never hears it; the first when absent. */
  after?: { from?: string; to: string; operation: string; nth?: number };
  /** How long it stays down. */
  downMs: { least: number; most: number };
}

/** What happens to a shop beyond its seed: a planned bad day, as a file or a name one can send. */
export interface Scenario {
  /** Kebab-case; the name in URLs and on the command line. */
  name: string;
  title: string;
  /** One sentence: what goes wrong. */
  sentence: string;
  /** What a person at the demo page does to see it. */
  watch?: string;
  latencyMs?: { least: number; most: number };
  /** A run of shoppers goes on being struck at least so long; two hours after the last of them came when absent. */
  lastsMs?: number;
  faults?: readonly FaultRule[];
  happenings?: readonly Happening[];
  crashes?: Crashes;
  habits?: Habits;
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0, 'must not be negative'));
const share = v.pipe(v.number(), v.minValue(0, 'must be from 0 to 1'), v.maxValue(1, 'must be from 0 to 1'));
const range = v.pipe(
  v.strictObject({ least: count, most: count }),
  v.check(({ least, most }) => least <= most, 'least must not be more than most'),
);
const name = v.pipe(v.string(), v.minLength(1, 'must not be empty'));

const faultRule = v.strictObject({
  kind: v.picklist(FAULT_KINDS, `must be one of ${FAULT_KINDS.join(', ')}`),
  from: v.optional(name),
  to: v.optional(name),
  operation: v.optional(name),
  chance: v.optional(share),
  calls: v.optional(v.array(v.pipe(count, v.minValue(1, 'the first call is 1')))),
  times: v.optional(count),
  afterMs: v.optional(count),
  untilMs: v.optional(count),
  status: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(400, 'must be 400 to 599'), v.maxValue(599, 'must be 400 to 599')),
  ),
  retryAfterSeconds: v.optional(count),
  delayMs: v.optional(v.union([count, range], 'must be milliseconds, or { least, most }')),
  copies: v.optional(v.pipe(count, v.minValue(2, 'must be at least 2'))),
});

const call = v.strictObject({
  from: v.optional(name),
  to: name,
  operation: name,
  nth: v.optional(v.pipe(count, v.minValue(1))),
});

const when = v.union(
  [
    v.strictObject({ afterMs: count, everyMs: v.optional(v.pipe(count, v.minValue(1))), untilMs: v.optional(count) }),
    v.strictObject({
      call,
      moment: v.optional(v.picklist(['sent', 'answered'])),
    }),
  ],
  'must be { afterMs, everyMs?, untilMs? } or { call: { from?, to, operation, nth? }, moment? }',
);

const TEMPERS = ['decided', 'browsing', 'indecisive', 'impatient', 'returning', 'two-tabs'] as const satisfies readonly Temper[];

const TASTES = ['thrifty', 'hurried', 'green', 'strolling'] as const satisfies readonly Taste[];

const habits = v.strictObject({
  tempers: v.optional(v.record(v.picklist(TEMPERS, `must be one of ${TEMPERS.join(', ')}`), v.pipe(v.number(), v.minValue(0)))),
  payByVipps: v.optional(share),
  challenged: v.optional(share),
  declined: v.optional(share),
  closeChallenge: v.optional(share),
  losePage: v.optional(share),
  doubleClick: v.optional(share),
  wants: v.optional(name),
  tastes: v.optional(v.record(v.picklist(TASTES, `must be one of ${TASTES.join(', ')}`), v.pipe(v.number(), v.minValue(0)))),
});

const scenario = v.strictObject({
  name: v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be kebab-case, such as card-declined')),
  title: name,
  sentence: name,
  watch: v.optional(name),
  latencyMs: v.optional(range),
  lastsMs: v.optional(count),
  faults: v.optional(v.array(faultRule)),
  happenings: v.optional(
    v.array(v.strictObject({ system: name, lever: name, wish: v.optional(v.record(v.string(), v.unknown())), when })),
  ),
  crashes: v.optional(
    v.pipe(
      v.strictObject({ everyMs: v.optional(range), after: v.optional(call), downMs: range }),
      v.check(({ everyMs, after }) => (everyMs ?? after) !== undefined, 'needs everyMs, or after, or both'),
    ),
  ),
  habits: v.optional(habits),
});

/** A scenario file that cannot be played, with every reason and where it is. */
export class BadScenario extends RangeError {
  override readonly name = 'BadScenario';
}

/**
 * Reads a scenario as somebody wrote it.
 *
 * @throws {BadScenario} naming each wrong field by its path: `faults.0.chance: must be from 0 to 1`.
 */
export function parseScenario(written: unknown): Scenario {
  const read = v.safeParse(scenario, written);
  if (read.success) return read.output as Scenario;
  const reasons = read.issues.map((issue) => `${v.getDotPath(issue) ?? 'the scenario'}: ${issue.message}`);
  throw new BadScenario(`This is not a scenario.\n  ${reasons.join('\n  ')}`);
}
