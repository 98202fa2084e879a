import { MIGRATIONS } from './migrations.ts';
import type { OrderBook, Page } from './order-book.ts';
import type { Kind } from './rows.ts';

/** What a database must be able to do. PGlite and any PostgreSQL client fill it in a few lines. */
export interface QueryPort {
  query(sql: string, values?: readonly unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
  /** Everything in `work` happens, or nothing when it throws. */
  transaction<T>(work: (query: QueryPort['query']) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Thrown inside a transaction only, to roll it back. */
const STALE = new Error('A row was changed by somebody else.');

/** Brings the tables up to date. Safe to call by several processes at once. */
export async function migrate(port: QueryPort): Promise<void> {
  await port.query('create table if not exists vitrine_migration (number integer primary key)');
  await port.transaction(async (query) => {
    await query('lock table vitrine_migration');
    const { rows } = await query('select coalesce(max(number), 0) as last from vitrine_migration');
    const last = Number(rows[0]?.last ?? 0);
    for (const { number, statements } of MIGRATIONS) {
      if (number <= last) continue;
      for (const statement of statements) await query(statement);
      await query('insert into vitrine_migration (number) values ($1)', [number]);
    }
  });
}

const pageOf = <K extends Kind>(kind: K, found: Record<string, unknown>): Page<K> => ({
  kind,
  id: found.id as string,
  version: Number(found.version),
  row: (typeof found.row === 'string' ? JSON.parse(found.row) : found.row) as Page<K>['row'],
  ...(found.due === null || found.due === undefined ? {} : { due: Number(found.due) }),
});

/** A book in SQL. The tables must exist: call {@link migrate} first. */
export function sqlOrderBook(port: QueryPort): OrderBook {
  return {
    async read(kind, id) {
      const { rows } = await port.query(`select id, version, row, due from vitrine_${kind} where id = $1`, [id]);
      return rows[0] && pageOf(kind, rows[0]);
    },
    async write(changes) {
      try {
        await port.transaction(async (query) => {
          for (const { kind, id, version, row, due } of changes) {
            const table = `vitrine_${kind}`;
            const at = due === undefined ? null : Math.round(due);
            const { rows } =
              row === null
                ? await query(`delete from ${table} where id = $1 and version = $2 returning id`, [id, version])
                : version === 0
                  ? await query(
                      `insert into ${table} (id, version, row, due) values ($1, 1, $2::jsonb, $3) on conflict (id) do nothing returning id`,
                      [id, JSON.stringify(row), at],
                    )
                  : await query(
                      `update ${table} set version = version + 1, row = $3::jsonb, due = $4 where id = $1 and version = $2 returning id`,
                      [id, version, JSON.stringify(row), at],
                    );
            if (rows.length === 0) throw STALE;
          }
        });
        return true;
      } catch (thrown) {
        if (thrown === STALE) return false;
        throw thrown;
      }
    },
    async due(kind, until, limit = 100) {
      const { rows } = await port.query(
        `select id, version, row, due from vitrine_${kind} where due <= $1 order by due, id limit $2`,
        [Math.min(Math.round(until), Number.MAX_SAFE_INTEGER), limit],
      );
      return rows.map((row) => pageOf(kind, row));
    },
    async dueTimes(kind, limit, from = 0) {
      const { rows } = await port.query(
        `select id, due from vitrine_${kind} where due is not null order by due, id limit $1 offset $2`,
        [limit, from],
      );
      return rows.map(({ id, due }) => ({ id: id as string, due: Number(due) }));
    },
    async all(kind) {
      const { rows } = await port.query(`select id, version, row, due from vitrine_${kind} order by id collate "C"`);
      return rows.map((row) => pageOf(kind, row));
    },
    async sweep(kind, before) {
      const { rows } = await port.query(`delete from vitrine_${kind} where due < $1 returning id`, [Math.round(before)]);
      return rows.length;
    },
    close: () => port.close(),
  };
}
