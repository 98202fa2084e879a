import { chromiumIfAny } from '@vitrine/workshop/chromium';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type Frame, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { World } from '../kernel/world.ts';
import { stripeService } from '../services/stripe/stripe.ts';
import { KEYS } from '../shop/keys.ts';
import { publicUrlOf, serveWorld, type ServedWorld } from './serve-world.ts';

const executablePath = chromiumIfAny();
if (!executablePath) console.warn('No Chrome or Chromium here: the tests of the simulated pages are skipped.');

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A merchant's page, on another origin than the fields, that keeps its side of the protocol and writes down what it hears. */
const merchantPage = (fieldsUrl: string) => `<!doctype html><html lang="en"><title>Shop</title><body>
<iframe id="card" title="Card" style="border:0;inline-size:100%;block-size:1px"></iframe>
<script>
const heard = [];
const url = new URL(${JSON.stringify(fieldsUrl)});
const nonce = 'n-123456';
const query = new URLSearchParams(location.search);
for (const [name, value] of [['parent', location.origin], ['nonce', nonce], ['locale', query.get('locale') ?? 'en'], ['scheme', query.get('scheme') ?? 'light'], ['key', ${JSON.stringify(KEYS.stripe.publishableKey)}]]) url.searchParams.set(name, value);
const frame = document.getElementById('card');
let port;
addEventListener('message', (event) => {
  if (event.source !== frame.contentWindow || event.origin !== url.origin || event.data.vitrine !== 'fields.ready' || event.data.nonce !== nonce) return;
  const channel = new MessageChannel();
  port = channel.port1;
  port.onmessage = ({ data }) => { heard.push(data); if (data.type === 'height') frame.style.blockSize = data.height + 'px'; };
  frame.contentWindow.postMessage({ vitrine: 'fields.connect', nonce }, url.origin, [channel.port2]);
});
let asked = 0;
const collect = () => new Promise((resolve) => {
  const id = String(++asked);
  port.postMessage({ type: 'collect', id });
  const look = setInterval(() => { const answer = heard.find((message) => message.id === id); if (answer) { clearInterval(look); resolve(answer); } }, 5);
});
frame.style.colorScheme = document.documentElement.style.colorScheme = query.get('scheme') ?? 'light';
frame.src = url.href;
</script></body></html>`;

describe.skipIf(!executablePath)('the simulated pages in a browser', () => {
  let browser: Browser;
  let served: ServedWorld;
  let world: World;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox', '--disable-gpu'] });
    const extra = async (request: Request) => {
      const { pathname, port } = new URL(request.url);
      const html = { 'content-type': 'text/html' };
      if (pathname === '/shop')
        return new Response(merchantPage(`http://localhost:${port}/sim/stripe/fields`), { headers: html });
      return pathname === '/back' ? new Response('<title>Back</title>', { headers: html }) : undefined;
    };
    // The port is known before the world is, since the world says where its pages are.
    served = await serveWorld({ world: () => world, port: 0, extra });
    world = new World({
      seed: 1,
      services: { stripe: stripeService({ ...KEYS.stripe, webhooks: [] }) },
      publicUrls: { stripe: publicUrlOf(served.url, 'stripe') },
    });
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  const openFields = async (
    query = '',
    width = 360,
  ): Promise<{ page: Page; fields: Frame; heard: () => Promise<Record<string, unknown>[]>; collect: () => Promise<unknown> }> => {
    const page = await browser.newPage({ viewport: { width, height: 700 } });
    await page.goto(`${served.url}/shop${query}`);
    await page.waitForFunction("heard.some(({ type }) => type === 'height')");
    const fields = page.frames().find((frame) => frame.url().includes('/fields'))!;
    return { page, fields, heard: () => page.evaluate('heard'), collect: () => page.evaluate('collect()') };
  };
  const findings = async (frame: Frame | Page) => {
    await frame.evaluate(AXE);
    return frame.evaluate(
      "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'], rules: { 'landmark-one-main': { enabled: document.title === 'x' }, region: { enabled: false }, 'page-has-heading-one': { enabled: false } } }).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))",
    );
  };

  test('a card typed, or pasted with dashes, comes out as a token, and no digit of it crosses the port', async () => {
    const { page, fields, heard, collect } = await openFields();
    await fields.fill('#number', '4242-4242-4242-4242');
    expect(await fields.inputValue('#number')).toBe('4242 4242 4242 4242');
    expect(await fields.textContent('#brand')).toBe('Visa');
    await fields.focus('#expiry');
    await page.keyboard.type('429');
    expect(await fields.inputValue('#expiry')).toBe('04 / 29');
    await fields.focus('#code');
    await page.keyboard.type('12x3');
    expect(await collect()).toMatchObject({
      type: 'collected',
      token: expect.stringMatching(/^pm_\w+$/) as string,
      display: { brand: 'visa', last_digits: '4242', expiry_month: 4, expiry_year: 2029 },
    });
    const said = await heard();
    expect(said).toContainEqual({ type: 'changed', report: { complete: true, brand: 'visa', errors: {} } });
    expect(JSON.stringify(said)).not.toMatch(/4242\D?4242|"123"/);
    await page.close();
  });

  test('what is missing or wrong is said under its field, tied to it, and in the shopper’s language', async () => {
    const { page, fields, collect } = await openFields('?locale=nb-NO');
    expect(await collect()).toMatchObject({
      type: 'invalid',
      report: { complete: false, errors: { number: 'required', expiry: 'required', code: 'required' } },
    });
    expect(await fields.evaluate('document.activeElement.id')).toBe('number');
    expect(await fields.textContent('#number-error')).toBe('Fyll inn kortnummeret.');
    expect(await fields.getAttribute('#number', 'aria-describedby')).toBe('number-error');
    await fields.fill('#number', '4242424242424241');
    await fields.fill('#expiry', '10 / 26');
    await fields.fill('#code', '12');
    await fields.focus('#number');
    expect(await collect()).toMatchObject({
      type: 'invalid',
      report: { errors: { number: 'invalid', expiry: 'expired', code: 'invalid' } },
    });
    expect(await fields.textContent('#expiry-error')).toBe('Kortet er utløpt.');
    expect(await findings(fields)).toEqual([]);
    await page.close();
  });

  test('a card that is no test card is refused at its field', async () => {
    const { page, fields, collect } = await openFields();
    await fields.fill('#number', '4539578763621486');
    await fields.fill('#expiry', '12/2030');
    await fields.fill('#code', '123');
    expect(await collect()).toMatchObject({ type: 'invalid', report: { errors: { number: 'invalid' } } });
    expect(await fields.textContent('#number-error')).toBe('This card cannot be used here.');
    await page.close();
  });

  test.each([
    ['?locale=ar&scheme=dark', 320],
    ['?locale=de&scheme=dark', 260],
    ['?locale=en', 900],
  ])('%s at %i px fits and axe finds nothing', async (query, width) => {
    const { page, fields } = await openFields(query, width);
    expect(await fields.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    // The fields have no ground of their own, and axe does not look behind a frame: this is the page's.
    if (query.includes('dark')) await fields.evaluate("document.documentElement.style.setProperty('background', '#141615')");
    expect(await findings(fields)).toEqual([]);
    await page.close();
  });

  test('the fields speak to nobody but the page that the address names', async () => {
    const page = await browser.newPage();
    await page.goto(`${served.url}/shop`);
    await page.waitForFunction('port !== undefined');
    await page.evaluate(
      "(url.searchParams.set('parent', 'https://another.example'), (port = undefined), (frame.src = url.href))",
    );
    await page.frameLocator('#card').locator('#number').waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate('port')).toBeUndefined();
    await page.close();
  });

  test('the bank’s page is approved with the keyboard and leads back to the shop', async () => {
    const asked = await world.network.fetchAs('shop')('https://api.stripe.com/v1/payment_intents', {
      method: 'POST',
      headers: { authorization: `Bearer ${KEYS.stripe.secretKey}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        amount: '124900',
        currency: 'nok',
        confirm: 'true',
        capture_method: 'manual',
        payment_method: 'pm_card_authenticationRequired',
        return_url: `${served.url}/back`,
      }).toString(),
    });
    const intent = (await asked.json()) as { id: string; next_action: { redirect_to_url: { url: string } } };
    const page = await browser.newPage({ viewport: { width: 320, height: 640 }, colorScheme: 'dark', locale: 'nb-NO' });
    await page.goto(intent.next_action.redirect_to_url.url);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/back\?.*redirect_status=succeeded/);
    expect(world.table<{ id: string; status: string }>('stripe', 'payment_intents').get(intent.id)?.status).toBe(
      'requires_capture',
    );
    await page.close();
  });
});
