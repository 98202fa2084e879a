import type { Answer } from '../../kernel/service.ts';
import { invalid } from './refusals.ts';

/** Rows in the order in which they came, read from the newest back. */
export interface Newest<Row> {
  find(name: string): Row | undefined;
  newest(beforeId?: string): Iterable<Row>;
}

/** One page, newest first. `after_id` asks for what is newer than a row; `before_id` for what is older. */
export function pageOf<Row extends { id: string }>(
  source: Newest<Row>,
  query: URLSearchParams,
  fits: (row: Row) => boolean = () => true,
): { rows: Row[]; hasMore: boolean } | Answer {
  const asked = query.get('page_size');
  const size = asked === null ? 20 : Number(asked);
  if (!Number.isInteger(size) || size < 1 || size > 100) return invalid('page_size', 'must be between 1 and 100');
  const [beforeId, afterId] = [query.get('before_id') ?? undefined, query.get('after_id') ?? undefined];
  if (beforeId !== undefined && afterId !== undefined) return invalid('before_id', 'cannot be combined with after_id');
  for (const [name, id] of [
    ['before_id', beforeId],
    ['after_id', afterId],
  ] as const)
    if (id !== undefined && !source.find(id)) return invalid(name, 'could not be found');
  if (afterId !== undefined) {
    const newer: Row[] = [];
    for (const row of source.newest()) {
      if (row.id === afterId) break;
      if (fits(row)) newer.push(row);
    }
    return { rows: newer.slice(-size), hasMore: newer.length > size };
  }
  const rows: Row[] = [];
  for (const row of source.newest(beforeId)) {
    if (!fits(row)) continue;
    if (rows.length === size) return { rows, hasMore: true };
    rows.push(row);
  }
  return { rows, hasMore: false };
}
