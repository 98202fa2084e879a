/** A page in front of a person who waits, presses "try again", and reloads, as people do. */
import { sleep } from '@vitrine/contract';
import type { Visit } from '@vitrine/widget';
import type { AnyActorRef, SnapshotFrom } from 'xstate';
import type { Random } from '../kernel/random.ts';
import type { World } from '../kernel/world.ts';
import type { Browser } from './browser.ts';
import { Leaving, Stuck } from './ends.ts';

export interface Waiting<Ref extends AnyActorRef> {
  /** For whom reads why it took so long. */
  what: string;
  actor: (visit: Visit) => Ref;
  fits: (snapshot: SnapshotFrom<Ref>) => boolean;
  /** Something is wrong, and the page says so. */
  isTrouble?: (snapshot: SnapshotFrom<Ref>) => boolean;
  /** What the page offers to do about it. */
  retry?: (visit: Visit) => void;
  /** Does again what led here, after a reload. */
  redo?: (visit: Visit) => void;
}

/** A page that shows nothing new for so long is given a push. */
const PATIENCE_MS = 90_000;

/** So long after the last fault every page has to work. */
const CALM_MS = 30 * 60_000;

/** Pushes in a row after which somebody who has paid, or whom nothing keeps from it, counts as stuck. */
const MOST_PUSHES = 60;

export class Page {
  readonly browser: Browser;
  readonly random: Random;
  visit: Visit;
  /** How often something was wrong. */
  troubles = 0;
  /** Somebody who has pressed "Pay" does not walk away. */
  isCommitted = false;
  readonly #world: World;
  readonly #patience: number;
  readonly #calmSince: () => number | undefined;

  constructor(options: {
    world: World;
    browser: Browser;
    random: Random;
    patience: number;
    /** Since when nothing goes wrong on purpose. */
    calmSince: () => number | undefined;
  }) {
    this.#world = options.world;
    this.browser = options.browser;
    this.random = options.random;
    this.#patience = options.patience;
    this.#calmSince = options.calmSince;
    this.visit = this.browser.open();
  }

  think(leastSeconds: number, mostSeconds: number): Promise<void> {
    return sleep(this.#world.clock, this.random.integer(leastSeconds * 1_000, mostSeconds * 1_000));
  }

  reload(): void {
    this.browser.close(this.visit);
    this.visit = this.browser.open();
  }

  /** Closes the page and comes back later. */
  async leaveFor(leastSeconds: number, mostSeconds: number): Promise<void> {
    this.browser.close(this.visit);
    await this.think(leastSeconds, mostSeconds);
    this.visit = this.browser.open();
  }

  /**
   * Waits for what fits. In trouble, or in silence, does what a person does.
   *
   * @throws {Leaving} when patience is at its end, before anything was paid.
   * @throws {Stuck} when the shop does not get on although nothing is broken any more.
   */
  async see<Ref extends AnyActorRef>(waiting: Waiting<Ref>): Promise<SnapshotFrom<Ref>> {
    const { what, actor, fits, isTrouble = () => false, retry, redo } = waiting;
    let pushes = 0;
    for (;;) {
      const ref = actor(this.visit);
      const seen = await this.#first(ref, (snapshot) => fits(snapshot) || (pushes === 0 && isTrouble(snapshot)), PATIENCE_MS);
      if (seen !== undefined && fits(seen)) return seen;
      pushes++;
      this.troubles++;
      const calm = this.#calmSince();
      const isHealed = calm !== undefined && this.#world.clock.now() - calm > CALM_MS;
      if (isHealed && pushes > MOST_PUSHES) throw new Stuck(`waits in vain for ${what}; ${stateOf(actor(this.visit))}`);
      if (!this.isCommitted && !isHealed && this.troubles > this.#patience) {
        throw new Leaving('gave-up-before-paying', `the shop did not get on with ${what}`);
      }
      await this.think(2, Math.min(60, 5 * pushes));
      if (fits(actor(this.visit).getSnapshot() as SnapshotFrom<Ref>)) continue;
      if (pushes % 4 === 0) {
        this.reload();
        redo?.(this.visit);
      } else retry?.(this.visit);
      const after = await this.#first(actor(this.visit), fits, 20_000);
      if (after !== undefined) return after;
    }
  }

  #first<Ref extends AnyActorRef>(
    actor: Ref,
    fits: (snapshot: SnapshotFrom<Ref>) => boolean,
    patienceMs: number,
  ): Promise<SnapshotFrom<Ref> | undefined> {
    const now = actor.getSnapshot() as SnapshotFrom<Ref>;
    if (fits(now)) return Promise.resolve(now);
    const { clock } = this.#world;
    return new Promise((resolve) => {
      const finish = (snapshot: SnapshotFrom<Ref> | undefined) => {
        clock.clearTimeout(timer);
        subscription.unsubscribe();
        resolve(snapshot);
      };
      const timer = clock.setTimeout(() => finish(undefined), patienceMs);
      const subscription = actor.subscribe((snapshot: SnapshotFrom<Ref>) => {
        if (fits(snapshot)) finish(snapshot);
      });
    });
  }
}

export function stateOf(actor: AnyActorRef): string {
  const { value, context } = actor.getSnapshot() as {
    value?: unknown;
    context?: { fault?: unknown; step?: string; checkout?: { status?: string; messages?: { code?: string }[] } | null };
  };
  const fault = context?.fault instanceof Error ? ` (${context.fault.message})` : '';
  const said = context?.checkout?.messages?.map(({ code }) => code).join(', ');
  const step = context?.step ? ` at ${context.step}` : '';
  return `the ${actor.id} is ${JSON.stringify(value)}${step}${fault}${said ? `, which says ${said}` : ''}`;
}
