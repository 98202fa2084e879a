import type { Random } from '../../kernel/random.ts';
import type { Table } from '../../kernel/table.ts';
import { clockTime, dayAfter, onSameDay, wallTime } from '../parcels/oslo-time.ts';
import { withinHours } from '../parcels/working-days.ts';
import {
  CANTEEN,
  chargerPoint,
  heldUp,
  packingPoint,
  placeAt,
  Plan,
  pointOf,
  shelfStationPoint,
  type Waypoint,
} from './floor.ts';
import type { House } from './house.ts';
import type { Picking } from './picking.ts';
import { OPEN, type PickerPlan } from './settings.ts';
import type { PickList, Stop, Zone } from './waves.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const WALK = 1_200;
const DRIVE = 1_800;
const BREAK_MS = 30 * MINUTE_MS;
const CHARGE_MS = 30 * MINUTE_MS;
/** A thousandth of a charge takes a robot so far. */
const MILLIMETRES_PER_PERMILLE = 8_000;
const LOW_PERMILLE = 150;
const FULL_PERMILLE = 950;

/** One of those who fetch goods. Where they are at any time follows from `points`. */
export interface Worker {
  name: string;
  zone: Zone;
  points: Waypoint[];
  /** What comes when the last point is reached; absent when they are free. */
  then?: 'scan' | 'set-down' | 'onward' | 'free';
  /** Tells a plan that holds from one that was changed meanwhile. */
  plan: number;
  list?: number;
  /** The bin at which they are, or whose shelf they carry. */
  bin?: string;
  charge: number;
  /** Midnight of the day of the last break, and whether one is wished for now. */
  rested: number;
  wantsBreak?: boolean;
  picks: number;
}

interface Queue {
  zone: Zone;
  lists: number[];
}

/** People and robots: who is free takes the next list, and goes from bin to bin until it is done. */
export class Crew {
  readonly #house: House;
  readonly #lists: Table<PickList>;
  readonly #workers: Table<Worker>;
  readonly #queues: Table<Queue>;
  readonly #wakes: Table<{ zone: Zone; at: number }>;
  readonly #picking: Picking;
  readonly #shifts: ReadonlyMap<string, PickerPlan>;
  readonly #chance: Random;

  constructor(house: House, lists: Table<PickList>, picking: Picking) {
    const { env, settings } = house;
    this.#house = house;
    this.#lists = lists;
    this.#picking = picking;
    this.#chance = env.random('floor');
    this.#shifts = new Map(settings.pickers.map((plan) => [plan.name, plan]));
    const standing = (x: number, y: number): Waypoint[] => [{ x, y, at: 0, doing: 'is free' }];
    const fresh = { plan: 0, charge: 1_000, rested: 0, picks: 0 };
    this.#workers = env
      .table<Worker>('workers', ({ name }) => name)
      .seed([
        ...settings.pickers.map(({ name }, index): Worker => {
          const { x, y } = packingPoint(index % settings.packingStations.length);
          return { name, zone: 'people', points: standing(x, y + 1_500), ...fresh };
        }),
        ...settings.robots.map((number, index): Worker => {
          const { x, y } = chargerPoint(index);
          return { name: `Robot ${number}`, zone: 'robots', points: standing(x, y), ...fresh };
        }),
      ]);
    this.#queues = env
      .table<Queue>('queues', ({ zone }) => zone)
      .seed([
        { zone: 'people', lists: [] },
        { zone: 'robots', lists: [] },
      ]);
    this.#wakes = env.table<{ zone: Zone; at: number }>('wakes', ({ zone }) => zone);
  }

  all(): Worker[] {
    return this.#workers.all();
  }

  get(name: string): Worker | undefined {
    return this.#workers.get(name);
  }

  waiting(zone: Zone): number {
    return this.#queues.get(zone)!.lists.length;
  }

  free(zone: Zone): number {
    return this.#onDuty(zone).filter(({ then }) => then === undefined).length;
  }

  isOnDuty({ name, zone }: Worker, at: number): boolean {
    const { hour } = wallTime(at);
    const { from, to } = this.#shifts.get(name) ?? { from: OPEN.from, to: OPEN.to + 1 };
    return zone === 'robots' || (hour >= from && hour < to);
  }

  queue(list: PickList, urgent = false): void {
    const { lists } = this.#queues.get(list.zone)!;
    this.#queues.put({ zone: list.zone, lists: urgent ? [list.id, ...lists] : [...lists, list.id] });
    this.dispatch(list.zone);
  }

  /** Hands out lists as long as somebody is there to take them; among the free, chance decides. */
  dispatch(zone: Zone): void {
    const now = this.#house.env.now();
    while (this.waiting(zone) > 0) {
      const here = this.#onDuty(zone);
      const free = here.filter(({ then }) => then === undefined);
      if (free.length === 0) {
        if (here.length === 0) this.#wake(zone, withinHours(now + 15 * MINUTE_MS, OPEN.from, OPEN.to + 1));
        return;
      }
      const worker = this.#chance.pick(free);
      if (worker.wantsBreak || this.#needsBreak(worker, now)) {
        this.#rest(worker, 'free');
        continue;
      }
      const [id, ...lists] = this.#queues.get(zone)!.lists;
      this.#queues.put({ zone, lists });
      this.#take(worker, this.#lists.get(id!)!);
    }
  }

  woken(zone: Zone): void {
    this.#wakes.delete(zone);
    this.dispatch(zone);
  }

  /** Nobody is there to do it: somebody looks again then. */
  #wake(zone: Zone, at: number): void {
    if (this.#wakes.get(zone)) return;
    this.#wakes.put({ zone, at });
    this.#house.env.alarm(at, 'shift', zone);
  }

  #onDuty(zone: Zone): Worker[] {
    const now = this.#house.env.now();
    return this.#workers.filter((worker) => worker.zone === zone && this.isOnDuty(worker, now));
  }

  #take(worker: Worker, list: PickList): void {
    const { orders, env } = this.#house;
    const open = list.stops.filter(({ reference }) => orders.get(reference)!.status !== 'cancelled');
    this.#lists.put({ ...list, by: worker.name });
    for (const reference of new Set(open.map((stop) => stop.reference))) {
      const bins = open.filter((stop) => stop.reference === reference).map(({ bin }) => bin);
      const order = this.#house.orders.get(reference)!;
      orders.change(reference, { status: 'picking', picker: worker.name });
      if (order.status === 'waiting') this.#house.report(reference, 'picking', { by: worker.name, place: bins[0]! });
      env.tell(
        `${worker.name} takes ${list.wave === null ? 'what is missing of' : 'the pick list of'} order ${order.orderNumber}: ${bins.join(', ')}`,
        {
          reference,
        },
      );
    }
    const readyMs = this.#chance.integer(5, 25) * 1000;
    this.#onward({ ...worker, list: list.id, then: 'onward' }, readyMs);
  }

  /** To the next bin of the list, or with the full totes to the packing stations. */
  #onward(worker: Worker, readyMs = 0): void {
    if (worker.wantsBreak && worker.zone === 'people') return this.#rest(worker, 'onward');
    const list = this.#lists.get(worker.list!)!;
    const { orders } = this.#house;
    let next = list.next;
    while (next < list.stops.length && orders.get(list.stops[next]!.reference)!.status === 'cancelled') next++;
    this.#lists.put({ ...list, next });
    const stop = list.stops[next];
    if (stop) this.#fetch(worker, stop, readyMs);
    else this.#bringHome(worker);
  }

  #fetch(worker: Worker, { bin, sku, quantity }: Stop, readyMs: number): void {
    const plan = this.#plan(worker);
    if (readyMs > 0) plan.stay(readyMs, worker.zone === 'robots' ? 'gets its task' : 'fetches a trolley');
    const handsMs = (8 + 2 * Math.min(quantity, 60) + this.#chance.integer(0, 6)) * 1000;
    const name = this.#house.articles.get(sku)!.name;
    if (worker.zone === 'people') {
      this.#set(
        { ...worker, bin },
        plan.go(pointOf(bin), `walks to ${bin}`).stay(handsMs, `picks ${quantity} × ${name}`),
        'scan',
      );
      return;
    }
    const station = this.#picking.stationOf(worker.name);
    if (worker.bin && worker.bin !== bin) this.#putShelfBack(plan, worker.bin);
    if (worker.bin !== bin)
      plan
        .go(pointOf(bin), `drives to shelf ${bin}`)
        .stay(6_000, `lifts shelf ${bin}`)
        .go(shelfStationPoint(station), `brings shelf ${bin}`);
    this.#set({ ...worker, bin }, plan.stay(handsMs, `holds shelf ${bin} still`), 'scan');
    if (this.#chance.chance(1 / 500)) {
      const { name, plan: number } = this.#workers.get(worker.name)!;
      const minutes = this.#chance.integer(2, 6);
      this.#house.env.alarm(this.#house.env.now() + 9_000, 'stuck', { name, plan: number, minutes });
    }
  }

  #putShelfBack(plan: Plan, bin: string): void {
    plan.go(pointOf(bin), `carries shelf ${bin} back`).stay(4_000, `sets shelf ${bin} down`);
  }

  #bringHome(worker: Worker): void {
    const plan = this.#plan(worker);
    if (worker.zone === 'people') {
      const station = this.#chance.integer(0, this.#house.settings.packingStations.length - 1);
      plan.go(packingPoint(station), 'brings the totes to packing').stay(5_000, 'sets the totes down');
    } else if (worker.bin) this.#putShelfBack(plan, worker.bin);
    this.#set(worker, plan, 'set-down');
  }

  #rest(worker: Worker, then: 'onward' | 'free'): void {
    const { env } = this.#house;
    const plan = this.#plan(worker)
      .go(CANTEEN, 'goes for a break')
      .stay(BREAK_MS, then === 'free' ? 'has a break' : 'has a break; the trolley waits');
    env.tell(`${worker.name} has a break until ${clockTime(plan.ends)}`);
    const { wantsBreak: _taken, ...rested } = worker;
    this.#set({ ...rested, rested: dayAfter(env.now(), 0) }, plan, then);
  }

  /** A break is due from its time on; who had nothing to do for hours has rested. */
  #needsBreak({ name, rested }: Worker, now: number): boolean {
    const shift = this.#shifts.get(name);
    if (!shift || rested === dayAfter(now, 0)) return false;
    const due = onSameDay(now, ...shift.breakAt);
    return now >= due && now < due + 2 * HOUR_MS;
  }

  /** The last point of somebody's plan is reached. */
  arrived({ name, plan }: { name: string; plan: number }): void {
    const worker = this.#workers.get(name);
    if (!worker || worker.plan !== plan || worker.then === undefined) return;
    if (worker.then === 'scan') this.#scanned(worker);
    else if (worker.then === 'onward') this.#onward(worker);
    else if (worker.then === 'set-down') this.#setDown(worker);
    else this.#freed(worker);
  }

  #scanned(worker: Worker): void {
    const list = this.#lists.get(worker.list!)!;
    const stop = list.stops[list.next]!;
    if (this.#house.orders.get(stop.reference)!.status === 'cancelled') return this.#onward(worker);
    const outcome = this.#picking.scan(worker.name, worker.zone, stop);
    if (outcome.kind === 'again') {
      this.#set(worker, this.#plan(worker).stay(outcome.afterMs, outcome.doing), 'scan');
      return;
    }
    const stops = [...list.stops];
    if (outcome.kind === 'elsewhere') stops.splice(list.next + 1, 0, outcome.stop);
    this.#lists.put({ ...list, stops, next: list.next + 1 });
    this.#onward({ ...worker, picks: worker.picks + 1 });
  }

  #setDown(worker: Worker): void {
    const list = this.#lists.get(worker.list!)!;
    this.#lists.put({ ...list, isDone: true });
    const { list: _done, bin: _back, ...free } = worker;
    this.#freed(free);
    for (const reference of list.references) this.#picking.setDown(worker.name, worker.zone, reference);
    this.dispatch(worker.zone);
  }

  #freed(worker: Worker): void {
    if (worker.zone === 'robots' && worker.charge < LOW_PERMILLE) {
      const index = this.#house.settings.robots.findIndex((number) => `Robot ${number}` === worker.name);
      const plan = this.#plan(worker).go(chargerPoint(index), 'drives to its charger').stay(CHARGE_MS, 'charges');
      this.#house.env.tell(
        `${worker.name} has ${Math.floor(worker.charge / 10)} % left and charges until ${clockTime(plan.ends)}`,
      );
      this.#set({ ...worker, charge: FULL_PERMILLE + Math.ceil(plan.length / MILLIMETRES_PER_PERMILLE) }, plan, 'free');
      return;
    }
    const { then: _free, ...free } = worker;
    const last = worker.points.at(-1)!;
    this.#workers.put({ ...free, points: [{ x: last.x, y: last.y, at: this.#house.env.now(), doing: 'is free' }] });
    this.dispatch(worker.zone);
  }

  /** A robot stands still where it is. Without a plan the wish comes from a lever and holds at once. */
  stick({ name, plan, minutes }: { name: string; plan?: number; minutes: number }): void {
    const worker = this.#workers.get(name);
    if (!worker || (plan !== undefined && worker.plan !== plan)) return;
    const { env } = this.#house;
    const now = env.now();
    const points = heldUp(worker.points, now, minutes * MINUTE_MS, 'is stuck');
    env.tell(
      `${name} is stuck${worker.bin ? ` with shelf ${worker.bin}` : ''}; somebody frees it by ${clockTime(now + minutes * MINUTE_MS)}`,
    );
    this.#follow(worker, points, worker.then ?? 'free');
  }

  wishBreak(name: string): void {
    const worker = this.#workers.put({ ...this.#workers.get(name)!, wantsBreak: true });
    if (worker.then === undefined) this.#rest(worker, 'free');
  }

  #plan({ zone, points }: Worker): Plan {
    const now = this.#house.env.now();
    return new Plan(this.#house.floor, now, placeAt(points, now), zone === 'robots' ? DRIVE : WALK);
  }

  #set(worker: Worker, plan: Plan, then: NonNullable<Worker['then']>): void {
    const charge = worker.zone === 'robots' ? worker.charge - Math.ceil(plan.length / MILLIMETRES_PER_PERMILLE) : worker.charge;
    this.#follow({ ...worker, charge }, plan.points, then);
  }

  #follow(worker: Worker, points: Waypoint[], then: NonNullable<Worker['then']>): void {
    const plan = worker.plan + 1;
    this.#workers.put({ ...worker, points, then, plan });
    this.#house.env.alarm(points.at(-1)!.at, 'arrived', { name: worker.name, plan });
  }
}
