import { Fault } from '@vitrine/contract';
import Stripe from 'stripe';
import { afterEach, describe, expect, test } from 'vitest';
import { World } from '../kernel/world.ts';
import { kartverketService } from '../services/kartverket/kartverket.ts';
import { messagesService } from '../services/messages/messages.ts';
import { stripeService } from '../services/stripe/stripe.ts';
import { KEYS } from '../shop/keys.ts';
import { serveWorld, type ServedWorld, type ServeOptions } from './serve-world.ts';

const open: ServedWorld[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((served) => served.close()));
});

const newWorld = () =>
  new World({
    seed: 1,
    services: {
      stripe: stripeService({ ...KEYS.stripe, webhooks: [] }),
      kartverket: kartverketService(),
      messages: messagesService(KEYS.messages),
    },
  });

async function serve(more: Partial<ServeOptions> = {}) {
  const world = newWorld();
  const served = await serveWorld({ world, port: 0, ...more });
  open.push(served);
  return { world, served, get: (path: string, init?: RequestInit) => fetch(served.url + path, { redirect: 'manual', ...init }) };
}

describe('the world on a port', () => {
  test('Stripe’s own client creates, confirms, captures and refunds over HTTP', async () => {
    const { served } = await serve();
    const stripe = new Stripe(KEYS.stripe.secretKey, {
      host: '127.0.0.1',
      port: served.port,
      protocol: 'http',
      maxNetworkRetries: 0,
    });
    const created = await stripe.paymentIntents.create({
      amount: 49_900,
      currency: 'nok',
      capture_method: 'manual',
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
      metadata: { reference: 'V-7' },
    });
    expect(created.status).toBe('requires_payment_method');
    const held = await stripe.paymentIntents.confirm(created.id, { payment_method: 'pm_card_visa' });
    expect(held).toMatchObject({ status: 'requires_capture', amount_capturable: 49_900 });
    expect((await stripe.paymentIntents.capture(created.id)).amount_received).toBe(49_900);
    expect(await stripe.refunds.create({ payment_intent: created.id, amount: 9_900 }, { idempotencyKey: 'once' })).toEqual(
      await stripe.refunds.create({ payment_intent: created.id, amount: 9_900 }, { idempotencyKey: 'once' }),
    );
    await expect(
      stripe.paymentIntents.create({
        amount: 49_900,
        currency: 'nok',
        confirm: true,
        payment_method: 'pm_card_chargeDeclined',
        automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
      }),
    ).rejects.toMatchObject({ code: 'card_declined', statusCode: 402 });
  });

  test('each system lives under its name, open to pages of any origin', async () => {
    const { get } = await serve();
    const found = await get('/sim/kartverket/adresser/v1/sok?sok=*');
    expect([found.status, found.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
    const preflight = await get('/sim/stripe/v1/payment_methods', {
      method: 'OPTIONS',
      headers: {
        origin: 'https://shop.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      },
    });
    expect([preflight.status, preflight.headers.get('access-control-allow-headers')]).toEqual([204, 'authorization']);
    const sent = await get('/sim/messages/v1/messages', {
      method: 'POST',
      headers: { authorization: `Bearer ${KEYS.messages.key}`, 'idempotency-key': 'ø'.codePointAt(0)!.toString() },
      body: JSON.stringify({ channel: 'sms', to: '+4791234567', text: 'Blåbær på vei' }),
    });
    expect(sent.status).toBe(202);
    const listed = await get('/sim/messages/v1/messages', { headers: { authorization: `Bearer ${KEYS.messages.key}` } });
    expect(await listed.json()).toMatchObject({ messages: [{ text: 'Blåbær på vei' }] });
  });

  test('the card fields and the list of systems are pages', async () => {
    const { get } = await serve();
    const fields = await get('/sim/stripe/fields?locale=nb-NO');
    expect(fields.headers.get('content-type')).toMatch(/^text\/html/);
    expect(await fields.text()).toContain('Kortnummer');
    const list = await (await get('/sim/')).text();
    for (const text of ['/sim/stripe', KEYS.stripe.publishableKey, '4000 0025 0000 3155', KEYS.messages.key])
      expect(list).toContain(text);
  });

  test('a wrong path is told where it was probably meant to go', async () => {
    const { get } = await serve();
    const hint = async (path: string) => {
      const response = await get(path);
      expect(response.status).toBe(404);
      return response.text();
    };
    expect(await hint('/sim/strpe/v1/refunds')).toContain('/sim/stripe/v1/refunds');
    expect(await hint('/adresser/v1/sok')).toContain('/sim/kartverket/adresser/v1/sok');
    // Stripe's own words for it, with what it knows nearby.
    expect(await hint('/sim/stripe/v1/refundz')).toMatch(/Unrecognized request URL \(GET: \/v1\/refundz\).*\/v1\/refunds/);
    expect(await hint('/nowhere')).toContain('/sim/');
    expect((await get('/sim/stripe/v1/refunds/%E0%A4%A')).status).toBe(400);
  });

  test('whoever else lives on the port answers for itself, streams included', async () => {
    let cancelled = (): void => {};
    const gone = new Promise<void>((resolve) => (cancelled = resolve));
    const extra = async (request: Request) => {
      if (!request.url.endsWith('/stream')) return undefined;
      const body = new ReadableStream<Uint8Array>({
        start: (stream) => stream.enqueue(new TextEncoder().encode('event: snapshot\n\n')),
        cancel: () => cancelled(),
      });
      return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
    };
    const { get } = await serve({ extra });
    const leaving = new AbortController();
    const reader = (await get('/stream', { signal: leaving.signal })).body!.getReader();
    // The first piece arrives while the stream is still open.
    expect(new TextDecoder().decode((await reader.read()).value)).toContain('snapshot');
    leaving.abort();
    await gone;
    expect((await get('/other')).status).toBe(404);
  });

  test('a new world takes the place of the old one on the same port', async () => {
    let world = newWorld();
    const { get } = await serve({ world: () => world });
    const post = () =>
      get('/v1/payment_intents', {
        method: 'POST',
        headers: { authorization: `Bearer ${KEYS.stripe.secretKey}`, 'content-type': 'application/x-www-form-urlencoded' },
        body: 'amount=1000&currency=nok',
      });
    expect((await post()).status).toBe(200);
    world = newWorld();
    const listed = await get('/v1/payment_intents', { headers: { authorization: `Bearer ${KEYS.stripe.secretKey}` } });
    expect(await listed.json()).toMatchObject({ data: [] });
  });

  test('a taken port is refused with a word on how to choose another', async () => {
    const { served } = await serve();
    const refused = serveWorld({ world: newWorld(), port: served.port });
    await expect(refused).rejects.toThrow(Fault);
    await expect(serveWorld({ world: newWorld(), port: served.port })).rejects.toThrow(
      new RegExp(`${served.port}.*--port ${served.port + 1}`),
    );
  });
});
