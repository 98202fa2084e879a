import { css, html, LitElement, nothing } from 'lit';
import type { FaultRule } from '../../kernel/faults.ts';
import { ask } from './api.ts';
import { Poll } from './poll.ts';
import { controls, tokens } from './styles.ts';

interface Faults {
  systems: { name: string; title: string; switch: string; operations: string[] }[];
  rules: { id: number; rule: FaultRule; seen: number; struck: number; by: string | null }[];
  switches: { name: string; sentence: string }[];
  kinds: string[];
}

/**
 * What goes wrong with messages: a switch for each system, and rules with their counters.
 *
 * @element control-faults
 */
export class ControlFaults extends LitElement {
  static override readonly styles = [
    tokens,
    controls,
    css`
      .two {
        display: grid;
        gap: 22px;
        grid-template-columns: repeat(auto-fit, minmax(min(330px, 100%), 1fr));
      }
      h2 {
        margin-block-end: 6px;
      }
      .switches {
        display: grid;
        gap: 5px;
      }
      fieldset {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        gap: 8px;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        float: inline-start;
        overflow: hidden;
        padding: 0;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .on {
        font-weight: 600;
      }
      .group button {
        min-inline-size: 0;
        padding-inline: 8px;
      }
      .group button.off[aria-pressed='true'] {
        border-color: var(--line-strong);
        background: var(--sunken);
        color: var(--ink);
      }
      .group button.trouble[aria-pressed='true'] {
        border-color: var(--bad);
        background: var(--bad);
        color: var(--card);
      }
      form {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        margin-block-start: 10px;
      }
      form input[type='number'] {
        inline-size: 7em;
      }
      form select {
        max-inline-size: 160px;
      }
      td:last-child {
        padding-inline-end: 0;
        text-align: end;
      }
      td button {
        min-block-size: 22px;
        padding-block: 0;
      }
    `,
  ];
  static override readonly properties = { to: { state: true }, said: { state: true } };

  to = '';
  said = '';
  readonly #faults = new Poll<Faults>(this, () => 'faults', 1_500);

  override render() {
    const faults = this.#faults.value;
    if (!faults) return html`<p class="quiet">Reading …</p>`;
    const { systems, rules, switches, kinds } = faults;
    const operations = systems.find(({ name }) => name === this.to)?.operations ?? [];
    return html`<div class="two">
      <section aria-label="Fault switches">
        <h2>Faults of a whole system</h2>
        <div class="switches">
          ${systems.map(
            (system) =>
              html`<fieldset>
                <legend class=${system.switch === 'off' ? '' : 'on'}>${system.title}</legend>
                <div class="group">
                  ${[{ name: 'off', sentence: 'Everything works' }, ...switches].map(
                    ({ name, sentence }) =>
                      html`<button
                        type="button"
                        class=${name === 'off' ? 'off' : 'trouble'}
                        title=${sentence}
                        aria-pressed=${system.switch === name}
                        @click=${() => this.#change(`faults/switches/${system.name}`, 'PUT', { switch: name })}
                      >
                        ${name}
                      </button>`,
                  )}
                </div>
              </fieldset>`,
          )}
        </div>
      </section>
      <section aria-label="Fault rules">
        <h2>Rules <span class="quiet figures">${rules.length}</span></h2>
        ${this.said ? html`<p class="problem" role="alert">${this.said}</p>` : nothing}
        ${
          rules.length === 0
            ? html`<p class="quiet">None. A scenario, a switch or the form below lays one down.</p>`
            : html`<table>
                <thead>
                  <tr>
                    <th scope="col">What</th>
                    <th scope="col">Where</th>
                    <th scope="col">Struck</th>
                    <th scope="col"><span class="hidden-words">Remove</span></th>
                  </tr>
                </thead>
                <tbody>
                  ${rules.map(
                    ({ id, rule, seen, struck }) =>
                      html`<tr>
                        <td>${rule.kind}${detail(rule)}</td>
                        <td>
                          ${rule.from ?? 'anyone'} →
                          ${rule.to ?? 'any system'}${rule.operation ? html`<br /><span class="quiet">${rule.operation}</span>` : nothing}
                        </td>
                        <td>${struck} of ${seen}</td>
                        <td>
                          <button
                            type="button"
                            aria-label="Remove rule ${rule.kind} to ${rule.to ?? 'any system'}"
                            @click=${() => this.#change(`faults/${id}`, 'DELETE')}
                          >
                            Remove
                          </button>
                        </td>
                      </tr>`,
                  )}
                </tbody>
              </table>`
        }
        <form @submit=${this.#add} aria-label="Add a rule">
          <select name="kind" aria-label="Kind">
            ${kinds.map((kind) => html`<option>${kind}</option>`)}
          </select>
          <select
            name="to"
            aria-label="System"
            @change=${(event: Event) => (this.to = (event.target as HTMLSelectElement).value)}
          >
            <option value="">any system</option>
            ${systems.map(({ name }) => html`<option>${name}</option>`)}
          </select>
          <select name="operation" aria-label="Call">
            <option value="">any call</option>
            ${operations.map((name) => html`<option>${name}</option>`)}
          </select>
          <input
            name="times"
            type="number"
            min="1"
            placeholder="once"
            aria-label="How many times"
            title="How many times; once when empty"
          />
          <button class="main">Add rule</button>
        </form>
      </section>
    </div>`;
  }

  readonly #add = async (event: Event): Promise<void> => {
    event.preventDefault();
    const told = new FormData(event.target as HTMLFormElement);
    const text = (name: string) => {
      const value = told.get(name);
      return typeof value === 'string' ? value : '';
    };
    const rule = {
      kind: text('kind'),
      ...(text('to') ? { to: text('to') } : {}),
      ...(text('operation') ? { operation: text('operation') } : {}),
      ...(text('times') ? { times: Number(text('times')) } : {}),
      ...(/^(delay|slow-request)$/.test(text('kind')) ? { delayMs: 5_000 } : {}),
    };
    await this.#change('faults', 'POST', rule);
  };

  async #change(path: string, method: string, body?: unknown): Promise<void> {
    try {
      this.#faults.take(await ask<Faults>(path, method, body));
      this.said = '';
    } catch (thrown) {
      this.said = (thrown as Error).message;
    }
  }
}

function detail({ status, delayMs, chance, calls, times }: FaultRule) {
  const words = [
    ...(status === undefined ? [] : [String(status)]),
    ...(delayMs === undefined
      ? []
      : [typeof delayMs === 'number' ? `${delayMs / 1_000} s` : `${delayMs.least / 1_000} to ${delayMs.most / 1_000} s`]),
    ...(chance === undefined ? [] : [chance === 1 ? 'always' : `${+(chance * 100).toFixed(1)} %`]),
    ...(calls ? [`call ${calls.join(', ')}`] : []),
    ...(times === undefined ? [] : [`${times} times`]),
  ];
  return words.length > 0 ? html` <span class="quiet">${words.join(', ')}</span>` : nothing;
}

customElements.define('control-faults', ControlFaults);
