import type { Page } from '../order-book/order-book.ts';
import { capture, despatch } from './despatch.ts';
import { faultLine } from './log-line.ts';
import { notify } from './notify.ts';
import { placeOrder } from './place-order.ts';
import { pollCarrier, pollWarehouse } from './poll.ts';
import { invite } from './reviews.ts';
import { releaseSpares } from './release-spares.ts';
import { Ended, Outrun, type Room } from './room.ts';
import { Steps } from './steps.ts';
import { voidLate } from './void-late.ts';

const FLOWS = { 'place-order': placeOrder, despatch, capture };

/** Answers to idempotency keys are kept a day, as UCP asks; then swept. */
const SWEEP_MS = 60 * 60_000;
/** A checkout that is over can be looked at for another day; then what it knew of its shopper goes. */
const KEEP_CHECKOUT_MS = 24 * 60 * 60_000;
const REST_MS = 30_000;
/** How many due times are asked for at once. */
const AT_ONCE = 50;

/** Sees to it that everything due gets done: flows that wait, jobs, and old pages. One timer on the clock. */
export class Foreman {
  readonly #room: Room;
  readonly #running = new Map<string, Promise<void>>();
  /** Flows that "died" in this process: nothing more is stored or sent by them. */
  readonly #ended = new Set<string>();
  /** What failed beyond its own patience, such as a book that could not be written, and when to look again. */
  readonly #resting = new Map<string, number>();
  #timer: unknown;
  #timerAt = Infinity;
  #looking = false;
  #lookAgain = false;
  #stopped = false;
  #sweepAt = 0;

  constructor(room: Room) {
    this.#room = room;
  }

  /** Carries on with one flow until it is over or waits. Two callers share one run. */
  run(flowId: string): Promise<void> {
    const known = this.#running.get(flowId);
    if (known) return known;
    const run = this.#runFlow(flowId).finally(() => {
      this.#running.delete(flowId);
      this.planned();
    });
    this.#running.set(flowId, run);
    return run;
  }

  /** Whether a flow is being worked on here, at this moment. */
  works(flowId: string): boolean {
    return this.#running.has(flowId);
  }

  /** Every flow that is not over is carried on now, whenever it was due: the process that worked on it is gone. */
  async resume(): Promise<void> {
    const unfinished = await this.#room.book.due('flow', Number.MAX_SAFE_INTEGER, 10_000);
    await Promise.all(
      unfinished.map(({ id, row }) => {
        this.#room.log({ level: 'info', event: 'flow.resumed', flow: row.flow });
        return this.run(id).catch(() => {});
      }),
    );
    await this.look();
  }

  /** Does what is due, then sets the alarm for what is next. */
  async look(): Promise<void> {
    if (this.#stopped) return;
    if (this.#looking) {
      this.#lookAgain = true;
      return;
    }
    this.#looking = true;
    try {
      do {
        this.#lookAgain = false;
        await this.#doDue();
      } while (this.#lookAgain && !this.#stopped);
    } catch (thrown) {
      this.#room.log({ level: 'error', event: 'foreman.failed', ...faultLine(thrown) });
    } finally {
      this.#looking = false;
    }
    await this.#arm().catch(() => {});
  }

  /** Something new is planned. Cheap: at most one look is taken at a time. */
  planned(): void {
    if (this.#looking) this.#lookAgain = true;
    else void this.#arm().catch(() => {});
  }

  stop(): void {
    this.#stopped = true;
    this.#room.clock.clearTimeout(this.#timer);
  }

  async #doDue(): Promise<void> {
    const { book, clock } = this.#room;
    const now = clock.now();
    if (now >= this.#sweepAt) {
      this.#sweepAt = now + SWEEP_MS;
      for (const kind of ['reply', 'event', 'cart'] as const) await book.sweep(kind, now);
      await book.sweep('checkout', now - KEEP_CHECKOUT_MS);
    }
    // Not awaited: a silent bank must not keep other orders waiting.
    for (const page of await book.due('flow', now)) if (this.#openAt(page) <= now) void this.run(page.id).catch(() => {});
    for (const page of await book.due('job', now)) {
      if (this.#stopped) return;
      if (this.#openAt(page) > now) continue;
      await this.#job(page).catch((thrown: unknown) => {
        if (thrown instanceof Ended) this.#ended.add(page.id);
        else this.#failed(page.id, page.row.job, thrown);
      });
    }
  }

  async #job(page: Page<'job'>): Promise<void> {
    const { row } = page;
    if (row.job === 'notify') return notify(this.#room, page, row.orderId, row.letter);
    if (row.job === 'invite') return invite(this.#room, page, row.orderId);
    if (row.job === 'poll-carrier') return pollCarrier(this.#room, page, row.orderId);
    if (row.job === 'void-late') return voidLate(this.#room, page, row);
    if (row.job === 'release-spares') return releaseSpares(this.#room, page, row);
    return pollWarehouse(this.#room, page, row.orderId);
  }

  async #runFlow(flowId: string): Promise<void> {
    if (this.#ended.has(flowId)) throw new Ended(`${flowId} has ended in this process.`);
    const page = await this.#room.book.read('flow', flowId);
    if (!page || page.due === undefined) return;
    try {
      await FLOWS[page.row.flow](this.#room, new Steps(this.#room, page));
    } catch (thrown) {
      if (thrown instanceof Outrun) {
        this.#room.log({ level: 'info', event: 'flow.outrun', flow: page.row.flow });
        return;
      }
      if (thrown instanceof Ended) this.#ended.add(flowId);
      else this.#failed(flowId, page.row.flow, thrown);
      throw thrown;
    }
  }

  async #arm(): Promise<void> {
    if (this.#stopped) return;
    const { clock } = this.#room;
    const next = Math.min(await this.#nextOpen('flow'), await this.#nextOpen('job'), this.#sweepAt || clock.now() + SWEEP_MS);
    if (this.#stopped) return;
    if (next >= this.#timerAt && this.#timerAt > clock.now()) return;
    clock.clearTimeout(this.#timer);
    this.#timerAt = next;
    this.#timer = clock.setTimeout(
      () => {
        this.#timerAt = Infinity;
        void this.look();
      },
      Math.max(0, next - clock.now()),
    );
  }

  #failed(id: string, what: string, thrown: unknown): void {
    this.#resting.set(id, this.#room.clock.now() + REST_MS);
    this.#room.log({ level: 'error', event: 'work.failed', what, ...faultLine(thrown) });
  }

  /** When a page may be worked on here; never, while it is being worked on or has ended in this process. */
  #openAt({ id, due = Infinity }: { id: string; due?: number }): number {
    if (this.#ended.has(id) || this.#running.has(id)) return Infinity;
    return Math.max(due, this.#resting.get(id) ?? 0);
  }

  /** Pages come in the order in which they are due, and none opens before that: the first that is open at its time is it. */
  async #nextOpen(kind: 'flow' | 'job'): Promise<number> {
    const { book } = this.#room;
    let next = Infinity;
    for (let from = 0; ; from += AT_ONCE) {
      const pages = await book.dueTimes(kind, AT_ONCE, from);
      for (const page of pages) {
        if (page.due >= next) return next;
        next = Math.min(next, this.#openAt(page));
      }
      if (pages.length < AT_ONCE) return next;
    }
  }
}
