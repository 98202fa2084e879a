import type { MessageEntry } from '../../kernel/journal.ts';

/** Messages that were fetched once and are finished do not change any more. */
export const knownPayloads = new Map<number, MessageEntry>();

/** Another world has other messages under the same numbers. */
export const forgetPayloads = (): void => knownPayloads.clear();
