import { afterAll, describe, expect, test, vi } from 'vitest';
import { memoryOrderBook } from './memory.ts';
import { MIGRATIONS } from './migrations.ts';
import type { Change, OrderBook } from './order-book.ts';
import { pgliteOrderBook } from './pglite.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const alias = (id: string, version: number, to: string | null, due?: number): Change => ({
  kind: 'alias',
  id,
  version,
  row: to === null ? null : { to },
  ...(due === undefined ? {} : { due }),
});

const BOOKS: [name: string, open: () => Promise<OrderBook>][] = [
  ['in memory', async () => memoryOrderBook()],
  ['in PGlite', () => pgliteOrderBook()],
];

describe.each(BOOKS)('a book %s', (_, open) => {
  let kept: OrderBook | undefined;
  /** The same book, with nothing in it: opening a database takes its time. */
  const book = async () => {
    kept ??= await open();
    for (const { id, version } of await kept.all('alias')) await kept.write([alias(id, version, null)]);
    return kept;
  };
  afterAll(() => kept?.close());

  test('keeps what is written, whatever becomes of what it hands out', async () => {
    const one = await book();
    expect(await one.read('alias', 'a')).toBeUndefined();
    expect(await one.write([alias('a', 0, 'æ "quoted" 💥', 5)])).toBe(true);
    const page = (await one.read('alias', 'a'))!;
    expect(page).toEqual({ kind: 'alias', id: 'a', version: 1, row: { to: 'æ "quoted" 💥' }, due: 5 });
    Reflect.set(page.row, 'to', 'changed in hand only');
    expect((await one.read('alias', 'a'))!.row.to).toBe('æ "quoted" 💥');
  });

  test('of two who change the same page, the later one is told', async () => {
    const one = await book();
    await one.write([alias('a', 0, '1')]);
    expect(await one.write([alias('a', 1, '2')])).toBe(true);
    expect(await one.write([alias('a', 1, '3')])).toBe(false);
    expect(await one.write([alias('a', 0, '4')])).toBe(false);
    expect((await one.read('alias', 'a'))!.row.to).toBe('2');
  });

  test('writes all changes or none', async () => {
    const one = await book();
    await one.write([alias('a', 0, '1')]);
    expect(await one.write([alias('b', 0, 'new'), alias('a', 0, 'stale')])).toBe(false);
    expect(await one.read('alias', 'b')).toBeUndefined();
    expect(await one.write([alias('b', 0, 'new'), alias('a', 1, null)])).toBe(true);
    expect([await one.read('alias', 'a'), (await one.read('alias', 'b'))!.row.to]).toEqual([undefined, 'new']);
  });

  test('a page torn out can be written anew', async () => {
    const one = await book();
    await one.write([alias('a', 0, '1')]);
    await one.write([alias('a', 1, null)]);
    expect(await one.write([alias('a', 1, '2')])).toBe(false);
    expect(await one.write([alias('a', 0, '2')])).toBe(true);
  });

  test('tells what is due, the most urgent first, and when to look again', async () => {
    const one = await book();
    expect(await one.dueTimes('alias', 5)).toEqual([]);
    await one.write([alias('later', 0, '', 300), alias('b', 0, '', 100), alias('a', 0, '', 100), alias('never', 0, '')]);
    expect((await one.due('alias', 200)).map(({ id }) => id)).toEqual(['a', 'b']);
    expect((await one.due('alias', Number.MAX_SAFE_INTEGER)).map(({ id }) => id)).toEqual(['a', 'b', 'later']);
    expect((await one.due('alias', 300, 1)).map(({ id }) => id)).toEqual(['a']);
    expect((await one.dueTimes('alias', 1))[0]?.due).toBe(100);
    expect(await one.dueTimes('alias', 5, 1)).toEqual((await one.dueTimes('alias', 5)).slice(1));
    expect(await one.sweep('alias', 300)).toBe(2);
    expect((await one.all('alias')).map(({ id }) => id)).toEqual(['later', 'never']);
  });

  test('of ten who change one page at once, each is counted', async () => {
    const one = await book();
    await one.write([alias('count', 0, '0')]);
    const add = async () => {
      for (;;) {
        const { version, row } = (await one.read('alias', 'count'))!;
        if (await one.write([alias('count', version, String(Number(row.to) + 1))])) return;
      }
    };
    await Promise.all(Array.from({ length: 10 }, add));
    expect((await one.read('alias', 'count'))!.row.to).toBe('10');
  });
});

test('a book in a folder is there again after the process is gone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-book-'));
  try {
    const before = await pgliteOrderBook(folder);
    await before.write([alias('a', 0, 'kept')]);
    await before.close();
    const after = await pgliteOrderBook(folder);
    expect((await after.read('alias', 'a'))!.row.to).toBe('kept');
    await after.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('migrations are numbered without a gap', () => {
  expect(MIGRATIONS.map(({ number }) => number)).toEqual(MIGRATIONS.map((_, index) => index + 1));
});
