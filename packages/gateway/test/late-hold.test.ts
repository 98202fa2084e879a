import { expect, test } from 'vitest';
import { instrument, openSmallShop, readyCheckout, type SmallShop } from './small-shop.ts';

const MINUTE = 60_000;

const states = (shop: SmallShop) => [...shop.payments.values()].map(({ state }) => state);

/** "Pay" is pressed; the bank stays silent, knows of nothing when it is asked, and then refuses for good. */
async function givenUp(shop: SmallShop): Promise<string> {
  const checkout = await readyCheckout(shop);
  shop.moods['payment.authorise'] = 'late';
  await shop.call('POST', `/checkout-sessions/${checkout.id}/complete`, instrument());
  shop.moods['payment.authorise'] = 'broken';
  await shop.run(5_000);
  const { body } = await shop.call('GET', `/checkout-sessions/${checkout.id}`);
  expect(body.status).toBe('ready_for_complete');
  expect(body.messages).toContainEqual(expect.objectContaining({ code: 'temporarily_unavailable' }));
  expect(shop.payments.size).toBe(0);
  return checkout.id;
}

/** The bank tells of the first payment, as of one that it holds. */
async function bankTells(shop: SmallShop, reference = shop.payments.get('pi_1')!.reference, eventId = 'evt_1') {
  const state = { state: 'authorised', paymentId: 'pi_1', amount: shop.payments.get('pi_1')!.amount };
  const answer = await shop.call(
    'POST',
    '/webhooks/stripe',
    { eventId, paymentId: 'pi_1', state, reference },
    { signature: 'good' },
  );
  expect(answer.status).toBe(204);
  await shop.run(1_000);
}

const voids = (shop: SmallShop) => shop.told.filter((name) => name === 'payment.void').length;

test('a hold that arrives after its attempt was given up is let go as soon as the bank tells of it', async () => {
  const shop = await openSmallShop();
  await givenUp(shop);
  shop.arrive();
  expect(states(shop)).toEqual(['authorised']);
  await bankTells(shop);
  expect(states(shop)).toEqual(['voided']);

  await bankTells(shop);
  await bankTells(shop, undefined, 'evt_2');
  await shop.run(2 * 60 * MINUTE);
  expect(voids(shop)).toBe(1);
  expect((await shop.book.all('job')).filter(({ row }) => row.job === 'void-late')).toEqual([]);
});

test.each([1, 10, 50])('a hold that arrives %i minutes later, of which the bank never tells, is looked for', async (minutes) => {
  const shop = await openSmallShop();
  await givenUp(shop);
  await shop.run(minutes * MINUTE);
  shop.arrive();
  await shop.run((61 - minutes) * MINUTE);
  expect(states(shop)).toEqual(['voided']);
  expect((await shop.book.all('job')).filter(({ row }) => row.job === 'void-late')).toEqual([]);
});

test('a new process lets go of what the old one has left behind, although the bank is silent at first', async () => {
  const shop = await openSmallShop();
  await givenUp(shop);
  shop.arrive();
  shop.moods['payment.void'] = 'silent-before';
  await bankTells(shop);
  expect(states(shop)).toEqual(['authorised']);
  await shop.restart();
  await shop.run(30_000);
  expect(states(shop)).toEqual(['voided']);
});

test('a late hold of the first try is let go, and the order of the second keeps its own', async () => {
  const shop = await openSmallShop();
  const id = await givenUp(shop);
  shop.arrive();
  const again = await shop.call('POST', `/checkout-sessions/${id}/complete`, instrument());
  expect(again.body.status).toBe('completed');
  await bankTells(shop);
  await bankTells(shop, shop.payments.get('pi_2')!.reference, 'evt_2');
  await shop.run(61 * MINUTE);
  expect(states(shop)).toEqual(['voided', 'authorised']);
});

test('news of a hold whose attempt is still under way, or is an order, takes nothing from it', async () => {
  const shop = await openSmallShop();
  const checkout = await readyCheckout(shop);
  shop.moods['payment.authorise'] = 'silent-after';
  await shop.call('POST', `/checkout-sessions/${checkout.id}/complete`, instrument());
  await bankTells(shop);
  await shop.run(30_000);
  expect((await shop.call('GET', `/checkout-sessions/${checkout.id}`)).body.status).toBe('completed');
  await bankTells(shop, undefined, 'evt_2');
  await shop.run(61 * MINUTE);
  expect(states(shop)).toEqual(['authorised']);
});

test("another shop's payment with the same bank is none of our business", async () => {
  const shop = await openSmallShop();
  await givenUp(shop);
  shop.arrive();
  shop.payments.get('pi_1')!.reference = 'THEIRS';
  await bankTells(shop);
  await shop.run(61 * MINUTE);
  expect(states(shop)).toEqual(['authorised']);
});
