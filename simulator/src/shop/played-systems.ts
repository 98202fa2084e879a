import { bringService } from '../services/bring/bring.ts';
import { courierService } from '../services/courier/courier.ts';
import { easypostService } from '../services/easypost/easypost.ts';
import { kartverketService } from '../services/kartverket/kartverket.ts';
import { messagesService } from '../services/messages/messages.ts';
import { pushService } from '../services/push/push.ts';
import { reviewsService } from '../services/reviews/reviews.ts';
import { stripeService } from '../services/stripe/stripe.ts';
import { suppliersService } from '../services/suppliers/suppliers.ts';
import { tripletexService } from '../services/tripletex/tripletex.ts';
import { vippsService } from '../services/vipps/vipps.ts';
import { warehouseService } from '../services/warehouse/warehouse.ts';
import { KEYS, ORIGINS } from './keys.ts';
import type { WebPush } from './web-push.ts';

export interface PlayedSystemsOptions {
  /** Where the shop's own systems send their webhooks: this address and the system's name. Nowhere when absent. */
  webhooksTo?: string | undefined;
  /** Encryption of push messages, where the platform has it. */
  webPush?: WebPush | undefined;
}

/** Every system of the shop *Kniv & Fjøl*, with its accounts, as they are wired to one another. */
export function playedSystems({ webhooksTo, webPush }: PlayedSystemsOptions) {
  const hook = (system: string, secret: string) =>
    webhooksTo === undefined ? undefined : { url: `${webhooksTo}/${system}`, secret };
  const hooks = (system: string, secret: string) => [hook(system, secret)].filter((one) => one !== undefined);
  const messagesHook = hook('messages', KEYS.messages.webhookSecret);
  return {
    tripletex: tripletexService({
      ...KEYS.tripletex,
      warehouse: { url: ORIGINS.warehouse, key: KEYS.warehouse.key },
      suppliers: { url: ORIGINS.suppliers, key: KEYS.suppliers.key },
    }),
    stripe: stripeService({
      ...KEYS.stripe,
      webhooks: hooks('stripe', KEYS.stripe.webhookSecret),
    }),
    vipps: vippsService({
      ...KEYS.vipps,
      webhooks: hooks('vipps', KEYS.vipps.webhookSecret),
    }),
    bring: bringService(KEYS.bring),
    courier: courierService(KEYS.courier),
    easypost: easypostService({
      key: KEYS.easypost.key,
      webhooks: hooks('easypost', KEYS.easypost.webhookSecret),
    }),
    kartverket: kartverketService(),
    warehouse: warehouseService({
      key: KEYS.warehouse.key,
      webhook: hook('warehouse', KEYS.warehouse.webhookSecret),
      handhelds: {
        bring: {
          url: `${ORIGINS.bring}/x-handheld/scans`,
          headers: { 'X-Mybring-API-Uid': KEYS.bring.uid, 'X-Mybring-API-Key': KEYS.bring.key },
        },
        courier: { url: `${ORIGINS.courier}/v1/handheld/scans`, headers: { Authorization: `Bearer ${KEYS.courier.key}` } },
        easypost: {
          url: `${ORIGINS.easypost}/x-handheld/scans`,
          headers: { Authorization: `Basic ${btoa(`${KEYS.easypost.key}:`)}` },
        },
      },
      erp: { url: `${ORIGINS.tripletex}/x-edi`, headers: { Authorization: `Bearer ${KEYS.warehouse.key}` } },
    }),
    suppliers: suppliersService({
      key: KEYS.suppliers.key,
      erp: { url: `${ORIGINS.tripletex}/x-edi`, key: KEYS.suppliers.key },
      warehouse: { url: ORIGINS.warehouse, key: KEYS.warehouse.key },
    }),
    messages: messagesService({
      key: KEYS.messages.key,
      webhook: messagesHook && { ...messagesHook, events: ['message.failed'] },
    }),
    reviews: reviewsService({
      key: KEYS.reviews.key,
      proofSecret: KEYS.reviews.proofSecret,
      webhook: hook('reviews', KEYS.reviews.webhookSecret),
      mailing: { url: ORIGINS.messages, key: KEYS.messages.key },
    }),
    push: pushService(webPush ? { crypto: webPush.crypto } : {}),
  };
}
