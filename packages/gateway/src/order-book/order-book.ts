import type { Kind, Rows } from './rows.ts';

/** A row with what the book keeps beside it. */
export interface Page<K extends Kind> {
  kind: K;
  id: string;
  /** Grows by one with every write; 0 has never been written. */
  version: number;
  row: Rows[K];
  /** When somebody has to look at it again, milliseconds since 1970. */
  due?: number;
}

/** What to write: the page as it shall be, with the version it was read at. `row: null` tears it out. */
export type Change = { [K in Kind]: { kind: K; id: string; version: number; row: Rows[K] | null; due?: number } }[Kind];

/**
 * What a shop must never forget. Two books keep it, memory and SQL, and the same tests run over both.
 * Rows that are handed out are for reading only: changing one changes nothing in the book, and may throw.
 */
export interface OrderBook {
  read<K extends Kind>(kind: K, id: string): Promise<Page<K> | undefined>;
  /**
   * Writes all changes or none. False when one of them was read at a version that is no longer the current one, or is
   * new (version 0) and exists already.
   */
  write(changes: readonly Change[]): Promise<boolean>;
  /** Pages that are due at `until` or before, the most urgent first. */
  due<K extends Kind>(kind: K, until: number, limit?: number): Promise<Page<K>[]>;
  /** When pages of a kind are due, the most urgent first, without the pages: a part of that list. */
  dueTimes(kind: Kind, limit: number, from?: number): Promise<{ id: string; due: number }[]>;
  /** Every page of a kind, in the order of their ids. */
  all<K extends Kind>(kind: K): Promise<Page<K>[]>;
  /** Tears out pages of a kind that were due before a time: expired carts, answers older than a day. */
  sweep(kind: Kind, before: number): Promise<number>;
  close(): Promise<void>;
}
