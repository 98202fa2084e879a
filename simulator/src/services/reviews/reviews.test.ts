import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { describe, expect, test } from 'vitest';
import { World, type SavedWorld } from '../../kernel/world.ts';
import { KEYS } from '../../shop/keys.ts';
import { messagesService } from '../messages/messages.ts';
import { reviewsService } from './reviews.ts';

interface Shown {
  id: string;
  sku: string;
  stars: number;
  status: string;
  language: string;
  helpful: number;
  published_at: string;
}

const HOUR_MS = 3_600_000;
const PURCHASED = '2026-11-20T09:00:00.000Z';

const proofOf = (reference: string, sku: string) => {
  const bytes = new TextEncoder();
  const text = `${reference}.${sku}.${PURCHASED}`;
  return btoa(String.fromCharCode(...hmac(sha256, bytes.encode(KEYS.reviews.proofSecret), bytes.encode(text))));
};

function open(saved?: SavedWorld) {
  const heard: { type: string; data: { sku: string; stars: number; summary: { count: number } } }[] = [];
  const world = new World({
    seed: 4,
    ...(saved ? { saved } : {}),
    services: {
      reviews: reviewsService({
        key: KEYS.reviews.key,
        proofSecret: KEYS.reviews.proofSecret,
        webhook: { url: 'https://shop.example/hook', secret: KEYS.reviews.webhookSecret },
        mailing: { url: 'https://api.meldingen.example', key: 'm' },
      }),
      messages: messagesService({ key: 'm' }),
    },
  });
  world.network.host('shop', 'https://shop.example', async (request) => {
    heard.push((await request.json()) as never);
    return new Response(null, { status: 204 });
  });
  const ask = async <Body = { error: { code: string } }>(path: string, init: RequestInit = {}) => {
    const headers = { authorization: `Bearer ${KEYS.reviews.key}`, ...(init.headers as Record<string, string>) };
    const answer = await world.network.fetchAs('gateway')(`https://api.omtaler.example${path}`, { ...init, headers });
    return { status: answer.status, body: (await answer.json()) as Body };
  };
  const post = <Body = { error: { code: string } }>(path: string, body: object, key = 'wish-1') =>
    ask<Body>(path, { method: 'POST', body: JSON.stringify(body), headers: { 'idempotency-key': key } });
  const sku = world.seeds.articles[0]!.sku as string;
  const review = (changes: object = {}, of = sku, reference = 'order-1') => ({
    sku: of,
    stars: 4,
    title: 'Bra kjøp',
    text: 'Gjør jobben godt.',
    author: { name: 'Kari Nordmann' },
    language: 'nb',
    purchase: { reference, purchased_at: PURCHASED, proof: proofOf(reference, of) },
    ...changes,
  });
  return { world, ask, post, sku, review, heard };
}

async function summaryOf({ ask }: ReturnType<typeof open>, sku: string) {
  return (await ask<{ count: number; average: number; histogram: Record<string, number> }>(`/v1/products/${sku}/summary`)).body;
}

describe('a review', () => {
  test('is published when somebody has read it, counts in the summary, and is told to the shop', async () => {
    const shop = open();
    const before = await summaryOf(shop, shop.sku);
    const written = await shop.post<Shown>('/v1/reviews', shop.review());
    expect(written).toMatchObject({ status: 202, body: { status: 'pending', author: 'Kari N.' } });
    expect((await summaryOf(shop, shop.sku)).count).toBe(before.count);
    await shop.world.clock.runFor(HOUR_MS);
    const after = await summaryOf(shop, shop.sku);
    expect(after.count).toBe(before.count + 1);
    expect(after.histogram['4']).toBe((before.histogram['4'] ?? 0) + 1);
    const listed = await shop.ask<{ reviews: Shown[] }>(`/v1/products/${shop.sku}/reviews`);
    expect(listed.body.reviews[0]).toMatchObject({ id: written.body.id, status: 'published', verified_purchase: true });
    expect(shop.heard).toMatchObject([
      { type: 'review.published', data: { sku: shop.sku, stars: 4, summary: { count: after.count } } },
    ]);
  });

  test('sent twice with one key is written once; one purchase is reviewed once', async () => {
    const shop = open();
    const [one, again] = [
      await shop.post<Shown>('/v1/reviews', shop.review()),
      await shop.post<Shown>('/v1/reviews', shop.review()),
    ];
    expect(again.body.id).toBe(one.body.id);
    expect(await shop.post('/v1/reviews', shop.review({ stars: 1 }))).toMatchObject({
      status: 409,
      body: { error: { code: 'idempotency_conflict' } },
    });
    expect(await shop.post('/v1/reviews', shop.review({ stars: 1 }), 'wish-2')).toMatchObject({
      status: 409,
      body: { error: { code: 'already_reviewed' } },
    });
    expect((await shop.post('/v1/reviews', shop.review({}, shop.sku, 'order-2'), 'wish-3')).status).toBe(202);
  });

  test.each([
    [{ text: 'Skriv til meg på kari@example.no' }, 422, 'contains_email'],
    [{ text: 'Billigere på https://annen.example' }, 422, 'contains_link'],
    [{ text: 'Ring meg på 912 34 567 så forteller jeg' }, 422, 'contains_number'],
    [{ title: 'Faens søppel' }, 422, 'contains_profanity'],
    [{ stars: 6 }, 422, 'invalid_stars'],
    [{ stars: 4.5 }, 422, 'invalid_stars'],
    [{ text: 'OK' }, 422, 'invalid_text'],
    [{ sku: 'FINNES-IKKE' }, 422, 'unknown_product'],
    [{ purchase: { reference: 'order-1', purchased_at: PURCHASED, proof: 'AAAA' } }, 403, 'purchase_not_proven'],
    [{ purchase: undefined }, 403, 'purchase_not_proven'],
  ])('with %j is refused: %i %s', async (changes, status, code) => {
    const shop = open();
    expect(await shop.post('/v1/reviews', shop.review(changes))).toMatchObject({ status, body: { error: { code } } });
    await shop.world.clock.runFor(HOUR_MS);
    expect(shop.heard).toEqual([]);
  });

  test('a proof for one article proves nothing for another', async () => {
    const shop = open();
    const other = shop.world.seeds.articles[1]!.sku;
    expect((await shop.post('/v1/reviews', shop.review({ sku: other }))).status).toBe(403);
  });

  test('is helpful once to each reader', async () => {
    const shop = open();
    const { body } = await shop.post<Shown>('/v1/reviews', shop.review());
    const vote = (voter: string) => shop.post<Shown>(`/v1/reviews/${body.id}/helpful`, { voter });
    expect((await vote('reader-1')).status).toBe(404);
    await shop.world.clock.runFor(HOUR_MS);
    expect([await vote('reader-1'), await vote('reader-1'), await vote('reader-2')].map((one) => one.body.helpful)).toEqual([
      1, 1, 2,
    ]);
  });
});

describe('lists', () => {
  async function filled() {
    const shop = open();
    for (const [index, stars] of [5, 1, 3, 5, 2].entries())
      await shop.post(
        '/v1/reviews',
        shop.review({ stars, language: index % 2 ? 'en' : 'nb' }, shop.sku, `o-${index}`),
        `wish-${index}`,
      );
    await shop.world.clock.runFor(HOUR_MS);
    const list = (query: string) =>
      shop.ask<{ reviews: Shown[]; total: number; next_cursor: string | null }>(`/v1/products/${shop.sku}/reviews?${query}`);
    return { ...shop, list };
  }

  test('are sorted and filtered as asked', async () => {
    const { list } = await filled();
    const highest = (await list('sort=highest&limit=50')).body.reviews;
    expect(highest.map(({ stars }) => stars)).toEqual(highest.map(({ stars }) => stars).sort((a, b) => b - a));
    const newest = (await list('limit=50')).body.reviews.map(({ published_at }) => published_at);
    expect(newest).toEqual([...newest].sort().reverse());
    const some = (await list('stars=1,2&language=en&limit=50')).body.reviews;
    expect(some.length).toBeGreaterThan(0);
    expect(some.every(({ stars, language }) => stars <= 2 && language === 'en')).toBe(true);
  });

  test('page by page hold everything once', async () => {
    const { list } = await filled();
    const whole = (await list('limit=50')).body;
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await list(`limit=2${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...body.reviews.map(({ id }) => id));
      cursor = body.next_cursor;
    }
    expect(seen).toEqual(whole.reviews.map(({ id }) => id));
    expect(whole.total).toBe(seen.length);
    expect((await list('cursor=rev_nobody')).status).toBe(422);
  });

  test('of summaries tell what has changed since', async () => {
    const shop = open();
    const all = async (query: string) =>
      (await shop.ask<{ summaries: { sku: string }[] }>(`/v1/summaries?${query}`)).body.summaries.map(({ sku }) => sku);
    const since = new Date(shop.world.clock.now()).toISOString();
    expect(await all(`updated_since=${since}`)).toEqual([]);
    await shop.post('/v1/reviews', shop.review());
    await shop.world.clock.runFor(HOUR_MS);
    expect(await all(`updated_since=${since}`)).toEqual([shop.sku]);
    expect(await all(`skus=${shop.sku}`)).toEqual([shop.sku]);
  });
});

describe('an invitation', () => {
  const invitation = (sku: string, reference = 'order-9') => ({
    reference,
    order_number: '10001',
    buyer: { name: 'Kari Nordmann', email: 'kari@example.no' },
    items: [{ sku, title: 'Kokkekniv' }],
    delivered_at: '2026-11-23T07:00:00Z',
    review_url: 'https://shop.example/order',
    language: 'nb',
  });

  test('leaves once, two days after delivery, and some who get one write', async () => {
    const shop = open();
    const orders = Array.from({ length: 30 }, (_, index) => `order-${index}`);
    for (const reference of orders) {
      expect((await shop.post('/v1/invitations', invitation(shop.sku, reference))).status).toBe(201);
      expect((await shop.post('/v1/invitations', invitation(shop.sku, reference))).status).toBe(200);
    }
    const letters = shop.world.table('messages', 'messages');
    await shop.world.clock.runFor(47 * HOUR_MS);
    expect(letters.size).toBe(0);
    await shop.world.clock.runFor(2 * HOUR_MS);
    expect(letters.size).toBe(30);
    await shop.world.clock.runFor(5 * 24 * HOUR_MS);
    expect(shop.heard.length).toBeGreaterThan(3);
    expect(shop.heard.length).toBeLessThan(25);
  });

  test('is kept over a restart of the world, and so are reviews', async () => {
    const first = open();
    await first.post('/v1/invitations', invitation(first.sku));
    await first.post('/v1/reviews', first.review());
    await first.world.clock.runFor(HOUR_MS);
    const counted = (await summaryOf(first, first.sku)).count;
    const second = open(JSON.parse(JSON.stringify(first.world.save())) as SavedWorld);
    expect((await summaryOf(second, second.sku)).count).toBe(counted);
    await second.world.clock.runFor(49 * HOUR_MS);
    expect(second.world.table('messages', 'messages').size).toBe(1);
  });
});

test('somebody angry gives one star at once', async () => {
  const shop = open();
  const lever = shop.world.service('reviews').levers!.find(({ name }) => name === 'angry-review')!;
  lever.pull({ sku: shop.sku });
  await shop.world.clock.runFor(1_000);
  expect(shop.heard).toMatchObject([{ data: { sku: shop.sku, stars: 1 } }]);
  expect(() => lever.pull({ sku: 'FINNES-IKKE' })).toThrow(RangeError);
});

test('the past of this world agrees with itself: its reviews are listed, and stars and summaries are the same', async () => {
  const shop = open();
  const { reviews } = shop.world.seeds;
  expect(reviews.length).toBeGreaterThan(20);
  for (const { sku } of reviews.slice(0, 20)) {
    const stars = reviews.filter((one) => one.sku === sku).map(({ rating }) => rating);
    const summary = await summaryOf(shop, sku);
    expect(summary.count).toBe(stars.length);
    expect(summary.average).toBe(Math.round((stars.reduce((sum, one) => sum + one, 0) * 10) / stars.length) / 10);
    const listed = await shop.ask<{ total: number }>(`/v1/reviews?skus=${sku}`);
    expect(listed.body.total).toBe(stars.length);
  }
});

test('strangers and unknown paths are refused in the service’s own words', async () => {
  const { world, ask } = open();
  expect((await world.network.fetchAs('x')('https://api.omtaler.example/v1/summaries')).status).toBe(401);
  expect(await ask('/v1/sumaries')).toMatchObject({ status: 404, body: { error: { code: 'unknown_path' } } });
});
