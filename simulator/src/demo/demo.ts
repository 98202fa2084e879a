import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pgliteOrderBook } from '@vitrine/gateway/order-book/pglite';
import { controlRoom, type ControlledWorld } from '../control-room/control-api.ts';
import { Tempo } from '../kernel/real-time.ts';
import { loadPhotosFromDisk } from '../seeds/photos-node.ts';
import { photoNames } from '../seeds/photos.ts';
import { makeAssortment } from '../seeds/assortment.ts';
import { publicUrlOf } from '../server/serve-world.ts';
import { openShop, type Shop } from '../shop/open-shop.ts';
import { fileFrom, shopAsset, shopPage, wordsPage } from './assets.ts';
import { KeptWorld } from './kept-world.ts';
import { nodeTime } from './node-time.ts';
import { townMap } from './town-map.ts';

export interface DemoOptions {
  /** `http://localhost:4400`: the merchant's page and the gateway. */
  shopUrl: string;
  /** `http://127.0.0.1:4400`: another origin, for what a bank or a payment provider shows. */
  strangerUrl: string;
  dataFolder: string;
  /** Folder of the built widgets. */
  widgetFolder: string;
  seed: number | undefined;
  speed: number;
  crashAt: string | undefined;
}

const JOURNAL_LIMIT = 3_000;
const CATCH_UP_MS = 2_000;

/** The whole demo behind one door: shop page, gateway, simulated systems and control panel. */
export class Demo implements ControlledWorld {
  readonly #options: DemoOptions;
  readonly #kept: KeptWorld;
  #shop!: Shop;
  #tempo!: Tempo;
  #stops: (() => void)[] = [];
  #control = controlRoom(this);

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

  async open(seed?: number): Promise<void> {
    const { shopUrl, strangerUrl, dataFolder, speed, crashAt } = this.#options;
    const saved = this.#kept.read();
    const worldSeed = seed ?? saved?.seed ?? this.#options.seed ?? 42;
    const photos = loadPhotosFromDisk(photoNames(makeAssortment(worldSeed)));
    mkdirSync(dataFolder, { recursive: true });
    const orderBook = await pgliteOrderBook(join(dataFolder, 'order-book'));
    const publicUrls = Object.fromEntries(
      ['stripe', 'bring', 'courier', 'tripletex'].map((name) => [name, publicUrlOf(strangerUrl, name)]),
    );
    this.#shop = openShop({
      seed: worldSeed,
      photos,
      orderBook,
      gatewayUrl: shopUrl,
      shopUrl,
      publicUrls,
      makeId: () => crypto.randomUUID().replaceAll('-', ''),
      ...(saved && saved.seed === worldSeed ? { saved } : {}),
      onStep: ({ flow, step, moment }) => {
        if (crashAt === `${flow}/${step}/${moment}`) process.kill(process.pid, 'SIGKILL');
      },
    });
    const { world } = this.#shop;
    world.journal.limit = JOURNAL_LIMIT;
    this.#tempo = new Tempo(world.clock, world.network, nodeTime, speed);
    this.#stops = [
      this.#kept.follow(world),
      nodeTime.every(CATCH_UP_MS, () => this.#kept.catchUp(world)),
      () => this.#tempo.stop(),
    ];
    await this.#shop.start();
    this.#kept.write(world);
  }

  /** Everything forgotten, orders included, and a new world from this seed. */
  async renew(seed: number): Promise<void> {
    await this.close();
    this.#kept.forget();
    rmSync(join(this.#options.dataFolder, 'order-book'), { recursive: true, force: true });
    await this.open(seed);
    this.#control = controlRoom(this);
  }

  async close(): Promise<void> {
    for (const stop of this.#stops) stop();
    this.#kept.write(this.#shop.world);
    await this.#shop.gateway.stop();
    await this.#shop.orderBook.close();
  }

  /** Answers whatever is no simulated system. */
  async answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const path = url.pathname;
    if (url.origin === this.#options.strangerUrl) return Response.redirect(this.#options.shopUrl + path + url.search, 307);
    if (path.startsWith('/control')) return this.#control(request);
    if (request.method === 'GET' || request.method === 'HEAD') {
      const page = this.#page(path);
      if (page) return page;
    }
    return this.#shop.gateway.fetch(request);
  }

  #page(path: string): Response | undefined {
    const html = (text: string) => new Response(text, { headers: { 'content-type': 'text/html; charset=utf-8' } });
    if (path === '/') return html(shopPage(townMap(this.#shop.world.seeds.town)));
    if (path === '/vilkar')
      return html(
        wordsPage(
          'Vilkår',
          '<p>Dette er en butikk i en simulert verden: ingenting blir sendt, og ingen penger skifter hender.</p>',
        ),
      );
    if (path === '/personvern')
      return html(
        wordsPage('Personvern', '<p>Det du ser på, blir liggende på din egen enhet. Alt her er oppdiktet, også du.</p>'),
      );
    if (path.startsWith('/assets/')) return shopAsset(path.slice('/assets/'.length));
    if (path.startsWith('/vitrine/')) return forAnyPage(fileFrom(this.#options.widgetFolder, path.slice('/vitrine/'.length)));
    return undefined;
  }
}

/** The widgets are pasted into pages of other origins, and a module script needs their leave to load. */
function forAnyPage(file: Response | undefined): Response | undefined {
  file?.headers.set('access-control-allow-origin', '*');
  file?.headers.set('cross-origin-resource-policy', 'cross-origin');
  return file;
}
