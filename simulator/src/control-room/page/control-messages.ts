import { css, html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { BriefEntry } from '../brief-entry.ts';
import './control-payload.ts';
import type { Feed } from './feed.ts';
import { controls, tokens } from './styles.ts';
import { clockTime, isBad, readable, statusWords } from './words.ts';

const MOST_SHOWN = 250;

/**
 * Everything that systems say to each other, as it is said.
 *
 * @element control-messages
 */
export class ControlMessages extends LitElement {
  static override readonly styles = [
    tokens,
    controls,
    css`
      :host {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
        min-block-size: 0;
        container-type: inline-size;
      }
      input[type='search'] {
        flex: 1 1 56px;
        min-inline-size: 56px;
        max-inline-size: 240px;
      }
      .bar {
        flex-wrap: wrap;
        gap: 6px 8px;
      }
      select {
        max-inline-size: 94px;
      }
      .list {
        position: relative;
      }
      ol {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        border-block-end: 1px solid var(--line);
      }
      .row,
      .fact {
        display: grid;
        grid-template-columns: 62px minmax(0, 1fr) auto;
        gap: 0 10px;
        inline-size: 100%;
        padding: 4px 12px;
        text-align: start;
      }
      .row {
        justify-content: stretch;
        align-items: baseline;
        min-block-size: 0;
        border: 0;
        border-radius: 0;
        background: none;
        white-space: normal;
      }
      .row:hover {
        background: var(--sunken);
      }
      .row:focus-visible {
        outline-offset: -2px;
      }
      .row[aria-expanded='true'] {
        background: var(--sunken);
      }
      time {
        color: var(--soft);
        font-size: 12.5px;
      }
      .words {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .words b {
        font-weight: 600;
      }
      .words span {
        color: var(--soft);
      }
      .fact {
        grid-template-columns: 62px minmax(0, 1fr);
        color: var(--moss);
      }
      .marks {
        display: flex;
        gap: 5px;
        font-size: 12.5px;
      }
      .bad-status {
        color: var(--bad);
        font-weight: 600;
      }
      .fresh {
        position: sticky;
        inset-block-start: 8px;
        z-index: 1;
        display: flex;
        justify-content: center;
        block-size: 0;
      }
      @container (max-width: 420px) {
        .row,
        .fact {
          grid-template-columns: 56px minmax(0, 1fr) auto;
          gap: 0 6px;
          padding-inline: 10px;
        }
      }
    `,
  ];
  static override readonly properties = {
    feed: { attribute: false },
    text: { state: true },
    system: { state: true },
    status: { state: true },
    hasFacts: { state: true },
    hasQuestions: { state: true },
    open: { state: true },
    until: { state: true },
  };

  feed: Feed | undefined = undefined;
  text = '';
  system = '';
  status = '';
  hasFacts = true;
  hasQuestions = false;
  open: ReadonlySet<number> = new Set();
  /** The newest that is shown while the list stands still; undefined while it follows. */
  until: number | undefined = undefined;
  readonly #changed = () => this.requestUpdate();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.feed?.removeEventListener('change', this.#changed);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.feed?.addEventListener('change', this.#changed);
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('feed')) return;
    (changed.get('feed') as Feed | undefined)?.removeEventListener('change', this.#changed);
    this.feed?.addEventListener('change', this.#changed);
  }

  override render() {
    const all = [...(this.feed?.entries.values() ?? [])];
    const matching = all.filter((entry) => this.#passes(entry));
    const { until } = this;
    const fresh = until === undefined ? 0 : matching.filter(({ seq }) => seq > until).length;
    const shown = matching
      .filter(({ seq }) => until === undefined || seq <= until)
      .slice(-MOST_SHOWN)
      .reverse();
    return html`
      ${this.#bar(all)}
      <div class="scroll list" @scroll=${this.#scrolled} tabindex="0" role="region" aria-label="Messages, newest first">
        ${
          fresh > 0
            ? html`<div class="fresh"><button type="button" class="main" @click=${this.#follow}>${fresh} newer ↑</button></div>`
            : nothing
        }
        ${shown.length === 0 ? this.#nothing(all.length) : nothing}
        <ol>
          ${repeat(
            shown,
            ({ seq }) => seq,
            (entry) => html`<li>${this.#row(entry)}</li>`,
          )}
        </ol>
      </div>
    `;
  }

  #bar(all: readonly BriefEntry[]) {
    const systems = [...new Set(all.flatMap((entry) => (entry.kind === 'fact' ? [entry.from] : [entry.from, entry.to])))].sort();
    const isPaused = this.until !== undefined;
    return html`<div class="bar" role="search" aria-label="Messages">
      <input
        type="search"
        placeholder="Find …"
        aria-label="Filter by words"
        .value=${this.text}
        @input=${(event: InputEvent) => (this.text = (event.target as HTMLInputElement).value)}
      />
      <select aria-label="System" @change=${(event: Event) => (this.system = (event.target as HTMLSelectElement).value)}>
        <option value="">Systems</option>
        ${systems.map((name) => html`<option value=${name} ?selected=${name === this.system}>${name}</option>`)}
      </select>
      <select aria-label="Outcome" @change=${(event: Event) => (this.status = (event.target as HTMLSelectElement).value)}>
        <option value="">Outcomes</option>
        <option value="failed">Failed</option>
        <option value="faulty">Broken on purpose</option>
      </select>
      <label><input type="checkbox" .checked=${this.hasFacts} @change=${() => (this.hasFacts = !this.hasFacts)} />Facts</label>
      <label title="GET, which changes nothing"
        ><input
          type="checkbox"
          .checked=${this.hasQuestions}
          @change=${() => (this.hasQuestions = !this.hasQuestions)}
        />Reads</label
      >
      <button
        type="button"
        aria-pressed=${isPaused}
        aria-label="Hold the list still"
        title="Hold the list still"
        @click=${isPaused ? this.#follow : this.#pause}
      >
        ${isPaused ? '▶' : '❚❚'}
      </button>
    </div>`;
  }

  #row(entry: BriefEntry) {
    const time = html`<time>${clockTime(entry.at)}</time>`;
    if (entry.kind === 'fact') return html`<div class="fact">${time}<span>${entry.text}</span></div>`;
    const { seq, from, to, operation, method, path, status, fault } = entry;
    const isOpen = this.open.has(seq);
    return html`<button type="button" class="row" aria-expanded=${isOpen} @click=${() => this.#toggle(seq)}>
        ${time}
        <span class="words"><b>${from} → ${to}</b> ${operation} <span>${method} ${readable(path)}</span></span>
        <span class="marks">
          ${fault ? html`<span class="tag warn">${fault}</span>` : nothing}
          <span class=${isBad(status) ? 'bad-status' : 'quiet'}>${status === undefined ? '…' : statusWords(status)}</span>
        </span>
      </button>
      ${isOpen ? html`<control-payload .seq=${seq}></control-payload>` : nothing}`;
  }

  #nothing(total: number) {
    return html`<p class="empty">
      ${total === 0 ? 'Nothing has been said yet. Open the shop and look around.' : 'Nothing of what was said matches.'}
    </p>`;
  }

  #passes(entry: BriefEntry): boolean {
    const { text, system, status } = this;
    if (entry.kind === 'fact') {
      if (!this.hasFacts || status !== '' || (system && entry.from !== system)) return false;
      return text === '' || `${entry.text} ${entry.reference ?? ''}`.toLowerCase().includes(text.toLowerCase());
    }
    if (!this.hasQuestions && entry.method === 'GET' && !isBad(entry.status) && !entry.fault) return false;
    if (system && entry.from !== system && entry.to !== system) return false;
    if (status === 'failed' && !isBad(entry.status)) return false;
    if (status === 'faulty' && !entry.fault) return false;
    if (text === '') return true;
    const { from, to, operation, method, path, fault } = entry;
    return [from, to, operation, method, path, entry.status, fault].join(' ').toLowerCase().includes(text.toLowerCase());
  }

  #toggle(seq: number): void {
    const open = new Set(this.open);
    if (!open.delete(seq)) {
      open.add(seq);
      this.#pause();
    }
    this.open = open;
  }

  readonly #scrolled = (event: Event): void => {
    const { scrollTop } = event.target as HTMLElement;
    if (scrollTop > 4 && this.until === undefined) this.#pause();
    else if (scrollTop <= 4 && this.until !== undefined && this.open.size === 0) this.until = undefined;
  };

  readonly #pause = (): void => {
    this.until = Math.max(0, ...(this.feed?.entries.keys() ?? []));
  };

  readonly #follow = (): void => {
    this.until = undefined;
    this.renderRoot.querySelector('.list')?.scrollTo({ top: 0 });
  };
}

customElements.define('control-messages', ControlMessages);
