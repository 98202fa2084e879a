import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { verifyStandardWebhook } from '@vitrine/gateway/connectors/standard-webhooks';
import { runJourney } from '../src/journey/run.ts';
import { Shop } from '../src/shop/open-shop.ts';
import { standardWebhookHeaders } from '../src/services/parcels/standard-webhooks.ts';
import { KEYS } from '../src/shop/keys.ts';
import { hasSpecs, specsFolder } from './contracts.ts';

/** One delivery as it stood at the gateway's door. */
interface Delivery {
  who: keyof typeof SECRETS;
  at: number;
  headers: Record<string, string>;
  body: string;
}

const SECRETS = {
  warehouse: KEYS.warehouse.webhookSecret,
  courier: KEYS.courier.webhookSecret,
  reviews: KEYS.reviews.webhookSecret,
  messages: KEYS.messages.webhookSecret,
} as const;

const deliveries: Delivery[] = [];

/** The library reads the computer's clock: it is set to when the delivery came. */
function verified({ who, at, headers, body }: Delivery): unknown {
  vi.useFakeTimers({ toFake: ['Date'], now: at });
  return new Webhook(SECRETS[who]).verify(body, headers);
}

describe('every webhook that our systems sign by Standard Webhooks', () => {
  // Two journeys, so that something is brought by the courier and something else by mail; an e-mail bounces, a review is written.
  beforeAll(async () => {
    const connect = vi.spyOn(Shop.prototype, 'start').mockImplementation(async function (this: Shop) {
      const { world, settings } = this;
      const answer = (request: Request) => this.gateway.fetch(request);
      world.network.host('gateway', settings.publicUrl, async (request) => {
        const who = /\/webhooks\/(\w+)$/.exec(request.url)?.[1];
        if (who === undefined || !(who in SECRETS)) return answer(request);
        const body = await request.text();
        const delivery = {
          who: who as Delivery['who'],
          at: world.clock.now(),
          headers: Object.fromEntries(request.headers),
          body,
        };
        deliveries.push(delivery);
        return answer(new Request(request.url, { method: request.method, headers: request.headers, body }));
      });
      const pull = (system: string, lever: string) =>
        world
          .service(system)
          .levers!.find(({ name }) => name === lever)!
          .pull({ sku: world.seeds.articles[0]!.sku });
      pull('messages', 'bounce-next');
      pull('reviews', 'angry-review');
      await this.gateway.start();
    });
    for (const seed of [3, 4]) expect((await runJourney({ seed })).failure).toBeUndefined();
    connect.mockRestore();
  }, 60_000);

  afterEach(() => void vi.useRealTimers());

  test.each(Object.keys(SECRETS) as Delivery['who'][])('of %s is believed by the published library, unchanged', (who) => {
    const own = deliveries.filter((delivery) => delivery.who === who);
    expect(own.length).toBeGreaterThan(0);
    for (const delivery of own) expect(verified(delivery)).toEqual(JSON.parse(delivery.body));
  });

  test('is not believed with another body, or by another system’s secret', () => {
    const [delivery] = deliveries.filter(({ who }) => who === 'warehouse');
    expect(() => verified({ ...delivery!, body: `${delivery!.body} ` })).toThrow();
    expect(() => verified({ ...delivery!, who: 'courier' })).toThrow();
    expect(() => verified({ ...delivery!, at: delivery!.at + 400_000 })).toThrow();
  });

  test('has an id of its own', () => {
    const ids = deliveries.map(({ who, headers }) => `${who}/${headers['webhook-id']}`);
    const bodies = new Set(deliveries.map(({ who, body }) => `${who}/${body}`));
    expect(new Set(ids).size).toBe(bodies.size);
  });
});

test('what the published library signs is believed by the gateway', () => {
  const at = Date.UTC(2026, 10, 23, 9, 0, 0);
  for (const secret of Object.values(SECRETS)) {
    const body = JSON.stringify({ hei: 'på deg' });
    const signature = new Webhook(secret).sign('msg_1', new Date(at), body);
    const headers = new Headers({
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(at / 1_000),
      'webhook-signature': signature,
    });
    const delivery = { body: new TextEncoder().encode(body), headers, path: '/', now: at };
    expect(verifyStandardWebhook('anybody', secret, delivery)).toBe('msg_1');
    expect(standardWebhookHeaders(secret, 'msg_1', body, at)['webhook-signature']).toBe(signature);
  }
});

test.skipIf(!hasSpecs())('the simulator signs as the published answer says', () => {
  const { vectors } = JSON.parse(readFileSync(join(specsFolder()!, 'standard-webhooks/vectors.json'), 'utf8')) as {
    vectors: { secret: string; id: string; timestamp: number; payload: string; signature: string }[];
  };
  expect(vectors.length).toBeGreaterThan(0);
  for (const { secret, id, timestamp, payload, signature } of vectors) {
    expect(standardWebhookHeaders(secret, id, payload, timestamp * 1_000)['webhook-signature']).toBe(signature);
    expect(new Webhook(secret).sign(id, new Date(timestamp * 1_000), payload)).toBe(signature);
  }
});
