import { spawn } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DemoProcess } from './demo-process.ts';

let demo: DemoProcess;

beforeAll(async () => {
  demo = await DemoProcess.start({ args: ['--seed', '5', '--speed', '0'] });
}, 60_000);

afterAll(() => demo?.clean());

const now = async () =>
  Date.parse(String(((await (await fetch(`${demo.shopUrl}/control/state`)).json()) as { now: string }).now));
const post = (path: string, body: unknown) =>
  fetch(`${demo.shopUrl}/control/${path}`, { method: 'POST', body: JSON.stringify(body) });

test('the merchant’s page has one script of ours and no style of ours', async () => {
  const page = await (await fetch(`${demo.shopUrl}/`)).text();
  expect(page.match(/<script[^>]*src="\/vitrine\//g)).toHaveLength(1);
  expect(page).not.toContain('<style');
  const loader = await fetch(`${demo.shopUrl}/vitrine/loader.js`);
  expect(loader.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(loader.headers.get('access-control-allow-origin')).toBe('*');
});

test('a paused world stands still, and a step takes it to the next thing that happens', async () => {
  const before = await now();
  expect((await post('step', {})).status).toBe(200);
  expect(await now()).toBeGreaterThan(before);
  const after = await now();
  expect(await now()).toBe(after);
});

test('an hour can be let by at once', async () => {
  const before = await now();
  await post('jump', { minutes: 60 });
  expect(await now()).toBe(before + 3_600_000);
});

test('what the panel does not understand is refused, and nothing changes', async () => {
  const before = await now();
  for (const [path, body] of [
    ['speed', { speed: -1 }],
    ['speed', { speed: 1e9 }],
    ['speed', { speed: 'fast' }],
    ['jump', { minutes: 0 }],
    ['world', { seed: 1.5 }],
  ] as const) {
    const answer = await post(path, body);
    expect(answer.status, `${path} ${JSON.stringify(body)}`).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  }
  expect((await fetch(`${demo.shopUrl}/control/nothing`)).status).toBe(404);
  expect(await now()).toBe(before);
});

test('a bank’s page lives on another origin, and the shop does not', async () => {
  expect((await fetch(`${demo.strangerUrl}/sim/stripe/fields`)).headers.get('content-type')).toContain('text/html');
  const sent = await fetch(`${demo.strangerUrl}/`, { redirect: 'manual' });
  expect(sent.headers.get('location')).toBe(`${demo.shopUrl}/`);
});

test('files outside the shop’s own folders stay outside', async () => {
  for (const path of [
    '/assets/../demo.ts',
    '/assets/%2e%2e/demo.ts',
    '/vitrine/../../package.json',
    '/vitrine/%2e%2e%2f%2e%2e%2fpackage.json',
  ]) {
    const answer = await fetch(demo.shopUrl + path);
    expect(await answer.text(), path).not.toContain('workspaces');
    expect(answer.status, path).toBeGreaterThanOrEqual(400);
  }
});

test('the documents of every system can be looked at', async () => {
  const systems = (await (await fetch(`${demo.shopUrl}/control/documents`)).json()) as { name: string }[];
  expect(systems.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['tripletex', 'stripe', 'bring', 'courier', 'easypost', 'kartverket', 'warehouse', 'messages']),
  );
});

test('a new world has another seed and begins on the same morning', async () => {
  const answer = (await (await post('world', { seed: 6 })).json()) as { seed: number; now: string };
  expect(answer.seed).toBe(6);
  expect(answer.now.slice(0, 16)).toBe('2026-11-23T07:00');
}, 60_000);

test('a port that is taken is named, with the way out', async () => {
  const port = new URL(demo.shopUrl).port;
  const child = spawn(process.execPath, ['--conditions=@vitrine/source', 'simulator/src/demo/start.ts', '--port', port]);
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise((resolve) => child.on('exit', resolve));
  expect(code).toBe(1);
  expect(said).toContain(port);
  expect(said).toContain('--port');
}, 30_000);

test('an option that cannot be is explained', async () => {
  const child = spawn(process.execPath, ['--conditions=@vitrine/source', 'simulator/src/demo/start.ts', '--speed', 'fast']);
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  expect(await new Promise((resolve) => child.on('exit', resolve))).toBe(2);
  expect(said).toContain('--speed is a whole number from 0 to 3600');
}, 30_000);
