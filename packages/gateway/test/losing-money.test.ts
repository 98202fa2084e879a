import { expect, test } from 'vitest';
import { stateOf } from '../src/connectors/stripe/payment-state.ts';
import { instrument, KEY, openSmallShop, readyCheckout, type SmallShop } from './small-shop.ts';

const complete = (shop: SmallShop, id: string, token?: string) =>
  shop.call('POST', `/checkout-sessions/${id}/complete`, instrument(token));
const now = async (shop: SmallShop, id: string) => (await shop.call('GET', `/checkout-sessions/${id}`)).body;
const states = (shop: SmallShop) => [...shop.payments.values()].map(({ state }) => state);

test('goods that were found missing, and whose taking back was lost, are not sold after all', async () => {
  const shop = await openSmallShop();
  const checkout = await readyCheckout(shop);
  // Two shoppers reached for one knife: this one's order stands in the ERP, but the stock is overdrawn.
  shop.moods['erp.allocate'] = 'silent-after';
  await complete(shop, checkout.id);
  shop.articles.find(({ sku }) => sku === 'KNIV-20')!.available = 0;
  await shop.run(30_000);
  const after = await now(shop, checkout.id);
  expect(after.status).not.toBe('completed');
  expect(shop.told.filter((name) => name === 'erp.allocate')).toHaveLength(2);
  expect(shop.payments.size).toBe(0);
  expect(shop.allocations.get('AL-1')!.state).toBe('released');
});

test("a declined payment is closed, so that a late yes of the bank holds nobody's money", async () => {
  const shop = await openSmallShop();
  const checkout = await readyCheckout(shop);
  await complete(shop, checkout.id, 'pm_declined');
  expect(states(shop)).toEqual(['voided']);
});

test('a hold of less than the price is let go, and sells nothing', async () => {
  const shop = await openSmallShop();
  const checkout = await readyCheckout(shop);
  await complete(shop, checkout.id, 'pm_challenge');
  shop.payments.get('pi_1')!.amount = 100;
  shop.approve('pi_1');
  expect((await now(shop, checkout.id)).status).toBe('ready_for_complete');
  expect(states(shop)).toEqual(['voided']);
  expect(shop.bookings.size).toBe(0);
});

test('a payment that wants what nobody here can show is a decline, and not a riddle that keeps stock for ever', () => {
  const amounts = { amount: 100, amount_capturable: 0, amount_received: 0, created: 1, metadata: {} };
  const next_action = { type: 'multibanco_display_details' };
  const intent = { id: 'pi_1', object: 'payment_intent' as const, status: 'requires_action', next_action, ...amounts };
  expect(stateOf(intent)).toEqual({ state: 'declined', paymentId: 'pi_1', code: 'card_not_supported' });
});

test('two gateways on one book that carry one order on at once: one order, and both can tell of it', async () => {
  const first = await openSmallShop();
  const checkout = await readyCheckout(first);
  await complete(first, checkout.id, 'pm_challenge');
  const one = first.gateway;
  const stay = one.stop;
  // The second gateway starts beside the first, which goes on.
  one.stop = async () => {};
  await first.restart();
  const two = first.gateway;
  one.stop = stay;
  first.approve('pi_1');
  const ask = (gateway: typeof one) =>
    gateway.fetch(new Request(`https://gateway.example/checkout-sessions/${checkout.id}`, { headers: { 'X-API-Key': KEY } }));
  const both = await Promise.all([ask(one), ask(two)]);
  expect(both.map(({ status }) => status)).toEqual([200, 200]);
  await first.run(90_000);
  for (const gateway of [one, two]) {
    const answer = await ask(gateway);
    expect([answer.status, ((await answer.json()) as { status: string }).status]).toEqual([200, 'completed']);
  }
  expect(await first.book.all('order')).toHaveLength(1);
  expect(first.bookings.size).toBe(1);
  await one.stop();
});

test('a code for large orders is refused on small ones', async () => {
  const discountCodes = {
    STOR: { title: '100 kr av over 800 kr', amount: 10_000, goodsFrom: 80_000 },
    FEIL: { title: 'En skrivefeil', percent: 1_000 },
  };
  const shop = await openSmallShop({ settings: { discountCodes } });
  const totalOf = async (id: string, code: string) => {
    const { body } = await shop.call('POST', '/carts', {
      line_items: [{ item: { id }, quantity: 1 }],
      discounts: { codes: [code] },
    });
    return body.totals.find(({ type }) => type === 'total')!.amount;
  };
  expect(await totalOf('KNIV-16', 'STOR')).toBe(69_900);
  expect(await totalOf('KNIV-20', 'STOR')).toBe(79_900);
  expect(await totalOf('KNIV-20', 'FEIL')).toBe(0);
});

test('a body without end is refused at its limit, and not kept in memory', async () => {
  const shop = await openSmallShop();
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 16_384;
      controller.enqueue(new Uint8Array(16_384));
      if (sent > 8_000_000) controller.close();
    },
  });
  const init = { method: 'POST', headers: { signature: 'good' }, body, duplex: 'half' };
  const answer = await shop.gateway.fetch(new Request('https://gateway.example/webhooks/warehouse', init));
  expect(answer.status).toBe(413);
  expect(sent).toBeLessThan(1_000_000);
});

test('what a checkout knew of its shopper goes a day after it ended, but never while an order is being placed', async () => {
  const shop = await openSmallShop();
  const forgotten = await readyCheckout(shop);
  const waiting = await readyCheckout(shop);
  await complete(shop, waiting.id, 'pm_challenge');
  expect((await shop.book.read('checkout', waiting.id))!.due).toBeUndefined();
  await shop.run(32 * 60 * 60_000);
  expect(await shop.book.read('checkout', forgotten.id)).toBeUndefined();
  expect(states(shop)).toEqual(['voided']);
});
