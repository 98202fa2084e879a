import { expect, test } from 'vitest';
import { Affinities } from '../src/recommendations/affinities.ts';
import { openSmallShop, readyCheckout } from './small-shop.ts';

const times = (count: number, basket: string[]) => Array.from({ length: count }, () => basket);
const BASKETS = [
  ...times(38, ['KNIV-20', 'FJOL-1']),
  ...times(40, ['KNIV-16']),
  ...times(34, ['KNIV-20', 'LYKT-1', 'KRUS-1']),
  ...times(5, ['FJOL-1']),
];

test('what belongs with the knife carries its figure: 38 of 112 buyers', async () => {
  const shop = await openSmallShop({ baskets: BASKETS });
  const cart = (await shop.call('POST', '/carts', { line_items: [{ item: { id: 'KNIV-16' }, quantity: 1 }] })).body;
  const { body } = await shop.call('POST', '/offers', { cart_id: cart.id });

  expect(body.offers[0]).toMatchObject({ id: 'FJOL', bought_together: { title: 'Kjøkkenkniv', buyers: 38, of: 112 } });
  expect(body.offers.map(({ id }) => id)).not.toContain('KNIV');
  expect(body.offers.map(({ id }) => id)).not.toContain('KRUS');
  expect(body.free_delivery).toEqual({ threshold: 100_000, missing: 30_100 });
});

test('the sum is done once delivery has a price: this board for 499 kr makes delivery free', async () => {
  const shop = await openSmallShop({ baskets: BASKETS });
  const cart = (await shop.call('POST', '/carts', { line_items: [{ item: { id: 'KNIV-16' }, quantity: 1 }] })).body;
  const before = (await shop.call('POST', '/offers', { cart_id: cart.id })).body.offers[0];
  expect(before.arithmetic).toBeUndefined();

  const ready = await readyCheckout(shop);
  await shop.call('POST', '/checkout-sessions', {
    cart_id: cart.id,
    buyer: ready.buyer && { email: 'a@b.no' },
    fulfillment: {
      methods: [
        {
          type: 'shipping',
          destinations: [{ street_address: 'Bryggegata 12B', postal_code: '5003', address_locality: 'Bergen' }],
        },
      ],
    },
  });
  const after = (await shop.call('POST', '/offers', { cart_id: cart.id })).body.offers[0];
  expect(after.arithmetic).toEqual({ price: 49_900, saves_delivery: 9_900, pays_more: 40_000 });
});

test('two purchases in common do not beat two thousand', () => {
  const affinities = new Affinities();
  affinities.learn([...times(2, ['a', 'rare']), ...times(2_000, ['a', 'b']), ...times(500, ['b'])] as never, (sku) => sku);
  expect(affinities.near('a').map(({ productId }) => productId)).toEqual(['b', 'rare']);
});

test('a showcase is popular for a stranger, and personal with its reason for who looked at knives', async () => {
  const shop = await openSmallShop({ baskets: BASKETS });
  const stranger = (await shop.call('POST', '/showcases', { placement: 'home' })).body;
  expect(stranger.source).toBe('popular');
  expect(stranger.items[0]).toMatchObject({ product: { id: 'KNIV' }, reason: { code: 'popular', buyers: 112 } });
  expect(stranger.items.at(-1)!.product.id).toBe('KRUS');

  const known = (
    await shop.call('POST', '/showcases', { placement: 'home', profile: { bought: ['KNIV-20'], searched: ['lykt'] } })
  ).body;
  expect(known.source).toBe('personal');
  expect(known.items[0].reason.code).toMatch(/searched|bought_with/);
  expect(known.items.filter(({ reason }) => reason.code === 'bought_with')[0]!.reason).toMatchObject({
    title: 'Kjøkkenkniv',
    buyers: 38,
    of: 112,
  });
  expect(known.items.slice(0, 2).map(({ product }) => product.id)).not.toContain('KNIV');
});
