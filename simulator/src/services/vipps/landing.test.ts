import { chromiumIfAny } from '@vitrine/workshop/chromium';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { World } from '../../kernel/world.ts';
import { publicUrlOf, serveWorld, type ServedWorld } from '../../server/serve-world.ts';
import { KEYS, ORIGINS } from '../../shop/keys.ts';
import { vippsService } from './vipps.ts';

const executablePath = chromiumIfAny();
if (!executablePath) console.warn('No Chrome or Chromium here: the tests of the Vipps landing page are skipped.');

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong; empty when nothing. */
async function findings(page: Page): Promise<unknown> {
  await page.evaluate(AXE);
  return page.evaluate('axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes[0].html))');
}

describe.skipIf(!executablePath)('the landing page in a browser', () => {
  let browser: Browser;
  let served: ServedWorld;
  let world: World;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox', '--disable-gpu'] });
    const extra = (request: Request) =>
      Promise.resolve(
        new URL(request.url).pathname === '/back'
          ? new Response('<title>Back</title>', { headers: { 'content-type': 'text/html' } })
          : undefined,
      );
    served = await serveWorld({ world: () => world, port: 0, extra });
    world = new World({
      seed: 1,
      services: { vipps: vippsService(KEYS.vipps) },
      publicUrls: { vipps: publicUrlOf(served.url, 'vipps') },
    });
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  const fetchIn = (path: string, init: RequestInit) => world.network.fetchAs('shop')(ORIGINS.vipps + path, init);

  /** Where a shopper is sent to pay. */
  async function askToPay(reference: string): Promise<string> {
    const keys = {
      'ocp-apim-subscription-key': KEYS.vipps.subscriptionKey,
      'merchant-serial-number': KEYS.vipps.merchantSerialNumber,
      client_id: KEYS.vipps.clientId,
      client_secret: KEYS.vipps.clientSecret,
    };
    const { access_token } = (await (await fetchIn('/accesstoken/get', { method: 'POST', headers: keys })).json()) as {
      access_token: string;
    };
    const created = await fetchIn('/epayment/v1/payments', {
      method: 'POST',
      headers: {
        ...keys,
        authorization: `Bearer ${access_token}`,
        'idempotency-key': reference,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        amount: { value: 124_900, currency: 'NOK' },
        paymentMethod: { type: 'WALLET' },
        reference,
        userFlow: 'WEB_REDIRECT',
        returnUrl: `${served.url}/back`,
      }),
    });
    return ((await created.json()) as { redirectUrl: string }).redirectUrl;
  }

  test.each([
    ['nb-NO', 320, 'light'],
    ['de-DE', 320, 'dark'],
    ['ar', 360, 'dark'],
  ] as const)(
    'in %s at %i px, %s, it fits and axe finds nothing, before and after the number',
    async (locale, width, colorScheme) => {
      const page = await browser.newPage({ viewport: { width, height: 640 }, locale, colorScheme, reducedMotion: 'reduce' });
      await page.goto(await askToPay(`looks-${locale}`));
      const fits = () => page.evaluate('document.documentElement.scrollWidth <= innerWidth');
      expect([await fits(), await findings(page)]).toEqual([true, []]);
      await page.fill('[name=phone]', '12');
      await page.keyboard.press('Enter');
      await page.locator('#wrong').waitFor();
      expect([await fits(), await findings(page)]).toEqual([true, []]);
      await page.fill('[name=phone]', '912 34 567');
      await page.keyboard.press('Enter');
      await page.locator('.pulse').waitFor();
      expect([await fits(), await findings(page)]).toEqual([true, []]);
      await page.close();
    },
  );

  test('it takes a number, waits for the phone, and goes back to the shop by itself', async () => {
    const page = await browser.newPage({ locale: 'nb-NO' });
    await page.goto(await askToPay('goes-back-1'));
    await page.fill('[name=phone]', '91234567');
    await page.keyboard.press('Enter');
    await page.locator('.pulse').waitFor();
    await fetchIn('/x-phone/requests/goes-back-1/approve', { method: 'POST' });
    await page.waitForURL(`${served.url}/back`);
    await page.close();
  });

  test('somebody who turns round is back at the shop, and nothing is paid', async () => {
    const page = await browser.newPage({ locale: 'en-GB' });
    await page.goto(await askToPay('turns-round'));
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.waitForURL(`${served.url}/back`);
    expect(world.table<{ state: string }>('vipps', 'payments').get('turns-round')?.state).toBe('ABORTED');
    await page.close();
  });
});
