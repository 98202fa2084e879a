import { css, html, LitElement, nothing } from 'lit';
import { post } from './api.ts';
import { Poll } from './poll.ts';
import { controls, tokens } from './styles.ts';

interface Lever {
  system: string;
  title: string;
  name: string;
  sentence: string;
  fields: { name: string; meaning: string }[];
}

/**
 * Things that can be brought about inside a system: a short pick, a van that breaks down.
 *
 * @element control-levers
 */
export class ControlLevers extends LitElement {
  static override readonly styles = [
    tokens,
    controls,
    css`
      h2 {
        margin-block-end: 6px;
      }
      ul {
        display: grid;
        gap: 6px 22px;
        grid-template-columns: repeat(auto-fit, minmax(min(330px, 100%), 1fr));
        margin: 0;
        padding: 0;
        list-style: none;
      }
      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 2px 10px;
        align-items: start;
        padding-block-end: 6px;
        border-block-end: 1px solid var(--line);
      }
      p {
        margin: 0;
      }
      .fields {
        display: flex;
        flex-wrap: wrap;
        grid-column: 1 / -1;
        gap: 5px;
      }
      .fields input {
        inline-size: 130px;
        min-block-size: 24px;
        font-size: 12.5px;
      }
    `,
  ];
  static override readonly properties = { said: { state: true } };

  said: { lever: string; words: string; isBad: boolean } | undefined = undefined;
  readonly #levers = new Poll<Lever[]>(this, () => 'levers', 6_000);

  override render() {
    const levers = this.#levers.value ?? [];
    if (levers.length === 0) return nothing;
    return html`<h2>Levers</h2>
      <ul>
        ${levers.map((lever) => this.#lever(lever))}
      </ul>`;
  }

  #lever({ system, title, name, sentence, fields }: Lever) {
    const key = `${system}/${name}`;
    const said = this.said?.lever === key ? this.said : undefined;
    return html`<li>
      <form @submit=${(event: Event) => this.#pull(event, key)}>
        <p>${sentence}<br /><span class="quiet">${title} · ${name}</span></p>
        <button aria-label="Pull: ${name} of ${title}">Pull</button>
        ${
          fields.length > 0
            ? html`<div class="fields">
                ${fields.map((field) => html`<input type="text" name=${field.name} placeholder=${field.name} title=${field.meaning} aria-label="${field.name}: ${field.meaning}" />`)}
              </div>`
            : nothing
        }
        ${said ? html`<p class=${said.isBad ? 'problem' : 'tag good'} role="status">${said.words}</p>` : nothing}
      </form>
    </li>`;
  }

  async #pull(event: Event, lever: string): Promise<void> {
    event.preventDefault();
    const told = [...new FormData(event.target as HTMLFormElement)].flatMap(([name, value]) => {
      const text = typeof value === 'string' ? value.trim() : '';
      return text === '' ? [] : [[name, /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text] as const];
    });
    try {
      await post(`levers/${lever}`, Object.fromEntries(told));
      this.said = { lever, words: 'Done.', isBad: false };
    } catch (thrown) {
      this.said = { lever, words: (thrown as Error).message, isBad: true };
    }
  }
}

customElements.define('control-levers', ControlLevers);
