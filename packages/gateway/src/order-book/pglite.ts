import { PGlite } from '@electric-sql/pglite';
import type { OrderBook } from './order-book.ts';
import { migrate, sqlOrderBook, type QueryPort } from './sql.ts';

/**
 * A book in a folder, with nothing to install: PostgreSQL compiled into the process. Without a folder it lives in
 * memory. A folder belongs to one process at a time.
 */
export async function pgliteOrderBook(folder?: string): Promise<OrderBook> {
  const database = await PGlite.create(folder === undefined ? {} : { dataDir: folder });
  const port: QueryPort = {
    query: async (sql, values = []) => ({ rows: (await database.query<Record<string, unknown>>(sql, [...values])).rows }),
    transaction: (work) =>
      database.transaction((transaction) =>
        work(async (sql, values = []) => ({ rows: (await transaction.query<Record<string, unknown>>(sql, [...values])).rows })),
      ),
    close: () => database.close(),
  };
  await migrate(port);
  return sqlOrderBook(port);
}
