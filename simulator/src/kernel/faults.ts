/**
 * What goes wrong with one message under way.
 *
 * - `lost-request`: nothing arrives, and nothing answers.
 * - `lost-response`: it is done, and nothing answers.
 * - `refused`: the connection is refused at once; nothing was done.
 * - `reset`: it is done, and the connection breaks instead of an answer.
 * - `status`: the system answers with `status` and does nothing.
 * - `late-status`: it is done, and the answer is `status` all the same.
 * - `malformed`: it is done, and the answer's body is cut off in the middle.
 * - `delay`: the answer takes `delayMs` longer.
 * - `slow-request`: the request takes `delayMs` longer to arrive; later ones overtake it.
 * - `duplicate`: it arrives `copies` times; the later ones `delayMs` apart.
 * - `tampered`: its body is changed under way, so that no signature over it is right.
 */
export const FAULT_KINDS = [
  'lost-request',
  'lost-response',
  'refused',
  'reset',
  'status',
  'late-status',
  'malformed',
  'delay',
  'slow-request',
  'duplicate',
  'tampered',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** Which messages go wrong, and how. Everything that is absent means: any. */
export interface FaultRule {
  kind: FaultKind;
  from?: string;
  to?: string;
  operation?: string;
  /** Of each message it applies to, from 0 to 1; every one when absent. Decided by seed and message, not by order of draws. */
  chance?: number;
  /** Only these of the messages it applies to: 1 is the first. */
  calls?: readonly number[];
  /** How many times it strikes at most; once, unless `chance`, `calls`, `from…until` or this says otherwise. */
  times?: number;
  /** Milliseconds since the world began, from when and until when. */
  afterMs?: number;
  untilMs?: number;
  /** 503 when absent. */
  status?: number;
  /** Sent as `Retry-After`. */
  retryAfterSeconds?: number;
  delayMs?: number | { least: number; most: number };
  /** With `duplicate`: how often it arrives in all; 2 when absent. */
  copies?: number;
}

/** A message, as fault rules see it. `key` is the same in every run of a seed: `gateway>stripe:confirm#3`. */
export interface MessageUnderWay {
  key: string;
  from: string;
  to: string;
  operation: string;
}

/** A fault that strikes, with everything drawn. */
export interface Fault {
  kind: FaultKind;
  status: number;
  retryAfterSeconds?: number;
  delayMs: number;
  copies: number;
}

interface Armed {
  rule: FaultRule;
  /** Messages that it applied to so far. */
  seen: number;
  struck: number;
  /** Names its draws. */
  id: number;
}

/** What changed since the rules were laid down. */
export interface SavedFaults {
  rules: { rule: FaultRule; seen: number; struck: number; id: number }[];
  next: number;
}

/** FNV-1a over a text, ended by a mixer: neighbouring keys draw unlike numbers. From 0 up to, not including, 1. */
export function drawFor(seed: number, text: string): number {
  let value = 0x811c9dc5 ^ seed;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value ^= value >>> 16;
  value = Math.imul(value, 0x85ebca6b);
  value ^= value >>> 13;
  value = Math.imul(value, 0xc2b2ae35);
  value ^= value >>> 16;
  return (value >>> 0) / 4294967296;
}

/** What is broken in this world at present. */
export class Faults {
  readonly #seed: number;
  readonly #startedAt: number;
  #armed: Armed[] = [];
  #next = 0;
  /** How often each kind struck each system: `stripe lost-response`. What was never struck was never tested. */
  readonly struck = new Map<string, number>();

  constructor(seed = 0, startedAt = 0) {
    this.#seed = seed;
    this.#startedAt = startedAt;
  }

  get rules(): readonly FaultRule[] {
    return this.#armed.map(({ rule }) => rule);
  }

  add(rule: FaultRule): void {
    this.#armed.push({ rule, seen: 0, struck: 0, id: this.#next++ });
  }

  remove(rule: FaultRule): void {
    this.#armed = this.#armed.filter((armed) => armed.rule !== rule);
  }

  clear(): void {
    this.#armed = [];
  }

  /** The fault that strikes this message, if any. Every rule that applies counts the message, struck or not. */
  strike(message: MessageUnderWay, now: number): Fault | undefined {
    let found: Fault | undefined;
    for (const armed of this.#armed) {
      const { rule } = armed;
      if (rule.to !== undefined && rule.to !== message.to) continue;
      if (rule.from !== undefined && rule.from !== message.from) continue;
      if (rule.operation !== undefined && rule.operation !== message.operation) continue;
      const sinceMs = now - this.#startedAt;
      if (sinceMs < (rule.afterMs ?? 0) || sinceMs >= (rule.untilMs ?? Number.POSITIVE_INFINITY)) continue;
      armed.seen++;
      if (found || armed.struck >= mostTimes(rule)) continue;
      if (rule.calls && !rule.calls.includes(armed.seen)) continue;
      if (rule.chance !== undefined && drawFor(this.#seed, `${armed.id}|${message.key}`) >= rule.chance) continue;
      armed.struck++;
      found = this.#drawn(armed, message);
    }
    if (found) {
      const cell = `${message.to} ${found.kind}`;
      this.struck.set(cell, (this.struck.get(cell) ?? 0) + 1);
    }
    return found;
  }

  save(): SavedFaults {
    return { rules: this.#armed.map((armed) => ({ ...armed })), next: this.#next };
  }

  restore(saved: SavedFaults): void {
    this.#armed = saved.rules.map((armed) => ({ ...armed }));
    this.#next = saved.next;
  }

  #drawn({ rule, id }: Armed, { key }: MessageUnderWay): Fault {
    const { delayMs = 0 } = rule;
    const drawnMs =
      typeof delayMs === 'number'
        ? delayMs
        : delayMs.least + Math.floor(drawFor(this.#seed, `${id}|${key}|delay`) * (delayMs.most - delayMs.least + 1));
    return {
      kind: rule.kind,
      status: rule.status ?? 503,
      delayMs: drawnMs,
      copies: rule.copies ?? 2,
      ...(rule.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: rule.retryAfterSeconds }),
    };
  }
}

function mostTimes({ times, chance, calls, afterMs, untilMs }: FaultRule): number {
  if (times !== undefined) return times;
  const isPlanned = chance !== undefined || calls !== undefined || afterMs !== undefined || untilMs !== undefined;
  return isPlanned ? Number.POSITIVE_INFINITY : 1;
}
