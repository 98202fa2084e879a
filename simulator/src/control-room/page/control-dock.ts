import { css, html, LitElement } from 'lit';
import './control-room.ts';
import { isDockKey, KEPT_OPEN } from './dock-key.ts';
import { tokens } from './styles.ts';

const KEPT_HEIGHT = 'vitrine-control-height';
const LEAST = 150;
const LEAST_SHOP = 120;
const STEP = 24;

/**
 * The shop above and the control room below it. The shop is a frame, and not the page itself, so that its dialogs and
 * sheets keep to their half: a bank's question in the middle of the screen does not make the room unreachable.
 *
 * @element control-dock
 * @attr src - Address of the shop's page.
 */
export class ControlDock extends LitElement {
  static override readonly styles = [
    tokens,
    css`
      :host {
        position: fixed;
        inset: 0;
        display: grid;
        grid-template-rows: minmax(0, 1fr) 7px var(--height);
      }
      iframe {
        inline-size: 100%;
        block-size: 100%;
        border: 0;
      }
      .edge {
        border-block: 1px solid var(--line);
        background: var(--paper);
        cursor: row-resize;
        touch-action: none;
      }
      .edge::before {
        display: block;
        inline-size: 44px;
        block-size: 3px;
        margin: 1px auto;
        border-radius: 2px;
        background: var(--line-strong);
        content: '';
        opacity: 0.6;
      }
      .edge:hover,
      .edge:focus-visible {
        background: var(--moss-soft);
      }
      .dragging iframe,
      iframe.dragged {
        pointer-events: none;
      }
      control-room {
        min-block-size: 0;
      }
    `,
  ];
  static override readonly properties = { src: { type: String }, height: { state: true }, isDragged: { state: true } };

  src = '/';
  height = Number(localStorage.getItem(KEPT_HEIGHT)) || Math.round(innerHeight * 0.46);
  isDragged = false;
  readonly #resized = () => this.#size(this.height);

  override connectedCallback(): void {
    super.connectedCallback();
    this.lang = 'en';
    this.#size(this.height);
    addEventListener('resize', this.#resized);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('resize', this.#resized);
  }

  override render() {
    return html`
      <iframe
        title="The shop"
        data-control-shop
        class=${this.isDragged ? 'dragged' : ''}
        src=${this.src}
        @load=${this.#arrived}
        allow="clipboard-write; payment"
      ></iframe>
      <div
        class="edge"
        role="separator"
        tabindex="0"
        aria-label="Height of the control room"
        aria-orientation="horizontal"
        aria-valuemin=${LEAST}
        aria-valuemax=${innerHeight - LEAST_SHOP}
        aria-valuenow=${this.height}
        @keydown=${this.#keyed}
        @pointerdown=${this.#grabbed}
      ></div>
      <control-room docked @control-close=${this.close} @control-new-world=${this.#renewed}></control-room>
    `;
  }

  protected override updated(): void {
    this.style.setProperty('--height', `${this.height}px`);
  }

  /** The shop alone again, on the page where it is. */
  readonly close = (): void => {
    localStorage.setItem(KEPT_OPEN, 'no');
    location.replace(this.#place() ?? '/');
    // Another hash alone would not load the page anew.
    if (location.href === this.#place()) location.reload();
  };

  #frame(): HTMLIFrameElement | null {
    return this.renderRoot.querySelector('iframe');
  }

  /** Where the shop is; undefined while it shows a page of somebody else's. */
  #place(): string | undefined {
    try {
      return this.#frame()?.contentWindow?.location.href;
    } catch {
      return undefined;
    }
  }

  readonly #arrived = (): void => {
    const place = this.#place();
    if (!place?.startsWith(location.origin)) return;
    history.replaceState(null, '', place);
    document.title = this.#frame()?.contentDocument?.title || document.title;
  };

  /** A cart of the old world is nobody's in the new one. */
  readonly #renewed = (): void => this.#frame()?.contentWindow?.location.replace('/');

  #size(height: number): void {
    this.height = Math.round(Math.max(LEAST, Math.min(height, innerHeight - LEAST_SHOP)));
  }

  readonly #keyed = (event: KeyboardEvent): void => {
    if (isDockKey(event)) return;
    const to = { ArrowUp: this.height + STEP, ArrowDown: this.height - STEP, Home: innerHeight, End: 0 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.#size(to);
    localStorage.setItem(KEPT_HEIGHT, String(this.height));
  };

  readonly #grabbed = (event: PointerEvent): void => {
    const edge = event.currentTarget as HTMLElement;
    edge.setPointerCapture(event.pointerId);
    this.isDragged = true;
    const moved = ({ clientY }: PointerEvent) => this.#size(innerHeight - clientY);
    const released = () => {
      this.isDragged = false;
      edge.removeEventListener('pointermove', moved);
      localStorage.setItem(KEPT_HEIGHT, String(this.height));
    };
    edge.addEventListener('pointermove', moved);
    edge.addEventListener('lostpointercapture', released, { once: true });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'control-dock': ControlDock;
  }
}

customElements.define('control-dock', ControlDock);
