import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findChromium } from '@vitrine/workshop/chromium';
import { KEYS } from '../src/shop/keys.ts';
import { readBooks } from './books.ts';
import { DemoProcess } from './demo-process.ts';

let demo: DemoProcess;
let browser: Browser;

beforeAll(async () => {
  [demo, browser] = await Promise.all([
    DemoProcess.start({ args: ['--seed', '42'] }),
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

const email = 'kari.nordmann@post.example';

const firstAdd = (page: Page) =>
  page.locator('vitrine-showcase').first().locator('vitrine-add-button').first().getByRole('button');

async function fillCart(page: Page): Promise<void> {
  await page.goto(`${demo.shopUrl}/`);
  await firstAdd(page).click();
  const cart = page.getByRole('button', { name: /^Handlekurv, 1 vare/ });
  await cart.waitFor();
  if (!(await page.getByRole('button', { name: 'Til kassen' }).isVisible())) await cart.click();
  await page.getByRole('button', { name: 'Til kassen' }).click();
}

async function fillContact(page: Page): Promise<void> {
  await page.getByLabel('E-post', { exact: true }).fill(email);
  await page.getByLabel('Fornavn').fill('Kari');
  await page.getByLabel('Etternavn').fill('Nordmann');
  await page.getByLabel('Gateadresse').pressSequentially('Strand');
  await page.locator('[role=listbox] [role=option]').first().click();
  await expect.poll(() => page.getByLabel('Postnummer').inputValue()).toMatch(/^\d{4}$/);
  await page.getByRole('button', { name: 'Fortsett til levering' }).click();
}

async function payWithChallenge(page: Page): Promise<void> {
  const fields = page.frameLocator('iframe[title^="Kortopplysninger"]');
  await fields.getByLabel('Kortnummer').pressSequentially('4000002500003155');
  await fields.getByLabel(/Utløp/).pressSequentially('1230');
  await fields.getByLabel(/kode/i).pressSequentially('123');
  await page.getByRole('button', { name: 'Fortsett til oppsummering' }).click();
  await page.getByRole('button', { name: /^Bestill og betal/ }).click();
  const bank = page.frameLocator('iframe[title^="Bankens side"]');
  await bank.getByRole('button', { name: /Approve|Godkjenn/ }).click();
}

/** The link that the shop wrote to the buyer. */
async function linkInReceipt(): Promise<string> {
  const answer = await fetch(`${demo.strangerUrl}/sim/messages/v1/messages?to=${encodeURIComponent(email)}`, {
    headers: { authorization: `Bearer ${KEYS.messages.key}` },
  });
  const { messages } = (await answer.json()) as { messages: { text: string }[] };
  const link = /http\S+order=\S+/.exec(messages.map(({ text }) => text).join('\n'))?.[0];
  if (!link) throw new Error('No letter to the buyer holds a link to the order.');
  return link;
}

test('a person buys with a card that asks the bank, and follows the parcel to the door', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const broken: string[] = [];
  page.on('pageerror', (error) => broken.push(error.message));

  await fillCart(page);
  await fillContact(page);
  await page
    .getByRole('radio', { name: /Bud til døren/ })
    .first()
    .check();
  await page.getByRole('button', { name: 'Fortsett til betaling' }).click();
  await payWithChallenge(page);
  await page.getByRole('heading', { name: 'Takk for handelen' }).waitFor({ timeout: 20_000 });

  await demo.call('speed', { speed: 3_600 });
  await page.getByRole('heading', { name: 'Pakken er levert' }).first().waitFor({ timeout: 60_000 });
  await demo.call('speed', { speed: 1 });

  const letter = await browser.newPage();
  await letter.goto(await linkInReceipt());
  await letter.getByRole('heading', { name: 'Pakken er levert' }).first().waitFor();
  await letter.close();

  const books = await readBooks(demo, email);
  expect(books.customers).toHaveLength(1);
  expect(books.orders).toHaveLength(1);
  expect(books.orders[0]!.deliveryAddress?.id).toEqual(expect.any(Number));
  expect(books.invoices).toHaveLength(1);
  const captured = books.payments.filter(({ status }) => status === 'succeeded');
  expect(captured).toHaveLength(1);
  expect(captured[0]!.amount_received).toBe(Math.round(books.invoices[0]!.amountCurrency * 100));
  expect(broken).toEqual([]);
}, 150_000);

test('Ctrl-C stops the demo cleanly, and its orders are there when it starts again', async () => {
  const first = await DemoProcess.start();
  const page = await browser.newPage();
  try {
    await page.goto(`${first.shopUrl}/`);
    await firstAdd(page).click();
    await page.getByRole('button', { name: /^Handlekurv, 1 vare/ }).waitFor();
    expect(await first.stop()).toBe(0);

    const port = new URL(first.shopUrl).port;
    const second = await DemoProcess.start({ dataFolder: first.dataFolder, args: ['--port', port] });
    try {
      await page.reload();
      await page.getByRole('button', { name: /^Handlekurv, 1 vare/ }).waitFor();
    } finally {
      await second.kill();
    }
  } finally {
    await page.close();
    await first.clean();
  }
}, 90_000);
