import { css, html, LitElement, nothing } from 'lit';
import type { JournalEntry, MessageEntry } from '../../kernel/journal.ts';
import { ask } from './api.ts';
import { knownPayloads } from './payloads.ts';
import { controls, tokens } from './styles.ts';
import { isBad, pretty, readable, statusWords } from './words.ts';

/**
 * What one message carried, both ways. It is fetched when it is first shown.
 *
 * @element control-payload
 * @prop {number} seq - Number of the message in the journal.
 */
export class ControlPayload extends LitElement {
  static override readonly styles = [
    tokens,
    controls,
    css`
      :host {
        padding: 8px 12px 12px;
      }
      p {
        margin: 0 0 8px;
        overflow-wrap: anywhere;
      }
      .pair {
        display: grid;
        gap: 8px;
        grid-template-columns: repeat(auto-fit, minmax(min(260px, 100%), 1fr));
      }
      figure {
        margin: 0;
        min-inline-size: 0;
      }
      figcaption {
        margin-block-end: 3px;
        color: var(--soft);
        font-size: 12px;
      }
      pre {
        margin: 0;
        padding: 8px 10px;
        overflow: auto;
        max-block-size: 300px;
        border-radius: 7px;
        background: var(--sunken);
        font: 12px/1.5 var(--mono);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
    `,
  ];
  static override readonly properties = { seq: { type: Number }, entry: { state: true }, problem: { state: true } };

  seq = 0;
  entry: MessageEntry | undefined = undefined;
  problem = '';

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('seq')) void this.#fetch(this.seq);
  }

  override render() {
    const { entry, problem } = this;
    if (problem) return html`<p class="problem">${problem}</p>`;
    if (!entry) return html`<p class="quiet">Fetching …</p>`;
    const { method, path, status, fault, request, response } = entry;
    return html`
      <p>
        <code>${method} ${readable(path)}</code>
        <span class="tag ${isBad(status) ? 'bad' : ''}">${statusWords(status)}</span>
        ${fault ? html`<span class="tag warn">on purpose: ${fault}</span>` : nothing}
      </p>
      <div class="pair">${body('Asked', request)}${body('Answered', response)}</div>
    `;
  }

  async #fetch(seq: number): Promise<void> {
    this.entry = knownPayloads.get(seq);
    this.problem = '';
    if (this.entry) return;
    try {
      const entry = await ask<JournalEntry>(`messages/${seq}`);
      if (entry.kind !== 'message' || seq !== this.seq) return;
      if (entry.status !== undefined) knownPayloads.set(seq, entry);
      this.entry = entry;
    } catch (thrown) {
      this.problem = (thrown as Error).message;
    }
  }
}

const body = (title: string, text: string | undefined) =>
  text
    ? html`<figure>
        <figcaption>${title}</figcaption>
        <pre tabindex="0">${pretty(text)}</pre>
      </figure>`
    : nothing;

customElements.define('control-payload', ControlPayload);
