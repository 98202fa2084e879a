import { makeSeeds, type Seeds, type WorldSize } from '../seeds/seeds.ts';
import { Happenings, type SavedHappenings } from '../scenarios/happenings.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { Faults, type FaultRule, type SavedFaults } from './faults.ts';
import { Journal } from './journal.ts';
import { Network, type Transport } from './network.ts';
import { Postman } from './postman.ts';
import { Random, type RandomState } from './random.ts';
import type { Service, ServiceEnv, ServiceFactory } from './service.ts';
import { Table, type SavedTable } from './table.ts';
import { VirtualClock, type Alarm } from './virtual-clock.ts';

/** Everything that a world is beyond its seed. */
export interface SavedWorld {
  version: 1;
  seed: number;
  /** Absent: `SMALL_WORLD`. */
  size?: WorldSize;
  now: number;
  streams: Record<string, RandomState>;
  counters: Record<string, number>;
  tables: Record<string, SavedTable>;
  alarms: { time: number; alarm: Alarm }[];
  startedAt?: number;
  /** Messages so far on each road. */
  messages?: Record<string, number>;
  faults?: SavedFaults;
  play?: { scenario: Scenario; happenings: SavedHappenings; since?: number };
}

export interface WorldOptions {
  seed: number;
  services: Record<string, ServiceFactory>;
  /** Milliseconds since 1970. A Monday morning, unless told otherwise. */
  startAt?: number;
  /** One direction of one message, drawn evenly. Absent: messages arrive at once. */
  latencyMs?: { least: number; most: number };
  transport?: Transport;
  /** Where each service is reached from outside, by name. Defaults to its real origin. */
  publicUrls?: Record<string, string>;
  /** See `seeds/photos.ts`. Without them photos are plain backdrops. */
  photos?: ReadonlyMap<string, Uint8Array>;
  /** How many articles, past orders and people. `SMALL_WORLD` when absent. */
  size?: WorldSize;
  /** See {@link Network}: how webhooks reach a program on this machine that is not of this world. */
  outside?: typeof fetch;
  saved?: SavedWorld;
  /** What happens beyond the seed. A saved world goes on with its own. */
  scenario?: Scenario;
}

/** 23 November 2026, 08:00 in Oslo: a Monday. */
const MONDAY_MORNING = Date.UTC(2026, 10, 23, 7);

/** Seed, clock and systems. The same seed lives through the same bytes. */
export class World {
  readonly seed: number;
  readonly clock: VirtualClock;
  readonly journal = new Journal();
  readonly faults: Faults;
  /** When this world began, milliseconds since 1970. */
  readonly startedAt: number;
  readonly network: Network;
  readonly seeds: Seeds;
  readonly services = new Map<string, Service>();
  readonly #postman: Postman;
  readonly #streams = new Map<string, Random>();
  readonly #counters = new Map<string, number>();
  readonly #tables = new Map<string, Table<unknown>>();
  readonly #saved: SavedWorld | undefined;
  #play: { scenario: Scenario; happenings: Happenings; since: number } | undefined;
  readonly #size: WorldSize | undefined;
  readonly #watchers = new Set<(scenario: Scenario | undefined) => void>();

  constructor(options: WorldOptions) {
    const { seed, saved, latencyMs } = options;
    this.seed = seed;
    this.#saved = saved;
    this.#size = options.size ?? saved?.size;
    this.clock = new VirtualClock(saved?.now ?? options.startAt ?? MONDAY_MORNING);
    this.seeds = makeSeeds(seed, this.#size);
    this.startedAt = saved?.startedAt ?? this.clock.now();
    this.faults = new Faults(seed, this.startedAt);
    const scenario = saved ? saved.play?.scenario : options.scenario;
    const latency = scenario?.latencyMs ?? latencyMs;
    const transport = options.transport ?? 'memory';
    this.network = new Network({
      seed,
      clock: this.clock,
      journal: this.journal,
      faults: this.faults,
      transport,
      ...(latency ? { latency } : {}),
      ...(options.outside ? { outside: options.outside } : {}),
    });
    this.#postman = new Postman(this.clock, this.network);
    this.#tables.set('postman/deliveries', this.#postman.deliveries as Table<unknown>);
    for (const [name, make] of Object.entries(options.services)) this.#open(name, make, options);
    this.clock.onAlarm((alarm) => this.#ring(alarm));
    if (saved) this.#restore(saved);
    else if (scenario) this.play(scenario);
  }

  /** What is being played, if anything. */
  get scenario(): Scenario | undefined {
    return this.#play?.scenario;
  }

  /**
   * From now on this happens, in place of whatever was planned before. Latency is set when a world is opened.
   *
   * @throws {RangeError} when the scenario pulls a lever that no system of this world has.
   */
  play(scenario: Scenario): void {
    const since = this.clock.now();
    const happenings = new Happenings(this, scenario.happenings ?? [], since);
    this.calm();
    for (const rule of scenario.faults ?? []) this.faults.add(laterBy(rule, since - this.startedAt));
    this.#play = { scenario, happenings, since };
    for (const watcher of this.#watchers) watcher(scenario);
  }

  /** Hears of every scenario that is played from now on, and of calm. */
  onPlay(watcher: (scenario: Scenario | undefined) => void): void {
    this.#watchers.add(watcher);
  }

  /** Nothing goes wrong on purpose any more. */
  calm(): void {
    this.#play?.happenings.stop();
    this.#play = undefined;
    this.faults.clear();
    for (const watcher of this.#watchers) watcher(undefined);
  }

  /** The stream of chance with this label. */
  random(label: string): Random {
    const known = this.#streams.get(label);
    if (known) return known;
    const stream = new Random(this.seed, label, this.#saved?.streams[label]);
    this.#streams.set(label, stream);
    return stream;
  }

  service(name: string): Service {
    const service = this.services.get(name);
    if (!service) throw new RangeError(`This world has no ${name}. It has ${[...this.services.keys()].join(', ')}.`);
    return service;
  }

  /** A service's table, for tests and checkers that look behind its wire. */
  table<Row>(service: string, name: string): Table<Row> {
    const table = this.#tables.get(`${service}/${name}`);
    if (!table) throw new RangeError(`There is no table ${service}/${name}. There are ${[...this.#tables.keys()].join(', ')}.`);
    return table as Table<Row>;
  }

  save(): SavedWorld {
    return {
      version: 1,
      seed: this.seed,
      ...(this.#size ? { size: this.#size } : {}),
      now: this.clock.now(),
      streams: Object.fromEntries([...this.#streams].map(([label, stream]) => [label, stream.state])),
      counters: Object.fromEntries(this.#counters),
      tables: Object.fromEntries([...this.#tables].map(([name, table]) => [name, table.save()])),
      alarms: this.clock.alarms().filter(({ alarm }) => alarm.service !== 'postman'),
      startedAt: this.startedAt,
      messages: this.network.counts,
      faults: this.faults.save(),
      ...(this.#play ? { play: { ...this.#play, happenings: this.#play.happenings.save() } } : {}),
    };
  }

  #open(name: string, make: ServiceFactory, options: WorldOptions): void {
    const publicUrl = options.publicUrls?.[name];
    let service: Service | undefined = undefined;
    const env: ServiceEnv = {
      now: this.clock.now,
      seeds: this.seeds,
      photos: options.photos ?? new Map<string, Uint8Array>(),
      get publicUrl() {
        return publicUrl ?? service?.origin ?? '';
      },
      random: (label) => this.random(`${name}/${label}`),
      table: <Row>(label: string, keyOf: (row: Row) => string | number) => {
        const table = new Table<Row>(keyOf);
        this.#tables.set(`${name}/${label}`, table as Table<unknown>);
        return table;
      },
      counter: (label, first) => {
        const key = `${name}/${label}`;
        this.#counters.set(key, this.#saved?.counters[key] ?? first - 1);
        return () => {
          const next = this.#counters.get(key)! + 1;
          this.#counters.set(key, next);
          return next;
        };
      },
      alarm: (at, alarm, payload) => this.clock.setAlarm(at, { service: name, name: alarm, payload }),
      send: (webhook) => this.#postman.send(name, webhook),
      tell: (text, about) => this.journal.tell({ from: name, at: this.clock.now(), text, ...about }),
    };
    service = make(env);
    this.services.set(name, service);
    this.network.mount(service);
    this.#postman.know(service);
  }

  #ring({ service, name, payload }: Alarm): void {
    if (service === 'postman') return void this.#postman.attempt(payload as string);
    const alarm = this.service(service).alarms?.[name];
    if (!alarm) throw new RangeError(`${service} has no alarm ${name}.`);
    alarm(payload as never);
  }

  #restore(saved: SavedWorld): void {
    for (const [name, table] of Object.entries(saved.tables)) this.#tables.get(name)?.restore(table);
    for (const { time, alarm } of saved.alarms) this.clock.setAlarm(time, alarm);
    this.network.restoreCounts(saved.messages ?? {});
    if (saved.faults) this.faults.restore(saved.faults);
    if (saved.play) {
      const { scenario, happenings, since = this.startedAt } = saved.play;
      this.#play = { scenario, happenings: new Happenings(this, scenario.happenings ?? [], since, happenings), since };
    }
    this.#postman.resume();
  }
}

/** A scenario’s times count from when it is played, those of a fault rule from when the world began. */
function laterBy(rule: FaultRule, ms: number): FaultRule {
  const { afterMs, untilMs } = rule;
  if (ms === 0 || (afterMs ?? untilMs) === undefined) return rule;
  return { ...rule, afterMs: (afterMs ?? 0) + ms, ...(untilMs === undefined ? {} : { untilMs: untilMs + ms }) };
}
