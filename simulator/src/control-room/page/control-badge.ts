import { css, html, LitElement, nothing } from 'lit';
import { ask, isAnotherWorld, type WorldState } from './api.ts';
import { doors } from './doors.ts';
import { tokens } from './styles.ts';

const DISMISSED = 'vitrine-control-hint';

/**
 * A small sign at the page's edge that there is a control room, and what to do to see the scenario that is played.
 *
 * @element control-badge
 * @fires control-toggle - The sign was pressed.
 */
export class ControlBadge extends LitElement {
  static override readonly styles = [
    tokens,
    css`
      :host {
        position: fixed;
        inset-block-end: 10px;
        inset-inline: 10px;
        z-index: 40;
        display: flex;
        gap: 10px;
        align-items: flex-end;
        pointer-events: none;
      }
      :host > * {
        pointer-events: auto;
      }
      button {
        display: inline-flex;
        flex: none;
        align-items: center;
        gap: 6px;
        min-block-size: 26px;
        padding: 2px 8px;
        border: 1px solid var(--line);
        border-radius: 8px;
        background: color-mix(in srgb, var(--card) 88%, transparent);
        color: var(--soft);
        font: inherit;
        font-size: 12px;
        cursor: pointer;
        backdrop-filter: blur(6px);
      }
      button:hover {
        color: var(--ink);
        border-color: var(--line-strong);
      }
      svg {
        inline-size: 13px;
        block-size: 13px;
        fill: none;
        stroke: currentColor;
        stroke-width: 1.5;
      }
      kbd {
        font: inherit;
      }
      .hint {
        display: flex;
        gap: 6px;
        align-items: center;
        max-inline-size: 620px;
        margin: 0;
        padding: 5px 6px 5px 12px;
        border: 1px solid color-mix(in srgb, var(--warn) 35%, var(--line));
        border-radius: 9px;
        background: var(--warn-soft);
        color: var(--ink);
        font-size: 13px;
      }
      .hint button {
        border-color: transparent;
        background: none;
        color: inherit;
      }
      @media (max-width: 560px) {
        kbd {
          display: none;
        }
      }
    `,
  ];
  static override readonly properties = { said: { attribute: false }, world: { state: true }, dismissed: { state: true } };

  said = '';
  world: WorldState | undefined = undefined;
  dismissed = sessionStorage.getItem(DISMISSED) ?? '';
  #stop: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.lang = 'en';
    void this.#look();
    this.#stop = doors().every(4_000, () => {
      if (!document.hidden) void this.#look();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }

  override render() {
    return html`
      <button
        type="button"
        aria-label="Open the control room"
        title="Control room: Ctrl + ."
        aria-keyshortcuts="Control+."
        @click=${() => this.dispatchEvent(new Event('control-toggle'))}
      >
        <svg viewBox="0 0 14 14" aria-hidden="true">
          <path d="M1 4h8M12 4h1M1 10h1M5 10h8" />
          <circle cx="10.5" cy="4" r="1.5" />
          <circle cx="3.5" cy="10" r="1.5" /></svg
        ><kbd>Ctrl .</kbd>
      </button>
      ${this.#hint()}
    `;
  }

  #hint() {
    const { said, world } = this;
    if (said) return html`<p class="hint" role="status"><span>${said}</span></p>`;
    const { scenario, worldId } = world ?? {};
    const key = `${worldId} ${scenario?.name}`;
    if (!scenario?.watch || this.dismissed === key) return nothing;
    return html`<p class="hint" role="status">
      <span><b>${scenario.title}.</b> ${scenario.watch}</span>
      <button type="button" aria-label="Hide this hint" @click=${() => this.#dismiss(key)}>✕</button>
    </p>`;
  }

  #dismiss(key: string): void {
    this.dismissed = key;
    sessionStorage.setItem(DISMISSED, key);
  }

  /** A page of the old world has nothing to do in a new one. */
  async #look(): Promise<void> {
    try {
      const world = await ask<WorldState>('world');
      if (this.world && isAnotherWorld(this.world, world)) location.reload();
      this.world = world;
    } catch {
      // The demo is being restarted; the next look will tell.
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'control-badge': ControlBadge;
  }
}

customElements.define('control-badge', ControlBadge);
