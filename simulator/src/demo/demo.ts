import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pgliteOrderBook } from '@vitrine/gateway/order-book/pglite';
import { controlRoom, type ControlledWorld } from '../control-room/control-api.ts';
import { NotDone } from '../control-room/call.ts';
import type { WorldWish } from '../control-room/controlled-world.ts';
import { forwardTo } from '../control-room/forward.ts';
import { copyOrderBook, fillOrderBook, type Snapshot } from '../control-room/snapshot.ts';
import { Tempo } from '../kernel/real-time.ts';
import type { SavedWorld } from '../kernel/world.ts';
import { leverOf } from '../scenarios/happenings.ts';
import { LIBRARY } from '../scenarios/library.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { loadPhotosFromDisk } from '../seeds/photos-node.ts';
import { photoNames } from '../seeds/photos.ts';
import { makeSeeds, type WorldSize } from '../seeds/seeds.ts';
import { publicUrlOf } from '../server/serve-world.ts';
import { ORIGINS } from '../shop/keys.ts';
import { openShop, type Shop } from '../shop/open-shop.ts';
import { nodeWebPush } from '../shop/web-push-node.ts';
import { KeptWorld } from './kept-world.ts';
import { nodeTime } from './node-time.ts';
import { overTheRoad } from './page-road.ts';
import { demoPage } from './pages.ts';

export interface DemoOptions {
  /** `http://localhost:4400`: the merchant's page and the gateway. */
  shopUrl: string;
  /** `http://127.0.0.1:4400`: another origin, for what a bank or a payment provider shows. */
  strangerUrl: string;
  dataFolder: string;
  /** Folder of the built widgets. */
  widgetFolder: string;
  /** Folder of the built control room. */
  roomFolder: string;
  seed: number | undefined;
  speed: number;
  crashAt: string | undefined;
  size?: WorldSize | undefined;
  /** What can be started by name; the library, unless told otherwise. */
  scenarios?: readonly Scenario[];
}

/** A world as it is opened: from a seed, or from what was kept. */
interface Opening {
  seed: number;
  scenario?: Scenario;
  startAt?: number;
  saved?: SavedWorld;
  orderBook?: Snapshot['orderBook'];
}

/** A busy day of one person's shopping, so that the order of this morning can still be followed in the evening. */
const JOURNAL_LIMIT = 12_000;
const CATCH_UP_MS = 2_000;

/** Whatever is not done by then waits for the world's clock, and not for this machine. */
const PATIENCE_MS = 15;

/** When every world begins unless told otherwise: Monday 23 November 2026, 08:00 in Oslo. */
const MONDAY_MORNING = Date.UTC(2026, 10, 23, 7);

/** A world is run up to a time that lies this close after its beginning; a later one begins there. */
const LONGEST_RUN_MS = 3 * 24 * 3_600_000;

/** The whole demo behind one door: shop page, gateway, simulated systems and control room. */
export class Demo implements ControlledWorld {
  readonly time = nodeTime;
  worldId = '';
  readonly #options: DemoOptions;
  readonly #kept: KeptWorld;
  #shop!: Shop;
  #tempo!: Tempo;
  #stops: (() => void)[] = [];
  /** Whoever asks while one world is changed for another waits for the new one. */
  #changing: Promise<void> = Promise.resolve();
  readonly #control = controlRoom(this);

  constructor(options: DemoOptions) {
    this.#options = options;
    this.#kept = new KeptWorld(options.dataFolder);
  }

  get shop(): Shop {
    return this.#shop;
  }

  get tempo(): Tempo {
    return this.#tempo;
  }

  get scenarios(): readonly Scenario[] {
    return (this.#options.scenarios ?? LIBRARY).filter(({ name }) => name !== 'calm');
  }

  async open(): Promise<void> {
    const saved = this.#kept.read();
    await this.#open({ seed: saved?.seed ?? this.#options.seed ?? 42, ...(saved ? { saved } : {}) });
  }

  /** Everything forgotten, orders included, and another world in its place. What the wish leaves open stays as it is. */
  renew({ seed = this.#shop.world.seed, scenario, at }: WorldWish): Promise<void> {
    const played = scenario === undefined ? this.#shop.world.scenario : (scenario ?? undefined);
    for (const { system, lever } of played?.happenings ?? []) leverOf(this.#shop.world, system, lever);
    const isNear = at !== undefined && at >= MONDAY_MORNING && at - MONDAY_MORNING <= LONGEST_RUN_MS;
    return this.#change(async () => {
      await this.#open({
        seed,
        ...(played ? { scenario: played } : {}),
        ...(at === undefined || isNear ? {} : { startAt: at }),
      });
      if (isNear && at > this.#shop.world.clock.now()) await forwardTo(this, at);
    });
  }

  async snapshot(): Promise<Snapshot> {
    const { world, orderBook } = this.#shop;
    const speed = this.#tempo.speed;
    this.#tempo.setSpeed(0);
    try {
      await Promise.race([world.network.idle(), nodeTime.after(CATCH_UP_MS)]);
      return { vitrine: 'snapshot', version: 1, world: world.save(), orderBook: await copyOrderBook(orderBook) };
    } finally {
      this.#tempo.setSpeed(speed);
    }
  }

  load({ world: saved, orderBook }: Snapshot): Promise<void> {
    return this.#change(() => this.#open({ seed: saved.seed, saved, orderBook }));
  }

  keep(): void {
    this.#kept.write(this.#shop.world);
  }

  async close(): Promise<void> {
    for (const stop of this.#stops) stop();
    this.#control.worldChanged();
    this.keep();
    await this.#shop.gateway.stop();
    await this.#shop.orderBook.close();
  }

  /** Answers whatever is no simulated system. */
  async answer(request: Request): Promise<Response> {
    const { shopUrl, strangerUrl, widgetFolder, roomFolder } = this.#options;
    const url = new URL(request.url);
    const path = url.pathname;
    if (url.origin === strangerUrl) return Response.redirect(shopUrl + path + url.search, 307);
    await this.#changing;
    if (request.method === 'GET' || request.method === 'HEAD') {
      const page = demoPage(path, { town: this.#shop.world.seeds.town, widgetFolder, roomFolder });
      if (page) return page;
    }
    if (path.startsWith('/control/')) return this.#control.answer(request);
    return overTheRoad(this.#shop, request);
  }

  #change(open: () => Promise<void>): Promise<void> {
    const speed = this.#tempo.speed;
    const { seed } = this.#shop.world;
    const forget = () => {
      this.#kept.forget();
      rmSync(join(this.#options.dataFolder, 'order-book'), { recursive: true, force: true });
    };
    const changed = this.#changing.then(async () => {
      await this.close();
      forget();
      try {
        await open();
      } catch (thrown) {
        // Better a plain world than none: a snapshot of other software may not fit.
        forget();
        await this.#open({ seed });
        throw new NotDone(400, `That world cannot be opened: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
      } finally {
        this.#tempo.setSpeed(speed);
      }
    });
    this.#changing = changed.catch(() => {});
    return changed;
  }

  async #open({ seed, saved, orderBook: copied, ...rest }: Opening): Promise<void> {
    const { shopUrl, strangerUrl, dataFolder, speed, crashAt, size } = this.#options;
    const photos = loadPhotosFromDisk(photoNames(makeSeeds(seed, saved ? saved.size : size).articles));
    mkdirSync(dataFolder, { recursive: true });
    const orderBook = await pgliteOrderBook(join(dataFolder, 'order-book'));
    if (copied) await fillOrderBook(orderBook, copied);
    const systems = Object.keys(ORIGINS).filter((name) => name !== 'gateway' && name !== 'shop');
    this.#shop = openShop({
      seed,
      ...rest,
      photos,
      orderBook,
      gatewayUrl: shopUrl,
      shopUrl,
      publicUrls: Object.fromEntries(systems.map((name) => [name, publicUrlOf(strangerUrl, name)])),
      makeId: () => crypto.randomUUID().replaceAll('-', ''),
      webPush: nodeWebPush,
      ...(size && !saved ? { size } : {}),
      ...(saved ? { saved } : {}),
      onStep: ({ flow, step, moment }) => {
        if (crashAt === `${flow}/${step}/${moment}`) process.kill(process.pid, 'SIGKILL');
      },
    });
    this.worldId = crypto.randomUUID();
    const { world } = this.#shop;
    world.journal.limit = JOURNAL_LIMIT;
    this.#tempo = new Tempo(world.clock, world.network, nodeTime, speed);
    this.#stops = [
      this.#kept.follow(world),
      nodeTime.every(CATCH_UP_MS, () => this.#kept.catchUp(world)),
      () => this.#tempo.stop(),
    ];
    await this.#started(this.#shop.start());
    this.keep();
  }

  /** Lets as much time pass as the gateway needs to open: where messages are slow, and the clock stands still, it never would. */
  async #started(start: Promise<void>): Promise<void> {
    let isOpen = false;
    const done = start.finally(() => (isOpen = true));
    for (;;) {
      await Promise.race([done, nodeTime.after(PATIENCE_MS)]);
      if (isOpen) return done;
      await this.#shop.world.clock.step();
    }
  }
}
