import type { Books, Mood } from './books.ts';

/** What lasts a while, as long as it lasts. */
export function isMood({ moods, env }: Books, lever: string): Mood | undefined {
  const mood = moods.get(lever);
  return mood?.until !== undefined && mood.until > env.now() ? mood : undefined;
}

/** What was asked to happen and happens now; each asking is used up once. */
export function spendMood({ moods }: Books, lever: string): Mood | undefined {
  const mood = moods.get(lever);
  if (!mood?.left) return undefined;
  moods.put({ ...mood, left: mood.left - 1 });
  return mood;
}
