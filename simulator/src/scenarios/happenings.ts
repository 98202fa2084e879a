import type { MessageUnderWay } from '../kernel/faults.ts';
import type { World } from '../kernel/world.ts';
import type { Happening } from './scenario.ts';

/** How far a plan has come: for each happening, how many matching messages passed, and whether it is over. */
export type SavedHappenings = { seen: number; isOver: boolean }[];

/** Pulls the levers that a scenario names, when it says. */
export class Happenings {
  readonly #world: World;
  readonly #plan: readonly Happening[];
  readonly #state: SavedHappenings;
  readonly #startedAt: number;
  readonly #stopListening: () => void;
  #isStopped = false;

  /** @throws {RangeError} when the world has no such system or lever. */
  constructor(world: World, plan: readonly Happening[], startedAt: number, saved?: SavedHappenings) {
    for (const { system, lever } of plan) leverOf(world, system, lever);
    this.#world = world;
    this.#plan = plan;
    this.#startedAt = startedAt;
    this.#state = saved ? saved.map((state) => ({ ...state })) : plan.map(() => ({ seen: 0, isOver: false }));
    plan.forEach(({ when }, index) => {
      if ('afterMs' in when && !this.#state[index]!.isOver) this.#planAt(index, this.#startedAt + when.afterMs);
    });
    const waitsForCalls = plan.some(({ when }) => 'call' in when);
    this.#stopListening = waitsForCalls ? world.network.listen((moment, message) => this.#passed(moment, message)) : () => {};
  }

  save(): SavedHappenings {
    return this.#state.map((state) => ({ ...state }));
  }

  stop(): void {
    this.#isStopped = true;
    this.#stopListening();
  }

  #planAt(index: number, at: number): void {
    const { when } = this.#plan[index]!;
    if (!('afterMs' in when)) return;
    const { clock } = this.#world;
    let next = at;
    // After a restart, what was due before now has happened already.
    while (when.everyMs !== undefined && next < clock.now()) next += when.everyMs;
    if (when.untilMs !== undefined && next - this.#startedAt >= when.untilMs) return;
    clock.at(next, () => {
      if (this.#isStopped) return;
      if (when.everyMs === undefined) this.#state[index]!.isOver = true;
      this.#pull(this.#plan[index]!);
      if (when.everyMs !== undefined) this.#planAt(index, next + when.everyMs);
    });
  }

  #passed(moment: 'sent' | 'answered', message: MessageUnderWay): void {
    this.#plan.forEach((happening, index) => {
      const { when } = happening;
      const state = this.#state[index]!;
      if (state.isOver || !('call' in when) || (when.moment ?? 'sent') !== moment) return;
      const { from, to, operation, nth = 1 } = when.call;
      if (message.to !== to || message.operation !== operation || (from ?? message.from) !== message.from) return;
      if (++state.seen < nth) return;
      state.isOver = true;
      this.#pull(happening);
    });
  }

  #pull({ system, lever, wish = {} }: Happening): void {
    try {
      leverOf(this.#world, system, lever).pull(wish);
      this.#world.journal.tell({ from: 'scenario', at: this.#world.clock.now(), text: `${system}: ${lever}` });
    } catch (thrown) {
      const why = thrown instanceof Error ? thrown.message : String(thrown);
      this.#world.journal.tell({ from: 'scenario', at: this.#world.clock.now(), text: `${system} could not ${lever}: ${why}` });
    }
  }
}

/** @throws {RangeError} that names what there is. */
export function leverOf(world: World, system: string, name: string) {
  const { levers = [] } = world.service(system);
  const lever = levers.find((candidate) => candidate.name === name);
  if (lever) return lever;
  const known = levers.map((candidate) => candidate.name).join(', ') || 'none';
  throw new RangeError(`${system} has no lever ${name}. It has: ${known}.`);
}
