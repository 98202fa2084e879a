import { css, html, LitElement, nothing } from 'lit';
import type { MagicGroup } from '../calls/magic.ts';
import { doors } from './doors.ts';
import { Poll } from './poll.ts';
import { controls, tokens } from './styles.ts';

/**
 * Values that make something special happen. A click copies one.
 *
 * @element control-magic
 */
export class ControlMagic extends LitElement {
  static override readonly styles = [
    tokens,
    controls,
    css`
      :host {
        padding: 12px;
      }
      .groups {
        columns: 330px;
        column-gap: 26px;
      }
      section {
        margin-block-end: 16px;
        break-inside: avoid-column;
      }
      section.long {
        break-inside: auto;
      }
      ul {
        margin: 4px 0 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, max-content) minmax(0, 1fr);
        gap: 0 10px;
        align-items: baseline;
        break-inside: avoid;
      }
      li button {
        min-block-size: 24px;
        padding: 1px 6px;
        margin-inline-start: -6px;
        border-color: transparent;
        background: none;
        font: 12.5px/1.5 var(--mono);
        white-space: normal;
        text-align: start;
        overflow-wrap: anywhere;
      }
      p {
        margin: 0;
      }
    `,
  ];
  static override readonly properties = { copied: { state: true } };

  copied = '';
  readonly #magic = new Poll<MagicGroup[]>(this, () => 'magic', 10_000);

  override render() {
    return html`<div class="groups">
        ${(this.#magic.value ?? []).map(
          ({ title, note, values }) =>
            html`<section class=${values.length > 12 ? 'long' : ''}>
              <h2>${title}</h2>
              ${note ? html`<p class="quiet">${note}</p>` : nothing}
              <ul>
                ${values.map(
                  ({ value, meaning }) =>
                    html`<li>
                      <button type="button" title="Copy" @click=${() => this.#copy(value)}>${value}</button
                      ><span class="quiet">${this.copied === value ? 'copied' : meaning}</span>
                    </li>`,
                )}
              </ul>
            </section>`,
        )}
      </div>
      <p class="hidden-words" role="status">${this.copied ? `${this.copied} copied` : ''}</p>`;
  }

  async #copy(value: string): Promise<void> {
    await doors().copy(value.replace(/^([\d ]+)$/, (digits) => digits.replaceAll(' ', '')));
    this.copied = value;
  }
}

customElements.define('control-magic', ControlMagic);
