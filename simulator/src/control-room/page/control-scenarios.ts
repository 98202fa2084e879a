import { css, html, LitElement, nothing } from 'lit';
import { ask, post, type WorldState } from './api.ts';
import { Poll } from './poll.ts';
import { controls, tokens } from './styles.ts';

interface Library {
  playing: string;
  scenarios: {
    name: string;
    title: string;
    sentence: string;
    watch: string | null;
    faults: number;
    happenings: number;
    forShoppers: string[];
  }[];
}

/**
 * Planned bad days to start, and the world they happen in.
 *
 * @element control-scenarios
 * @fires control-world - With the world as it is after a button was pressed.
 */
export class ControlScenarios extends LitElement {
  static override readonly styles = [
    tokens,
    controls,
    css`
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 16px;
        margin-block-end: 10px;
      }
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 8px;
        margin-inline-start: auto;
      }
      input[type='number'] {
        inline-size: 6.5em;
      }
      input[type='file'] {
        display: none;
      }
      .cards {
        display: grid;
        gap: 10px;
        grid-template-columns: repeat(auto-fill, minmax(min(250px, 100%), 1fr));
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .cards li {
        display: grid;
        grid-template-rows: auto 1fr auto;
        gap: 3px;
        padding: 10px 12px;
        border: 1px solid var(--line);
        border-radius: 10px;
        background: var(--card);
      }
      .cards li.playing {
        border-color: var(--moss);
        box-shadow: 0 0 0 1px var(--moss);
      }
      .cards p {
        margin: 0;
        color: var(--soft);
      }
      .cards .watch {
        color: var(--ink);
      }
      .foot {
        display: flex;
        gap: 8px;
        align-items: center;
        justify-content: space-between;
        margin-block-start: 6px;
      }
    `,
  ];
  static override readonly properties = { world: { attribute: false }, said: { state: true }, isBusy: { state: true } };

  world: WorldState | undefined = undefined;
  said = '';
  isBusy = false;
  readonly #library = new Poll<Library>(this, () => 'scenarios', 4_000);

  override render() {
    const { playing = 'calm', scenarios = [] } = this.#library.value ?? {};
    return html`
      <div class="head">
        <h2>Scenarios</h2>
        ${playing === 'calm' ? html`<span class="quiet">Nothing goes wrong on purpose.</span>` : html`<button type="button" @click=${() => this.#start('calm')}>Stop “${scenarios.find(({ name }) => name === playing)?.title ?? playing}”</button>`}
        <form @submit=${this.#renew} aria-label="Another world">
          <label
            >Seed <input name="seed" type="number" min="0" max="2147483647" required .value=${String(this.world?.seed ?? 42)}
          /></label>
          <button ?disabled=${this.isBusy} title="Orders and all are forgotten">
            ${this.isBusy ? 'Opening …' : 'New world'}
          </button>
          <a class="button" href="/control/snapshot" download>Save world</a>
          <label class="button">Load world<input type="file" accept="application/json,.json" @change=${this.#load} /></label>
        </form>
      </div>
      ${this.said ? html`<p class="problem" role="alert">${this.said}</p>` : nothing}
      <ul class="cards">
        ${scenarios.map(
          ({ name, title, sentence, watch, forShoppers }) =>
            html`<li class=${name === playing ? 'playing' : ''}>
              <h2>${title}</h2>
              <p>${sentence}${watch ? html` <span class="watch">${watch}</span>` : nothing}</p>
              <div class="foot">
                <span class="quiet">${forShoppers.includes('habits') ? 'made for many shoppers' : ''}</span>
                <button
                  type="button"
                  class=${name === playing ? '' : 'main'}
                  @click=${() => this.#start(name)}
                  aria-label="${name === playing ? 'Start again' : 'Start'}: ${title}"
                >
                  ${name === playing ? 'Start again' : 'Start'}
                </button>
              </div>
            </li>`,
        )}
      </ul>
    `;
  }

  async #start(name: string): Promise<void> {
    await this.#try(async () => {
      this.#tell(await post<WorldState>('scenario', { name }));
      await this.#library.now();
    });
  }

  readonly #renew = async (event: Event): Promise<void> => {
    event.preventDefault();
    const seed = Number(new FormData(event.target as HTMLFormElement).get('seed'));
    await this.#try(async () => {
      this.#tell(await post<WorldState>('world', { seed }));
    });
  };

  readonly #load = async (event: Event): Promise<void> => {
    const field = event.target as HTMLInputElement;
    const file = field.files?.[0];
    field.value = '';
    if (!file) return;
    await this.#try(async () => {
      let snapshot: unknown;
      try {
        snapshot = JSON.parse(await file.text());
      } catch {
        throw new Error(`${file.name} is no JSON.`);
      }
      this.#tell(await ask<WorldState>('snapshot', 'POST', snapshot));
    });
  };

  async #try(work: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    this.said = '';
    try {
      await work();
    } catch (thrown) {
      this.said = (thrown as Error).message;
    } finally {
      this.isBusy = false;
    }
  }

  #tell(world: WorldState): void {
    this.dispatchEvent(new CustomEvent('control-world', { detail: world, bubbles: true, composed: true }));
  }
}

customElements.define('control-scenarios', ControlScenarios);
