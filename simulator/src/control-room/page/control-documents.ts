import { css, html, LitElement } from 'lit';
import { Poll } from './poll.ts';
import { controls, tokens } from './styles.ts';

interface Documents {
  name: string;
  title: string;
  documents: Record<string, Record<string, unknown>[]>;
}

const MOST_ROWS = 60;

/**
 * What systems have on file, as their own people would read it: the ERP first.
 *
 * @element control-documents
 */
export class ControlDocuments extends LitElement {
  static override readonly styles = [
    tokens,
    controls,
    css`
      :host {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
        min-block-size: 0;
      }
      .sheet {
        padding: 0 12px 16px;
      }
      h2 {
        position: sticky;
        inset-block-start: 0;
        inset-inline-start: 0;
        padding: 12px 0 4px;
        background: var(--card);
      }
      h2 small {
        color: var(--soft);
        font-size: 12.5px;
        font-weight: 400;
      }
      td {
        white-space: nowrap;
      }
      td.long {
        min-inline-size: 200px;
        max-inline-size: 380px;
        overflow-wrap: anywhere;
        white-space: normal;
      }
      .none {
        margin: 0;
        color: var(--soft);
      }
    `,
  ];
  static override readonly properties = { system: { state: true }, heading: { state: true }, text: { state: true } };

  system = 'tripletex';
  heading = '';
  text = '';
  readonly #systems = new Poll<{ name: string; title: string }[]>(this, () => 'systems', 10_000);
  readonly #documents = new Poll<Documents>(this, () => `documents/${this.system}`, 1_500);

  override render() {
    const systems = this.#systems.value ?? [];
    const chosen = this.#documents.value;
    if (!chosen) return html`<p class="empty">Reading …</p>`;
    const headings = Object.entries(chosen.documents);
    const shown = headings.filter(([heading]) => this.heading === '' || heading === this.heading);
    return html`
      <div class="bar">
        <select aria-label="System" @change=${this.#chooseSystem}>
          ${systems.map(({ name, title }) => html`<option value=${name} ?selected=${name === chosen.name}>${title}</option>`)}
        </select>
        <select
          aria-label="Kind of document"
          @change=${(event: Event) => (this.heading = (event.target as HTMLSelectElement).value)}
        >
          <option value="">Everything</option>
          ${headings.map(([heading, rows]) => html`<option value=${heading} ?selected=${heading === this.heading}>${heading} (${rows.length})</option>`)}
        </select>
        <input
          type="search"
          placeholder="Find …"
          aria-label="Find in documents"
          .value=${this.text}
          @input=${(event: InputEvent) => (this.text = (event.target as HTMLInputElement).value)}
        />
      </div>
      <div class="scroll sheet" tabindex="0" role="region" aria-label="Documents of ${chosen.title}">
        ${shown.map(([heading, rows]) => this.#table(heading, rows))}
      </div>
    `;
  }

  #table(heading: string, rows: Record<string, unknown>[]) {
    const wanted = this.text.toLowerCase();
    const found = wanted ? rows.filter((row) => Object.values(row).join(' ').toLowerCase().includes(wanted)) : rows;
    const columns = [...new Set(found.slice(0, MOST_ROWS).flatMap((row) => Object.keys(row)))];
    return html`<h2>
        ${heading} <small>${found.length === rows.length ? rows.length : `${found.length} of ${rows.length}`}</small>
      </h2>
      ${
        found.length === 0
          ? html`<p class="none">${rows.length === 0 ? 'None yet.' : 'None that match.'}</p>`
          : html`<table>
              <thead>
                <tr>
                  ${columns.map((column) => html`<th scope="col">${words(column)}</th>`)}
                </tr>
              </thead>
              <tbody>
                ${found.slice(0, MOST_ROWS).map(
                  (row) =>
                    html`<tr>
                      ${columns.map((column) => cell(row[column]))}
                    </tr>`,
                )}
              </tbody>
            </table>`
      }`;
  }

  readonly #chooseSystem = (event: Event): void => {
    this.system = (event.target as HTMLSelectElement).value;
    this.heading = '';
    void this.#documents.now();
  };
}

/** `onHand` and `queued_at` as people write them. */
const words = (column: string): string =>
  column
    .replace(/_/g, ' ')
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replace(/^./, (letter) => letter.toUpperCase());

const LONG = 34;

function cell(value: unknown) {
  const text = spelled(value);
  return html`<td class=${text.length > LONG ? 'long' : ''}>${text}</td>`;
}

function spelled(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\dT/.test(value) ? value.slice(0, 16).replace('T', ' ') : value;
  return typeof value === 'object' ? JSON.stringify(value) : `${value as number | boolean}`;
}

customElements.define('control-documents', ControlDocuments);
