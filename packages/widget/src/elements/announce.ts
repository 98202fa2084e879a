import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';

/**
 * The one live region of an element. It is there before anything is said, because a region that comes with its
 * words stays silent in most screen readers. Put `${announcer.region()}` into the template once, and `say` things.
 */
export class Announcer implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #words = '';

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** The same words said again get a no-break space, so that they are read again. */
  say(words: string): void {
    this.#words = words === this.#words ? `${words}\u00a0` : words;
    this.#host.requestUpdate();
  }

  /** What was said last. */
  get words(): string {
    return this.#words;
  }

  hostConnected(): void {}

  region(): TemplateResult {
    return html`<div class="visually-hidden" role="status">${this.#words}</div>`;
  }
}
