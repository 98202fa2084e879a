import { css, html, LitElement, nothing } from 'lit';
import { post, type WorldState } from './api.ts';
import { controls, tokens } from './styles.ts';
import { clockTime, dayName } from './words.ts';

const SPEEDS = [0, 1, 10, 60, 600, 3_600];

const JUMPS = [
  { to: 'event', label: 'Event', title: 'Jump until somebody in the world would notice something' },
  { to: 'hour', label: 'Hour', title: 'Jump to the next full hour' },
  { to: 'morning', label: 'Morning', title: 'Jump to eight o’clock' },
];

/**
 * The world's time in Oslo, and how fast it goes.
 *
 * @element control-clock
 * @fires control-world - With the world as it is after a button was pressed.
 */
export class ControlClock extends LitElement {
  static override readonly styles = [
    tokens,
    controls,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 14px;
      }
      time {
        display: inline-flex;
        align-items: baseline;
        gap: 7px;
        font-variant-numeric: tabular-nums;
      }
      time b {
        min-inline-size: 4.6em;
        font-size: 17px;
        font-weight: 650;
        letter-spacing: -0.01em;
      }
      .group button {
        min-inline-size: 34px;
        padding-inline: 7px;
        font-variant-numeric: tabular-nums;
      }
      .word {
        align-self: center;
        margin-inline-end: 6px;
        color: var(--soft);
      }
      svg {
        inline-size: 11px;
        block-size: 11px;
        fill: currentColor;
      }
      .happened {
        flex-basis: 100%;
        margin: 0;
        overflow: hidden;
        color: var(--soft);
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .happened:empty {
        display: none;
      }
    `,
  ];
  static override readonly properties = { world: { attribute: false }, said: { state: true }, isBusy: { state: true } };

  world: WorldState | undefined = undefined;
  said = '';
  isBusy = false;

  override render() {
    const { world } = this;
    if (!world) return nothing;
    const at = Date.parse(world.now);
    return html`
      <time datetime=${world.now} title="In Oslo"><span class="quiet">${dayName(at)}</span><b>${clockTime(at)}</b></time>
      <div class="group" role="group" aria-label="Speed of the world’s clock">
        ${SPEEDS.map(
          (speed) =>
            html`<button
              type="button"
              aria-pressed=${world.speed === speed}
              aria-label=${speed === 0 ? 'Pause' : `${speed} times`}
              title=${speed === 0 ? 'Pause' : `×${speed}`}
              @click=${() => this.#do('speed', { speed })}
            >
              ${speed === 0 ? pauseSign : `×${speed}`}
            </button>`,
        )}
      </div>
      <div class="group" role="group" aria-label="Let time pass">
        <span class="word" aria-hidden="true">to next</span>
        <button type="button" ?disabled=${this.isBusy} title="Let the very next thing happen" @click=${() => this.#do('step')}>
          Step
        </button>
        ${JUMPS.map(
          ({ to, label, title }) =>
            html`<button type="button" ?disabled=${this.isBusy} title=${title} @click=${() => this.#do('jump', { to })}>
              ${label}
            </button>`,
        )}
      </div>
      <p class="happened" role="status" title=${this.said}>${this.said}</p>
    `;
  }

  async #do(path: string, body: Record<string, unknown> = {}): Promise<void> {
    this.isBusy = path !== 'speed';
    try {
      const world = await post<WorldState>(path, body);
      this.said = path === 'speed' ? '' : saidOf(world);
      this.dispatchEvent(new CustomEvent('control-world', { detail: world, bubbles: true, composed: true }));
    } catch (thrown) {
      this.said = (thrown as Error).message;
    } finally {
      this.isBusy = false;
    }
  }
}

const pauseSign = html`<svg viewBox="0 0 12 12" aria-hidden="true"><path d="M2 1h3v10H2zM7 1h3v10H7z" /></svg>`;

/** What a step brought, in one line. */
function saidOf({ happened, now }: WorldState): string {
  if (!happened) return '';
  const at = clockTime(Date.parse(now));
  if (happened.length === 0) return `${at} · a timer rang, and nobody said anything`;
  const words = happened.map((entry) => (entry.kind === 'fact' ? entry.text : `${entry.from} → ${entry.to}: ${entry.operation}`));
  return `${at} · ${[...new Set(words)].join(' · ')}`;
}

customElements.define('control-clock', ControlClock);
