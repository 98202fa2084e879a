import { expect, test } from 'vitest';
import { linkedOrder } from './linked-order.ts';

test('the link in the receipt opens its order', () => {
  expect(linkedOrder('?order=ord_abc123&token=tok_def456&utm_source=mail')).toEqual({ id: 'ord_abc123', token: 'tok_def456' });
});

test('what a page means by “order” is left alone', () => {
  for (const search of [
    '',
    '?order=price',
    '?order=ord_abc',
    '?token=tok_abc',
    '?order=ord_a/../b&token=tok_c',
    '?order=&token=',
  ]) {
    expect(linkedOrder(search), search).toBeNull();
  }
});
