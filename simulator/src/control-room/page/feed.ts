import type { BriefEntry } from '../brief-entry.ts';
import { doors } from './doors.ts';
import { forgetPayloads } from './payloads.ts';

const MOST_KEPT = 3_000;

/** The message stream, shared by every panel. Each change is told once a frame at most. */
export class Feed extends EventTarget {
  readonly entries = new Map<number, BriefEntry>();
  #worldId = '';
  #source: EventSource | undefined;
  #isToldSoon = false;

  start(): void {
    if (this.#source) return;
    this.#source = doors().listen('/control/messages');
    this.#source.addEventListener('world', ({ data }) => this.#enter(data as string));
    this.#source.addEventListener('message', ({ data }) => this.#take(JSON.parse(data as string) as BriefEntry));
  }

  stop(): void {
    this.#source?.close();
    this.#source = undefined;
  }

  /** Another world has other messages under the same numbers. */
  #enter(worldId: string): void {
    if (worldId === this.#worldId) return;
    this.#worldId = worldId;
    this.entries.clear();
    forgetPayloads();
    this.#tellSoon();
  }

  #take(entry: BriefEntry): void {
    this.entries.set(entry.seq, entry);
    if (this.entries.size > MOST_KEPT)
      for (const seq of [...this.entries.keys()].slice(0, MOST_KEPT / 4)) this.entries.delete(seq);
    this.#tellSoon();
  }

  #tellSoon(): void {
    if (this.#isToldSoon) return;
    this.#isToldSoon = true;
    requestAnimationFrame(() => {
      this.#isToldSoon = false;
      this.dispatchEvent(new Event('change'));
    });
  }
}
