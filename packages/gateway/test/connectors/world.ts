import type { PostalAddress } from '@vitrine/contract';
import { World } from '@vitrine/simulator/kernel/world';
import type { TownPlace } from '@vitrine/simulator/seeds/town';
import { bringService } from '@vitrine/simulator/services/bring/bring';
import { courierService } from '@vitrine/simulator/services/courier/courier';
import { kartverketService } from '@vitrine/simulator/services/kartverket/kartverket';
import { messagesService } from '@vitrine/simulator/services/messages/messages';
import { stripeService } from '@vitrine/simulator/services/stripe/stripe';
import { tripletexService } from '@vitrine/simulator/services/tripletex/tripletex';
import { warehouseService } from '@vitrine/simulator/services/warehouse/warehouse';
import { KEYS, ORIGINS } from '@vitrine/simulator/shop/keys';
import { createBring } from '../../src/connectors/bring/bring.ts';
import { createCourier } from '../../src/connectors/courier/courier.ts';
import { createKartverket } from '../../src/connectors/kartverket/kartverket.ts';
import { createMessages } from '../../src/connectors/messages/messages.ts';
import { createStripe } from '../../src/connectors/stripe/stripe.ts';
import { createTripletex } from '../../src/connectors/tripletex/tripletex.ts';
import { createWarehouse } from '../../src/connectors/warehouse/warehouse.ts';
import type { CarrierReport, PaymentPort, WarehouseReport } from '../../src/ports.ts';

/** The outside of a shop without its gateway: all systems, all connectors, and a door that reads webhooks. */
export function openWorld(seed: number, listen: (fetch: typeof globalThis.fetch) => typeof globalThis.fetch) {
  const hooks = `${ORIGINS.gateway}/webhooks`;
  const world = new World({
    seed,
    services: {
      tripletex: tripletexService({ ...KEYS.tripletex, warehouse: { url: ORIGINS.warehouse, key: KEYS.warehouse.key } }),
      stripe: stripeService({ ...KEYS.stripe, webhooks: [{ url: `${hooks}/stripe`, secret: KEYS.stripe.webhookSecret }] }),
      bring: bringService(KEYS.bring),
      courier: courierService(KEYS.courier),
      kartverket: kartverketService(),
      warehouse: warehouseService({
        key: KEYS.warehouse.key,
        webhook: { url: `${hooks}/warehouse`, secret: KEYS.warehouse.webhookSecret },
        handhelds: {
          bring: {
            url: `${ORIGINS.bring}/x-handheld/scans`,
            headers: { 'X-Mybring-API-Uid': KEYS.bring.uid, 'X-Mybring-API-Key': KEYS.bring.key },
          },
          courier: { url: `${ORIGINS.courier}/v1/handheld/scans`, headers: { Authorization: `Bearer ${KEYS.courier.key}` } },
        },
      }),
      messages: messagesService(KEYS.messages),
    },
  });
  const shared = { fetch: listen(world.network.fetchAs('gateway')), clock: world.clock };
  const erp = createTripletex({ ...shared, ...KEYS.tripletex, baseUrl: ORIGINS.tripletex });
  const stripe = createStripe({ ...shared, ...KEYS.stripe, baseUrl: ORIGINS.stripe });
  const bring = createBring({ ...shared, ...KEYS.bring, baseUrl: ORIGINS.bring });
  const courier = createCourier({ ...shared, ...KEYS.courier, baseUrl: ORIGINS.courier });
  const warehouse = createWarehouse({ ...shared, ...KEYS.warehouse, baseUrl: ORIGINS.warehouse });
  const addresses = createKartverket({ ...shared, baseUrl: ORIGINS.kartverket });
  const messages = createMessages({ ...shared, ...KEYS.messages, baseUrl: ORIGINS.messages });

  const heard = {
    payments: [] as ReturnType<PaymentPort['readWebhook']>[],
    courier: [] as CarrierReport[],
    warehouse: [] as WarehouseReport[],
    unreadable: [] as unknown[],
  };
  world.network.host('gateway', ORIGINS.gateway, async (request) => {
    const { pathname: path } = new URL(request.url);
    const delivery = {
      body: new Uint8Array(await request.arrayBuffer()),
      headers: request.headers,
      path,
      now: world.clock.now(),
    };
    try {
      if (path.endsWith('/stripe')) heard.payments.push(stripe.readWebhook(delivery));
      else if (path.endsWith('/courier')) heard.courier.push(...courier.readWebhook!(delivery));
      else heard.warehouse.push(...warehouse.readWebhook(delivery));
      return new Response(null, { status: 204 });
    } catch (thrown) {
      heard.unreadable.push(thrown);
      return new Response(null, { status: 400 });
    }
  });
  return { world, heard, erp, stripe, bring, courier, warehouse, addresses, messages, hooks };
}

/** A place of the world's town as people write it. */
export function addressOf({ address: { street, number, letter, postalCode, place } }: Pick<TownPlace, 'address'>): PostalAddress {
  return {
    street_address: `${street} ${number}${letter ?? ''}`,
    postal_code: postalCode,
    address_locality: place,
    address_country: 'NO',
  };
}

/** Lets the world run until this holds; says what it waited for when it never does. */
export async function until(world: World, what: string, holds: () => boolean, hours = 96): Promise<void> {
  if (!(await world.clock.runWhile(holds, hours * 3_600_000))) throw new Error(`Waited in vain for ${what}`);
}
