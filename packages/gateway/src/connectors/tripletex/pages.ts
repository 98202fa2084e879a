import { Fault } from '@vitrine/contract';
import * as v from 'valibot';
import type { Query, Upstream } from '../upstream.ts';

/** Tripletex gives no more than this at a time. */
const PAGE = 1_000;

/** A list longer than this is not a list of ours, or one that never ends. */
const MOST = 1_000_000;

/**
 * Walks a list to its end. What is created meanwhile may be seen or not; nothing that was there at the start is left
 * out, because lists are by id.
 *
 * @throws {Fault} `defect` when the pages never end.
 */
export async function allOf<Row>(
  upstream: Upstream,
  path: string,
  { query, row, signal }: { query: Query; row: v.GenericSchema<unknown, Row>; signal?: AbortSignal | undefined },
): Promise<Row[]> {
  const answer = v.object({ fullResultSize: v.number(), from: v.number(), count: v.number(), values: v.array(row) });
  const rows: Row[] = [];
  for (let from = 0; ;) {
    const page = await upstream.ask(path, { query: { ...query, from, count: PAGE }, answer, signal, deadlineMs: 20_000 });
    rows.push(...page.values);
    from = page.from + page.values.length;
    if (page.values.length === 0 || from >= page.fullResultSize) return rows;
    if (rows.length > MOST) throw new Fault('defect', 'erp.broken-contract', `${path} has no end`);
  }
}
