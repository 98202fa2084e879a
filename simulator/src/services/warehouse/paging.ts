import type { Answer, Call } from '../../kernel/service.ts';
import { refuse } from '../own-wire.ts';
import type { PickList, Wave, Waves } from './waves.ts';

const MOST = 200;
const USUAL = 50;

function whole(text: string | null, absent: number, least: number, most: number): number | undefined {
  if (text === null) return absent;
  const read = /^\d{1,9}$/.test(text) ? Number(text) : -1;
  return read >= least && read <= most ? read : undefined;
}

/** `limit` rows after the cursor `after`, oldest first, and the cursor of the next page, null at the end. */
export function pageOf(
  { query }: Pick<Call, 'query'>,
  name: string,
  find: (after: number, limit: number) => readonly { cursor: number; row: unknown }[] | Answer,
): Answer {
  const limit = whole(query.get('limit'), USUAL, 1, MOST);
  const after = whole(query.get('after'), 0, 0, Number.MAX_SAFE_INTEGER);
  if (limit === undefined) return refuse(422, 'invalid', `limit is a whole number from 1 to ${MOST}.`);
  if (after === undefined) return refuse(422, 'invalid', 'after is the next_after of the page before.');
  const found = find(after, limit + 1);
  if (!Array.isArray(found)) return found as Answer;
  const rows = found as readonly { cursor: number; row: unknown }[];
  const shown = rows.slice(0, limit);
  return {
    status: 200,
    body: { [name]: shown.map(({ row }) => row), next_after: rows.length > limit ? shown.at(-1)!.cursor : null },
  };
}

/** Waves with their pick lists, in the order of the walk. */
export function wavesPage(call: Call, waves: Waves, listOf: (id: number) => PickList | undefined): Answer {
  return pageOf(call, 'waves', (after, limit) => {
    const found = [];
    for (let id = after + 1; id <= waves.size && found.length < limit; id++)
      found.push({ cursor: id, row: wireWave(waves.get(id)!, listOf) });
    return found;
  });
}

function wireWave({ id, leaves, collection, orders, lists, isReleased }: Wave, listOf: (id: number) => PickList | undefined) {
  return {
    id,
    status: isReleased ? 'released' : 'gathering',
    leaves_at: new Date(leaves).toISOString(),
    collection_at: new Date(collection).toISOString(),
    pick_orders: orders,
    pick_lists: lists.map((list) => {
      const { zone, by, isDone, next, stops } = listOf(list)!;
      return {
        id: list,
        zone,
        by: by ?? null,
        status: isDone ? 'done' : by ? 'picking' : 'waiting',
        stops: stops.map(({ reference, sku, bin, quantity }, index) => ({ reference, sku, bin, quantity, done: index < next })),
      };
    }),
  };
}
