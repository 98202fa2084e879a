import { createRequire } from 'node:module';
import { createECDH } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createWebPush } from '@vitrine/gateway/connectors/push/web-push';
import { World } from '../../kernel/world.ts';
import { KEYS, ORIGINS } from '../../shop/keys.ts';
import { nodePushCrypto } from './push-crypto-node.ts';
import { pushService } from './push.ts';

/** RFC 8188 as somebody else wrote it. */
const ece = createRequire(import.meta.url)('http_ece') as {
  decrypt(body: Uint8Array, options: { version: 'aes128gcm'; privateKey: unknown; authSecret: string }): Buffer;
};

interface Subscribed {
  endpoint: string;
  keys: { p256dh: string; auth: string };
}

const message = {
  payload: JSON.stringify({ title: 'På vei', body: 'I dag' }),
  ttl: 60,
  urgency: 'normal',
  topic: 'order-1',
} as const;

function open(transport: 'memory' | 'msw' = 'memory') {
  const world = new World({ seed: 6, transport, services: { push: pushService({ crypto: nodePushCrypto }) } });
  const bodies: Uint8Array[] = [];
  const fetchAs = world.network.fetchAs('gateway');
  const listening: typeof fetch = async (input, init) => {
    if (init?.body instanceof Uint8Array) bodies.push(init.body);
    return fetchAs(input, init);
  };
  const push = createWebPush({ fetch: listening, clock: world.clock, vapid: KEYS.push, services: [ORIGINS.push] });
  const browser = async <Body>(method: string, path: string, body?: object) => {
    const init = { method, ...(body ? { body: JSON.stringify(body) } : {}) };
    const answer = await world.network.fetchAs('page')(`${ORIGINS.push}${path}`, init);
    const text = await answer.text();
    return { status: answer.status, body: (text ? JSON.parse(text) : undefined) as Body };
  };
  const subscribe = async (more: object = {}) =>
    (
      await browser<Subscribed>('POST', '/x-browser/subscriptions', {
        applicationServerKey: KEYS.push.publicKey,
        owner: 'Kari',
        ...more,
      })
    ).body;
  const shown = async ({ endpoint }: Subscribed) =>
    (
      await browser<{ notifications: { title: string; body: string; topic: string }[] }>(
        'GET',
        `/x-browser/subscriptions/${endpoint.split('/').at(-1)}/notifications`,
      )
    ).body.notifications;
  const raw = async (subscription: Subscribed, headers: Record<string, string>, body = new Uint8Array(120)) => {
    const all = { 'content-type': 'application/octet-stream', 'content-encoding': 'aes128gcm', ttl: '60', ...headers };
    const init = { method: 'POST', headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value)), body };
    return world.network.fetchAs('gateway')(subscription.endpoint, init);
  };
  return { world, push, bodies, browser, subscribe, shown, raw };
}

/** The sender's own `Authorization`, taken off a message that was sent. */
async function authorization({ world }: ReturnType<typeof open>, subscription: Subscribed, vapid = KEYS.push) {
  let seen = '';
  const listening: typeof fetch = async (_, init) => {
    seen = new Headers(init?.headers).get('authorization')!;
    return new Response(null, { status: 201 });
  };
  await createWebPush({ fetch: listening, clock: world.clock, vapid }).send({ subscription, ...message });
  return seen;
}

describe('a push message', () => {
  test.each(['memory', 'msw'] as const)('is encrypted for one phone, which reads it (%s)', async (transport) => {
    const shop = open(transport);
    const phone = await shop.subscribe();
    expect(await shop.push.send({ subscription: phone, ...message })).toBe('sent');
    expect(await shop.shown(phone)).toMatchObject([{ title: 'På vei', body: 'I dag', topic: 'order-1' }]);
  });

  test('is opened by an implementation of the standard that is not ours', async () => {
    const { push, bodies, subscribe } = open();
    const pair = createECDH('prime256v1');
    const p256dh = pair.generateKeys().toString('base64url');
    const auth = Buffer.from('0123456789abcdef').toString('base64url');
    const subscription = await subscribe({ keys: { p256dh, auth } });
    await push.send({ subscription, ...message });
    const opened = ece.decrypt(Buffer.from(bodies[0]!), { version: 'aes128gcm', privateKey: pair, authSecret: auth });
    expect(opened.toString('utf8')).toBe(message.payload);
  });

  test('takes the place of an earlier one on the same topic', async () => {
    const { push, subscribe, shown } = open();
    const phone = await subscribe();
    await push.send({ subscription: phone, ...message });
    await push.send({ subscription: phone, ...message, payload: JSON.stringify({ title: 'Levert' }) });
    await push.send({ subscription: phone, ...message, topic: 'order-2' });
    expect((await shown(phone)).map(({ title }) => title)).toEqual(['På vei', 'Levert']);
  });

  test('leaves nothing of itself in the journal, which is the same each time', async () => {
    const journals = [];
    for (let run = 0; run < 2; run += 1) {
      const { world, push, subscribe } = open();
      await push.send({ subscription: await subscribe(), ...message });
      journals.push(JSON.stringify(world.journal.entries));
    }
    expect(journals[1]).toBe(journals[0]);
    expect(journals[0]).toContain('På vei');
  });
});

describe('a subscription', () => {
  test('that has ended is gone, and so is one that never was', async () => {
    const shop = open();
    const phone = await shop.subscribe();
    shop.world.service('push').levers![0]!.pull({});
    expect((await shop.raw(phone, {})).status).toBe(410);
    expect(await shop.push.send({ subscription: phone, ...message })).toBe('gone');
    expect(await shop.push.send({ subscription: { ...phone, endpoint: `${ORIGINS.push}/push/nobody` }, ...message })).toBe(
      'gone',
    );
    expect(() => shop.world.service('push').levers![0]!.pull({})).toThrow(RangeError);
  });

  test('belongs to the sender whose key it was made with', async () => {
    const shop = open();
    const pair = createECDH('prime256v1');
    const publicKey = pair.generateKeys().toString('base64url');
    const stranger = { subject: 'mailto:x@example.com', publicKey, privateKey: pair.getPrivateKey().toString('base64url') };
    const push = createWebPush({ fetch: shop.world.network.fetchAs('gateway'), clock: shop.world.clock, vapid: stranger });
    const phone = await shop.subscribe();
    await expect(push.send({ subscription: phone, ...message })).rejects.toMatchObject({ kind: 'forbidden' });
  });

  test('that a page made up cannot be encrypted for', async () => {
    const { push, subscribe } = open();
    const phone = await subscribe();
    const keys = { ...phone.keys, p256dh: Buffer.alloc(65, 7).toString('base64url') };
    await expect(push.send({ subscription: { ...phone, keys }, ...message })).rejects.toMatchObject({ kind: 'invalid' });
  });
});

describe('the push service refuses', () => {
  test.each([
    ['a message without a sender', { authorization: '' }, 401],
    ['a sender whose signature is not his own', { authorization: 'forged' }, 403],
    ['a message that does not say how long it keeps', { ttl: '' }, 400],
    ['an urgency that is none', { urgency: 'panic' }, 400],
    ['a topic that is too long', { topic: 'x'.repeat(33) }, 400],
    ['another encoding', { 'content-encoding': 'aesgcm' }, 415],
  ])('%s', async (_, headers: Record<string, string>, status) => {
    const shop = open();
    const phone = await shop.subscribe();
    const good = await authorization(shop, phone);
    const [head, k] = good.split(', k=');
    const forged = `${head!.slice(0, -86)}${'A'.repeat(86)}, k=${k}`;
    const said = headers['authorization'] === 'forged' ? { authorization: forged } : headers;
    expect((await shop.raw(phone, { authorization: good, ...said })).status).toBe(status);
    expect((await shop.raw(phone, { authorization: good })).status).toBe(201);
  });

  test('a message that is too large, and too many for one browser', async () => {
    const shop = open();
    const phone = await shop.subscribe();
    await expect(shop.push.send({ subscription: phone, ...message, payload: 'x'.repeat(5_000) })).rejects.toMatchObject({
      kind: 'defect',
      detail: { status: 413 },
    });
    const flood = async () => {
      for (let sent = 0; sent < 40; sent += 1) await shop.push.send({ subscription: phone, ...message });
    };
    await expect(flood()).rejects.toMatchObject({ kind: 'unavailable', retryAfterMs: 60_000 });
    await shop.world.clock.runFor(60_000);
    expect(await shop.push.send({ subscription: phone, ...message })).toBe('sent');
  });

  test('a sender whose word was given more than a day ago', async () => {
    const shop = open();
    const phone = await shop.subscribe();
    const old = await authorization(shop, phone);
    await shop.world.clock.runFor(13 * 3_600_000);
    expect((await shop.raw(phone, { authorization: old })).status).toBe(403);
  });
});

test('a page without arithmetic has to bring its own keys', async () => {
  const world = new World({ seed: 6, services: { push: pushService() } });
  const subscribe = (body: object) =>
    world.network.fetchAs('page')(`${ORIGINS.push}/x-browser/subscriptions`, {
      method: 'POST',
      body: JSON.stringify({ applicationServerKey: KEYS.push.publicKey, ...body }),
    });
  expect((await subscribe({})).status).toBe(400);
  const keys = { p256dh: createECDH('prime256v1').generateKeys().toString('base64url'), auth: 'AAAAAAAAAAAAAAAAAAAAAA' };
  expect((await subscribe({ keys })).status).toBe(201);
});

test('only push services are believed to be push services', () => {
  const { push } = open();
  for (const good of [
    `${ORIGINS.push}/push/x`,
    'https://fcm.googleapis.com/fcm/send/x',
    'https://updates.push.services.mozilla.com/wpush/v2/x',
    'https://web.push.apple.com/x',
  ])
    expect(push.accepts(good)).toBe(true);
  for (const bad of [
    'http://fcm.googleapis.com/x',
    'https://fcm.googleapis.com.evil.example/x',
    'https://evil-push.apple.com.example/x',
    'https://127.0.0.1/x',
    'https://a@fcm.googleapis.com/x',
    'nonsense',
  ])
    expect(push.accepts(bad)).toBe(false);
});
