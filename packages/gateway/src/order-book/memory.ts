import type { OrderBook, Page } from './order-book.ts';
import { KINDS, type Kind } from './rows.ts';
import { Waiting } from './waiting.ts';

interface Kept {
  version: number;
  text: string;
  due?: number;
}

/** Rows that are kept read. */
const MOST_RECENT = 1_000;

function frozen(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  for (const member of Object.values(value)) frozen(member);
  return Object.freeze(value);
}

/** A book that lives as long as its page or its test. Everything settles within microtasks. */
export function memoryOrderBook(): OrderBook {
  const shelves = new Map<Kind, Map<string, Kept>>(KINDS.map((kind) => [kind, new Map()]));
  const shelf = (kind: Kind) => shelves.get(kind)!;

  const recent = new Map<Kept, unknown>();

  // Text is what isolates a caller's object from the book's, as it is in the other book. What was read a moment ago is
  // handed out again, frozen: an order is read ten times for each time it is written.
  const rowOf = (kept: Kept): unknown => {
    const known = recent.get(kept);
    if (known !== undefined) return known;
    const row = frozen(JSON.parse(kept.text));
    recent.set(kept, row);
    if (recent.size > MOST_RECENT) recent.delete(recent.keys().next().value!);
    return row;
  };
  const page = <K extends Kind>(kind: K, id: string, kept: Kept): Page<K> => ({
    kind,
    id,
    version: kept.version,
    row: rowOf(kept) as Page<K>['row'],
    ...(kept.due === undefined ? {} : { due: kept.due }),
  });

  const waiting = new Map<Kind, Waiting>(KINDS.map((kind) => [kind, new Waiting()]));
  const tearOut = (kind: Kind, id: string) => {
    const due = shelf(kind).get(id)?.due;
    if (due !== undefined) waiting.get(kind)!.delete(id, due);
    shelf(kind).delete(id);
  };

  return {
    async read(kind, id) {
      const kept = shelf(kind).get(id);
      return kept && page(kind, id, kept);
    },
    async write(changes) {
      if (changes.some(({ kind, id, version }) => (shelf(kind).get(id)?.version ?? 0) !== version)) return false;
      for (const { kind, id, version, row, due } of changes) {
        const known = shelf(kind).get(id);
        if (known) recent.delete(known);
        if (row === null) {
          tearOut(kind, id);
          continue;
        }
        if (known?.due !== due) {
          if (known?.due !== undefined) waiting.get(kind)!.delete(id, known.due);
          if (due !== undefined) waiting.get(kind)!.add(id, due);
        }
        shelf(kind).set(id, { version: version + 1, text: JSON.stringify(row), ...(due === undefined ? {} : { due }) });
      }
      return true;
    },
    async due(kind, until, limit = 100) {
      return waiting
        .get(kind)!
        .upTo(until, limit)
        .map(({ id }) => page(kind, id, shelf(kind).get(id)!));
    },
    async dueTimes(kind, limit, from = 0) {
      return waiting
        .get(kind)!
        .upTo(Number.POSITIVE_INFINITY, from + limit)
        .slice(from);
    },
    async all(kind) {
      return [...shelf(kind)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, kept]) => page(kind, id, kept));
    },
    async sweep(kind, before) {
      const old = waiting.get(kind)!.takeBefore(before);
      for (const { id } of old) shelf(kind).delete(id);
      return old.length;
    },
    async close() {},
  };
}
