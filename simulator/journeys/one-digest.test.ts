import { createAdaptorServer } from '@hono/node-server';
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { findChromium } from '@vitrine/workshop/chromium';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runJourney } from '../src/journey/run.ts';
import type { Transport } from '../src/kernel/network.ts';
import { openHttpCarrier, type HttpCarrier } from '../src/server/carry-over-http.ts';
import { KEYS } from '../src/shop/keys.ts';
import { openShop } from '../src/shop/open-shop.ts';
import { askAll } from './one-digest/requests.ts';
import { digestOfStorm } from './one-digest/storm.ts';

const SEED = 3;

const digestOf = async (transport: Transport, seed = SEED): Promise<string> => {
  const { shop, failure } = await runJourney({ seed, transport });
  return failure ?? shop.world.journal.digest;
};

describe('one seed is one journal', () => {
  let http: HttpCarrier;
  let expected: string;
  let stormy: string;
  beforeAll(async () => {
    http = await openHttpCarrier(fetch);
    expected = await digestOf('memory');
  });
  afterAll(() => http.close());

  test('twice in one process, whatever ran before', async () => {
    await digestOf('memory', SEED + 1);
    expect(await digestOf('memory')).toBe(expected);
  });

  test('another seed is another journal', async () => {
    expect(await digestOf('memory', SEED + 1)).not.toBe(expected);
  });

  test('through Mock Service Worker', async () => {
    expect(await digestOf('msw')).toBe(expected);
  });

  test('over real sockets', async () => {
    expect(await digestOf(http.carry)).toBe(expected);
  });

  test('in a storm, over every road', async () => {
    stormy = await digestOfStorm(SEED, 'memory');
    expect(stormy).toMatch(/^[0-9a-f]{16}$/);
    expect(await digestOfStorm(SEED, 'msw')).toBe(stormy);
    expect(await digestOfStorm(SEED, http.carry)).toBe(stormy);
  }, 60_000);

  describe('in Chromium', () => {
    const outDir = resolve('.cache/one-digest');
    let browser: Browser;
    let page: Page;
    let close = () => {};

    beforeAll(async () => {
      await build({
        root: import.meta.dirname,
        configFile: false,
        logLevel: 'error',
        resolve: { conditions: ['@vitrine/source', 'module', 'browser', 'production'] },
        build: {
          outDir,
          emptyOutDir: true,
          target: 'es2022',
          minify: false,
          lib: { entry: join(import.meta.dirname, 'one-digest/page.ts'), formats: ['es'], fileName: 'page' },
          rolldownOptions: { output: { entryFileNames: 'page.js' } },
        },
        define: { 'process.env.NODE_ENV': '"production"' },
      });
      const files = new Map([
        ['/', { type: 'text/html', body: '<!doctype html><script type="module" src="/page.js"></script>' }],
        ['/page.js', { type: 'text/javascript', body: readFileSync(join(outDir, 'page.js'), 'utf8') }],
        ['/mockServiceWorker.js', { type: 'text/javascript', body: readFileSync(mswWorker(), 'utf8') }],
      ]);
      const server = createAdaptorServer({
        overrideGlobalObjects: false,
        fetch: (request: Request) => {
          const file = files.get(new URL(request.url).pathname);
          return new Response(file?.body ?? null, {
            status: file ? 200 : 404,
            headers: { 'content-type': file?.type ?? 'text/plain' },
          });
        },
      });
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      close = () => void server.close();
      browser = await chromium.launch({
        executablePath: findChromium(),
        args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
      });
      page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      await page.waitForFunction('typeof digestOf === "function"');
    }, 120_000);

    afterAll(async () => {
      await browser?.close();
      close();
      rmSync(outDir, { recursive: true, force: true });
    });

    test('in memory', async () => {
      expect(await page.evaluate(`digestOf(${SEED}, 'memory')`)).toBe(expected);
    }, 60_000);

    test('through Mock Service Worker', async () => {
      expect(await page.evaluate(`digestOf(${SEED}, 'msw')`)).toBe(expected);
    }, 60_000);

    test('in a storm', async () => {
      expect(await page.evaluate(`digestOfStorm(${SEED}, 'memory')`)).toBe(stormy);
    }, 60_000);

    test('the service worker answers a page’s own requests with the same bytes', async () => {
      const inNode = await askAll(openShop({ seed: SEED }).world.network.fetchAs('page'), KEYS);
      expect(inNode.map(({ status }) => status)).toEqual([200, 404, 404, 200, 200, 200]);
      expect(await page.evaluate(`askThroughWorker(${SEED})`)).toEqual(inNode);
    }, 60_000);
  });
});

const mswWorker = (): string =>
  join(dirname(createRequire(import.meta.url).resolve('msw/package.json')), 'lib/mockServiceWorker.js');
