import type { Change, Page } from '../order-book/order-book.ts';
import type { FlowRow } from '../order-book/rows.ts';
import { Ended, Outrun, write, type Room } from './room.ts';

/** While somebody works on a flow, nobody else picks it up. */
const LEASE_MS = 60_000;

/** What a run of a flow came to: it is over, or wants to be looked at again. */
export type Verdict = { over: true } | { againInMs: number };

/** Rows that change together with a step. Read afresh each time it is called. */
export type Alongside = () => Promise<Change[]> | Change[];

/**
 * One run of one flow. A step is stored as begun, made, and stored as done; a step that is found begun may have
 * happened, and whoever carries on asks before it does anything.
 */
export class Steps {
  readonly #room: Room;
  #page: Page<'flow'>;

  constructor(room: Room, page: Page<'flow'>) {
    this.#room = room;
    this.#page = page;
  }

  get id(): string {
    return this.#page.id;
  }

  get row(): FlowRow {
    return this.#page.row;
  }

  isDone(step: string): boolean {
    return this.row.steps[step]?.state === 'done';
  }

  isBegun(step: string): boolean {
    return this.row.steps[step] !== undefined;
  }

  result<T>(step: string): T | undefined {
    return this.row.steps[step]?.result as T | undefined;
  }

  /**
   * Makes a step once. `make` is told whether an earlier attempt may have come through.
   *
   * @throws whatever `make` throws; the step stays begun then.
   */
  async run<T>(
    step: string,
    make: (again: boolean) => Promise<T> | T,
    alongside?: (result: T) => Promise<Change[]> | Change[],
  ): Promise<T> {
    const kept = this.row.steps[step];
    if (kept?.state === 'done') return kept.result as T;
    if (!kept)
      await this.#store({ ...this.row, steps: { ...this.row.steps, [step]: { state: 'begun', at: this.#room.clock.now() } } });
    this.#observe(step, 'before');
    this.#room.alive();
    const result = await make(kept !== undefined);
    this.#observe(step, 'after');
    const done = { state: 'done' as const, at: this.#room.clock.now(), ...(result === undefined ? {} : { result }) };
    await this.#store(
      { ...this.row, tries: 0, steps: { ...this.row.steps, [step]: done } },
      alongside && (() => alongside(result)),
    );
    return result;
  }

  /** Stores that the flow is over, together with what it leaves behind. */
  async finish(outcome: string, alongside?: Alongside): Promise<Verdict> {
    await this.#store({ ...this.row, outcome, tries: 0 }, alongside, null);
    return { over: true };
  }

  /** Stores that the step at hand has not come through once more. */
  async postpone(delayMs: number, counts = true): Promise<Verdict> {
    await this.#store({ ...this.row, tries: this.row.tries + (counts ? 1 : 0) }, undefined, this.#room.clock.now() + delayMs);
    return { againInMs: delayMs };
  }

  async #store(row: FlowRow, alongside?: Alongside, due: number | null = this.#room.clock.now() + LEASE_MS): Promise<void> {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const { id, version } = this.#page;
      const others = alongside ? await alongside() : [];
      const change: Change = { kind: 'flow', id, version, row, ...(due === null ? {} : { due }) };
      if (await write(this.#room, [change, ...others])) {
        this.#page = { ...this.#page, version: version + 1, row };
        return;
      }
      const current = await this.#room.book.read('flow', id);
      if (current?.version !== version) throw new Outrun(`${id} is carried on by somebody else.`);
    }
    throw new Ended(`${this.#page.id} could not be stored: its rows keep changing.`);
  }

  #observe(step: string, moment: 'before' | 'after'): void {
    try {
      this.#room.onStep({ flow: this.row.flow, step, moment });
    } catch (thrown) {
      throw new Ended(`Ended ${moment} ${this.row.flow}/${step}.`, { cause: thrown });
    }
  }
}
