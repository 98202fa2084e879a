import type { JournalEntry } from '../kernel/journal.ts';
import type { ControlledWorld } from './controlled-world.ts';

/** Our own software may be waiting for the clock; longer than this it is not waited for. */
const MOST_PATIENCE_MS = 150;

const settled = ({ shop, time }: ControlledWorld): Promise<void> =>
  Promise.race([shop.world.network.idle(), time.after(MOST_PATIENCE_MS)]);

/** Lets time pass at once, event by event, and our own software finish with each before the next. */
export async function forwardTo(room: ControlledWorld, until: number): Promise<void> {
  const { clock } = room.shop.world;
  await settled(room);
  while (await clock.step(until)) await settled(room);
  await clock.runUntil(until);
  await settled(room);
}

/** Lets the next thing happen, and says what was noted of it. Undefined when nothing is planned before `limit`. */
export async function stepOnce(room: ControlledWorld, limit = Number.POSITIVE_INFINITY): Promise<JournalEntry[] | undefined> {
  const { world } = room.shop;
  const noted = new Map<number, JournalEntry>();
  const stop = world.journal.listen((entry) => noted.set(entry.seq, entry));
  try {
    if (!(await world.clock.step(limit))) return undefined;
    await settled(room);
    return [...noted.values()];
  } finally {
    stop();
  }
}

/** Steps until somebody in the world would notice something. Empty when nothing does within `mostMs`. */
export async function forwardToFact(room: ControlledWorld, mostMs: number): Promise<JournalEntry[]> {
  const limit = room.shop.world.clock.now() + mostMs;
  for (;;) {
    const noted = await stepOnce(room, limit);
    if (!noted) return [];
    if (noted.some(({ kind }) => kind === 'fact')) return noted;
  }
}
