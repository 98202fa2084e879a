import { controlRoom, type ControlledWorld } from '../control-room/control-api.ts';
import type { WorldWish } from '../control-room/controlled-world.ts';
import { forwardTo } from '../control-room/forward.ts';
import { copyOrderBook, type Snapshot } from '../control-room/snapshot.ts';
import { nodeTime } from '../demo/node-time.ts';
import { Tempo } from '../kernel/real-time.ts';
import type { SavedWorld } from '../kernel/world.ts';
import { LIBRARY } from '../scenarios/library.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { loadPhotosFromDisk } from '../seeds/photos-node.ts';
import { photoNames } from '../seeds/photos.ts';
import { makeSeeds, type WorldSize } from '../seeds/seeds.ts';
import { publicUrlOf } from '../server/serve-world.ts';
import { systemsPage } from '../server/systems-page.ts';
import { ORIGINS } from '../shop/keys.ts';
import { openShop, type Shop } from '../shop/open-shop.ts';

export interface StandaloneOptions {
  /** Where this server is reached, such as `http://127.0.0.1:4401`. */
  url: string;
  seed: number;
  speed: number;
  size: WorldSize;
  scenario?: Scenario | undefined;
  /** Where the shop's own systems send their webhooks; each program may register more by the vendor's own calls. */
  webhooksTo?: string | undefined;
  /** Reaches programs on this machine. */
  outside: typeof fetch;
  makeId: () => string;
}

const JOURNAL_LIMIT = 12_000;

/** The simulated systems for other people's programs: no gateway and no shop page of ours among them. */
export class Standalone implements ControlledWorld {
  readonly time = nodeTime;
  worldId = '';
  readonly #options: StandaloneOptions;
  readonly #control = controlRoom(this);
  #shop!: Shop;
  #tempo!: Tempo;

  constructor(options: StandaloneOptions) {
    this.#options = options;
    this.#open({ seed: options.seed, ...(options.scenario ? { scenario: options.scenario } : {}) });
  }

  get shop(): Shop {
    return this.#shop;
  }

  get tempo(): Tempo {
    return this.#tempo;
  }

  get scenarios(): readonly Scenario[] {
    return LIBRARY.filter(({ name }) => name !== 'calm');
  }

  async renew({ seed = this.#shop.world.seed, scenario, at }: WorldWish): Promise<void> {
    const played = scenario === undefined ? this.#shop.world.scenario : (scenario ?? undefined);
    const speed = this.#tempo.speed;
    this.close();
    this.#open({ seed, ...(played ? { scenario: played } : {}) });
    if (at !== undefined && at > this.#shop.world.clock.now()) await forwardTo(this, at);
    this.#tempo.setSpeed(speed);
  }

  async snapshot(): Promise<Snapshot> {
    const { world, orderBook } = this.#shop;
    return { vitrine: 'snapshot', version: 1, world: world.save(), orderBook: await copyOrderBook(orderBook) };
  }

  async load({ world: saved }: Snapshot): Promise<void> {
    const speed = this.#tempo.speed;
    this.close();
    this.#open({ seed: saved.seed, saved });
    this.#tempo.setSpeed(speed);
  }

  /** Nothing is kept here: whoever wants to keep a world takes a snapshot. */
  keep(): void {}

  close(): void {
    this.#tempo.stop();
    this.#control.worldChanged();
  }

  /** Answers whatever is no simulated system. */
  async answer(request: Request): Promise<Response | undefined> {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/control/')) return this.#control.answer(request);
    if (pathname === '/') return systemsPage(this.#shop.world, this.#options.url);
    return undefined;
  }

  #open({ seed, saved, scenario }: { seed: number; saved?: SavedWorld; scenario?: Scenario }): void {
    const { url, size, speed, webhooksTo, outside, makeId } = this.#options;
    const systems = Object.keys(ORIGINS).filter((name) => name !== 'gateway' && name !== 'shop');
    this.#shop = openShop({
      seed,
      size,
      isWithoutGateway: true,
      webhooksTo,
      outside,
      photos: loadPhotosFromDisk(photoNames(makeSeeds(seed, saved?.size ?? size).articles)),
      publicUrls: Object.fromEntries(systems.map((name) => [name, publicUrlOf(url, name)])),
      ...(saved ? { saved } : {}),
      ...(scenario ? { scenario } : {}),
    });
    this.worldId = makeId();
    this.#shop.world.journal.limit = JOURNAL_LIMIT;
    this.#tempo = new Tempo(this.#shop.world.clock, this.#shop.world.network, nodeTime, speed);
  }
}
