import type { Table } from '../../kernel/table.ts';
import { clockTime } from '../parcels/oslo-time.ts';
import { nextParcelCollection, withinHours } from '../parcels/working-days.ts';
import { aisleOf, byWalk } from './floor.ts';
import type { House } from './house.ts';
import { OPEN } from './settings.ts';

const MINUTE_MS = 60_000;
/** From a wave's start to the ramp, on a normal day: what leaves later misses the van. */
const CUT_OFF_MS = 20 * MINUTE_MS;

export interface Wave {
  id: number;
  /** Milliseconds since 1970. */
  leaves: number;
  /** The van that its parcels still reach. */
  collection: number;
  orders: string[];
  lists: number[];
  isReleased: boolean;
}

export type Zone = 'people' | 'robots';

/** One article, one bin, one order: what a handheld asks for next. */
export interface Stop {
  reference: string;
  line: number;
  sku: string;
  bin: string;
  quantity: number;
  /** Bins in which it was looked for already. */
  tried: string[];
}

export interface PickList {
  id: number;
  zone: Zone;
  wave: number | null;
  stops: Stop[];
  /** Index of the next stop. */
  next: number;
  references: string[];
  by?: string;
  isDone: boolean;
}

interface Gathering {
  key: 'gathering';
  wave: number | null;
}

interface Around {
  house: House;
  lists: Table<PickList>;
  nextList: () => number;
  /** Hands lists to whoever is free. */
  queue: (list: PickList, urgent?: boolean) => void;
  freeHands: (zone: Zone) => number;
}

/** Orders wait for a wave, so that one walk serves several. */
export class Waves {
  readonly #around: Around;
  readonly #waves: Table<Wave>;
  readonly #gathering: Table<Gathering>;
  readonly #nextWave: () => number;

  constructor(around: Around) {
    const { env } = around.house;
    this.#around = around;
    this.#waves = env.table('waves', ({ id }) => id);
    this.#gathering = env.table<Gathering>('gathering', ({ key }) => key);
    this.#nextWave = env.counter('wave', 1);
  }

  get(id: number): Wave | undefined {
    return this.#waves.get(id);
  }

  /** The wave that still takes orders. */
  get gathering(): Wave | undefined {
    const id = this.#gathering.get('gathering')?.wave;
    return id === undefined || id === null ? undefined : this.#waves.get(id);
  }

  /** Newest first. */
  newest(limit: number): Wave[] {
    const waves: Wave[] = [];
    for (let id = this.#waves.size; id > 0 && waves.length < limit; id--) waves.push(this.#waves.get(id)!);
    return waves;
  }

  get size(): number {
    return this.#waves.size;
  }

  /** Puts an order into the wave that gathers, and answers with it. */
  join(reference: string): Wave {
    const { house } = this.#around;
    const wave = this.gathering ?? this.#open();
    wave.orders.push(reference);
    this.#waves.put(wave);
    house.orders.change(reference, { wave: wave.id });
    const now = house.env.now();
    if (wave.orders.length >= house.settings.waveOrders && withinHours(now, OPEN.from, OPEN.to) === now) {
      house.env.tell(`Wave ${wave.id} is full with ${wave.orders.length} orders and leaves at once`);
      this.#release(wave);
    }
    return wave;
  }

  #open(): Wave {
    const { env, settings } = this.#around.house;
    const now = env.now();
    const van = nextParcelCollection(now + CUT_OFF_MS);
    const isHurried = van - CUT_OFF_MS - now <= 30 * MINUTE_MS;
    const step = (isHurried ? settings.hurryMinutes : settings.waveMinutes) * MINUTE_MS;
    const leaves = withinHours((Math.floor(now / step) + 1) * step, OPEN.from, OPEN.to);
    const wave: Wave = {
      id: this.#nextWave(),
      leaves,
      collection: nextParcelCollection(leaves + CUT_OFF_MS),
      orders: [],
      lists: [],
      isReleased: false,
    };
    this.#gathering.put({ key: 'gathering', wave: wave.id });
    env.alarm(leaves, 'wave', wave.id);
    return this.#waves.put(wave);
  }

  /** Time to leave, unless it left already or was put off. */
  due(id: number): void {
    const wave = this.#waves.get(id);
    if (!wave || wave.isReleased) return;
    const { env } = this.#around.house;
    if (wave.leaves > env.now()) env.alarm(wave.leaves, 'wave', id);
    else this.#release(wave);
  }

  /** The wave that gathers, or else the next one, leaves this much later. */
  putOff(delayMs: number): Wave {
    const { env } = this.#around.house;
    const wave = this.gathering ?? this.#open();
    const leaves = withinHours(wave.leaves + delayMs, OPEN.from, OPEN.to);
    env.tell(`Wave ${wave.id} is late: it leaves at ${clockTime(leaves)}, not at ${clockTime(wave.leaves)}`);
    return this.#waves.put({ ...wave, leaves, collection: nextParcelCollection(leaves + CUT_OFF_MS) });
  }

  #release(wave: Wave): void {
    const { house, freeHands } = this.#around;
    this.#gathering.put({ key: 'gathering', wave: null });
    const stops: Record<Zone, Map<string, Stop[]>> = { people: new Map(), robots: new Map() };
    for (const reference of wave.orders) {
      const order = house.orders.get(reference);
      if (order?.status !== 'waiting') continue;
      order.lines.forEach(({ sku, bin, quantity }, line) => {
        const ofZone = stops[this.zoneOf(bin)];
        ofZone.set(reference, [...(ofZone.get(reference) ?? []), { reference, line, sku, bin, quantity, tried: [] }]);
      });
    }
    const lists: PickList[] = [];
    for (const zone of ['people', 'robots'] as const) {
      const orders = [...stops[zone].values()].sort((a, b) => byWalk(a[0]!.bin, b[0]!.bin));
      const share = Math.ceil(orders.length / Math.max(1, freeHands(zone)));
      const perList = Math.max(1, Math.min(house.settings.totes, share));
      for (let from = 0; from < orders.length; from += perList)
        lists.push(this.#makeList(zone, wave.id, orders.slice(from, from + perList).flat()));
    }
    this.#waves.put({ ...wave, isReleased: true, leaves: house.env.now(), lists: lists.map(({ id }) => id) });
    if (lists.length > 1)
      house.env.tell(
        `Wave ${wave.id} leaves with ${wave.orders.length} orders on ${lists.length} pick lists, for the van at ${clockTime(wave.collection)}`,
      );
    for (const list of lists) this.#around.queue(list);
  }

  zoneOf(bin: string): Zone {
    return this.#around.house.settings.robotAisles.includes(aisleOf(bin)) ? 'robots' : 'people';
  }

  /** Sends somebody for what was missing; such a list goes before all others. */
  fetchAgain(stop: Stop): void {
    this.#around.queue(this.#makeList(this.zoneOf(stop.bin), null, [stop]), true);
  }

  #makeList(zone: Zone, wave: number | null, stops: Stop[]): PickList {
    const { house, lists, nextList } = this.#around;
    const references = [...new Set(stops.map(({ reference }) => reference))];
    for (const reference of references) {
      const { openLists } = house.orders.get(reference)!;
      house.orders.change(reference, { openLists: openLists + 1 });
    }
    return lists.put({
      id: nextList(),
      zone,
      wave,
      stops: stops.sort((a, b) => byWalk(a.bin, b.bin)),
      next: 0,
      references,
      isDone: false,
    });
  }
}
