import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ask } from './api.ts';
import { doors } from './doors.ts';

/** Asks again and again while its element is shown, and re-renders it when the answer is another one. */
export class Poll<Answer> implements ReactiveController {
  value: Answer | undefined;
  problem: string | undefined;
  readonly #host: ReactiveControllerHost & Element;
  readonly #path: () => string | undefined;
  readonly #ms: number;
  #stop: (() => void) | undefined;
  #isAsking = false;
  #text = '';

  constructor(host: ReactiveControllerHost & Element, path: () => string | undefined, ms: number) {
    this.#host = host;
    this.#path = path;
    this.#ms = ms;
    host.addController(this);
  }

  hostConnected(): void {
    void this.now();
    this.#stop = doors().every(this.#ms, () => {
      if (!document.hidden && this.#host.checkVisibility()) void this.now();
    });
  }

  hostDisconnected(): void {
    this.#stop?.();
  }

  /** Takes an answer that came by another way, such as of a button. */
  take(value: Answer): void {
    this.value = value;
    this.problem = undefined;
    this.#text = '';
    this.#host.requestUpdate();
  }

  async now(): Promise<void> {
    const path = this.#path();
    if (path === undefined || this.#isAsking) return;
    this.#isAsking = true;
    try {
      const value = await ask<Answer>(path);
      if (path !== this.#path()) return;
      const text = JSON.stringify(value);
      if (text === this.#text && this.problem === undefined) return;
      this.#text = text;
      this.value = value;
      this.problem = undefined;
    } catch (thrown) {
      this.problem = thrown instanceof Error ? thrown.message : String(thrown);
    } finally {
      this.#isAsking = false;
    }
    this.#host.requestUpdate();
  }
}
