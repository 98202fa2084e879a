import { Fault, type Cart, type CartId, type CartRequest, type Sku } from '@vitrine/contract';
import { createActor, fromPromise, waitFor } from 'xstate';
import { describe, expect, test } from 'vitest';
import { cartMachine, project, type CartInput } from './cart.machine.ts';

const KNIFE = 'KNIFE-20' as Sku;
const BOARD = 'BOARD-01' as Sku;

interface Ask {
  cartId: CartId | null;
  key: string;
  request: CartRequest;
  answer(cart: Cart | null): void;
  fail(fault: Fault): void;
}

const cartOf = (request: CartRequest, more: Partial<Cart> = {}): Cart => ({
  ucp: { version: '2026-08-25' },
  id: 'cart-1' as CartId,
  currency: 'NOK',
  line_items: request.line_items.map(({ item, quantity }, index) => ({
    id: `line-${index}`,
    item: { id: item.id, title: item.id, price: 10_000 },
    quantity,
    totals: [{ type: 'total', amount: 10_000 * quantity }],
  })),
  totals: [],
  ...more,
});

/** A gateway that answers when the test says so. */
function openCart(input: Partial<CartInput> = {}) {
  const asked: Ask[] = [];
  let ids = 0;
  const machine = cartMachine.provide({
    actors: {
      readCart: fromPromise(({ input: { cartId } }) =>
        Promise.resolve(cartId === null ? null : cartOf({ line_items: [{ item: { id: BOARD }, quantity: 1 }] })),
      ),
      writeCart: fromPromise(
        ({ input: ask }) => new Promise<Cart | null>((answer, fail) => asked.push({ ...ask, answer, fail })),
      ),
    },
  });
  const cart = createActor(machine, { input: { makeId: () => `id${++ids}`, ...input } });
  const emitted: string[] = [];
  cart.on('line.added', ({ sku, quantity }) => emitted.push(`added ${quantity} ${sku}`));
  cart.start();
  const shown = () => {
    const { cart: known, changes } = cart.getSnapshot().context;
    return project(known, changes).map(({ sku, quantity, pending }) => `${quantity} ${sku}${pending ? ' …' : ''}`);
  };
  const rests = () => waitFor(cart, (snapshot) => snapshot.matches('idle') || snapshot.matches('failed'));
  return { cart, asked, emitted, shown, rests };
}

describe('the cart', () => {
  test('shows an addition at once and creates the cart with it', async () => {
    const { cart, asked, shown, emitted, rests } = openCart();

    cart.send({ type: 'line.add', sku: KNIFE, quantity: 1 });

    expect(shown()).toEqual(['1 KNIFE-20 …']);
    expect(asked[0]).toMatchObject({ cartId: null, request: { line_items: [{ item: { id: KNIFE }, quantity: 1 }] } });
    asked[0]!.answer(cartOf(asked[0]!.request));
    await rests();
    expect(shown()).toEqual(['1 KNIFE-20']);
    expect(emitted).toEqual(['added 1 KNIFE-20']);
  });

  test('keeps clicks made while adding and sends them together', async () => {
    const { cart, asked, shown, rests } = openCart();
    cart.send({ type: 'line.add', sku: KNIFE, quantity: 1 });
    cart.send({ type: 'line.add', sku: KNIFE, quantity: 2 });
    cart.send({ type: 'line.add', sku: BOARD, quantity: 1 });

    expect(asked).toHaveLength(1);
    asked[0]!.answer(cartOf(asked[0]!.request));
    await waitFor(cart, () => asked.length === 2);

    expect(shown()).toEqual(['3 KNIFE-20 …', '1 BOARD-01 …']);
    expect(asked[1]!.request.line_items.map(({ quantity }) => quantity)).toEqual([3, 1]);
    asked[1]!.answer(cartOf(asked[1]!.request));
    await rests();
    expect(shown()).toEqual(['3 KNIFE-20', '1 BOARD-01']);
  });

  test('sends an addition that got no answer again word for word, under the same key', async () => {
    const { cart, asked, rests } = openCart();
    cart.send({ type: 'line.add', sku: KNIFE, quantity: 1 });
    asked[0]!.fail(new Fault('uncertain', 'gateway.no-answer', 'Silence.'));
    await rests();
    expect(cart.getSnapshot().matches('failed')).toBe(true);

    cart.send({ type: 'line.add', sku: BOARD, quantity: 1 });

    expect(asked[1]).toMatchObject({ key: asked[0]!.key, request: asked[0]!.request });
    asked[1]!.answer(cartOf(asked[1]!.request));
    await waitFor(cart, () => asked.length === 3);
    expect(asked[2]!.key).not.toBe(asked[0]!.key);
    expect(asked[2]!.request.line_items).toHaveLength(2);
  });

  test('gives up a wish that the gateway refuses, and says so', async () => {
    const { cart, asked, shown, rests } = openCart();
    cart.send({ type: 'line.add', sku: 'NO-SUCH' as Sku, quantity: 1 });
    asked[0]!.fail(new Fault('invalid', 'not_found', 'No such article.'));
    await rests();

    expect(shown()).toEqual([]);
    expect(cart.getSnapshot().context.fault?.code).toBe('not_found');
  });

  test('begins a new cart with the same lines when the old one has expired', async () => {
    const kept = { cartId: 'cart-old' as CartId, changes: [], sending: null };
    const { cart, asked, shown, rests } = openCart({ kept });
    await rests();
    cart.send({ type: 'line.add', sku: KNIFE, quantity: 1 });
    asked[0]!.answer(null);
    await waitFor(cart, () => asked.length === 2);

    expect(asked[1]!.cartId).toBeNull();
    expect(asked[1]!.key).not.toBe(asked[0]!.key);
    expect(asked[1]!.request.line_items.map(({ item }) => item.id)).toEqual([BOARD, KNIFE]);
    asked[1]!.answer(cartOf(asked[1]!.request));
    await rests();
    expect(shown()).toEqual(['1 BOARD-01', '1 KNIFE-20']);
  });

  test('shows what the gateway says about a line that is sold out', async () => {
    const { cart, asked, shown, rests } = openCart();
    cart.send({ type: 'line.add', sku: KNIFE, quantity: 5 });
    const message = { type: 'warning', code: 'quantity_adjusted', content: 'Only 2 left' } as const;
    asked[0]!.answer(cartOf({ line_items: [{ item: { id: KNIFE }, quantity: 2 }] }, { messages: [message] }));
    await rests();

    expect(shown()).toEqual(['2 KNIFE-20']);
    expect(cart.getSnapshot().context.messages).toEqual([message]);
  });

  test('puts a removed line back with one step of undo', async () => {
    const { cart, asked, shown, rests } = openCart({ kept: { cartId: 'cart-1' as CartId, changes: [], sending: null } });
    await rests();
    cart.send({ type: 'line.set', sku: BOARD, quantity: 0 });
    expect(shown()).toEqual([]);
    asked[0]!.answer(cartOf(asked[0]!.request));
    await rests();

    cart.send({ type: 'line.undo' });

    expect(shown()).toEqual(['1 BOARD-01 …']);
    expect(asked[1]!.request.line_items).toEqual([{ item: { id: BOARD }, quantity: 1 }]);
  });

  test('sends a click again that was made just before the page was left', async () => {
    const before = openCart();
    before.cart.send({ type: 'line.add', sku: KNIFE, quantity: 1 });
    const { changes, sending } = before.cart.getSnapshot().context;
    before.cart.stop();

    const { asked } = openCart({ kept: structuredClone({ cartId: null, changes, sending }) });

    expect(asked[0]).toMatchObject({ key: before.asked[0]!.key, request: before.asked[0]!.request });
  });

  test.each([-1, 1.5, Number.NaN])('takes no notice of a quantity of %s', (quantity) => {
    const { cart, asked } = openCart();
    cart.send({ type: 'line.add', sku: KNIFE, quantity });
    expect(asked).toEqual([]);
  });
});
