import { KINDS, type Kind } from '@vitrine/gateway/order-book/rows';
import type { Change, OrderBook, Page } from '@vitrine/gateway/order-book/order-book';
import type { SavedWorld } from '../kernel/world.ts';

/** A world and the shop's order book at one instant, as a file. */
export interface Snapshot {
  vitrine: 'snapshot';
  version: 1;
  world: SavedWorld;
  orderBook: Record<string, Omit<Page<Kind>, 'kind' | 'version'>[]>;
}

/** Every page of a book. */
export async function copyOrderBook(book: OrderBook): Promise<Snapshot['orderBook']> {
  const copied: Snapshot['orderBook'] = {};
  for (const kind of KINDS) {
    const pages = await book.all(kind);
    copied[kind] = pages.map(({ id, row, due }) => ({ id, row, ...(due === undefined ? {} : { due }) }));
  }
  return copied;
}

const AT_ONCE = 200;

/** Writes pages into a book that has none. Versions begin anew: nobody holds an older page. */
export async function fillOrderBook(book: OrderBook, copied: Snapshot['orderBook']): Promise<void> {
  const changes = KINDS.flatMap((kind) =>
    (copied[kind] ?? []).map(
      ({ id, row, due }) => ({ kind, id, version: 0, row, ...(due === undefined ? {} : { due }) }) as Change,
    ),
  );
  for (let first = 0; first < changes.length; first += AT_ONCE) await book.write(changes.slice(first, first + AT_ONCE));
}

/**
 * Reads a snapshot as somebody handed it in.
 *
 * @throws {RangeError} when it is none.
 */
export function readSnapshot(given: unknown): Snapshot {
  const { vitrine, version, world, orderBook } = (typeof given === 'object' && given !== null ? given : {}) as Partial<Snapshot>;
  const isSnapshot = vitrine === 'snapshot' && version === 1 && world?.version === 1 && Number.isInteger(world.seed);
  if (!isSnapshot || typeof orderBook !== 'object')
    throw new RangeError('This is no snapshot of a world: take one from GET /control/snapshot.');
  return given as Snapshot;
}
