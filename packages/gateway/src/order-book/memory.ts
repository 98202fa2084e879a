import type { OrderBook, Page } from './order-book.ts';
import { KINDS, type Kind } from './rows.ts';

interface Kept {
  version: number;
  text: string;
  due?: number;
}

/** A book that lives as long as its page or its test. Everything settles within microtasks. */
export function memoryOrderBook(): OrderBook {
  const shelves = new Map<Kind, Map<string, Kept>>(KINDS.map((kind) => [kind, new Map()]));
  const shelf = (kind: Kind) => shelves.get(kind)!;

  // Text is what isolates a caller's object from the book's, as it is in the other book.
  const page = <K extends Kind>(kind: K, id: string, kept: Kept): Page<K> => ({
    kind,
    id,
    version: kept.version,
    row: JSON.parse(kept.text) as Page<K>['row'],
    ...(kept.due === undefined ? {} : { due: kept.due }),
  });

  const waiting = (kind: Kind) =>
    [...shelf(kind)].filter(([, { due }]) => due !== undefined).sort(([a, x], [b, y]) => x.due! - y.due! || (a < b ? -1 : 1));

  return {
    async read(kind, id) {
      const kept = shelf(kind).get(id);
      return kept && page(kind, id, kept);
    },
    async write(changes) {
      if (changes.some(({ kind, id, version }) => (shelf(kind).get(id)?.version ?? 0) !== version)) return false;
      for (const { kind, id, version, row, due } of changes) {
        if (row === null) shelf(kind).delete(id);
        else shelf(kind).set(id, { version: version + 1, text: JSON.stringify(row), ...(due === undefined ? {} : { due }) });
      }
      return true;
    },
    async due(kind, until, limit = 100) {
      return waiting(kind)
        .filter(([, kept]) => kept.due! <= until)
        .slice(0, limit)
        .map(([id, kept]) => page(kind, id, kept));
    },
    async nextDue(kind) {
      let next: number | undefined;
      for (const { due } of shelf(kind).values()) if (due !== undefined && (next === undefined || due < next)) next = due;
      return next;
    },
    async all(kind) {
      return [...shelf(kind)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, kept]) => page(kind, id, kept));
    },
    async sweep(kind, before) {
      const old = waiting(kind).filter(([, { due }]) => due! < before);
      for (const [id] of old) shelf(kind).delete(id);
      return old.length;
    },
    async close() {},
  };
}
