import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import type { Scenario } from '../scenarios/scenario.ts';
import { SMALL_WORLD } from '../seeds/seeds.ts';
import { Demo } from './demo.ts';

/** Each opens PostgreSQL in the process, which takes a second on a busy machine. */
vi.setConfig({ testTimeout: 60_000 });

const SLOW_ERP: Scenario = {
  name: 'slow-erp',
  title: 'The ERP is slow',
  sentence: 'Every answer of the ERP takes a while.',
  faults: [{ kind: 'delay', to: 'tripletex', operation: 'list-orders', chance: 1, delayMs: 50 }],
};

const open: Demo[] = [];
const folders: string[] = [];

async function openDemo(folder?: string): Promise<{ demo: Demo; folder: string }> {
  const dataFolder = folder ?? mkdtempSync(join(tmpdir(), 'vitrine-demo-'));
  folders.push(dataFolder);
  const urls = { shopUrl: 'http://localhost:4400', strangerUrl: 'http://127.0.0.1:4400' };
  const files = { widgetFolder: join(dataFolder, 'none'), roomFolder: join(dataFolder, 'none') };
  const demo = new Demo({
    ...urls,
    ...files,
    dataFolder,
    seed: 42,
    speed: 0,
    crashAt: undefined,
    size: SMALL_WORLD,
    scenarios: [SLOW_ERP],
  });
  await demo.open();
  open.push(demo);
  return { demo, folder: dataFolder };
}

async function close(demo: Demo): Promise<void> {
  open.splice(open.indexOf(demo), 1);
  await demo.close();
}

afterEach(async () => {
  for (const demo of [...open]) await close(demo);
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function ask<Answer>(demo: Demo, method: string, path: string, body?: unknown): Promise<Answer> {
  const answer = await demo.answer(
    new Request(`http://localhost:4400${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        'x-api-key': 'pk_vitrine_knivogfjol',
        'ucp-agent': 'profile="https://vitrine.dev/profiles/test.json"',
        'request-id': crypto.randomUUID(),
        'idempotency-key': crypto.randomUUID(),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  return (await answer.json()) as Answer;
}

type World = { seed: number; now: string; speed: number; scenario: { name: string } | null; faults: number; did?: string };

const makeCart = (demo: Demo) =>
  ask<{ id: string }>(demo, 'POST', '/carts', {
    line_items: [{ item: { id: demo.shop.world.seeds.articles[0]!.sku }, quantity: 1 }],
  });

test('another world takes the place of the running one, and a page of the old one finds nothing of it', async () => {
  const { demo } = await openDemo();
  const cart = await makeCart(demo);
  expect(await ask(demo, 'GET', `/carts/${cart.id}`)).toMatchObject({ id: cart.id });
  const renewed = await ask<World>(demo, 'POST', '/control/world', {
    seed: 7,
    scenario: 'slow-erp',
    speed: 60,
    at: '2026-11-23T08:20',
  });
  expect(renewed).toMatchObject({ seed: 7, speed: 60, scenario: { name: 'slow-erp' }, faults: 1 });
  expect(Date.parse(renewed.now)).toBeGreaterThanOrEqual(Date.UTC(2026, 10, 23, 7, 20));
  expect(await ask(demo, 'GET', `/carts/${cart.id}`)).not.toMatchObject({ id: cart.id });
  expect((await makeCart(demo)).id).toMatch(/^cart_/);
});

test('a link makes the world the one it means, and changes no more than that takes', async () => {
  const { demo } = await openDemo();
  const follow = (link: object) => ask<World>(demo, 'POST', '/control/link', link);
  const before = demo.worldId;
  expect(await follow({ scenario: 'slow-erp' })).toMatchObject({ did: 'scenario', scenario: { name: 'slow-erp' } });
  expect(await follow({ seed: 42, scenario: 'slow-erp' })).toMatchObject({ did: 'nothing' });
  expect(await follow({ at: '2026-11-23T08:10' })).toMatchObject({ did: 'jump', now: '2026-11-23T07:10:00.000Z' });
  expect(demo.worldId).toBe(before);
  expect(await follow({ seed: 42, scenario: 'calm', speed: 10 })).toMatchObject({ did: 'new world', speed: 10, scenario: null });
  expect(demo.worldId).not.toBe(before);
});

test('a snapshot brings back the world and the order book as they were', async () => {
  const { demo } = await openDemo();
  const cart = await makeCart(demo);
  await ask(demo, 'POST', '/control/jump', { minutes: 5 });
  const snapshot = await ask(demo, 'GET', '/control/snapshot');
  await ask(demo, 'POST', '/control/world', { seed: 9 });
  expect(await ask<World>(demo, 'POST', '/control/snapshot', snapshot)).toMatchObject({
    seed: 42,
    now: '2026-11-23T07:05:00.000Z',
  });
  expect(await ask(demo, 'GET', `/carts/${cart.id}`)).toMatchObject({ id: cart.id });
  expect(await ask(demo, 'POST', '/control/snapshot', { vitrine: 'cake' })).toMatchObject({ status: 400 });
});

test('scenario, faults and time are there when the demo starts again', async () => {
  const { demo, folder } = await openDemo();
  await ask(demo, 'POST', '/control/scenario', { name: 'slow-erp' });
  await ask(demo, 'PUT', '/control/faults/switches/bring', { switch: 'errors' });
  await ask(demo, 'POST', '/control/jump', { minutes: 5 });
  await close(demo);
  const { demo: again } = await openDemo(folder);
  const world = await ask<World>(again, 'GET', '/control/world');
  expect(world).toMatchObject({ scenario: { name: 'slow-erp' }, faults: 2 });
  expect(Date.parse(world.now)).toBeGreaterThanOrEqual(Date.UTC(2026, 10, 23, 7, 5));
  const { systems } = await ask<{ systems: { name: string; switch: string }[] }>(again, 'GET', '/control/faults');
  expect(systems.find(({ name }) => name === 'bring')).toMatchObject({ switch: 'errors' });
});

test('what a page asks of the gateway is in the journal and can get lost on the way, and pictures are not', async () => {
  const { demo } = await openDemo();
  await ask(demo, 'POST', '/control/faults', { kind: 'refused', to: 'gateway', operation: 'call' });
  await expect(makeCart(demo)).rejects.toThrow();
  await makeCart(demo);
  await demo.answer(new Request('http://localhost:4400/media/nothing.svg'));
  const asked = demo.shop.world.journal.entries.filter((entry) => entry.kind === 'message' && entry.to === 'gateway');
  expect(asked).toMatchObject([
    { fault: 'refused', status: 0 },
    { from: 'stranger', path: '/carts', status: 201 },
  ]);
});
