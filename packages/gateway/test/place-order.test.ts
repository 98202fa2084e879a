import { describe, expect, test } from 'vitest';
import { pgliteOrderBook } from '../src/order-book/pglite.ts';
import { instrument, openSmallShop, readyCheckout, type Mood, type SmallShop } from './small-shop.ts';

const STEPS = ['recheck', 'allocate', 'authorise', 'book', 'order'] as const;

const live = (shop: SmallShop) =>
  [...shop.payments.values()].filter(({ state }) => state === 'authorised' || state === 'captured');
const heldStock = (shop: SmallShop) => [...shop.allocations.values()].filter(({ state }) => state !== 'released');
const orders = async (shop: SmallShop) => shop.book.all('order');

const checkoutNow = async (shop: SmallShop, id: string) => (await shop.call('GET', `/checkout-sessions/${id}`)).body;

/** Dies at one boundary of one step, once. */
function dying(step: string, moment: 'before' | 'after') {
  let alive = true;
  return (at: { flow: string; step: string; moment: string }) => {
    if (alive && at.flow === 'place-order' && at.step === step && at.moment === moment) {
      alive = false;
      throw new Error('The power is out.');
    }
  };
}

test('a shopper who pays has an order, a held amount and a letter', async () => {
  const shop = await openSmallShop();
  const checkout = await readyCheckout(shop);
  const { body } = await shop.call('POST', `/checkout-sessions/${checkout.id}/complete`, instrument());
  await shop.run(1_000);

  expect(body.status).toBe('completed');
  expect(body.order.label).toBe('10001');
  expect(live(shop).map(({ amount }) => amount)).toEqual([99_800]);
  expect([...shop.bookings.values()].map(({ total }) => total)).toEqual([99_800]);
  expect(shop.letters.map(({ to }) => to)).toEqual(['kari@example.no']);
  expect(body.order.permalink_url).toContain(encodeURIComponent(body.order.id));
});

test('a checkout names the country of the shop, unless the page names another', async () => {
  const shop = await openSmallShop();
  const open = async (more: object) =>
    (await shop.call('POST', '/checkout-sessions', { line_items: [{ item: { id: 'KNIV-20' }, quantity: 1 }], ...more })).body;
  expect(await open({})).toMatchObject({ context: { address_country: 'NO' } });
  expect(await open({ context: { address_country: 'SE' } })).toMatchObject({ context: { address_country: 'SE' } });
});

describe('when the process dies', () => {
  for (const step of STEPS) {
    for (const moment of ['before', 'after'] as const) {
      test(`${moment} ${step}, the next one ends with one order and one charge`, async () => {
        const shop = await openSmallShop();
        const checkout = await readyCheckout(shop);
        await shop.restart(dying(step, moment));
        const { status } = await shop.call('POST', `/checkout-sessions/${checkout.id}/complete`, instrument());
        const told = [...shop.told];
        await shop.run(300_000);
        expect(status).toBe(504);
        expect(shop.told).toEqual(told);
        expect(await orders(shop)).toHaveLength(0);

        await shop.restart();
        await shop.run(60_000);

        expect((await checkoutNow(shop, checkout.id)).status).toBe('completed');
        expect(await orders(shop)).toHaveLength(1);
        expect(live(shop)).toHaveLength(1);
        expect(heldStock(shop)).toHaveLength(1);
        expect(shop.bookings.size).toBe(1);
        expect(shop.letters).toHaveLength(1);
      });
    }
  }

  for (const step of ['unwind', 'void', 'release']) {
    for (const moment of ['before', 'after'] as const) {
      test(`${moment} ${step} of a declined payment, the next one gives the stock back`, async () => {
        const shop = await openSmallShop();
        const checkout = await readyCheckout(shop);
        await shop.restart(dying(step, moment));
        await shop.call('POST', `/checkout-sessions/${checkout.id}/complete`, instrument('pm_declined'));
        await shop.restart();
        await shop.run(60_000);

        expect((await checkoutNow(shop, checkout.id)).status).toBe('ready_for_complete');
        expect(heldStock(shop)).toHaveLength(0);
        expect(live(shop)).toHaveLength(0);
        expect(await orders(shop)).toHaveLength(0);
      });
    }
  }
});

describe('when a third party does not answer', () => {
  for (const command of ['erp.allocate', 'payment.authorise', 'erp.book']) {
    for (const mood of ['silent-before', 'silent-after'] as Mood[]) {
      test(`${command} (${mood}): it is asked what happened, and there is one order and one charge`, async () => {
        const shop = await openSmallShop();
        const checkout = await readyCheckout(shop);
        shop.moods[command] = mood;
        const { body } = await shop.call('POST', `/checkout-sessions/${checkout.id}/complete`, instrument());
        expect(body.status).toBe('complete_in_progress');
        expect(body.messages).toContainEqual(expect.objectContaining({ type: 'info', code: 'payment_checking' }));
        await shop.run(30_000);

        expect((await checkoutNow(shop, checkout.id)).status).toBe('completed');
        expect(await orders(shop)).toHaveLength(1);
        expect(live(shop)).toHaveLength(1);
        expect(shop.bookings.size).toBe(1);
      });
    }
  }
});

test('an ERP that refuses the order lets go of the money and of the stock', async () => {
  const shop = await openSmallShop();
  const checkout = await readyCheckout(shop);
  shop.moods['erp.book'] = 'broken';
  const { body } = await shop.call('POST', `/checkout-sessions/${checkout.id}/complete`, instrument());

  expect(body.status).toBe('ready_for_complete');
  expect(body.messages).toContainEqual(expect.objectContaining({ code: 'temporarily_unavailable' }));
  expect(live(shop)).toHaveLength(0);
  expect(heldStock(shop)).toHaveLength(0);
});

test('a declined card says why, gives the stock back, and another card may try', async () => {
  const shop = await openSmallShop();
  const checkout = await readyCheckout(shop);
  const declined = await shop.call('POST', `/checkout-sessions/${checkout.id}/complete`, instrument('pm_declined'));
  expect(declined.body.status).toBe('ready_for_complete');
  expect(declined.body.messages).toContainEqual(
    expect.objectContaining({ type: 'error', code: 'payment_declined', path: '$.payment', decline_code: 'insufficient_funds' }),
  );
  expect(heldStock(shop)).toHaveLength(0);

  const again = await shop.call('POST', `/checkout-sessions/${checkout.id}/complete`, instrument());
  expect(again.body.status).toBe('completed');
  expect(live(shop)).toHaveLength(1);
});

test('a bank that wants a confirmation holds the order until the shopper has given it', async () => {
  const shop = await openSmallShop();
  const checkout = await readyCheckout(shop);
  const { body } = await shop.call('POST', `/checkout-sessions/${checkout.id}/complete`, instrument('pm_challenge'));
  const [action] = body.actions['dev.ucp.payment.three_ds_challenge'];
  expect(body.status).toBe('complete_in_progress');
  expect(body.order).toBeUndefined();
  expect(action.config).toMatchObject({ payment_instrument_id: 'card-1' });

  const page = await shop.call('GET', new URL(action.config.url).pathname);
  expect(page.text).toContain('action.ready');
  expect(page.text).toContain('https://bank.example/challenge/pi_1');
  expect(page.headers.get('Content-Security-Policy')).toContain('frame-ancestors https://shop.example');

  expect((await checkoutNow(shop, checkout.id)).actions).toBeDefined();
  shop.approve('pi_1');
  const back = await shop.call('GET', `/payment-return?action=${action.id}&payment_intent=pi_1`);
  expect(back.text).toContain('action.done');
  expect((await checkoutNow(shop, checkout.id)).status).toBe('completed');
  expect(await orders(shop)).toHaveLength(1);
});

test('a confirmation that fails is a decline', async () => {
  const shop = await openSmallShop();
  const checkout = await readyCheckout(shop);
  await shop.call('POST', `/checkout-sessions/${checkout.id}/complete`, instrument('pm_challenge'));
  shop.approve('pi_1', 'declined');
  const answer = await shop.call('POST', '/webhooks/stripe', { eventId: 'evt_1', paymentId: 'pi_1' }, { signature: 'good' });
  expect(answer.status).toBe(204);
  const now = await checkoutNow(shop, checkout.id);
  expect(now.status).toBe('ready_for_complete');
  expect(now.actions).toBeUndefined();
  expect(now.messages).toContainEqual(expect.objectContaining({ code: 'payment_declined' }));
  expect(heldStock(shop)).toHaveLength(0);
});

test('a confirmation that is never given lets go of everything after a quarter of an hour', async () => {
  const shop = await openSmallShop();
  const checkout = await readyCheckout(shop);
  await shop.call('POST', `/checkout-sessions/${checkout.id}/complete`, instrument('pm_challenge'));
  await shop.run(16 * 60_000);

  const now = await checkoutNow(shop, checkout.id);
  expect(now.status).toBe('ready_for_complete');
  expect(now.messages).toContainEqual(expect.objectContaining({ decline_code: 'authentication_expired' }));
  expect([...shop.payments.values()].map(({ state }) => state)).toEqual(['voided']);
  expect(heldStock(shop)).toHaveLength(0);
});

test('a total that the shopper has not seen is not charged, whoever changed it', async () => {
  const shop = await openSmallShop();
  const checkout = await readyCheckout(shop);
  const total = checkout.totals.find(({ type }) => type === 'total')!.amount;
  const complete = (agreed: number) =>
    shop.call('POST', `/checkout-sessions/${checkout.id}/complete`, { ...instrument(), 'dev.vitrine.agreed_total': agreed });

  const { body } = await complete(total + 5_000);
  expect(body.status).toBe('ready_for_complete');
  expect(body.messages).toContainEqual(expect.objectContaining({ code: 'total_changed', path: '$.totals' }));
  expect(shop.payments.size).toBe(0);

  expect((await complete(total)).body.status).toBe('completed');
});

test('a price that has changed is shown, and nothing is charged', async () => {
  const shop = await openSmallShop();
  const checkout = await readyCheckout(shop);
  shop.articles[0]!.price = 79_900;
  const { body } = await shop.call('POST', `/checkout-sessions/${checkout.id}/complete`, instrument());

  expect(body.status).toBe('ready_for_complete');
  expect(body.totals.find(({ type }) => type === 'total')!.amount).toBe(89_800);
  expect(body.messages).toContainEqual(expect.objectContaining({ type: 'warning', code: 'total_changed' }));
  expect(shop.payments.size).toBe(0);
  expect(heldStock(shop)).toHaveLength(0);
});

test('two shoppers and one last lamp: one gets it, the other is told and pays nothing', async () => {
  const shop = await openSmallShop();
  const lines = [{ item: { id: 'LYKT-1' }, quantity: 2 }];
  const [one, two] = [await readyCheckout(shop, lines), await readyCheckout(shop, lines)];
  const answers = await Promise.all(
    [one, two].map(({ id }) => shop.call('POST', `/checkout-sessions/${id}/complete`, instrument())),
  );
  const states = answers.map(({ body }) => body.status).sort();

  expect(states).toEqual(['completed', 'incomplete']);
  expect(live(shop)).toHaveLength(1);
  expect(heldStock(shop)).toHaveLength(1);
});

test('a double press of "Pay" with one key is one order, and the same answer', async () => {
  const shop = await openSmallShop();
  const checkout = await readyCheckout(shop);
  const press = () =>
    shop.call('POST', `/checkout-sessions/${checkout.id}/complete`, instrument(), { 'Idempotency-Key': 'one-wish-only' });
  const [first, second] = await Promise.all([press(), press()]);
  const third = await press();

  expect([first.status, second.status].sort()).toEqual([200, 409]);
  expect(third.body).toEqual([first, second].find(({ status }) => status === 200)!.body);
  expect(await orders(shop)).toHaveLength(1);
  expect(live(shop)).toHaveLength(1);
});

test('nothing can be changed while the order is being placed, nor after', async () => {
  const shop = await openSmallShop();
  const checkout = await readyCheckout(shop);
  await shop.call('POST', `/checkout-sessions/${checkout.id}/complete`, instrument('pm_challenge'));
  const change = { line_items: [{ item: { id: 'FJOL-1' }, quantity: 3 }] };
  const during = await shop.call('PUT', `/checkout-sessions/${checkout.id}`, change);
  expect(during.body.status).toBe('complete_in_progress');
  expect(during.body.messages).toContainEqual(expect.objectContaining({ code: 'complete_in_progress', severity: 'recoverable' }));
  expect(during.body.line_items.map(({ item }) => item.id)).toEqual(['KNIV-20']);

  shop.approve('pi_1');
  await checkoutNow(shop, checkout.id);
  const after = await shop.call('POST', `/checkout-sessions/${checkout.id}/cancel`, {});
  expect(after.body.status).toBe('completed');
  expect(after.body.messages).toContainEqual(expect.objectContaining({ code: 'not_cancelable' }));
});

test('a process that is stopped while the bank thinks says nothing more, and the next one finds the hold', async () => {
  const shop = await openSmallShop();
  const checkout = await readyCheckout(shop);
  shop.held['payment.authorise'] = true;
  const press = shop.call('POST', `/checkout-sessions/${checkout.id}/complete`, instrument());
  await shop.run(100);
  expect(shop.told).toEqual(['erp.allocate', 'payment.authorise']);
  await shop.gateway.stop();
  shop.letGo();
  expect((await press).status).toBe(504);
  await shop.run(60_000);
  expect(shop.told).toEqual(['erp.allocate', 'payment.authorise']);

  await shop.restart();
  expect((await checkoutNow(shop, checkout.id)).status).toBe('completed');
  expect(live(shop)).toHaveLength(1);
  expect(shop.told.filter((name) => name !== 'messages.send')).toEqual(['erp.allocate', 'payment.authorise', 'erp.book']);
});

test('all this holds in a database as well as in memory', async () => {
  const book = await pgliteOrderBook();
  try {
    const shop = await openSmallShop({ book });
    const checkout = await readyCheckout(shop);
    await shop.restart(dying('authorise', 'after'));
    const died = await shop.call('POST', `/checkout-sessions/${checkout.id}/complete`, instrument());
    expect(died.status).toBe(504);
    await shop.restart();

    expect((await checkoutNow(shop, checkout.id)).status).toBe('completed');
    expect(await orders(shop)).toHaveLength(1);
    expect(live(shop)).toHaveLength(1);
    expect(shop.told.filter((name) => name !== 'messages.send')).toEqual(['erp.allocate', 'payment.authorise', 'erp.book']);
    const order = (await orders(shop))[0]!;
    const headers = { Authorization: `Bearer ${order.row.token}` };
    expect((await shop.call('GET', `/orders/${order.id}/tracking`, undefined, headers)).body.chapter).toBe('paid');
    await shop.gateway.stop();
  } finally {
    await book.close();
  }
}, 120_000);
