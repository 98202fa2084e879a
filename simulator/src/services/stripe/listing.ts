import type { Params } from './params.ts';
import { invalid, unknownObject } from './refusal.ts';

interface Listed {
  id: string;
  created: number;
}

/** One page of a list, newest first, as all of Stripe's lists are. */
export function listOf<Row extends Listed>(oldestFirst: readonly Row[], params: Params, url: string, kind: string) {
  const limit = readLimit(params);
  const range = params.value('created');
  const newestFirst = [...oldestFirst].reverse().filter((row) => inRange(row.created, range));
  const after = cursor(newestFirst, params.text('starting_after'), kind, 'starting_after');
  const before = cursor(newestFirst, params.text('ending_before'), kind, 'ending_before');
  if (before !== undefined) {
    const start = Math.max(0, before - limit);
    return { object: 'list' as const, data: newestFirst.slice(start, before), has_more: start > 0, url };
  }
  const start = after === undefined ? 0 : after + 1;
  return {
    object: 'list' as const,
    data: newestFirst.slice(start, start + limit),
    has_more: newestFirst.length > start + limit,
    url,
  };
}

export function readLimit(params: Params): number {
  const limit = params.integer('limit') ?? 10;
  if (limit < 1 || limit > 100)
    throw invalid('This value must be between 1 and 100.', { code: 'parameter_invalid_integer', param: 'limit' });
  return limit;
}

function cursor(rows: readonly Listed[], id: string | undefined, kind: string, param: string): number | undefined {
  if (id === undefined) return undefined;
  const index = rows.findIndex((row) => row.id === id);
  if (index < 0) throw unknownObject(kind, id, param);
  return index;
}

/** `created=…` or `created[gte]=…`. */
function inRange(created: number, range: unknown): boolean {
  if (range === undefined) return true;
  if (typeof range === 'string') return created === Number(range);
  const { gt, gte, lt, lte } = range as Record<string, string | undefined>;
  return (
    (gt === undefined || created > Number(gt)) &&
    (gte === undefined || created >= Number(gte)) &&
    (lt === undefined || created < Number(lt)) &&
    (lte === undefined || created <= Number(lte))
  );
}
