import type { IdempotencyKey, MakeId } from '@vitrine/contract';

/**
 * Where a machine's idempotency keys come from: a seed that was drawn once, and a count. Two numbers instead of a
 * function, so that a machine's context can be written down and a run repeats itself.
 */
export interface Keys {
  seed: string;
  made: number;
}

export const newKeys = (makeId: MakeId): Keys => ({ seed: makeId(), made: 0 });

/** The next key, and where that leaves the count. */
export function nextKey({ seed, made }: Keys): { key: IdempotencyKey; keys: Keys } {
  return { key: `${seed}-${made + 1}` as IdempotencyKey, keys: { seed, made: made + 1 } };
}
