import type { Ordered } from './ordered.ts';
import type { Params } from './params.ts';
import { invalid, unknownObject } from './refusal.ts';

interface Listed {
  id: string;
  created: number;
}

export interface Page<Row> {
  object: 'list';
  data: Row[];
  has_more: boolean;
  url: string;
}

/** One page of a short list, newest first, as all of Stripe's lists are. */
export function listOf<Row extends Listed>(oldestFirst: readonly Row[], params: Params, url: string, kind: string): Page<Row> {
  const places = new Map(oldestFirst.map(({ id }, place) => [id, place]));
  return read(
    { length: oldestFirst.length, at: (place) => oldestFirst[place]!, placeOf: (id) => places.get(id) },
    params,
    { url, kind },
    () => true,
  );
}

/** One page of a long list: only as much of it is read as the page needs. */
export const pageOf = <Row extends Listed>(
  rows: Ordered<Row>,
  params: Params,
  about: { url: string; kind: string },
  holds: (row: Row) => boolean = () => true,
): Page<Row> => read(rows, params, about, holds);

function read<Row extends Listed>(
  rows: { length: number; at(place: number): Row; placeOf(id: string): number | undefined },
  params: Params,
  { url, kind }: { url: string; kind: string },
  holds: (row: Row) => boolean,
): Page<Row> {
  const limit = readLimit(params);
  const range = readRange(params.value('created'));
  const placeOf = (param: 'starting_after' | 'ending_before') => {
    const id = params.text(param);
    const place = id === undefined ? undefined : rows.placeOf(id);
    if (id !== undefined && place === undefined) throw unknownObject(kind, id, param);
    return place;
  };
  const [after, before] = [placeOf('starting_after'), placeOf('ending_before')];
  const wanted = (row: Row) => row.created >= range.least && row.created <= range.most && holds(row);
  const found: Row[] = [];
  if (before !== undefined) {
    for (let place = before + 1; place < rows.length && found.length <= limit; place++) {
      const row = rows.at(place);
      if (wanted(row)) found.push(row);
    }
    const has_more = found.length > limit;
    return { object: 'list', data: found.slice(0, limit).reverse(), has_more, url };
  }
  for (let place = (after ?? rows.length) - 1; place >= 0 && found.length <= limit; place--) {
    const row = rows.at(place);
    // Rows come in the order of time, so that nothing older can fit any more.
    if (row.created < range.least) break;
    if (wanted(row)) found.push(row);
  }
  return { object: 'list', data: found.slice(0, limit), has_more: found.length > limit, url };
}

export function readLimit(params: Params): number {
  const limit = params.integer('limit') ?? 10;
  if (limit < 1 || limit > 100)
    throw invalid('This value must be between 1 and 100.', { code: 'parameter_invalid_integer', param: 'limit' });
  return limit;
}

/** `created=…` or `created[gte]=…`, whole seconds, both ends included. */
function readRange(range: unknown): { least: number; most: number } {
  if (range === undefined) return { least: -Infinity, most: Infinity };
  if (typeof range === 'string') return { least: Number(range), most: Number(range) };
  const { gt, gte, lt, lte } = range as Record<string, string | undefined>;
  return {
    least: Math.max(gt === undefined ? -Infinity : Number(gt) + 1, gte === undefined ? -Infinity : Number(gte)),
    most: Math.min(lt === undefined ? Infinity : Number(lt) - 1, lte === undefined ? Infinity : Number(lte)),
  };
}
