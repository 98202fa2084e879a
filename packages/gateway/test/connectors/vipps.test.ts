import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { World } from '@vitrine/simulator/kernel/world';
import { vippsService } from '@vitrine/simulator/services/vipps/vipps';
import { KEYS, ORIGINS } from '@vitrine/simulator/shop/keys';
import { hasSpecs, specsFolder } from '../../../../simulator/test/contracts.ts';
import { fromVippsReference, toVippsReference } from '../../src/connectors/vipps/vipps-reference.ts';
import { verifyVippsSignature } from '../../src/connectors/vipps/vipps-signature.ts';
import { createVipps } from '../../src/connectors/vipps/vipps.ts';
import type { PaymentPort } from '../../src/ports.ts';
import { faultOf, MONDAY, scripted, settled, type Reaction } from './scripted.ts';

const HOOK = `${ORIGINS.gateway}/webhooks/vipps`;

const wish = {
  key: 'flow-1/authorise',
  reference: 'V-ABCDEFGH12345678',
  amount: 129_900,
  currency: 'NOK',
  token: '+47 912 34 567',
  returnUrl: 'https://gateway.example/payment-return?action=1',
};

/** The simulated Vipps, our connector, and a phone. */
function open() {
  const world = new World({
    seed: 3,
    services: { vipps: vippsService({ ...KEYS.vipps, webhooks: [{ url: HOOK, secret: KEYS.vipps.webhookSecret }] }) },
  });
  const vipps = createVipps({
    ...KEYS.vipps,
    baseUrl: ORIGINS.vipps,
    fetch: world.network.fetchAs('gateway'),
    clock: world.clock,
    webhookUrl: HOOK,
  });
  const news: ReturnType<PaymentPort['readWebhook']>[] = [];
  world.network.host('gateway', ORIGINS.gateway, async (request) => {
    const body = new Uint8Array(await request.arrayBuffer());
    news.push(vipps.readWebhook({ body, headers: request.headers, path: '/webhooks/vipps', now: world.clock.now() }));
    return new Response(null, { status: 204 });
  });
  const page = world.network.fetchAs('page');
  /** Types nothing: the number is on the landing page already. */
  const decide = async (url: string, decision: 'approve' | 'decline') => {
    const token = new URL(url).searchParams.get('token');
    const opened = await page(`${ORIGINS.vipps}/x-phone/open`, { method: 'POST', body: JSON.stringify({ token }) });
    const { id } = (await opened.json()) as { id: string };
    return (await page(`${ORIGINS.vipps}/x-phone/requests/${id}/${decision}`, { method: 'POST' })).json() as Promise<unknown>;
  };
  const authorise = async (change: Partial<typeof wish> = {}) => {
    const state = await vipps.authorise({ ...wish, ...change });
    if (state.state !== 'challenge') throw new Error(`Not asked: ${state.state}`);
    return state;
  };
  return { world, vipps, news, decide, authorise, page };
}

/** A Vipps that reads from a script; the first line is the token's. */
function script(reactions: Reaction[]) {
  const token: Reaction = { json: { access_token: 'at', expires_on: String(MONDAY / 1_000 + 3_600) } };
  const { fetch, sent, clock } = scripted([token, ...reactions]);
  const vipps = createVipps({ ...KEYS.vipps, baseUrl: ORIGINS.vipps, fetch, clock, webhookUrl: HOOK });
  return { vipps, sent, clock };
}

const nok = (value: number) => ({ value, currency: 'NOK' });
const payment = (more: Record<string, unknown> = {}) => ({
  reference: wish.reference,
  state: 'AUTHORIZED',
  aggregate: { authorizedAmount: nok(129_900), cancelledAmount: nok(0), capturedAmount: nok(0), refundedAmount: nok(0) },
  ...more,
});

describe('a payment by Vipps', () => {
  test('is asked for, approved on the phone, held, taken in parts, and given back', async () => {
    const { world, vipps, news, decide, authorise } = open();
    const asked = await authorise();
    expect(asked.paymentId).toBe(wish.reference);
    await expect(vipps.find({ reference: wish.reference })).resolves.toEqual(asked);
    await decide(asked.url, 'approve');
    const held = { state: 'authorised', paymentId: wish.reference, amount: 129_900 };
    await expect(vipps.find({ paymentId: asked.paymentId, reference: wish.reference })).resolves.toEqual(held);
    const { paymentId } = asked;
    await expect(vipps.capture({ key: 'c1', paymentId, amount: 100_000 })).resolves.toEqual({ captured: 100_000 });
    await expect(vipps.capture({ key: 'c1', paymentId, amount: 100_000 })).resolves.toEqual({ captured: 100_000 });
    await expect(vipps.capture({ key: 'c2', paymentId, amount: 9_900 })).resolves.toEqual({ captured: 109_900 });
    await expect(vipps.find({ reference: wish.reference })).resolves.toMatchObject({ state: 'captured', amount: 109_900 });
    await vipps.void({ key: 'v', paymentId });
    expect(await faultOf(vipps.capture({ key: 'c3', paymentId, amount: 120_000 }))).toMatchObject({ kind: 'defect' });
    await expect(vipps.refund({ key: 'r', paymentId, amount: 9_900 })).resolves.toMatchObject({
      refundId: expect.stringMatching(/^\d+$/) as unknown,
    });
    expect(await faultOf(vipps.refund({ key: 'r2', paymentId, amount: 999_999 }))).toMatchObject({ code: 'payment.refused' });
    await world.clock.runFor(1_000);
    expect(news).toContainEqual(expect.objectContaining({ paymentId, state: held, reference: wish.reference }));
    expect(new Set(news.map(({ eventId }) => eventId)).size).toBe(news.length);
  });

  test('may begin without a number: the landing page asks', async () => {
    const { authorise, page } = open();
    const { url } = await authorise({ token: 'redirect' });
    expect(await (await page(url)).text()).toContain('name="phone"');
  });

  test.each(['12', 'not a number', '+47 400 00 003'])('a number without Vipps, %s, is declined', async (token) => {
    const { vipps } = open();
    await expect(vipps.authorise({ ...wish, token })).resolves.toEqual({
      state: 'declined',
      paymentId: '',
      code: 'invalid_account',
    });
  });

  test('is declined in the app, or not answered, and there is nothing to let go of', async () => {
    const { world, vipps, decide, authorise } = open();
    const first = await authorise();
    await decide(first.url, 'decline');
    await expect(vipps.find({ reference: wish.reference })).resolves.toEqual({
      state: 'declined',
      paymentId: wish.reference,
      code: 'canceled',
    });
    await expect(vipps.void({ key: 'v', paymentId: first.paymentId })).resolves.toBeUndefined();
    const second = await authorise({ reference: 'V-SECOND00', key: 'k2' });
    await world.clock.runFor(11 * 60_000);
    await expect(vipps.find({ reference: 'V-SECOND00' })).resolves.toMatchObject({
      state: 'declined',
      code: 'authentication_expired',
    });
    await expect(vipps.void({ key: 'v2', paymentId: second.paymentId })).resolves.toBeUndefined();
  });

  test('called off before it is approved, it can no longer be approved', async () => {
    const { vipps, decide, authorise } = open();
    const { url, paymentId } = await authorise();
    await vipps.void({ key: 'v', paymentId });
    await vipps.void({ key: 'v-again', paymentId });
    expect(await decide(url, 'approve')).toMatchObject({ state: 'TERMINATED' });
    await expect(vipps.find({ reference: wish.reference })).resolves.toEqual({ state: 'voided', paymentId });
  });

  test('asked for again with another key, it is the one that stands', async () => {
    const { authorise, vipps, decide } = open();
    const { url } = await authorise();
    await decide(url, 'approve');
    await expect(vipps.authorise({ ...wish, key: 'another' })).resolves.toMatchObject({ state: 'authorised', amount: 129_900 });
  });

  test('nobody knows of it: none', async () => {
    await expect(open().vipps.find({ reference: 'V-NEVER-ASKED' })).resolves.toEqual({ state: 'none' });
  });
});

describe('the token', () => {
  test('is asked for once and renewed before it dies', async () => {
    const { world, vipps } = open();
    const tokens = () => world.table('vipps', 'access_tokens').size;
    await vipps.find({ reference: 'V-12345678' });
    const first = tokens();
    await Promise.all([vipps.find({ reference: 'V-12345678' }), vipps.find({ reference: 'V-12345679' })]);
    expect(tokens()).toBe(first);
    await world.clock.runFor(59.5 * 60_000);
    await expect(vipps.find({ reference: 'V-12345678' })).resolves.toEqual({ state: 'none' });
    expect(tokens()).toBe(2);
  });

  test('that was ended early is renewed, and the call made again', async () => {
    const { vipps, sent } = script([
      { status: 401 },
      { json: { access_token: 'new', expires_on: String(MONDAY / 1_000 + 3_600) } },
      { status: 201, json: { reference: wish.reference, redirectUrl: 'https://landing.vipps.no/?token=1' } },
    ]);
    await expect(vipps.authorise(wish)).resolves.toMatchObject({ state: 'challenge' });
    expect(sent.map(({ path }) => path)).toEqual([
      '/accesstoken/get',
      '/epayment/v1/payments',
      '/accesstoken/get',
      '/epayment/v1/payments',
    ]);
    expect(sent[3]!.headers.get('authorization')).toBe('Bearer new');
    expect(sent[3]!.headers.get('idempotency-key')).toBe(wish.key);
  });
});

describe('when Vipps does not answer well', () => {
  test.each([
    ['silence' as const, 'uncertain'],
    ['reset' as const, 'uncertain'],
    [{ status: 500 }, 'uncertain'],
    [{ status: 503 }, 'unavailable'],
    [{ status: 429 }, 'unavailable'],
    [{ status: 403 }, 'forbidden'],
    [{ status: 400, json: { title: 'Bad Request', status: 400 } }, 'defect'],
    [{ status: 201, json: { reference: 'V-1' } }, 'uncertain'],
    [{ status: 201, text: '<html>' }, 'uncertain'],
  ])('asking for a payment: %j is %s', async (reaction, kind) => {
    const { vipps, clock } = script([reaction]);
    expect(await faultOf(settled(clock, vipps.authorise(wish)))).toMatchObject({ kind });
  });

  test('a token that does not come is not kept, and asking for the payment was not done', async () => {
    const { fetch, clock, sent } = scripted((call) =>
      call.path === '/accesstoken/get' && sent.length < 3
        ? { status: 503 }
        : { json: { access_token: 'at', expires_on: '9999999999' } },
    );
    const vipps = createVipps({ ...KEYS.vipps, baseUrl: ORIGINS.vipps, fetch, clock, webhookUrl: HOOK });
    expect(await faultOf(settled(clock, vipps.authorise(wish)))).toMatchObject({ kind: 'unavailable' });
    expect(sent.map(({ path }) => path)).toEqual(['/accesstoken/get', '/accesstoken/get']);
  });

  test('a capture that was made already tells what was taken', async () => {
    const taken = payment({ aggregate: { ...payment().aggregate, capturedAmount: nok(129_900) } });
    const { vipps } = script([{ json: taken }, { status: 400, json: { title: 'No', status: 400 } }, { json: taken }]);
    await expect(vipps.capture({ key: 'c', paymentId: wish.reference, amount: 129_900 })).resolves.toEqual({ captured: 129_900 });
  });

  test('what is taken cannot be voided', async () => {
    const taken = payment({ aggregate: { ...payment().aggregate, capturedAmount: nok(129_900) } });
    const { vipps } = script([{ status: 400, json: { title: 'No', status: 400 } }, { json: taken }]);
    expect(await faultOf(vipps.void({ key: 'v', paymentId: wish.reference }))).toMatchObject({ code: 'payment.not-voidable' });
  });

  test('a key that is too long for Vipps is shortened, the same way each time', async () => {
    const answer = { status: 201, json: { reference: wish.reference, redirectUrl: 'https://landing.vipps.no/?token=1' } };
    const { vipps, sent } = script([answer, answer]);
    await vipps.authorise({ ...wish, key: 'k'.repeat(80) });
    await vipps.authorise({ ...wish, key: 'k'.repeat(80) });
    const [, one, two] = sent.map(({ headers }) => headers.get('idempotency-key'));
    expect(one).toMatch(/^[0-9a-f]{40}$/);
    expect(two).toBe(one);
  });
});

test('any reference of ours is one that Vipps takes, and can be read back', () => {
  expect(toVippsReference('V-ABCDEFGH12345678')).toBe('V-ABCDEFGH12345678');
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' }), (text) => {
      fc.pre(!text.startsWith('\0') && new TextEncoder().encode(text).length <= 24 && text.isWellFormed());
      const carried = toVippsReference(text);
      expect(carried).toMatch(/^[a-zA-Z0-9-]{8,50}$/);
      expect(fromVippsReference(carried)).toBe(text);
    }),
  );
  expect(() => toVippsReference('ø'.repeat(30))).toThrow(expect.objectContaining({ kind: 'defect' }));
});

describe('a webhook', () => {
  const SECRET: string = KEYS.vipps.webhookSecret;
  const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
  const body = JSON.stringify({
    msn: KEYS.vipps.merchantSerialNumber,
    reference: wish.reference,
    pspReference: '10137464401',
    name: 'AUTHORIZED',
    amount: nok(129_900),
    timestamp: '2026-11-23T07:00:00.000Z',
    idempotencyKey: null,
    success: true,
  });
  const signed = (text: string, { secret = SECRET, at = MONDAY, path = '/webhooks/vipps' } = {}) => {
    const [date, digest] = [new Date(at).toUTCString(), base64(sha256(utf8ToBytes(text)))];
    const signature = base64(
      hmac(sha256, utf8ToBytes(secret), utf8ToBytes(`POST\n${path}\n${date};${new URL(HOOK).host};${digest}`)),
    );
    return {
      'x-ms-date': date,
      'x-ms-content-sha256': digest,
      authorization: `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
    };
  };
  const read = (text: string, headers: Record<string, string>) =>
    script([]).vipps.readWebhook({
      body: utf8ToBytes(text),
      headers: new Headers(headers),
      path: '/webhooks/vipps',
      now: MONDAY,
    });

  test('tells that money is held, and repeats carry one name', () => {
    const once = read(body, signed(body));
    expect(once).toEqual({
      eventId: '10137464401/AUTHORIZED',
      paymentId: wish.reference,
      reference: wish.reference,
      state: { state: 'authorised', paymentId: wish.reference, amount: 129_900 },
    });
    expect(read(body, signed(body, { at: MONDAY + 60_000 }))).toEqual(once);
  });

  test('of a capture, or of a bank that would not pay, is only ticked off', () => {
    for (const text of [body.replace('AUTHORIZED', 'CAPTURED'), body.replace('"success":true', '"success":false')])
      expect(Object.keys(read(text, signed(text)))).toEqual(['eventId']);
  });

  test.each([
    ['unsigned', () => ({})],
    ['signed with another secret', () => signed(body, { secret: 'other' })],
    ['for another address', () => signed(body, { path: '/webhooks/other' })],
    ['for another body', () => signed('{}')],
    ['of ten minutes ago', () => signed(body, { at: MONDAY - 600_000 })],
    ['without a time', () => ({ ...signed(body), 'x-ms-date': 'soon' })],
    ['with another digest', () => ({ ...signed(body), 'x-ms-content-sha256': base64(sha256(utf8ToBytes('x'))) })],
    ['with half a signature', () => ({ ...signed(body), authorization: signed(body).authorization.slice(0, -8) })],
  ])('%s is refused', (_, headers: () => Record<string, string>) => {
    expect(() => read(body, headers())).toThrow(expect.objectContaining({ kind: 'forbidden', code: 'payment.bad-signature' }));
  });

  test.skipIf(!hasSpecs())('is believed in the vendor’s own worked example', () => {
    const vector = JSON.parse(readFileSync(join(specsFolder()!, 'vipps-mobilepay/webhook-signature.vector.json'), 'utf8')) as {
      secret: string;
      url: string;
      body: string;
      headers: Record<string, string>;
    };
    const delivery = {
      body: utf8ToBytes(vector.body),
      headers: new Headers(vector.headers),
      now: Date.parse(vector.headers['x-ms-date']!),
    };
    expect(() => verifyVippsSignature(vector, delivery)).not.toThrow();
    expect(() => verifyVippsSignature({ ...vector, secret: 'x' }, delivery)).toThrow();
  });
});

test('the page learns no key', () => {
  expect(script([]).vipps.handler.config).toEqual({});
});
