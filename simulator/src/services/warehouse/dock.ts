import type { Random } from '../../kernel/random.ts';
import type { Table } from '../../kernel/table.ts';
import { clockTime } from '../parcels/oslo-time.ts';
import { nextParcelCollection } from '../parcels/working-days.ts';
import type { House, Listener } from './house.ts';
import { CARRIERS, type Carrier } from './pick-order.ts';

const MINUTE_MS = 60_000;
/** A driver of the parcel service waits so long before a closed door, and no longer. */
const PATIENCE_MS = 15 * MINUTE_MS;

export interface Collection {
  /** Carrier and time. */
  key: string;
  carrier: Carrier;
  at: number;
  references: string[];
}

interface Closing {
  key: 'closed';
  until: number;
}

/** The ramp: labelled parcels wait there for their carrier, and are handed over by a scan of each. */
export class Dock {
  readonly #house: House;
  readonly #handhelds: Partial<Record<Carrier, Listener>>;
  readonly #collections: Table<Collection>;
  readonly #closing: Table<Closing>;
  readonly #chance: Random;

  constructor(house: House, handhelds: Partial<Record<Carrier, Listener>>) {
    this.#house = house;
    this.#handhelds = handhelds;
    this.#collections = house.env.table('collections', ({ key }) => key);
    this.#closing = house.env.table<Closing>('dock', ({ key }) => key);
    this.#chance = house.env.random('dock');
  }

  comes(carrier: string): carrier is Carrier {
    return this.carriers.includes(carrier);
  }

  /** Carriers that come here. */
  get carriers(): string[] {
    return Object.keys(this.#handhelds);
  }

  /** What waits, by carrier and time. */
  waiting(): Collection[] {
    return this.#collections.all();
  }

  get closedUntil(): number {
    return this.#closing.get('closed')?.until ?? 0;
  }

  close(minutes: number): void {
    const until = this.#house.env.now() + minutes * MINUTE_MS;
    this.#closing.put({ key: 'closed', until });
    this.#house.env.tell(`The dock doors are closed until ${clockTime(until)}: nothing is handed over`);
  }

  /** Puts an order at its carrier's door. Answers when it is collected. */
  place(reference: string, carrier: Carrier): number {
    const now = this.#house.env.now();
    const at = carrier === 'courier' ? now + this.#chance.integer(600, 1_200) * 1000 : nextParcelCollection(now);
    this.#await(carrier, at, [reference]);
    return at;
  }

  #await(carrier: Carrier, at: number, references: readonly string[]): void {
    const key = `${carrier}@${at}`;
    const known = this.#collections.get(key);
    if (!known) this.#house.env.alarm(at, 'collect', key);
    const collection = known ?? { key, carrier, at, references: [] };
    collection.references.push(...references);
    this.#collections.put(collection);
  }

  collect(key: string): void {
    const collection = this.#collections.get(key);
    if (!collection) return;
    const { env } = this.#house;
    const { carrier, references } = collection;
    const [now, until] = [env.now(), this.closedUntil];
    this.#collections.delete(key);
    if (until > now) {
      const again =
        carrier === 'courier' ? until + 5 * MINUTE_MS : until - now <= PATIENCE_MS ? until : nextParcelCollection(until);
      env.tell(`${CARRIERS[carrier]} stands before a closed door and comes again at ${clockTime(again)}`);
      this.#await(carrier, again, references);
      return;
    }
    for (const reference of references) this.#handOver(reference, carrier);
  }

  #handOver(reference: string, carrier: Carrier): void {
    const { env, orders, stock } = this.#house;
    const order = orders.get(reference)!;
    if (order.status !== 'labelled') return;
    orders.change(reference, { status: 'handed_over' });
    for (const { sku, taken } of order.lines) stock.carry(sku, -taken);
    const { url, headers } = this.#handhelds[carrier]!;
    const at = new Date(env.now()).toISOString();
    for (const { tracking_number, sscc } of order.labels!) {
      const body = JSON.stringify({
        ...(sscc ? { barcode: sscc } : { tracking_number }),
        at,
        place: env.seeds.town.depot.name,
      });
      env.send({ url, body, operation: 'scan', ...(headers ? { headers } : {}) });
    }
    this.#house.report(reference, 'handed_over', { by: CARRIERS[carrier], place: 'ramp' });
    env.tell(`${CARRIERS[carrier]} took over order ${order.orderNumber} at the ramp`, { reference });
  }
}
