import { Client } from '@vippsmobilepay/sdk';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { World } from '../../kernel/world.ts';
import { serveWorld } from '../../server/serve-world.ts';
import { KEYS, ORIGINS } from '../../shop/keys.ts';
import { vippsService } from './vipps.ts';

const HOOK = { url: 'https://shop.example/webhooks/vipps?shop=1', secret: KEYS.vipps.webhookSecret };
const NOK = (value: number) => ({ value, currency: 'NOK' as const });

afterEach(() => vi.unstubAllGlobals());

/**
 * A world with Vipps in it and the vendor's own client, unchanged: it speaks to fixed hosts by the global `fetch`, which
 * here leads into the world.
 */
async function open(options: { seed?: number; saved?: ReturnType<World['save']> } = {}) {
  const { seed = 1, saved } = options;
  const world = new World({
    seed,
    services: { vipps: vippsService({ ...KEYS.vipps, webhooks: [HOOK] }) },
    ...(saved ? { saved } : {}),
  });
  const delivered: { url: string; headers: Headers; body: string }[] = [];
  world.network.host('shop', 'https://shop.example', async (request) => {
    delivered.push({ url: request.url, headers: request.headers, body: await request.text() });
    return new Response(null, { status: 200 });
  });
  vi.stubGlobal('fetch', world.network.fetchAs('shop'));
  const { merchantSerialNumber, subscriptionKey, clientId, clientSecret } = KEYS.vipps;
  const vipps = Client({ merchantSerialNumber, subscriptionKey, useTestMode: true, retryRequests: false, systemName: 'vitrine' });
  const given = await vipps.auth.getToken(clientId, clientSecret);
  if (!given.ok) throw new Error('No token.');
  const token = given.data.access_token;
  const page = world.network.fetchAs('page');
  const phone = async (path: string, body?: object) => {
    const response = await page(`${ORIGINS.vipps}/x-phone/${path}`, body ? { method: 'POST', body: JSON.stringify(body) } : {});
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const decide = (reference: string, decision: 'approve' | 'decline') => phone(`requests/${reference}/${decision}`, {});
  return { world, vipps, token, delivered, page, phone, decide };
}

const order = (reference: string, value = 124_900) => ({
  amount: NOK(value),
  paymentMethod: { type: 'WALLET' as const },
  customer: { phoneNumber: '4791234567' },
  reference,
  returnUrl: 'https://shop.example/payment-return?action=1',
  userFlow: 'WEB_REDIRECT' as const,
  paymentDescription: 'Order 1',
});

/** The answer's data; fails the test when the client was refused. */
function good<Data>(answer: { ok: true; data: Data } | { ok: false; error: unknown }): Data {
  if (!answer.ok) throw new Error(`Refused: ${JSON.stringify(answer.error)}`);
  return answer.data;
}

interface Refused {
  title: string;
  status: number;
  extraDetails?: { name: string; reason: string }[];
}
function refused(answer: { ok: boolean; error?: unknown }): Refused {
  if (answer.ok) throw new Error('This should have been refused.');
  return answer.error as Refused;
}

describe('a payment, by the vendor’s own client', () => {
  test('is approved in the app, captured in parts as parcels leave, and refunded', async () => {
    const { vipps, token, decide, page } = await open();
    const created = good(await vipps.payment.create(token, order('order-0001')));
    expect(created).toMatchObject({ reference: 'order-0001' });
    const early = refused(await vipps.payment.capture(token, 'order-0001', { modificationAmount: NOK(100) }));
    expect(early).toMatchObject({
      title: 'Cannot capture before reservation',
      extraDetails: [{ name: 'ErrorCode', reason: '6080' }],
    });

    await page(created.redirectUrl!, {
      method: 'POST',
      body: new URLSearchParams({ phone: '912 34 567', do: 'send' }).toString(),
    });
    expect((await decide('order-0001', 'approve')).body).toMatchObject({ outcome: 'approved', state: 'AUTHORIZED' });

    const capture = (value: number) => vipps.payment.capture(token, 'order-0001', { modificationAmount: NOK(value) });
    expect(good(await capture(80_000)).aggregate).toMatchObject({ capturedAmount: NOK(80_000), authorizedAmount: NOK(124_900) });
    expect(good(await capture(20_000)).aggregate.capturedAmount).toEqual(NOK(100_000));
    expect(refused(await capture(24_901)).status).toBe(400);
    expect(good(await vipps.payment.cancel(token, 'order-0001')).aggregate.cancelledAmount).toEqual(NOK(24_900));
    expect(refused(await capture(1)).status).toBe(400);

    const refund = (value: number) => vipps.payment.refund(token, 'order-0001', { modificationAmount: NOK(value) });
    expect(good(await refund(30_000)).aggregate.refundedAmount).toEqual(NOK(30_000));
    expect(refused(await refund(70_001)).title).toMatch(/exceeds/);
    expect(good(await vipps.payment.info(token, 'order-0001'))).toMatchObject({
      state: 'AUTHORIZED',
      aggregate: { capturedAmount: NOK(100_000), refundedAmount: NOK(30_000), cancelledAmount: NOK(24_900) },
    });
    const log = good(await vipps.payment.history(token, 'order-0001')) as { name: string }[];
    expect(log.map(({ name }) => name)).toEqual(['CREATED', 'AUTHORIZED', 'CAPTURED', 'CAPTURED', 'CANCELLED', 'REFUNDED']);
  });

  test('may be pushed to a phone, shown as a code, or opened by an app link', async () => {
    const { vipps, token, phone, decide, page } = await open();
    expect(
      good(await vipps.payment.create(token, { ...order('pushed-0001'), userFlow: 'PUSH_MESSAGE' })).redirectUrl,
    ).toBeUndefined();
    expect((await phone('requests?phone=4791234567')).body).toMatchObject({
      requests: [{ id: 'pushed-0001', amount: NOK(124_900) }],
    });
    expect((await decide('pushed-0001', 'approve')).body).toMatchObject({ outcome: 'approved' });

    const { customer: _, ...nobody } = order('qrcode-0001');
    const qr = good(await vipps.payment.create(token, { ...nobody, userFlow: 'QR', qrFormat: { format: 'IMAGE/SVG+XML' } }));
    const drawn = await page(qr.redirectUrl!);
    expect(drawn.headers.get('content-type')).toBe('image/svg+xml');
    expect(await drawn.text()).toContain('<svg');
    const opened = await phone('open', { token: qr.redirectUrl!.split('/').at(-1), phone: '+47 912 34 568' });
    expect(opened.body).toEqual({ id: 'qrcode-0001', state: 'CREATED' });
    expect((await decide('qrcode-0001', 'approve')).body).toMatchObject({ outcome: 'approved' });

    const { redirectUrl } = good(
      await vipps.payment.create(token, { ...nobody, reference: 'native-0001', userFlow: 'NATIVE_REDIRECT' }),
    );
    expect(redirectUrl).toMatch(/^vippsmt:\/\/\?token=/);
  });

  test('can be approved by force, as in the vendor’s test environment', async () => {
    const { vipps, token } = await open();
    good(await vipps.payment.create(token, order('forced-0001')));
    expect((await vipps.payment.forceApprove(token, 'forced-0001', { customer: { phoneNumber: '4791234567' } })).ok).toBe(true);
    expect(good(await vipps.payment.info(token, 'forced-0001')).state).toBe('AUTHORIZED');
  });

  test('ends when it is declined, called off by the shop, or not answered within ten minutes', async () => {
    const { world, vipps, token, decide, page } = await open();
    const state = async (reference: string) => good(await vipps.payment.info(token, reference)).state;
    for (const reference of ['declined-1', 'calledoff-1', 'expired-01', 'turned-round'])
      good(await vipps.payment.create(token, { ...order(reference), userFlow: 'PUSH_MESSAGE' }));
    await decide('declined-1', 'decline');
    good(await vipps.payment.cancel(token, 'calledoff-1'));
    expect(refused(await vipps.payment.cancel(token, 'declined-1')).title).toBe('Cannot cancel the payment');
    const { redirectUrl } = good(await vipps.payment.create(token, order('turned-back')));
    const left = await page(redirectUrl!, { method: 'POST', body: 'do=cancel' });
    expect([left.status, left.headers.get('location')]).toEqual([303, 'https://shop.example/payment-return?action=1']);
    await world.clock.runFor(9 * 60_000);
    expect(await state('expired-01')).toBe('CREATED');
    await world.clock.runFor(61_000);
    expect(await Promise.all(['declined-1', 'calledoff-1', 'expired-01', 'turned-back'].map(state))).toEqual([
      'ABORTED',
      'TERMINATED',
      'EXPIRED',
      'ABORTED',
    ]);
    expect((await decide('expired-01', 'approve')).status).toBe(409);
  });

  test('the bank lets go of what nobody captured within half a year', async () => {
    const { world, vipps, token, decide } = await open();
    good(await vipps.payment.create(token, { ...order('forgotten-1'), userFlow: 'PUSH_MESSAGE' }));
    await decide('forgotten-1', 'approve');
    await world.clock.runFor(180 * 86_400_000 + 1_000);
    const { clientId, clientSecret } = KEYS.vipps;
    const fresh = good(await vipps.auth.getToken(clientId, clientSecret)).access_token;
    expect(good(await vipps.payment.info(fresh, 'forgotten-1')).aggregate.cancelledAmount).toEqual(NOK(124_900));
  });

  test('asking twice with one key is one payment, with another wish a conflict, with another key a reference in use', async () => {
    const { world, token } = await open();
    const create = async (key: string, value: number) => {
      const response = await world.network.fetchAs('shop')(`${ORIGINS.vipps}/epayment/v1/payments`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'ocp-apim-subscription-key': KEYS.vipps.subscriptionKey,
          'merchant-serial-number': KEYS.vipps.merchantSerialNumber,
          'idempotency-key': key,
          'content-type': 'application/json',
        },
        body: JSON.stringify(order('asked-twice', value)),
      });
      return [response.status, await response.text()] as const;
    };
    const first = await create('k1', 1_000);
    expect(first[0]).toBe(201);
    expect(await create('k1', 1_000)).toEqual(first);
    expect((await create('k1', 2_000))[0]).toBe(409);
    expect((await create('k2', 1_000))[0]).toBe(409);
    expect((await create('k'.repeat(51), 1_000))[0]).toBe(400);
    expect((await create('', 1_000))[0]).toBe(400);
    expect(world.table<{ reference: string }>('vipps', 'payments').size).toBe(1);
  });
});

describe('the phone', () => {
  test.each([
    ['4740000002', 124_900, 'ABORTED'],
    ['4740000001', 124_900, 'AUTHORIZED'],
    ['4740000001', 182, 'CREATED'],
  ])('%s with %d ends %s by itself', async (phoneNumber, value, state) => {
    const { world, vipps, token } = await open();
    good(
      await vipps.payment.create(token, { ...order('by-itself', value), userFlow: 'PUSH_MESSAGE', customer: { phoneNumber } }),
    );
    await world.clock.runFor(5_000);
    expect(good(await vipps.payment.info(token, 'by-itself')).state).toBe(state);
  });

  test('a bank that refuses leaves the payment waiting, and the log says so', async () => {
    const { vipps, token, decide } = await open();
    good(await vipps.payment.create(token, { ...order('refused-1', 151), userFlow: 'PUSH_MESSAGE' }));
    expect((await decide('refused-1', 'approve')).body).toMatchObject({ outcome: 'refused', state: 'CREATED' });
    expect(good(await vipps.payment.history(token, 'refused-1'))).toMatchObject([
      { name: 'CREATED', success: true },
      { name: 'AUTHORIZED', success: false },
    ]);
  });

  test('is slow, silent or nobody’s', async () => {
    const { world, vipps, token, phone, decide } = await open();
    const push = (reference: string, phoneNumber: string) =>
      vipps.payment.create(token, { ...order(reference), userFlow: 'PUSH_MESSAGE', customer: { phoneNumber } });
    good(await push('slow-0001', '4740000005'));
    good(await push('silent-01', '4740000004'));
    expect(refused(await push('nobody-01', '4740000003')).extraDetails?.[0]?.name).toBe('customer.phoneNumber');
    expect((await phone('requests')).body).toMatchObject({ requests: [] });
    expect((await decide('slow-0001', 'approve')).body).toMatchObject({ outcome: 'unanswered' });
    await world.clock.runFor(2 * 60_000);
    expect((await phone('requests')).body).toMatchObject({ requests: [{ id: 'slow-0001' }] });
    expect((await decide('silent-01', 'approve')).body).toMatchObject({ outcome: 'unanswered' });
  });

  test('levers: the app is down, nobody looks, the bank refuses', async () => {
    const { world, vipps, token, phone, decide } = await open();
    const lever = (name: string, wish: Record<string, unknown> = {}) =>
      world
        .service('vipps')
        .levers!.find((one) => one.name === name)!
        .pull(wish);
    const push = async (reference: string) =>
      good(await vipps.payment.create(token, { ...order(reference), userFlow: 'PUSH_MESSAGE' }));
    await push('waits-0001');
    lever('app-offline', { minutes: 5 });
    expect((await phone('requests')).body).toEqual({ offline: true, requests: [] });
    expect((await decide('waits-0001', 'approve')).status).toBe(503);
    await world.clock.runFor(5 * 60_000);
    lever('bank-refuses-next');
    expect((await decide('waits-0001', 'approve')).body).toMatchObject({ outcome: 'refused' });
    expect((await decide('waits-0001', 'approve')).body).toMatchObject({ outcome: 'approved' });
    lever('shopper-ignores-app');
    await push('ignored-01');
    expect((await decide('ignored-01', 'approve')).body).toMatchObject({ outcome: 'unanswered' });
    await push('waits-0002');
    lever('shopper-ignores-app');
    expect((await decide('waits-0002', 'approve')).body).toMatchObject({ outcome: 'unanswered' });
    expect(() => lever('app-offline', { minutes: 'soon' })).toThrow(RangeError);
  });

  test('the landing page takes a number, says what is wrong with it, waits, and goes back to the shop', async () => {
    const { vipps, token, page, decide } = await open();
    const { customer: _, ...nobody } = order('landing-01');
    const { redirectUrl } = good(await vipps.payment.create(token, nobody));
    const show = async (language = 'en') => (await page(redirectUrl!, { headers: { 'accept-language': language } })).text();
    expect(await show()).toContain('Type your mobile number');
    expect(await show('nb')).toContain('1\u00a0249,00\u00a0kr');
    const type = async (number: string) =>
      (await page(redirectUrl!, { method: 'POST', body: new URLSearchParams({ phone: number, do: 'send' }).toString() })).text();
    expect(await type('123')).toContain('country code and number');
    expect(await type('400 00 003')).toContain('has no Vipps');
    await type('91234567');
    expect(await show()).toContain('Open Vipps on your phone');
    const status = redirectUrl!.replace('/landing?', '/landing/status?');
    expect(await (await page(status)).json()).toMatchObject({ state: 'CREATED' });
    await decide('landing-01', 'approve');
    expect(await (await page(status)).json()).toEqual({ state: 'AUTHORIZED', returnUrl: order('x').returnUrl });
    expect((await page(redirectUrl!)).headers.get('location')).toBe(order('x').returnUrl);
    expect((await page(`${ORIGINS.vipps}/landing?token=guess`)).status).toBe(404);
  });
});

describe('keys, mistakes and news', () => {
  test('a token lives for an hour and belongs to these keys', async () => {
    const { world, vipps, token } = await open();
    expect((await vipps.auth.getToken(KEYS.vipps.clientId, 'wrong')).ok).toBe(false);
    expect((await vipps.payment.info('no-token', 'order-0001')).ok).toBe(false);
    await world.clock.runFor(3_600_000);
    expect((await vipps.webhook.list(token)).ok).toBe(false);
    const other = Client({ merchantSerialNumber: '999999', subscriptionKey: KEYS.vipps.subscriptionKey, useTestMode: true });
    const fresh = good(await vipps.auth.getToken(KEYS.vipps.clientId, KEYS.vipps.clientSecret)).access_token;
    expect(await other.payment.info(fresh, 'order-0001')).toMatchObject({
      error: { message: expect.stringMatching(/not authorized/) as unknown },
    });
    expect(good(await vipps.webhook.list(fresh)).webhooks).toHaveLength(1);
  });

  test.each([
    [{ reference: 'short' }, 'reference'],
    [{ amount: NOK(99) }, 'amount.value'],
    [{ amount: { value: 1_000, currency: 'EUR' as const } }, 'amount.currency'],
    [{ returnUrl: 'http://shop.example' }, 'returnUrl'],
    [{ customer: { phoneNumber: '91234567' } }, 'customer.phoneNumber'],
    [{ paymentMethod: { type: 'CARD' as const } }, 'paymentMethod.type'],
    [{ paymentDescription: 'x' }, 'paymentDescription'],
    [{ metadata: { a: '1', b: '2', c: '3', d: '4', e: '5', f: '6' } }, 'metadata'],
    [{ expiresAt: '2026-11-23T07:20:00Z' }, 'expiresAt'],
  ])('%j is refused, and the field is named', async (change, field) => {
    const { vipps, token } = await open();
    const { status, extraDetails } = refused(await vipps.payment.create(token, { ...order('wrong-0001'), ...change }));
    expect(status).toBe(400);
    expect(extraDetails?.map(({ name }) => name)).toContain(field);
  });

  test('a payment that is not there, and a path that is not', async () => {
    const { world, vipps, token } = await open();
    expect(refused(await vipps.payment.info(token, 'not-there-1')).status).toBe(404);
    expect(world.service('vipps').unknownPath!({ method: 'GET', path: '/epayment/v9' }, 'GET /x')).toMatchObject({
      status: 404,
      body: { statusCode: 404 },
    });
  });

  test('webhooks are registered, told a secret once, heard and taken away', async () => {
    const { world, vipps, token, delivered, decide } = await open();
    const url = 'https://shop.example/other';
    expect(refused(await vipps.webhook.register(token, { url: 'http://shop.example', events: ['x'] })).extraDetails).toHaveLength(
      2,
    );
    const { id, secret } = good(await vipps.webhook.register(token, { url, events: ['epayments.payment.authorized.v1'] }));
    expect(secret.length).toBeGreaterThan(20);
    expect(JSON.stringify(good(await vipps.webhook.list(token)))).not.toContain(secret);
    good(await vipps.payment.create(token, { ...order('told-00001'), userFlow: 'PUSH_MESSAGE' }));
    await decide('told-00001', 'approve');
    await world.clock.runFor(1_000);
    expect(delivered.map((one) => [new URL(one.url).pathname, (JSON.parse(one.body) as { name: string }).name])).toEqual([
      ['/webhooks/vipps', 'CREATED'],
      ['/webhooks/vipps', 'AUTHORIZED'],
      ['/other', 'AUTHORIZED'],
    ]);
    expect(delivered[0]!.headers.get('authorization')).toMatch(
      /^HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=[A-Za-z0-9+/]{43}=$/,
    );
    expect((await vipps.webhook.delete(token, id)).ok).toBe(true);
    expect(refused(await vipps.webhook.delete(token, id)).status).toBe(400);
  });

  test('the same seed lives through the same bytes, and a saved world goes on where it stood', async () => {
    const live = async () => {
      const { world, vipps, token, decide } = await open({ seed: 42 });
      good(await vipps.payment.create(token, { ...order('again-0001'), userFlow: 'PUSH_MESSAGE' }));
      return { world, vipps, token, decide };
    };
    const first = await live();
    const saved = JSON.parse(JSON.stringify(first.world.save())) as ReturnType<World['save']>;
    // The client draws its idempotency keys by real chance.
    const scrubbed = (world: unknown) => JSON.stringify(world).replace(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, 'key');
    expect(scrubbed((await live()).world.save())).toBe(scrubbed(saved));
    const later = await open({ seed: 42, saved });
    expect((await later.decide('again-0001', 'approve')).body).toMatchObject({ outcome: 'approved' });
    expect(good(await later.vipps.payment.info(first.token, 'again-0001')).state).toBe('AUTHORIZED');
  });
});

test('the vendor’s own client pays over a real port, when its host is led there', async () => {
  const { world } = await open();
  const served = await serveWorld({ world, port: 0 });
  vi.unstubAllGlobals();
  const real = globalThis.fetch;
  const led: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const body = await request.text();
    const url = request.url.replace(ORIGINS.vipps, `${served.url}/sim/vipps`);
    return real(url, { method: request.method, headers: request.headers, ...(body ? { body } : {}) });
  };
  vi.stubGlobal('fetch', led);
  try {
    const { merchantSerialNumber, subscriptionKey, clientId, clientSecret } = KEYS.vipps;
    const vipps = Client({ merchantSerialNumber, subscriptionKey, useTestMode: true, retryRequests: false });
    const token = good(await vipps.auth.getToken(clientId, clientSecret)).access_token;
    good(await vipps.payment.create(token, order('by-http-01')));
    expect((await vipps.payment.forceApprove(token, 'by-http-01', { customer: { phoneNumber: '4791234567' } })).ok).toBe(true);
    const captured = await vipps.payment.capture(token, 'by-http-01', { modificationAmount: NOK(124_900) });
    expect(good(captured).aggregate.capturedAmount).toEqual(NOK(124_900));
  } finally {
    await served.close();
  }
});
