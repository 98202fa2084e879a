import { css, html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { BriefEntry } from '../brief-entry.ts';
import type { OrderNames } from '../order-trail.ts';
import './control-payload.ts';
import { Poll } from './poll.ts';
import { diagram } from './diagram-styles.ts';
import { controls, tokens } from './styles.ts';
import { clockTime, isBad, shortTime, statusWords } from './words.ts';

interface Sequence {
  order: OrderNames;
  lanes: { name: string; title: string }[];
  entries: BriefEntry[];
  left: number;
}

/**
 * One order as a sequence: who said what to whom, and what was done in between. Every row is a button with words, so
 * that it reads as a list where arrows cannot be seen.
 *
 * @element control-order
 */
export class ControlOrder extends LitElement {
  static override readonly styles = [
    tokens,
    controls,
    css`
      :host {
        min-block-size: 0;
        container-type: size;
      }
      .split {
        display: grid;
        grid-template: minmax(0, 1fr) / 190px minmax(0, 1fr);
        block-size: 100%;
      }
      .orders {
        margin: 0;
        padding: 0;
        border-inline-end: 1px solid var(--line);
        list-style: none;
      }
      .orders button {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 0 8px;
        inline-size: 100%;
        padding: 6px 12px;
        border: 0;
        border-block-end: 1px solid var(--line);
        border-radius: 0;
        background: none;
        text-align: start;
      }
      .orders button > * {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .orders small {
        grid-column: 1 / -1;
        color: var(--soft);
        font-size: 12px;
      }
      .orders button:focus-visible {
        outline-offset: -2px;
      }
      .orders button[aria-current='true'] {
        background: var(--moss-soft);
        color: inherit;
        box-shadow: inset 3px 0 var(--moss);
      }
      .pick {
        display: none;
      }
      .main {
        display: grid;
        grid-template-rows: minmax(0, 1fr);
        min-inline-size: 0;
        min-block-size: 0;
      }
    `,
    diagram,
  ];
  static override readonly properties = { chosen: { state: true }, open: { state: true }, asText: { state: true } };

  /** Reference of the order that is shown; the newest when nobody chose. */
  chosen = '';
  open: number | undefined = undefined;
  asText = false;
  readonly #orders = new Poll<Omit<OrderNames, 'ids'>[]>(this, () => 'orders', 1_200);
  readonly #sequence = new Poll<Sequence>(this, () => this.#path(), 900);

  override render() {
    const orders = this.#orders.value ?? [];
    if (orders.length === 0)
      return html`<p class="empty">
        No order yet. Buy something in the shop: every message about it is drawn here, from the cart to the signature at the door.
      </p>`;
    const reference = this.chosen || orders[0]!.reference;
    const sequence = this.#sequence.value?.order.reference === reference ? this.#sequence.value : undefined;
    return html`<div class="split">
      <ol class="orders scroll" aria-label="Orders, newest first">
        ${orders.map((order) => this.#order(order, reference))}
      </ol>
      <div class="pick bar">
        <label
          >Order
          <select @change=${(event: Event) => this.#choose((event.target as HTMLSelectElement).value)}>
            ${orders.map(
              (order) =>
                html`<option value=${order.reference} ?selected=${order.reference === reference}>
                  ${order.label ?? order.reference} · ${order.chapter?.replaceAll('_', ' ')}
                </option>`,
            )}
          </select></label
        >
      </div>
      <div class="main">${sequence ? this.#diagram(sequence) : html`<p class="empty">Reading …</p>`}</div>
    </div>`;
  }

  #order({ reference, label, chapter, buyer, placedAt }: Omit<OrderNames, 'ids'>, current: string) {
    return html`<li>
      <button type="button" aria-current=${reference === current} @click=${() => this.#choose(reference)}>
        <b>${label ?? reference}</b><span class="quiet figures">${placedAt ? shortTime(placedAt) : ''}</span>
        <small>${chapter?.replaceAll('_', ' ')}${buyer ? ` · ${buyer}` : ''}</small>
      </button>
    </li>`;
  }

  #diagram({ order, lanes, entries, left }: Sequence) {
    if (entries.length === 0)
      return html`<p class="empty">What was said about this order is not remembered: the demo was started again since.</p>`;
    const laneAt = new Map(lanes.map(({ name }, index) => [name, (index + 0.5) / lanes.length]));
    const words = new Map(lanes.map(({ name, title }) => [name, shortTitle(title)]));
    return html`<div
      class="scroll sequence ${this.asText ? 'as-text' : ''}"
      role="region"
      aria-label="Sequence of order ${order.label ?? order.reference}"
      tabindex="0"
      style="--lanes: ${lanes.length}"
    >
      <div class="lanes">
        <label class="twin"
          ><input type="checkbox" .checked=${this.asText} @change=${() => (this.asText = !this.asText)} />Text</label
        >
        <div class="stage" aria-hidden="true">
          ${lanes.map(({ name }) => html`<span class="lane" style="inset-inline-start: ${percent(laneAt.get(name)!)}">${words.get(name)}</span>`)}
        </div>
      </div>
      <ol>
        ${repeat(
          entries,
          ({ seq }) => seq,
          (entry) =>
            html`<li>
              ${entry.kind === 'fact' ? this.#note(entry, laneAt, words) : this.#arrow(entry, laneAt, words)}
              ${this.open === entry.seq ? html`<control-payload .seq=${entry.seq}></control-payload>` : nothing}
            </li>`,
        )}
      </ol>
      ${left > 0 ? html`<p class="empty">${left} reports of the same kind in a row are left out.</p>` : nothing}
    </div>`;
  }

  #note({ at, from, text }: Extract<BriefEntry, { kind: 'fact' }>, laneAt: Map<string, number>, words: Map<string, string>) {
    const x = laneAt.get(from) ?? 0.5;
    const side = x > 0.5 ? `inset-inline-end: calc(${percent(1 - x)} - 14px)` : `inset-inline-start: calc(${percent(x)} - 14px)`;
    return html`<div class="line note">
      <time>${clockTime(at)}</time>
      <div class="stage">
        <span class="words" style=${side} title=${text}><span class="who">${words.get(from) ?? from}: </span>${text}</span>
      </div>
    </div>`;
  }

  #arrow(entry: Extract<BriefEntry, { kind: 'message' }>, laneAt: Map<string, number>, words: Map<string, string>) {
    const { seq, at, from, to, operation, method, status, fault } = entry;
    const [a, b] = [laneAt.get(from) ?? 0, laneAt.get(to) ?? 0];
    const [left, width] = [Math.min(a, b), Math.abs(a - b)];
    const isOpen = this.open === seq;
    const state = fault ? 'faulty' : isBad(status) ? 'failed' : method === 'GET' ? 'asked' : '';
    return html`<button
      type="button"
      class="line message ${state}"
      aria-expanded=${isOpen}
      @click=${() => (this.open = isOpen ? undefined : seq)}
    >
      <time>${clockTime(at)}</time>
      <span class="stage">
        <span
          class="arrow ${b < a ? 'back' : ''}"
          style="inset-inline-start: ${percent(left)}; inline-size: ${percent(width)}"
        ></span>
        <span class="words" style="inset-inline-start: ${percent(left)}; inline-size: ${percent(width)}">
          <span class="who">${words.get(from)} to ${words.get(to)}: </span><span class="what">${operation}</span>
          <span class="figures outcome">${status === undefined ? '…' : statusWords(status)}</span>
          ${fault ? html`<span class="tag warn">${fault}</span>` : nothing}
        </span>
      </span>
    </button>`;
  }

  #choose(reference: string): void {
    this.chosen = reference;
    this.open = undefined;
    void this.#sequence.now();
  }

  #path(): string | undefined {
    const reference = this.chosen || this.#orders.value?.[0]?.reference;
    return reference && `orders/${encodeURIComponent(reference)}/sequence`;
  }
}

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

/** `Bydel Bud (courier)` is `Bydel Bud` on a narrow lane. */
const shortTitle = (title: string): string => title.replace(/ \(.*\)$/, '');

customElements.define('control-order', ControlOrder);
