import type { OrderReviewsResponse, Product, ReviewsResponse } from '@vitrine/contract';
import { runJourney } from '@vitrine/simulator/journey/run';
import { KEYS } from '@vitrine/simulator/shop/keys';
import type { Shop } from '@vitrine/simulator/shop/open-shop';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { schemaDocument } from '../src/routes/extension-schemas.ts';
import { openSmallShop } from './small-shop.ts';
import { specs, ucpSchemas } from './specs.ts';

const HOUR_MS = 3_600_000;

/** Days of a town's life take seconds on a busy machine. */
vi.setConfig({ testTimeout: 60_000 });

/** Somebody has bought something, has it at home, and comes back to the page; the gateway has been started anew. */
async function afterwards() {
  const { shop, trip } = await runJourney({ seed: 4 });
  shop.reopen();
  await settle(shop, shop.start());
  const { orderId, lines } = trip!;
  const order = (await shop.orderBook.read('order', orderId))!.row;
  let wishes = 0;
  const ask = async <Body = Record<string, unknown>>(method: string, path: string, body?: object, key?: string) => {
    const answered = shop.fetch(`${shop.settings.publicUrl}${path}`, {
      method,
      headers: {
        'X-API-Key': KEYS.store,
        'Content-Type': 'application/json',
        ...(path.startsWith('/orders') ? { Authorization: `Bearer ${order.token}` } : {}),
        ...(method === 'GET' ? {} : { 'Idempotency-Key': key ?? `wish-${(wishes += 1)}-${shop.world.clock.now()}` }),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const answer = await settle(shop, answered);
    return { status: answer.status, body: (await answer.json()) as Body };
  };
  const sku = lines[0]!.sku;
  const write = (draft: object = {}, key?: string) =>
    ask<{ review_id: string; messages: { code: string }[] }>(
      'POST',
      `/orders/${orderId}/reviews`,
      { sku, stars: 2, title: 'Litt skuffet', text: 'Kjennes spinklere enn beskrevet.', ...draft },
      key,
    );
  const reviews = async (query = '') => (await ask<ReviewsResponse>('GET', `/products/${sku}/reviews?limit=50${query}`)).body;
  const state = async () => (await ask<OrderReviewsResponse>('GET', `/orders/${orderId}/reviews`)).body.items;
  return { shop, order, orderId, sku, ask, write, reviews, state };
}

/** Lets the world go on until an answer is there. */
async function settle<T>(shop: Shop, answer: Promise<T>): Promise<T> {
  let settled = false;
  const done = () => void (settled = true);
  answer.then(done, done);
  await shop.world.clock.runWhile(() => settled, HOUR_MS);
  return answer;
}

describe('after the parcel has come', () => {
  let home: Awaited<ReturnType<typeof afterwards>>;
  beforeEach(async () => {
    home = await afterwards();
  }, 60_000);

  test('what was bought is reviewed, is read by somebody, and then counts wherever the product is shown', async () => {
    const { shop, sku, ask, write, reviews, state } = home;
    const before = await reviews();
    expect(await state()).toContainEqual(expect.objectContaining({ sku, state: 'open' }));
    const written = await write();
    expect(written).toMatchObject({ status: 201, body: { state: 'pending', sku } });
    expect(await state()).toContainEqual(expect.objectContaining({ sku, state: 'pending', stars: 2 }));
    expect((await reviews()).summary).toEqual(before.summary);

    await shop.world.clock.runFor(HOUR_MS);
    expect(await state()).toContainEqual(expect.objectContaining({ sku, state: 'published' }));
    const after = await reviews();
    expect(after.summary!.count).toBe(before.summary!.count + 1);
    expect(after.summary!.histogram['2']).toBe(before.summary!.histogram['2'] + 1);
    expect(after.reviews[0]).toMatchObject({ id: written.body.review_id, stars: 2, verified_purchase: true });
    expect(after.provenance).toEqual({ verified_purchases_only: true });

    const { product } = (await ask<{ product: Product }>('POST', '/catalog/product', { id: after.product_id })).body;
    expect(product.rating).toEqual({
      value: after.summary!.average,
      scale_min: 1,
      scale_max: 5,
      count: after.summary!.count,
    });
    const found = (await ask<{ products: Product[] }>('POST', '/catalog/search', { query: product.title })).body.products;
    expect(found.find(({ id }) => id === product.id)!.rating).toEqual(product.rating);
  });

  test('one purchase is one review, however often it is sent', async () => {
    const { shop, write, reviews } = home;
    const [one, again] = [await write({}, 'the-same-wish'), await write({}, 'the-same-wish')];
    expect(again.body.review_id).toBe(one.body.review_id);
    expect((await write({ stars: 5 })).body.messages).toMatchObject([{ code: 'already_reviewed' }]);
    await shop.world.clock.runFor(HOUR_MS);
    expect((await reviews()).reviews.filter(({ id }) => id === one.body.review_id)).toHaveLength(1);
  });

  test('a review whose answer was lost is written once', async () => {
    const { shop, write } = home;
    shop.world.faults.add({ to: 'reviews', operation: 'write', kind: 'lost-response' });
    expect((await write()).status).toBe(504);
    expect((await write()).status).toBe(201);
    const written = shop.world.table('reviews', 'reviews').size;
    expect(written).toBe(1);
  });

  test.each([
    [{ text: 'Skriv til kari@example.no' }, 'contains_email'],
    [{ text: 'Helvetes dårlig' }, 'contains_profanity'],
    [{ sku: 'FINNES-IKKE' }, 'not_bought'],
  ])('%j is not published: %s', async (draft, code) => {
    const { write, state } = home;
    const answer = await write(draft);
    expect(answer).toMatchObject({
      status: 200,
      body: { ucp: { status: 'error' }, messages: [{ code, severity: 'recoverable' }] },
    });
    expect(await state()).not.toContainEqual(expect.objectContaining({ state: 'pending' }));
    if (code.startsWith('contains')) expect((await write({ text: 'Litt spinkel, ellers fin.' })).status).toBe(201);
  });

  test('the buyer is asked once, two days later', async () => {
    const { shop, order } = home;
    await shop.world.clock.runFor(72 * HOUR_MS);
    const asked = shop.world.journal.entries.filter(
      (entry) => entry.kind === 'message' && entry.to === 'reviews' && entry.operation === 'invite',
    );
    expect(asked).toHaveLength(1);
    const answered = shop.world.network.fetchAs('phone')(`https://api.meldingen.example/v1/messages?to=${order.buyer.email}`, {
      headers: { authorization: `Bearer ${KEYS.messages.key}` },
    });
    const { messages } = (await (await settle(shop, answered)).json()) as { messages: { subject?: string }[] };
    expect(messages.filter(({ subject }) => subject?.startsWith('Hva synes du'))).toHaveLength(1);
  });

  test('searching does not wait for a review service that is silent', async () => {
    const { shop, ask, sku } = home;
    shop.reopen();
    shop.world.faults.add({ to: 'reviews', kind: 'lost-request', times: 100 });
    await settle(shop, shop.start());
    const asked = shop.world.clock.now();
    expect((await ask('POST', '/catalog/search', { query: 'kniv' })).status).toBe(200);
    expect(shop.world.clock.now() - asked).toBeLessThan(1_000);
    expect((await ask('GET', `/products/${sku}/reviews`)).status).toBe(503);
  });

  test('a vote counts once to each reader', async () => {
    const { ask, reviews, shop, write } = home;
    await write();
    await shop.world.clock.runFor(HOUR_MS);
    const { id, helpful } = (await reviews()).reviews[0]!;
    const vote = (voter: string) => ask<{ helpful: number }>('POST', `/reviews/${id}/helpful`, { voter });
    expect((await vote('reader-one')).body.helpful).toBe(helpful + 1);
    expect((await vote('reader-one')).body.helpful).toBe(helpful + 1);
    expect((await ask('POST', '/reviews/rev_nobody-wrote/helpful', { voter: 'reader-one' })).body).toMatchObject({
      messages: [{ code: 'not_found' }],
    });
  });

  test('lists are filtered and paged, and wrong wishes are told', async () => {
    const { ask, sku, reviews } = home;
    const product = (await reviews()).product_id;
    const path = `/products/${product}/reviews`;
    const page = (await ask<ReviewsResponse>('GET', `${path}?limit=1&sort=lowest`)).body;
    expect(page.reviews.length).toBeLessThanOrEqual(1);
    if (page.pagination.cursor) {
      const next = (await ask<ReviewsResponse>('GET', `${path}?limit=1&sort=lowest&cursor=${page.pagination.cursor}`)).body;
      expect(next.reviews[0]!.id).not.toBe(page.reviews[0]!.id);
    }
    const five = (await ask<ReviewsResponse>('GET', `${path}?stars=5&limit=50`)).body;
    expect(five.reviews.every(({ stars }) => stars === 5)).toBe(true);
    for (const wrong of ['sort=best', 'limit=0', 'stars=6', 'language=norwegian', 'cursor=nobody-has-this'])
      expect((await ask('GET', `/products/${sku}/reviews?${wrong}`)).status).toBe(400);
    expect((await ask('GET', '/products/FINNES-IKKE/reviews')).body).toMatchObject({ messages: [{ code: 'not_found' }] });
  });

  test.skipIf(!specs)('every answer is as its schema says', async () => {
    const { shop, ask, write, reviews, orderId } = home;
    const ajv = ucpSchemas([schemaDocument(shop.settings.publicUrl, 'reviews')]);
    const judge = (name: string, value: unknown) => {
      const validate = ajv.getSchema(`${shop.settings.publicUrl}/schemas/reviews.json#/$defs/${name}`)!;
      expect(validate(value) ? [] : validate.errors).toEqual([]);
    };
    judge('order', (await ask('GET', `/orders/${orderId}/reviews`)).body);
    judge('written', (await write()).body);
    await shop.world.clock.runFor(HOUR_MS);
    judge('order', (await ask('GET', `/orders/${orderId}/reviews`)).body);
    const listed = await reviews();
    judge('response', listed);
    expect(listed.reviews.length).toBeGreaterThan(0);
    const search = (await ask('POST', '/catalog/search', { filters: {} })).body;
    const validate = ajv.getSchema('https://ucp.dev/schemas/shopping/catalog_search.json#/$defs/search_response')!;
    expect(validate(search) ? [] : validate.errors).toEqual([]);
    expect(JSON.stringify(search)).toContain('"rating"');
  });
});

test('a shop without a review service says nothing of reviews', async () => {
  const shop = await openSmallShop();
  expect((await shop.call('GET', '/.well-known/ucp')).text).not.toContain('dev.vitrine.reviews');
  expect((await shop.call('GET', '/products/KNIV/reviews')).status).toBe(404);
});
