import { check } from '../checkers/check.ts';
import type { Violation } from '../checkers/checker.ts';
import type { Transport } from '../kernel/network.ts';
import type { WorldSize } from '../seeds/seeds.ts';
import { KEYS, ORIGINS } from '../shop/keys.ts';
import { openShop, type Shop } from '../shop/open-shop.ts';
import type { Whims } from './person.ts';
import { goShopping, type ShoppingTrip } from './shopper.ts';

export interface JourneyOptions {
  seed: number;
  transport?: Transport;
  /** How large the shop is; `SMALL_WORLD` when absent. */
  size?: WorldSize;
  whims?: Whims;
}

export interface Journey {
  shop: Shop;
  /** Undefined when the shopper could not go on; `failure` says why. */
  trip?: ShoppingTrip;
  failure?: string;
  violations: Violation[];
}

/** One direction of one message, over the open internet. */
const LATENCY_MS = { least: 8, most: 120 };

/** No journey takes longer. */
const LONGEST_MS = 15 * 24 * 3_600_000;

/** What comes after the doorbell: invoices, letters, the last polls. */
const AFTERWARDS_MS = 2 * 3_600_000;

/** One shopper's whole journey in a world of its own, on virtual time. */
export async function runJourney({ seed, transport, size, whims }: JourneyOptions): Promise<Journey> {
  const shop = openShop({ seed, latencyMs: LATENCY_MS, ...(transport ? { transport } : {}), ...(size ? { size } : {}) });
  const { world } = shop;
  const random = world.random('shopper');
  let outcome: { trip?: ShoppingTrip; failure?: string } | undefined;
  const life = async (): Promise<ShoppingTrip> => {
    await shop.start();
    return goShopping({
      world,
      random,
      person: random.pick(world.seeds.people),
      gatewayUrl: shop.settings.publicUrl,
      pageOrigin: ORIGINS.shop,
      storeKey: KEYS.store,
      ...(whims ? { whims } : {}),
    });
  };
  life().then(
    (trip) => (outcome = { trip }),
    (thrown: unknown) => (outcome = { failure: thrown instanceof Error ? thrown.message : String(thrown) }),
  );
  await world.clock.runWhile(() => outcome !== undefined, LONGEST_MS);
  if (outcome?.trip) await world.clock.runFor(AFTERWARDS_MS);
  const { trip, failure } = outcome ?? { failure: 'Nothing was left to happen, and the parcel had not come.' };
  const seen = trip ? [{ label: trip.label, total: trip.total, tracking: trip.tracking, reports: trip.reports }] : [];
  const violations = check(world, seen);
  await shop.gateway.stop();
  return { shop, ...(trip ? { trip } : {}), ...(failure === undefined ? {} : { failure }), violations };
}
