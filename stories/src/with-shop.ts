import '@vitrine/widget/elements/store/define';
import { Tempo } from '@vitrine/simulator/kernel/real-time';
import { makeAssortment } from '@vitrine/simulator/seeds/assortment';
import { photoNames } from '@vitrine/simulator/seeds/photos';
import { loadPhotosByFetch } from '@vitrine/simulator/seeds/photos-page';
import { KEYS, ORIGINS } from '@vitrine/simulator/shop/keys';
import { openShop, type Shop } from '@vitrine/simulator/shop/open-shop';
import { createVisit, type Visit } from '@vitrine/widget/visit';
import { html, type TemplateResult } from 'lit';
import { pageTime } from './page-time.ts';
import { withPictures } from './pictures.ts';

/** What a story is told with: a whole shop of its own, and one shopper in it. */
export interface OpenStory {
  shop: Shop;
  visit: Visit;
  tempo: Tempo;
}

export interface ShopStory {
  content: (open: OpenStory) => TemplateResult;
  /** The same seed is the same world. */
  seed?: number;
  /** What has happened before the story begins. */
  before?: (open: OpenStory) => unknown;
  /** Paths of the gateway that never answer, such as `/showcases`: how waiting looks. */
  silent?: readonly string[];
  /** Paths that cannot be reached: how failing looks. */
  broken?: readonly string[];
  /** Virtual milliseconds for each real one. */
  speed?: number;
}

/** What a story's loader hands to its render. */
export interface Loaded {
  open: OpenStory;
}

/** By now a page has given up what it cannot reach. */
const PATIENCE_MS = 60_000;

/** The shop of the story shown before: its clock stops when the next one opens. */
let last: OpenStory | undefined;

/**
 * One story in a world of its own: the real widget, the real gateway, and every outside system simulated in this page.
 * Use as `export const Full = withShop({ content: () => html`<vitrine-cart></vitrine-cart>` })`.
 */
export function withShop(story: ShopStory) {
  return {
    loaders: [
      async ({ globals }: { globals: { locale?: string } }): Promise<Loaded> => ({
        open: await openStory(story, globals.locale ?? 'nb'),
      }),
    ],
    render: (_args: unknown, { loaded }: { loaded: Record<string, unknown> }): TemplateResult => {
      const { open } = loaded as unknown as Loaded;
      return html`<vitrine-store .visit=${open.visit} locale=${open.visit.locale} currency="NOK" consent="granted">
        ${story.content(open)}
      </vitrine-store>`;
    },
    play: async ({ loaded }: { loaded: Record<string, unknown> }): Promise<void> => {
      const { open } = loaded as unknown as Loaded;
      await drawn();
      // Whoever cannot be reached is tried again a few times before the page says so.
      if (story.broken) await open.shop.world.clock.runFor(PATIENCE_MS);
      await drawn();
    },
  };
}

/** What came into view has been seen, and its answer drawn. */
async function drawn(): Promise<void> {
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
}

let photos: Promise<ReadonlyMap<string, Uint8Array>> | undefined;

async function openStory(story: ShopStory, locale: string): Promise<OpenStory> {
  last?.tempo.stop();
  last?.visit.stop();
  photos ??= loadPhotosByFetch(photoNames(makeAssortment(1)), new URL('photos/', document.baseURI).href, (input) => fetch(input));
  const shop = openShop({ seed: story.seed ?? 42, photos: await photos, shopUrl: location.origin });
  const { world } = shop;
  const tempo = new Tempo(world.clock, world.network, pageTime, story.speed ?? 1);
  await shop.start();
  const kept = new Map<string, string>();
  const visit = createVisit({
    endpoint: ORIGINS.gateway,
    storeKey: KEYS.store,
    locale,
    fetch: withTrouble(withPictures(shop.fetch), story),
    clock: world.clock,
    makeId: () => world.random('page-ids').id(24),
    keep: {
      get: (name) => kept.get(name) ?? null,
      set: (name, value) => void kept.set(name, value),
      delete: (name) => void kept.delete(name),
    },
  });
  const open = { shop, visit, tempo };
  last = open;
  await story.before?.(open);
  return open;
}

function withTrouble(reach: typeof fetch, { silent = [], broken = [] }: ShopStory): typeof fetch {
  return (input, init) => {
    const request = new Request(input, init);
    const { pathname } = new URL(request.url);
    if (silent.some((path) => pathname.startsWith(path))) return new Promise(() => {});
    if (broken.some((path) => pathname.startsWith(path))) return Promise.reject(new TypeError('Failed to fetch'));
    return reach(request);
  };
}

/** Waits until a cart has no wishes under way. */
export async function settled({ visit }: OpenStory): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = (): void => {
    const { context } = visit.cart.getSnapshot();
    if (context.changes.length === 0) resolve();
  };
  const subscription = visit.cart.subscribe(look);
  look();
  await promise;
  subscription.unsubscribe();
}
