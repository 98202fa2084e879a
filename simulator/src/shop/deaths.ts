import type { Scenario } from '../scenarios/scenario.ts';
import type { Shop } from './open-shop.ts';

/** How many writes of the order book a death may wait for, so that it falls into the middle of some work. */
const MOST_WRITES = 12;

/** Ends the gateway's process now and then, and starts it again, as the scenario that is played says. */
export class Deaths {
  readonly #shop: Shop;
  #plan: Scenario['crashes'];
  #round = 0;
  #stopListening: () => void = () => {};
  count = 0;

  constructor(shop: Shop) {
    this.#shop = shop;
    shop.world.onPlay((scenario) => this.#follow(scenario));
    this.#follow(shop.world.scenario);
  }

  #follow(scenario: Scenario | undefined): void {
    this.#plan = scenario?.crashes;
    this.#round++;
    this.#stopListening();
    this.#stopListening = this.#waitForCall();
    this.#planNext();
  }

  /** The other side has done what it was asked to, and the gateway is gone before it hears of it. */
  #waitForCall(): () => void {
    const after = this.#plan?.after;
    if (!after) return () => {};
    let seen = 0;
    return this.#shop.world.network.listen((moment, { from, to, operation }) => {
      if (moment !== 'answered' || to !== after.to || operation !== after.operation || (after.from ?? from) !== from) return;
      if (++seen !== (after.nth ?? 1)) return;
      this.#shop.crash();
      this.#fallen(`before it hears that ${to} did “${operation}”`);
    });
  }

  #planNext(): void {
    const { world } = this.#shop;
    const round = this.#round;
    if (!this.#plan?.everyMs) return;
    const goOn = () => {
      if (round === this.#round) this.#planNext();
    };
    const { least, most } = this.#plan.everyMs;
    const random = world.random('deaths');
    world.clock.setTimeout(
      () => {
        if (round !== this.#round) return;
        // Half of them in the middle of a write: what was stored and never told of is where bugs live.
        const kind = random.pick(['now', 'now', 'before', 'after'] as const);
        const nth = random.integer(1, MOST_WRITES);
        if (kind === 'now') {
          this.#shop.crash();
          this.#fallen('between two messages', goOn);
        } else this.#shop.crashAtWrite(nth, kind, () => this.#fallen(`${kind} it writes to its order book`, goOn));
      },
      random.integer(least, most),
    );
  }

  #fallen(where: string, then: () => void = () => {}): void {
    const { world } = this.#shop;
    const random = world.random('deaths');
    const { least, most } = this.#plan?.downMs ?? { least: 2_000, most: 2_000 };
    const downMs = random.integer(least, most);
    this.count++;
    world.journal.tell({ from: 'gateway', at: world.clock.now(), text: `The gateway's process dies ${where}` });
    world.clock.setTimeout(() => {
      then();
      if (this.#shop.isUp) return;
      this.#shop.reopen();
      world.journal.tell({ from: 'gateway', at: world.clock.now(), text: 'The gateway is started again on the same order book' });
      void this.#shop.start().catch(() => {});
    }, downMs);
  }
}
