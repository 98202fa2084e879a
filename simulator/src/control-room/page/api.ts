import type { BriefEntry } from '../brief-entry.ts';
import { doors } from './doors.ts';

export interface WorldState {
  worldId: string;
  seed: number;
  now: string;
  startedAt: string;
  speed: number;
  waiting: number;
  nextAt: string | null;
  scenario: { name: string; title: string; sentence: string; watch: string | null } | null;
  faults: number;
  size: { articles: number; pastOrders: number };
  lastSeq: number;
  happened?: BriefEntry[];
}

/** What the API would not do, in its own sentence. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** @throws {Refused} with a sentence that people can be shown. */
export async function ask<Answer>(path: string, method = 'GET', body?: unknown): Promise<Answer> {
  let answer: Response;
  try {
    answer = await doors().fetch(`/control/${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
  } catch {
    throw new Refused('The demo does not answer. Is it still running?');
  }
  if (answer.ok) return (await answer.json()) as Answer;
  const { detail } = (await answer.json().catch(() => ({}))) as { detail?: string };
  throw new Refused(detail ?? `The demo answered ${answer.status}.`);
}

export const post = <Answer>(path: string, body: unknown = {}): Promise<Answer> => ask<Answer>(path, 'POST', body);

/** Whether the world is another one, and not the same after a restart of the demo. */
export const isAnotherWorld = (before: WorldState, now: WorldState): boolean =>
  before.worldId !== now.worldId &&
  (before.seed !== now.seed || before.startedAt !== now.startedAt || Date.parse(now.now) < Date.parse(before.now));
