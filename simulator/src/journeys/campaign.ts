/** Many shoppers in one world: a phase in which things break, and one in which everything has to come to a good end. */
import { memoryOrderBook, type GatewayOptions } from '@vitrine/gateway';
import { Audit } from '../checkers/audit.ts';
import { check } from '../checkers/check.ts';
import type { SeenOrder, Violation } from '../checkers/checker.ts';
import { watchOrders } from '../checkers/order-pages.ts';
import { watchWishes } from '../checkers/wishes.ts';
import type { JournalEntry } from '../kernel/journal.ts';
import type { Transport } from '../kernel/network.ts';
import { Random } from '../kernel/random.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import type { WorldSize } from '../seeds/seeds.ts';
import { KEYS, ORIGINS } from '../shop/keys.ts';
import { openShop, type Shop } from '../shop/open-shop.ts';
import { Stuck } from './ends.ts';
import { live, type LifeStory, type PlacedOrder } from './life.ts';
import { drawArrival, drawPlan, spreadOf } from './plan.ts';

export interface CampaignOptions {
  shoppers: number;
  seed: number;
  scenario: Scenario;
  transport?: Transport;
  size?: WorldSize;
  /** Stops after this many events: what is seen is what stood there then. */
  until?: number;
  /** Stops at the first violation. */
  stopAtFirst?: boolean;
  /** Journal entries that are kept. */
  keep?: number;
  fit?: (parts: GatewayOptions) => GatewayOptions;
  wire?: (send: typeof fetch) => typeof fetch;
  surf?: (send: typeof fetch) => typeof fetch;
  log?: GatewayOptions['log'];
  /** Told of every line of the log, messages when they are answered. */
  onEntry?: (entry: JournalEntry) => void;
  /** Told now and then how far it is. */
  onProgress?: (progress: Progress) => void;
}

export interface Progress {
  events: number;
  now: number;
  phase: Phase;
  arrived: number;
  finished: number;
}

export type Phase = 'breaking' | 'healing' | 'over';

/** One shopper's story, without the page it happened on. */
export interface Told extends Omit<LifeStory, 'tracking' | 'reports'> {
  index: number;
  temper: string;
  cameAt: number;
  leftAt: number;
}

export interface Campaign {
  shop: Shop;
  stories: Told[];
  violations: FoundViolation[];
  events: number;
  phase: Phase;
  calmAt: number;
  endedAt: number;
  /** Virtual milliseconds that shoppers waited, by what for. */
  latencies: Map<string, number[]>;
}

export interface FoundViolation extends Violation {
  /** Number of the event after which it was seen. */
  event: number;
  at: number;
}

const HOUR_MS = 3_600_000;

/** One direction of one message, over the open internet. */
const LATENCY_MS = { least: 8, most: 120 };

/** After the last shopper has come things go on breaking for so long. */
const AFTER_LAST_MS = 2 * HOUR_MS;

/** So long after the last fault everything is finished; a carrier may take as long as it promised, and then so long. */
const HEALING_MS = 72 * HOUR_MS;

/** What comes after the last doorbell: invoices, letters, the last polls. */
const AFTERWARDS_MS = 3 * HOUR_MS;

export async function runJourneys(options: CampaignOptions): Promise<Campaign> {
  const { shoppers, seed, scenario, transport, size, fit, wire, surf, log } = options;
  const shop = openShop({
    seed,
    scenario,
    latencyMs: scenario.latencyMs ?? LATENCY_MS,
    orderBook: watchOrders(memoryOrderBook(), ({ rule, text }) => blame(rule, text)),
    ...(transport ? { transport } : {}),
    ...(size ? { size } : {}),
    ...(fit ? { fit } : {}),
    ...(wire ? { wire } : {}),
    ...(log ? { log } : {}),
  });
  const { world } = shop;
  const { clock } = world;
  world.journal.limit = options.keep ?? 4_000;
  const { onEntry } = options;
  if (onEntry)
    world.journal.listen((entry) => (entry.kind === 'fact' || entry.status !== undefined ? onEntry(entry) : undefined));
  const audit = new Audit(world);
  void shop.start().catch(() => {});

  const stories: Told[] = [];
  const violations: FoundViolation[] = [];
  const latencies = new Map<string, number[]>();
  const waiting = new Map<number, PlacedOrder | undefined>();
  const seen: SeenOrder[] = [];
  let events = 0;
  let arrived = 0;
  let phase: Phase = 'breaking';
  let calmAt: number | undefined;

  const blame = (rule: string, text: string) => void violations.push({ rule, text, event: events, at: clock.now() });
  watchWishes(world, ({ rule, text }) => blame(rule, text));

  const spread = spreadOf(shoppers);
  const begin = (index: number) => {
    const random = new Random(seed, `shopper ${index}`);
    const cameAt = world.startedAt + drawArrival(random, spread);
    const plan = drawPlan(random, scenario.habits);
    const person = world.seeds.people[index % world.seeds.people.length]!;
    clock.setTimeout(() => {
      arrived++;
      waiting.set(index, undefined);
      live({
        world,
        random,
        person,
        plan,
        gatewayUrl: shop.settings.publicUrl,
        pageOrigin: ORIGINS.shop,
        storeKey: KEYS.store,
        surf,
        calmSince: () => calmAt,
        took: (what, ms) => {
          const list = latencies.get(what) ?? [];
          latencies.set(what, list);
          list.push(ms);
        },
        placed: (order) => waiting.set(index, order),
      })
        .then(
          ({ tracking, reports, ...told }) => {
            stories.push({ ...told, index, temper: plan.temper, cameAt, leftAt: clock.now() });
            if (told.order && tracking) {
              seen.push({ label: told.order.label, total: told.order.total, tracking, reports });
            }
          },
          (thrown: unknown) => {
            const text = thrown instanceof Error ? thrown.message : String(thrown);
            const rule = thrown instanceof Stuck ? 'a shopper can always go on' : 'a shopper’s page never breaks';
            blame(rule, `Shopper ${index} (${plan.temper}) ${text}`);
            if (!(thrown instanceof Stuck) && thrown instanceof Error)
              world.journal.tell({ from: 'shopper', at: clock.now(), text: thrown.stack ?? text });
            stories.push({
              end: 'gave-up-before-paying',
              reason: text,
              troubles: 0,
              reached: 'stuck',
              index,
              temper: plan.temper,
              cameAt,
              leftAt: clock.now(),
            });
          },
        )
        .finally(() => waiting.delete(index));
    }, cameAt - clock.now());
    return cameAt;
  };
  const lastArrival = Math.max(...Array.from({ length: shoppers }, (_, index) => begin(index)));

  const isStopped = () =>
    events >= (options.until ?? Number.POSITIVE_INFINITY) || (options.stopAtFirst === true && violations.length > 0);
  const run = (until: number, done: () => boolean = () => false) =>
    clock.runWhile(
      () => {
        events++;
        for (const { rule, text } of audit.look()) blame(rule, text);
        if (events % 20_000 === 0) options.onProgress?.({ events, now: clock.now(), phase, arrived, finished: stories.length });
        return isStopped() || done();
      },
      Math.max(0, until - clock.now()),
    );

  await run(Math.max(lastArrival + AFTER_LAST_MS, world.startedAt + (scenario.lastsMs ?? 0)));
  if (!isStopped()) {
    world.calm();
    calmAt = clock.now();
    phase = 'healing';
    if (!shop.isUp) {
      shop.reopen();
      void shop.start().catch(() => {});
    }
    const boundOf = () => Math.max(calmAt!, ...[...waiting.values()].map((order) => order?.promisedAt ?? 0)) + HEALING_MS;
    // Whoever orders late moves the bound: it is looked at again once it is reached.
    for (let bound = 0; boundOf() > bound && stories.length < shoppers && !isStopped();) {
      bound = boundOf();
      await run(bound, () => stories.length >= shoppers);
    }
    for (const [index, order] of waiting) {
      const what = order ? `waits for order ${order.label}, placed ${new Date(order.at).toISOString()}` : 'is still shopping';
      if (!isStopped()) blame('everything comes to an end', `Shopper ${index} ${what}.`);
    }
    await run(clock.now() + AFTERWARDS_MS);
  }
  if (!isStopped()) for (const { rule, text } of audit.close()) blame(rule, text);
  for (const violation of isStopped() ? [] : check(world, seen))
    violations.push({ ...violation, event: events, at: clock.now() });
  if (!isStopped()) phase = 'over';
  await shop.gateway.stop();
  return { shop, stories, violations, events, phase, calmAt: calmAt ?? clock.now(), endedAt: clock.now(), latencies };
}
