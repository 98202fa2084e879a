import type { Cart, Checkout } from '@vitrine/contract';
import { afterEach, expect, test } from 'vitest';
import { KEYS } from '../src/shop/keys.ts';
import { readBooks } from './books.ts';
import { DemoProcess } from './demo-process.ts';

const running: DemoProcess[] = [];
afterEach(async () => {
  for (const demo of running.splice(0)) await demo.clean();
});

const email = 'kari.nordmann@post.example';

async function ask<Answer>(
  demo: DemoProcess,
  method: string,
  path: string,
  body?: unknown,
  key = crypto.randomUUID(),
): Promise<Answer> {
  const headers = {
    'content-type': 'application/json',
    'x-api-key': KEYS.store,
    'ucp-agent': 'profile="https://vitrine.dev/profiles/test.json"',
    'request-id': crypto.randomUUID(),
    'idempotency-key': key,
  };
  const answer = await fetch(demo.shopUrl + path, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return JSON.parse(text) as Answer;
}

/** Goes to the till with one article, an address in town and the cheapest delivery. */
async function toTheTill(demo: DemoProcess): Promise<Checkout> {
  const found = await ask<{ products: { variants: { id: string; availability?: { available?: boolean } }[] }[] }>(
    demo,
    'POST',
    '/catalog/search',
    { query: 'kniv' },
  );
  const sku = found.products.flatMap(({ variants }) => variants).find(({ availability }) => availability?.available)!.id;
  const cart = await ask<Cart>(demo, 'POST', '/carts', { line_items: [{ item: { id: sku }, quantity: 1 }] });
  const opened = await ask<Checkout>(demo, 'POST', '/checkout-sessions', { cart_id: cart.id });
  const suggested = await ask<{ suggestions: { address: Record<string, string> }[] }>(demo, 'POST', '/addresses/suggest', {
    query: 'Strand',
    address_country: 'NO',
  });
  return ask<Checkout>(demo, 'PUT', `/checkout-sessions/${opened.id}`, {
    line_items: opened.line_items.map(({ id, item, quantity }) => ({ id, item: { id: item.id }, quantity })),
    buyer: { first_name: 'Kari', last_name: 'Nordmann', email },
    fulfillment: {
      methods: [
        { type: 'shipping', destinations: [{ ...suggested.suggestions[0]!.address, first_name: 'Kari', last_name: 'Nordmann' }] },
      ],
    },
  });
}

async function cardToken(demo: DemoProcess, number: string): Promise<string> {
  const body = new URLSearchParams({
    type: 'card',
    'card[number]': number,
    'card[exp_month]': '12',
    'card[exp_year]': '2030',
    'card[cvc]': '123',
  });
  const answer = await fetch(`${demo.strangerUrl}/v1/payment_methods`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEYS.stripe.publishableKey}` },
    body,
  });
  return ((await answer.json()) as { id: string }).id;
}

const DEATHS = ['place-order/authorise/after', 'place-order/book/before'];

test.each(DEATHS)(
  'the power goes at %s: afterwards there is exactly one order and one charge',
  async (crashAt) => {
    const doomed = await DemoProcess.start({ args: ['--crash-at', crashAt] });
    running.push(doomed);
    const checkout = await toTheTill(doomed);
    expect(checkout.status).toBe('ready_for_complete');

    const handler = Object.values(checkout.ucp.payment_handlers)[0]![0]!;
    const payment = {
      instruments: [
        {
          id: 'card-1',
          handler_id: handler.id,
          type: 'card',
          selected: true,
          credential: { type: 'stripe.payment_method', token: await cardToken(doomed, '4242424242424242') },
        },
      ],
    };
    const key = crypto.randomUUID();
    await expect(ask(doomed, 'POST', `/checkout-sessions/${checkout.id}/complete`, { payment }, key)).rejects.toThrow();
    expect(await doomed.ended).toBe('SIGKILL');

    const demo = await DemoProcess.start({ dataFolder: doomed.dataFolder });
    running.push(demo);
    await expect
      .poll(async () => (await ask<Checkout>(demo, 'GET', `/checkout-sessions/${checkout.id}`)).status, {
        timeout: 20_000,
        interval: 200,
      })
      .toBe('completed');

    const books = await readBooks(demo, email);
    expect(books.customers).toHaveLength(1);
    expect(books.orders).toHaveLength(1);
    expect(books.payments.filter(({ status }) => status !== 'canceled')).toHaveLength(1);
    expect(books.payments[0]!.amount).toBe(checkout.totals.find(({ type }) => type === 'total')!.amount);
  },
  90_000,
);
