import { KINDS } from './rows.ts';

/**
 * Numbered changes of the tables, applied once each and in order. A migration that has been released is never edited.
 * Plain SQL that PostgreSQL and PGlite both read.
 */
export const MIGRATIONS: readonly { number: number; statements: readonly string[] }[] = [
  {
    number: 1,
    statements: KINDS.flatMap((kind) => [
      `create table vitrine_${kind} (id text primary key, version integer not null, row jsonb not null, due bigint)`,
      `create index vitrine_${kind}_due on vitrine_${kind} (due, id) where due is not null`,
    ]),
  },
];
