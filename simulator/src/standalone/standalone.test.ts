import { createAdaptorServer } from '@hono/node-server';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import Stripe from 'stripe';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SMALL_WORLD } from '../seeds/seeds.ts';
import { serveWorld, type ServedWorld } from '../server/serve-world.ts';
import { KEYS } from '../shop/keys.ts';
import { readArguments } from './arguments.ts';
import { Standalone } from './standalone.ts';

let server: ServedWorld;
let standalone: Standalone;

beforeAll(async () => {
  server = await serveWorld({
    port: 0,
    world: () => standalone.shop.world,
    extra: async (request) => standalone.answer(request),
  });
  standalone = new Standalone({ url: server.url, seed: 7, speed: 3_600, size: SMALL_WORLD, outside: fetch, makeId: () => 'one' });
});

afterAll(async () => {
  standalone.close();
  await server.close();
});

const control = async (path: string, body?: unknown) => {
  const init =
    body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`${server.url}/control${path}`, init);
  return (await response.json()) as Record<string, unknown>;
};

test('nobody but the caller asks the systems for anything', async () => {
  await standalone.shop.world.clock.runFor(6 * 3_600_000);
  expect(Object.keys(standalone.shop.world.network.counts).filter((road) => road.startsWith('gateway>'))).toEqual([]);
});

test('a webhook reaches a program on this machine, signed as the vendor signs', async () => {
  const heard: { body: string; signature: string }[] = [];
  const listener = createAdaptorServer({
    overrideGlobalObjects: false,
    fetch: async (request: Request) => {
      heard.push({ body: await request.text(), signature: request.headers.get('stripe-signature') ?? '' });
      return new Response(null, { status: 204 });
    },
  });
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done));
  const hookUrl = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/stripe`;
  const { port } = new URL(server.url);
  const stripe = new Stripe(KEYS.stripe.secretKey, { host: '127.0.0.1', port, protocol: 'http', telemetry: false });

  const hook = await stripe.webhookEndpoints.create({ url: hookUrl, enabled_events: ['payment_intent.created'] });
  const intent = await stripe.paymentIntents.create({ amount: 12_900, currency: 'nok' });

  await expect.poll(() => heard.length, { timeout: 5_000 }).toBeGreaterThan(0);
  const [{ body, signature }] = heard as [{ body: string; signature: string }];
  const at = Math.floor(standalone.shop.world.clock.now() / 1_000);
  const event = stripe.webhooks.constructEvent(body, signature, hook.secret!, 3_600, undefined, at * 1_000);
  expect((event.data.object as Stripe.PaymentIntent).id).toBe(intent.id);
  await new Promise<void>((done) => listener.close(() => done()));
});

test('what goes wrong on purpose meets other people’s programs', async () => {
  const { faults } = standalone.shop.world;
  faults.add({ to: 'kartverket', kind: 'status', status: 503, retryAfterSeconds: 2 });
  faults.add({ to: 'kartverket', kind: 'refused' });
  const ask = () => fetch(`${server.url}/sim/kartverket/adresser/v1/sok?sok=gate`).then((response) => response.text());
  const refused = await fetch(`${server.url}/sim/kartverket/adresser/v1/sok?sok=gate`);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
  await expect(ask()).rejects.toThrow();
  expect(await ask()).toContain('adresser');
});

test('a scenario, the clock and a snapshot are at hand over HTTP', async () => {
  expect((await control('/state'))['seed']).toBe(7);
  const jumped = await control('/jump', { minutes: 60 });
  expect(Date.parse(jumped['now'] as string)).toBeGreaterThan(standalone.shop.world.startedAt + 3_600_000 - 1);
  const snapshot = await control('/snapshot');
  expect(snapshot['vitrine']).toBe('snapshot');
  expect((await control('/world', { seed: 8 }))['seed']).toBe(8);
  expect((await control('/snapshot', snapshot))['seed']).toBe(7);
});

test('the page of a server lists every system with its keys', async () => {
  const page = await (await fetch(`${server.url}/`)).text();
  for (const { title } of standalone.shop.world.services.values()) expect(page).toContain(title);
  expect(page).toContain(KEYS.vipps.subscriptionKey);
});

test('the command opens a world on any free port, and says where', async () => {
  const command = fileURLToPath(new URL('../../bin/vitrine-simulator.js', import.meta.url));
  const child = spawn(process.execPath, [command, '--port', '0', '--articles', '142', '--orders', '100', '--seed', '5']);
  try {
    const url = await new Promise<string>((resolve, reject) => {
      let said = '';
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const found = /(http:\/\/127\.0\.0\.1:\d+)\/sim\/stripe/.exec(said)?.[1];
        if (found) resolve(found);
      });
      child.on('exit', (code) => reject(new Error(`It ended with ${code}: ${said}`)));
    });
    const state = (await (await fetch(`${url}/control/state`)).json()) as { seed: number };
    expect(state.seed).toBe(5);
  } finally {
    child.kill('SIGINT');
    await new Promise((resolve) => child.on('exit', resolve));
  }
}, 60_000);

test('a wrong option is told with what it may be', () => {
  expect(() => readArguments(['--articles', '0'])).toThrow('--articles is a whole number from 1 to 100000, not "0".');
  expect(() => readArguments(['--webhooks', 'https://shop.example/hooks'])).toThrow('an address on this machine');
  expect(readArguments(['--seed', '3']).size.articles).toBe(2_000);
});
