import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Keeps `--px` at the length of one pixel in a drawing's own units, so that its letters keep their size on the screen. */
export class SvgScale implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement & { readonly renderRoot: ParentNode };
  readonly #sizes = new ResizeObserver(() => this.hostUpdated());

  constructor(host: ReactiveControllerHost & HTMLElement & { readonly renderRoot: ParentNode }) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#sizes.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#sizes.disconnect();
  }

  hostUpdated(): void {
    const drawing = this.#host.renderRoot.querySelector<SVGSVGElement>('svg');
    const scale = drawing?.getScreenCTM()?.a;
    if (scale) this.#host.style.setProperty('--px', `${1 / scale}px`);
  }
}
