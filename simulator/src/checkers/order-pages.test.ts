import { memoryOrderBook, type OrderRow } from '@vitrine/gateway';
import { expect, test } from 'vitest';
import type { Violation } from './checker.ts';
import { FORWARDS, watchOrders } from './order-pages.ts';

type Step = Pick<OrderRow['tracking'], 'chapter' | 'version'>;

async function written(...steps: Step[]): Promise<string[]> {
  const found: Violation[] = [];
  const book = watchOrders(memoryOrderBook(), (violation) => found.push(violation));
  for (const [version, { chapter, version: told }] of steps.entries()) {
    const tracking = { chapter, version: told } as OrderRow['tracking'];
    await book.write([{ kind: 'order', id: 'ord_1', version, row: { label: '13001', tracking } as OrderRow }]);
  }
  return found.map(({ rule }) => rule);
}

test('an order that is written forwards breaks no rule', async () => {
  expect(await written({ chapter: 'paid', version: 1 }, { chapter: 'packed', version: 2 })).toEqual([]);
  expect(await written({ chapter: 'packed', version: 2 }, { chapter: 'packed', version: 2 })).toEqual([]);
});

test('an order whose chapter or version is turned back is told of', async () => {
  expect(await written({ chapter: 'packed', version: 2 }, { chapter: 'picked', version: 3 })).toEqual([FORWARDS]);
  expect(await written({ chapter: 'packed', version: 2 }, { chapter: 'packed', version: 1 })).toEqual([FORWARDS]);
});
