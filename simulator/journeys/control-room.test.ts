import { createRequire } from 'node:module';
import { chromium, type Browser, type FrameLocator, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findChromium } from '@vitrine/workshop/chromium';
import { DemoProcess } from './demo-process.ts';

let demo: DemoProcess;
let browser: Browser;

beforeAll(async () => {
  [demo, browser] = await Promise.all([
    DemoProcess.start({ args: ['--seed', '7'] }),
    chromium.launch({
      executablePath: findChromium(),
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    }),
  ]);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await demo?.clean();
});

async function buyTheKnife(shop: FrameLocator): Promise<void> {
  const search = shop.getByRole('combobox', { name: /leter|søk/i }).first();
  await search.fill('kokkekniv');
  await search.press('Enter');
  await shop.locator('vitrine-search vitrine-add-button').first().getByRole('button').click();
  const cart = shop.getByRole('button', { name: /^Handlekurv, 1 vare/ });
  await cart.waitFor();
  const till = shop.getByRole('button', { name: 'Til kassen' });
  if (!(await till.isVisible())) await cart.click();
  await till.click();
  await shop.getByLabel('E-post', { exact: true }).fill('kari.nordmann@post.example');
  await shop.getByLabel('Fornavn').fill('Kari');
  await shop.getByLabel('Etternavn').fill('Nordmann');
  await shop.getByLabel('Gateadresse').pressSequentially('Strand');
  await shop.locator('[role=listbox] [role=option]').first().click();
  await expect.poll(() => shop.getByLabel('Postnummer').inputValue()).toMatch(/^\d{4}$/);
  await shop.getByRole('button', { name: 'Fortsett til levering' }).click();
  await shop.getByRole('button', { name: 'Fortsett til betaling' }).click();
  const card = shop.frameLocator('iframe[title^="Kortopplysninger"]');
  await card.getByLabel('Kortnummer').pressSequentially('4242424242424242');
  await card.getByLabel(/Utløp/).pressSequentially('1230');
  await card.getByLabel(/kode/i).pressSequentially('123');
  await shop.getByRole('button', { name: 'Fortsett til oppsummering' }).click();
  await shop.getByRole('button', { name: /^Bestill og betal/ }).click();
  await shop.getByRole('heading', { name: 'Takk for handelen' }).waitFor();
}

/** What axe has against the page itself; frames of others are theirs. */
async function complaints(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core') });
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(context: object, options: object): Promise<{ violations: { id: string; nodes: { target: unknown[] }[] }[] }> };
    };
    const { violations } = await axe.run(document, { iframes: false });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.flat().join(' ')).join(', ')}`);
  });
}

test('a person opens a link, presses the key, and sees what happens where when the last knife is sold twice', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1_000 } });
  page.setDefaultTimeout(20_000);
  const broken: string[] = [];
  page.on('pageerror', (error) => broken.push(error.message));

  await page.goto(`${demo.shopUrl}/#seed=42&scenario=last-knife-sold-twice&speed=1&at=2026-11-23T10:00`);
  await page.locator('control-badge').getByText('The last knife is sold twice').waitFor();
  expect(page.url()).toBe(`${demo.shopUrl}/`);

  await page.keyboard.press('Control+.');
  const room = page.locator('control-room');
  await room.getByText('Mon 23 Nov').waitFor();
  await room.getByText(/Somebody counted: 3 of Kokkekniv/).waitFor();

  await buyTheKnife(page.frameLocator('control-dock iframe'));
  const row = room.getByRole('button', { name: /Our gateway to Tripletex: create-order 201/ });
  await row.click();
  await room
    .locator('control-payload')
    .getByText(/"reference": "V-/)
    .first()
    .waitFor();
  await room.getByRole('button', { name: /Tripletex to Warehouse: order/ }).waitFor();
  await room
    .getByText(/Order \d+ takes aside 1 × Kokkekniv/)
    .first()
    .waitFor();
  expect(await complaints(page)).toEqual([]);

  await page.keyboard.press('Control+.');
  await page.locator('control-badge').waitFor();
  await page.getByRole('heading', { name: /Ting som tåler/ }).waitFor();
  expect(broken).toEqual([]);
  await page.close();
}, 60_000);
