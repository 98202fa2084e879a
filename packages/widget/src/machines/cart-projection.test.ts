import { MAX_QUANTITY, type Cart, type CartId, type IdempotencyKey, type Sku } from '@vitrine/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { project, requestOf } from './cart-projection.ts';
import type { CartChange } from './cart.machine.ts';

const sku = fc.constantFrom('A', 'B', 'C', 'D') as fc.Arbitrary<Sku>;
const key = fc.constant('key' as IdempotencyKey);
const change: fc.Arbitrary<CartChange> = fc.oneof(
  fc.record({ key, type: fc.constant('add' as const), sku, quantity: fc.integer({ min: 1, max: 120 }) }),
  fc.record({ key, type: fc.constant('set' as const), sku, quantity: fc.integer({ min: 0, max: 120 }) }),
  fc.record({ key, type: fc.constant('code' as const), code: fc.constantFrom('TI', 'VINTER'), apply: fc.boolean() }),
);
const cart: fc.Arbitrary<Cart> = fc
  .uniqueArray(fc.record({ sku, quantity: fc.integer({ min: 1, max: MAX_QUANTITY }), price: fc.integer({ min: 0, max: 1e6 }) }), {
    selector: (line) => line.sku,
  })
  .map((lines) => ({
    ucp: { version: '2026-08-25' },
    id: 'cart' as CartId,
    currency: 'NOK',
    totals: [],
    line_items: lines.map((line, index) => ({
      id: `l${index}`,
      item: { id: line.sku, title: line.sku, price: line.price },
      quantity: line.quantity,
      totals: [],
    })),
  }));

/** The gateway's part: whatever is asked for is what there is. */
const obey = (before: Cart, changes: readonly CartChange[]): Cart => ({
  ...before,
  line_items: requestOf(before, changes).line_items.map(({ item, quantity }, index) => ({
    id: `l${index}`,
    item: before.line_items.find((line) => line.item.id === item.id)?.item ?? { id: item.id, title: item.id, price: 0 },
    quantity,
    totals: [],
  })),
});
const counts = (known: Cart, changes: readonly CartChange[]) => project(known, changes).map((line) => [line.sku, line.quantity]);

test('the shopper sees the same cart before and after the gateway has confirmed it', () => {
  fc.assert(
    fc.property(
      cart,
      fc.array(change),
      (before, changes) => void expect(counts(obey(before, changes), [])).toEqual(counts(before, changes)),
    ),
  );
});

test('it makes no difference in how many requests the clicks were sent', () => {
  fc.assert(
    fc.property(
      cart,
      fc.array(change),
      fc.array(change),
      (before, first, second) => void expect(counts(obey(before, first), second)).toEqual(counts(before, [...first, ...second])),
    ),
  );
});

test('a line that was removed comes back only when it is added again', () => {
  fc.assert(
    fc.property(cart, fc.array(change), sku, (before, changes, removed) => {
      const later = changes.filter((one) => one.type !== 'add' || one.sku !== removed);
      const shown = project(before, [{ key: 'k' as IdempotencyKey, type: 'set', sku: removed, quantity: 0 }, ...later]);
      expect(shown.map((line) => line.sku)).not.toContain(removed);
    }),
  );
});

test('every line shown holds between one piece and the most that may be bought, once', () => {
  fc.assert(
    fc.property(cart, fc.array(change), (before, changes) => {
      const shown = project(before, changes);
      expect(new Set(shown.map((line) => line.sku)).size).toBe(shown.length);
      for (const { quantity } of shown) expect(quantity >= 1 && quantity <= MAX_QUANTITY).toBe(true);
    }),
  );
});
