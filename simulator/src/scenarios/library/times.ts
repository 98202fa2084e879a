/** Milliseconds. */
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

export const during = (fromMs: number, forMs: number) => ({ afterMs: fromMs, untilMs: fromMs + forMs });

/** Again and again, as long as shoppers are there to feel it. */
export const every = (everyMs: number, from = 5 * MINUTE) => ({ afterMs: from, everyMs, untilMs: 16 * HOUR });

export const AT_ONCE = { afterMs: 0 };
