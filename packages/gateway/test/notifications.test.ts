import { Fault, type PushPayload } from '@vitrine/contract';
import { describe, expect, test } from 'vitest';
import type { MessageReport, PushPort } from '../src/index.ts';
import { schemaDocument } from '../src/routes/extension-schemas.ts';
import { bought } from './bought.ts';
import { KEY, openSmallShop, ORIGIN, type SmallShop } from './small-shop.ts';
import { specs, ucpSchemas } from './specs.ts';

const HOUR_MS = 3_600_000;

interface Sent {
  endpoint: string;
  payload: PushPayload;
  topic: string;
}

const BROWSER = {
  endpoint: 'https://push.example/push/one',
  keys: { p256dh: 'B'.repeat(87), auth: 'A'.repeat(22) },
};

/** A push service that can be told how to answer next. */
function pushPort() {
  const sent: Sent[] = [];
  const answers: ('gone' | 'sent' | Fault)[] = [];
  const push: PushPort = {
    publicKey: 'VAPID',
    accepts: (endpoint) => endpoint.startsWith('https://push.example/'),
    send: async ({ subscription, payload, topic }) => {
      const answer = answers.shift() ?? 'sent';
      if (answer instanceof Fault && answer.kind === 'unavailable') throw answer;
      if (answer !== 'gone') sent.push({ endpoint: subscription.endpoint, payload: JSON.parse(payload) as PushPayload, topic });
      if (answer instanceof Fault) throw answer;
      return answer;
    },
  };
  return { push, sent, answers };
}

async function open() {
  const phone = pushPort();
  const shop = await openSmallShop({ parts: { push: phone.push } });
  const order = await bought(shop);
  await shop.run(1_000);
  return { shop, phone, ...order };
}

/** Lets the clock run until it shows this hour in Oslo, in winter. */
const runTo = (shop: SmallShop, hour: number) => {
  const now = new Date(shop.clock.now() + HOUR_MS);
  const ms = ((hour - now.getUTCHours() + 24) % 24) * HOUR_MS - (now.getTime() % HOUR_MS);
  return shop.run(ms);
};

const keysOf = (shop: SmallShop, letter: string) =>
  shop.letters.filter(({ key }) => key.includes(`/${letter}/`)).map(({ key }) => key.split('/').at(-1));

describe('what a shopper is told, and how', () => {
  test('is the shop’s own choice until the shopper makes one', async () => {
    const { shop, call, handOver, tell } = await open();
    expect(keysOf(shop, 'ordered')).toEqual(['email']);
    const { body } = await call('PUT', '/notifications', { stages: { handed_over: ['sms'], delivered: [] } });
    expect(body).toMatchObject({ stages: { handed_over: ['sms'], delivered: [], ordered: ['email', 'push'] } });
    await handOver();
    await tell('courier', 'delivered');
    expect(keysOf(shop, 'handed_over')).toEqual(['sms']);
    expect(keysOf(shop, 'delivered')).toEqual([]);
  });

  test('is shown without giving addresses away, and only to who has the order’s token', async () => {
    const { shop, id, call } = await open();
    const { body, text } = await call('GET', '/notifications');
    expect(body).toMatchObject({
      channels: [
        { channel: 'email', reachable: true, to: 'k•••@example.no' },
        { channel: 'sms', reachable: true, to: '•••000' },
        { channel: 'push', reachable: false },
      ],
      quiet_hours: { from: '21:00', until: '08:00', time_zone: 'Europe/Oslo' },
    });
    expect(text).not.toContain('kari@');
    for (const [method, path] of [
      ['GET', '/notifications'],
      ['PUT', '/notifications'],
      ['POST', '/notifications/push-subscription'],
      ['DELETE', '/notifications/push-subscription'],
    ] as const) {
      const sent = method === 'GET' ? undefined : path.endsWith('subscription') ? BROWSER : { stages: {} };
      const answer = await shop.call(method, `/orders/${id}${path}`, sent, { Authorization: `Bearer ${'x'.repeat(26)}` });
      expect(answer.body).toMatchObject({ ucp: { status: 'error' }, messages: [{ code: 'not_found' }] });
    }
  });

  test.each([{ stages: { handed_over: ['pigeon'] } }, { stages: { eaten: ['sms'] } }, {}])(
    'cannot be chosen as %j',
    async (choice) => {
      const { call } = await open();
      expect((await call('PUT', '/notifications', choice)).status).toBe(400);
    },
  );

  test.skipIf(!specs)('is said as its schema says', async () => {
    const { shop, call } = await open();
    await call('POST', '/notifications/push-subscription', BROWSER);
    const ajv = ucpSchemas([schemaDocument('https://gateway.example', 'notifications')]);
    const judge = (name: string, value: unknown) => {
      const validate = ajv.getSchema(`https://gateway.example/schemas/notifications.json#/$defs/${name}`)!;
      expect(validate(value) ? [] : validate.errors).toEqual([]);
    };
    judge('response', (await call('GET', '/notifications')).body);
    judge('subscription', BROWSER);
    const profile = (await shop.call('GET', '/.well-known/ucp')).body.ucp.capabilities;
    const [announced] = profile['dev.vitrine.notifications'] as unknown as { config: object }[];
    judge('config', announced!.config);
    expect(announced!.config).toEqual({ channels: ['email', 'sms', 'push'], vapid_public_key: 'VAPID' });
  });
});

describe('a browser that wants to be told', () => {
  test('hears of each stage once, each taking the place of the one before', async () => {
    const { phone, call, handOver, tell } = await open();
    const { body } = await call('POST', '/notifications/push-subscription', BROWSER);
    expect(body).toMatchObject({ subscriptions: [{}], channels: [{}, {}, { reachable: true }] });
    await call('POST', '/notifications/push-subscription', BROWSER);
    await handOver();
    const out = await tell('courier', 'out_for_delivery');
    await tell('courier', 'delivered');
    await tell('courier', 'out_for_delivery', out);
    expect(phone.sent.map(({ payload }) => payload.title.replace(/\d+/, 'N'))).toEqual([
      'Bestilling N er på vei',
      'Bestilling N kommer i dag',
      'Bestilling N er levert',
    ]);
    expect(new Set(phone.sent.map(({ topic }) => topic)).size).toBe(1);
    expect(phone.sent[0]!.topic).toMatch(/^[\w-]{1,32}$/);
  });

  test('is forgotten when it is gone, and when it does not want to any more', async () => {
    const { phone, call, handOver, tell } = await open();
    await call('POST', '/notifications/push-subscription', BROWSER);
    phone.answers.push('gone');
    await handOver();
    expect((await call('GET', '/notifications')).body).toMatchObject({ subscriptions: [] });
    await call('POST', '/notifications/push-subscription', BROWSER);
    const { body } = await call('DELETE', '/notifications/push-subscription', { endpoint: BROWSER.endpoint });
    expect(body).toMatchObject({ subscriptions: [] });
    await tell('courier', 'delivered');
    expect(phone.sent).toEqual([]);
  });

  test('is told later when its push service is busy, and not again when nobody knows whether it was told', async () => {
    const { shop, phone, call, handOver, tell } = await open();
    await call('POST', '/notifications/push-subscription', BROWSER);
    phone.answers.push(new Fault('unavailable', 'push.unavailable', 'Busy', { retryAfterMs: 30_000 }));
    await handOver();
    expect(phone.sent).toHaveLength(0);
    await shop.run(60_000);
    expect(phone.sent).toHaveLength(1);
    phone.answers.push(new Fault('uncertain', 'push.no-answer', 'Silence'));
    await tell('courier', 'delivered');
    await shop.run(HOUR_MS);
    expect(phone.sent).toHaveLength(2);
    expect(keysOf(shop, 'delivered')).toEqual(['email', 'sms']);
  });

  test('cannot make the gateway call just anybody', async () => {
    const { call } = await open();
    const wish = { ...BROWSER, endpoint: 'https://10.0.0.1/internal' };
    const { body } = await call('POST', '/notifications/push-subscription', wish);
    expect(body).toMatchObject({ messages: [{ code: 'unknown_push_service' }] });
    expect(
      (await call('POST', '/notifications/push-subscription', { ...BROWSER, keys: { p256dh: 'x', auth: 'y' } })).status,
    ).toBe(400);
  });

  test('may ask for it from another origin', async () => {
    const { shop, id } = await open();
    const preflight = await shop.gateway.fetch(
      new Request(`https://gateway.example/orders/${id}/notifications/push-subscription`, {
        method: 'OPTIONS',
        headers: { Origin: ORIGIN, 'Access-Control-Request-Method': 'DELETE', 'X-API-Key': KEY },
      }),
    );
    expect(preflight.headers.get('Access-Control-Allow-Methods')).toContain('DELETE');
  });

  test('is not offered push by a shop that has none', async () => {
    const shop = await openSmallShop();
    const { call } = await bought(shop);
    const { body } = await call('POST', '/notifications/push-subscription', BROWSER);
    expect(body).toMatchObject({ messages: [{ code: 'push_not_offered' }] });
    const capabilities = (await shop.call('GET', '/.well-known/ucp')).text;
    expect(capabilities).not.toContain('vapid');
  });
});

describe('at night', () => {
  test('an e-mail comes at once, an SMS at eight', async () => {
    const { shop, handOver, tell } = await open();
    await handOver();
    await runTo(shop, 22);
    await tell('courier', 'ready_for_pickup');
    expect(keysOf(shop, 'ready_for_pickup')).toEqual(['email']);
    await runTo(shop, 7);
    expect(keysOf(shop, 'ready_for_pickup')).toEqual(['email']);
    await runTo(shop, 8);
    await shop.run(1_000);
    expect(keysOf(shop, 'ready_for_pickup')).toEqual(['email', 'sms']);
  });

  test('what has been overtaken by the parcel is not told in the morning', async () => {
    const { shop, handOver, tell } = await open();
    await runTo(shop, 22);
    await handOver();
    await tell('courier', 'delivered');
    expect(keysOf(shop, 'handed_over')).toEqual(['email']);
    await runTo(shop, 9);
    expect(keysOf(shop, 'handed_over')).toEqual(['email']);
    expect(keysOf(shop, 'delivered')).toEqual(['email', 'sms']);
  });

  test('a parcel that comes today is worth being woken for', async () => {
    const { shop, phone, call, handOver, tell } = await open();
    await call('POST', '/notifications/push-subscription', BROWSER);
    await handOver();
    await runTo(shop, 6);
    await tell('courier', 'out_for_delivery');
    expect(phone.sent.at(-1)!.payload.title).toContain('kommer i dag');
  });

  test('a shop may have other hours, on another clock', async () => {
    const settings = { timeZone: 'America/New_York', quietHours: { from: 1, until: 9 } };
    const shop = await openSmallShop({ settings });
    const { handOver, call } = await bought(shop);
    // Ten in the morning in Oslo is four in the morning in New York.
    await handOver();
    expect(keysOf(shop, 'handed_over')).toEqual(['email']);
    await shop.run(5 * HOUR_MS);
    expect(keysOf(shop, 'handed_over')).toEqual(['email', 'sms']);
    expect((await call('GET', '/notifications')).body).toMatchObject({ quiet_hours: { from: '01:00', until: '09:00' } });
  });
});

test('an address where nobody can be reached is said so, and not tried again', async () => {
  const report = (orderId: string): MessageReport => ({
    eventId: 'e1',
    key: `${orderId}/ordered/email`,
    channel: 'email',
    state: 'failed',
    reason: 'unknown_recipient',
  });
  let orderId = '';
  const letters: string[] = [];
  const shop = await openSmallShop({
    parts: {
      messages: { send: async ({ key }) => void letters.push(key), readWebhook: () => [report(orderId)] },
    },
  });
  const { id, call, handOver } = await bought(shop);
  orderId = id;
  await shop.run(1_000);
  expect((await shop.call('POST', '/webhooks/messages', {})).status).toBe(204);
  expect((await call('GET', '/notifications')).body).toMatchObject({
    channels: [
      { channel: 'email', reachable: false, failed: 'unknown_recipient' },
      { channel: 'sms', reachable: true },
    ],
  });
  await handOver();
  expect(letters.filter((key) => key.includes('handed_over'))).toEqual([`${id}/handed_over/sms`]);
});
