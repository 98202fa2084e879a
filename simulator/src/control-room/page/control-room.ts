import { css, html, LitElement, nothing } from 'lit';
import { ask, isAnotherWorld, type WorldState } from './api.ts';
import './control-clock.ts';
import './control-documents.ts';
import './control-faults.ts';
import './control-levers.ts';
import './control-magic.ts';
import './control-messages.ts';
import './control-order.ts';
import './control-phone.ts';
import './control-scenarios.ts';
import './control-town.ts';
import './control-warehouse.ts';
import { doors } from './doors.ts';
import { Feed } from './feed.ts';
import { linkTo } from './link.ts';
import { controls, tokens } from './styles.ts';

const PANELS = [
  { name: 'messages', title: 'Messages' },
  { name: 'order', title: 'Order' },
  { name: 'documents', title: 'ERP' },
  { name: 'warehouse', title: 'Warehouse' },
  { name: 'town', title: 'Town' },
  { name: 'phone', title: 'Phone' },
  { name: 'trouble', title: 'Scenarios & faults' },
  { name: 'magic', title: 'Magic values' },
] as const;

type PanelName = (typeof PANELS)[number]['name'];

const KEPT = 'vitrine-control-panel';

/** From this width on, messages have a column of their own. */
const WIDE = 1_080;

/**
 * The whole concert on screen: the clock, what systems say to each other, and what comes of it.
 *
 * @element control-room
 * @attr docked - Below the shop's page, and not in a window of its own.
 * @fires control-close - The docked room is to be closed.
 * @fires control-new-world - Another world has taken the place of the one that was shown.
 */
export class ControlRoom extends LitElement {
  static override readonly styles = [
    tokens,
    controls,
    css`
      :host {
        display: grid;
        grid-template-rows: auto auto minmax(0, 1fr);
        min-block-size: 0;
        background: var(--card);
        color-scheme: inherit;
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 16px;
        padding: 7px 12px;
        background: var(--paper);
      }
      .world {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 8px;
        margin-inline-start: auto;
      }
      .playing {
        max-inline-size: 260px;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      nav {
        display: flex;
        gap: 2px;
        padding: 0 8px;
        overflow-x: auto;
        border-block-end: 1px solid var(--line);
        background: var(--paper);
        scrollbar-width: none;
      }
      [role='tab'] {
        min-block-size: 32px;
        padding: 4px 10px;
        border: 0;
        border-block-end: 2px solid transparent;
        border-radius: 0;
        background: none;
        color: var(--soft);
      }
      [role='tab'][aria-selected='true'] {
        border-color: var(--moss);
        color: var(--ink);
        font-weight: 600;
      }
      [role='tab']:focus-visible {
        outline-offset: -2px;
      }
      main,
      .panels {
        display: grid;
        grid-template: minmax(0, 1fr) / minmax(0, 1fr);
        min-block-size: 0;
      }
      .panels.wide {
        grid-template-columns: minmax(360px, 38%) minmax(0, 1fr);
      }
      .wide > control-messages {
        border-inline-end: 1px solid var(--line);
      }
      [role='tabpanel'] {
        display: grid;
        grid-template: minmax(0, 1fr) / minmax(0, 1fr);
        min-block-size: 0;
        min-inline-size: 0;
      }
      .trouble {
        display: grid;
        gap: 22px;
        align-content: start;
        padding: 12px;
      }
      .watch {
        display: flex;
        flex-basis: 100%;
        gap: 10px;
        align-items: center;
        justify-content: space-between;
        margin: 0;
        padding: 3px 4px 3px 10px;
        border-radius: 7px;
        background: var(--warn-soft);
        color: var(--warn);
      }
      .lost {
        display: grid;
        place-content: center;
      }
      @media (max-width: 560px) {
        header {
          gap: 5px 10px;
          padding-inline: 10px;
        }
        .world {
          margin-inline-start: 0;
        }
      }
    `,
  ];
  static override readonly properties = {
    docked: { type: Boolean },
    world: { state: true },
    panel: { state: true },
    isWide: { state: true },
    said: { state: true },
    isLost: { state: true },
    dismissed: { state: true },
  };

  docked = false;
  world: WorldState | undefined = undefined;
  panel: PanelName = 'messages';
  isWide = false;
  said = '';
  isLost = false;
  dismissed = '';
  readonly #feed = new Feed();
  #stop: (() => void) | undefined;
  readonly #sizes = new ResizeObserver(([entry]) => (this.isWide = (entry?.contentRect.width ?? 0) >= WIDE));

  override connectedCallback(): void {
    super.connectedCallback();
    const kept = localStorage.getItem(KEPT);
    if (PANELS.some(({ name }) => name === kept)) this.panel = kept as PanelName;
    this.#sizes.observe(this);
    this.#feed.start();
    void this.#look();
    this.#stop = doors().every(500, () => {
      if (!document.hidden) void this.#look();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
    this.#feed.stop();
    this.#stop?.();
  }

  override render() {
    const { world, isWide } = this;
    const shown = isWide && this.panel === 'messages' ? 'order' : this.panel;
    const panels = PANELS.filter(({ name }) => !isWide || name !== 'messages');
    return html`
      <header @control-world=${this.#worldTold}>
        <control-clock .world=${world}></control-clock>
        ${world ? this.#world(world) : nothing} ${this.#watch()}
      </header>
      <nav role="tablist" aria-label="Control room" @keydown=${this.#keyed}>
        ${panels.map(
          ({ name, title }) =>
            html`<button
              type="button"
              role="tab"
              id="tab-${name}"
              aria-selected=${name === shown}
              aria-controls="panel"
              tabindex=${name === shown ? 0 : -1}
              @click=${() => this.#choose(name)}
            >
              ${title}${name === 'trouble' && world && (world.faults > 0 || world.scenario) ? html` <span class="tag warn count">${world.faults || '●'}</span>` : nothing}
            </button>`,
        )}
      </nav>
      ${
        this.isLost
          ? html`<p class="empty lost">
              The demo does not answer. Start it again with <code>npm start</code>: this room finds it by itself.
            </p>`
          : html`<div class="panels ${isWide ? 'wide' : ''}" @control-world=${this.#worldTold}>
              ${isWide ? html`<control-messages .feed=${this.#feed}></control-messages>` : nothing}
              <div role="tabpanel" id="panel" aria-labelledby="tab-${shown}">${this.#panel(shown)}</div>
            </div>`
      }
      <p class="hidden-words" role="status">${this.said}</p>
    `;
  }

  #world(world: WorldState) {
    const { scenario, seed } = world;
    return html`<div class="world">
      ${scenario ? html`<span class="tag warn playing" title=${scenario.sentence}>${scenario.title}</span>` : nothing}
      <span class="quiet figures" title="The same seed lives through the same story">seed ${seed}</span>
      <button type="button" @click=${() => this.#copyLink(world)} title="A link that opens this seed, scenario, speed and time">
        ${this.said ? 'Copied' : 'Copy link'}
      </button>
      ${
        this.docked
          ? html`<a class="button" href="/control" target="vitrine-control" title="In a window of its own">Own window ↗</a>
              <button
                type="button"
                @click=${() => this.dispatchEvent(new CustomEvent('control-close', { bubbles: true, composed: true }))}
                title="Ctrl + ."
                aria-label="Close the control room"
              >
                Close
              </button>`
          : html`<a class="button" href="/" target="vitrine-shop">The shop ↗</a>`
      }
    </div>`;
  }

  /** What to do in the shop to see the scenario. */
  #watch() {
    const { worldId, scenario } = this.world ?? {};
    const key = `${worldId} ${scenario?.name}`;
    if (!scenario?.watch || this.dismissed === key) return nothing;
    return html`<p class="watch">
      <span><b>${scenario.title}.</b> ${scenario.watch}</span>
      <button type="button" class="plain" aria-label="Hide this hint" @click=${() => (this.dismissed = key)}>✕</button>
    </p>`;
  }

  #panel(name: PanelName) {
    switch (name) {
      case 'messages':
        return html`<control-messages .feed=${this.#feed}></control-messages>`;
      case 'order':
        return html`<control-order></control-order>`;
      case 'documents':
        return html`<control-documents></control-documents>`;
      case 'warehouse':
        return html`<control-warehouse></control-warehouse>`;
      case 'town':
        return html`<control-town .seed=${this.world?.seed ?? 0}></control-town>`;
      case 'phone':
        return html`<control-phone></control-phone>`;
      case 'trouble':
        return html`<div class="scroll trouble" tabindex="0" role="region" aria-label="Scenarios and faults">
          <control-scenarios .world=${this.world}></control-scenarios>
          <control-faults></control-faults>
          <control-levers></control-levers>
        </div>`;
      case 'magic':
        return html`<control-magic class="scroll" tabindex="0" role="region" aria-label="Magic values"></control-magic>`;
    }
  }

  async #look(): Promise<void> {
    try {
      this.#enter(await ask<WorldState>('world'));
    } catch {
      this.isLost = true;
    }
  }

  readonly #worldTold = ({ detail }: CustomEvent<WorldState>): void => this.#enter(detail);

  #enter(world: WorldState): void {
    const isAnother = this.world !== undefined && isAnotherWorld(this.world, world);
    this.world = world;
    this.isLost = false;
    if (isAnother) this.dispatchEvent(new CustomEvent('control-new-world', { bubbles: true, composed: true }));
  }

  readonly #keyed = (event: KeyboardEvent): void => {
    const tabs = [...this.renderRoot.querySelectorAll<HTMLElement>('[role=tab]')];
    const here = tabs.findIndex((tab) => tab.getAttribute('aria-selected') === 'true');
    const to = { ArrowRight: here + 1, ArrowLeft: here - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const tab = tabs[to % tabs.length]!;
    tab.click();
    tab.focus();
  };

  #choose(name: PanelName): void {
    this.panel = name;
    localStorage.setItem(KEPT, name);
  }

  async #copyLink(world: WorldState): Promise<void> {
    await doors().copy(linkTo(world, `${location.origin}/`));
    this.said = 'The link is in the clipboard.';
    const stop = doors().every(2_000, () => {
      this.said = '';
      stop();
    });
  }
}

customElements.define('control-room', ControlRoom);
