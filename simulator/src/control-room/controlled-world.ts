import type { RealTime, Tempo } from '../kernel/real-time.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import type { Shop } from '../shop/open-shop.ts';
import type { Snapshot } from './snapshot.ts';

/** Which world somebody wishes for; what is absent stays as it is. */
export interface WorldWish {
  seed?: number;
  /** `null`: nothing goes wrong on purpose. */
  scenario?: Scenario | null;
  /** Milliseconds since 1970. */
  at?: number;
}

/** What the control room steers: one world at a time, which may be changed for another. */
export interface ControlledWorld {
  /** Another one for every world that is opened: numbers of messages begin anew in each. */
  readonly worldId: string;
  readonly shop: Shop;
  readonly tempo: Tempo;
  readonly time: RealTime;
  /** Every scenario that can be started by name. */
  readonly scenarios: readonly Scenario[];
  /** Closes the world with its gateway and order book, and opens another in its place. */
  renew(wish: WorldWish): Promise<void>;
  snapshot(): Promise<Snapshot>;
  load(snapshot: Snapshot): Promise<void>;
  /** Writes down what was changed by hand, so that it is there after a restart. */
  keep(): void;
}
