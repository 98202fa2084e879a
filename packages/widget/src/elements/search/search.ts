import type { Product } from '@vitrine/contract';
import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { Announcer } from '../announce.ts';
import { controls } from '../controls.styles.ts';
import { ProductView } from '../events.ts';
import { icons } from '../icons.ts';
import { bringDialog } from '../product-dialog/bring-dialog.ts';
import { Slice } from '../slice.ts';
import { tokens } from '../tokens.ts';
import type { Store } from '../visit-context.ts';
import { choicesOf, renderOptions, type Choice } from './search-options.ts';
import { styles } from './search.styles.ts';

/** Placeholders shown while the first results are on their way. */
const PLACEHOLDERS = 8;

/**
 * Search field with suggestions while typing, and the results below it. A combobox: focus stays in the field, the
 * arrows walk the list, Enter takes, Escape closes and then clears.
 *
 * @element vitrine-search
 * @csspart input - The search field.
 * @csspart panel - The list of suggestions.
 * @csspart results - Everything below the field.
 * @csspart card - Each `<vitrine-product-card>`.
 * @fires {ProductView} vitrine-product-view - A product was opened.
 * @fires {AddLineRequest} vitrine-add-line-request - From a result.
 */
export class VitrineSearch extends LitElement {
  static override readonly styles = [tokens, controls, styles];

  /** Words in the empty field. Default: those of the language. */
  @property() placeholder = '';

  @state() private expanded = false;
  @state() private active = -1;
  @state() private looked: Product | undefined;

  readonly #search = new Slice(
    this,
    (visit) => visit.search,
    (snapshot) => snapshot,
  );

  readonly #announcer = new Announcer(this);
  /** Categories of the query as it was before one of them was chosen, so that the others stay in reach. */
  #facets: readonly string[] = [];
  /** What the results are for, whatever is being typed meanwhile. */
  #settled = '';
  /** What was announced last: results are said once for each settled query. */
  #said = '';

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasUpdated) this.performUpdate();
  }

  protected override willUpdate(): void {
    const snapshot = this.#search.value;
    if (!snapshot) return;
    const { query, categories, results } = snapshot.context;
    if (snapshot.matches('found') || snapshot.matches('nothing')) this.#settled = query;
    if (results && categories.length === 0 && snapshot.matches('found')) this.#facets = categoriesOf(results.products);
    if (this.active >= this.#choices().length) this.active = -1;
    this.#speak();
  }

  protected override updated(): void {
    if (this.active >= 0) this.renderRoot.querySelector(`#option-${this.active}`)?.scrollIntoView({ block: 'nearest' });
  }

  override render() {
    const store = this.#search.store;
    const words = store?.messages.shop;
    const query = this.#search.value?.context.query ?? '';
    const choices = this.#choices();
    const open = this.expanded && choices.length > 0;
    return html`<div class="box" @focusout=${this.#leave}>
        <form role="search" @submit=${this.#submit}>
          <span class="lens">${icons.search}</span>
          <input
            class="input"
            part="input"
            type="text"
            inputmode="search"
            enterkeyhint="search"
            role="combobox"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            aria-label=${words?.searchLabel ?? nothing}
            aria-autocomplete="list"
            aria-expanded=${open ? 'true' : 'false'}
            aria-controls="options"
            aria-activedescendant=${open && this.active >= 0 ? `option-${this.active}` : nothing}
            placeholder=${this.placeholder || words?.searchPlaceholder || ''}
            .value=${live(query)}
            ?disabled=${!store}
            @input=${this.#type}
            @keydown=${this.#press}
          />
          ${
            query && words
              ? html`<button class="button clear" type="button" aria-label=${words.searchClear} @click=${this.#clear}>
                  ${icons.close}
                </button>`
              : nothing
          }
        </form>
        <div
          class="panel"
          part="panel"
          id="options"
          role="listbox"
          aria-label=${words?.searchSuggestions ?? nothing}
          ?hidden=${!open}
        >
          ${open && store ? renderOptions(choices, this.active, query, store, (choice) => this.#take(choice)) : nothing}
        </div>
      </div>
      ${this.#announcer.region()} ${store ? this.#renderResults(store) : nothing}
      <vitrine-product-dialog .product=${this.looked} .sku=${this.looked?.variants[0]?.id ?? ''}></vitrine-product-dialog>`;
  }

  #renderResults(store: Store) {
    const snapshot = this.#search.value;
    if (!snapshot) return nothing;
    const { results, categories, appending } = snapshot.context;
    const searching = snapshot.matches('searching');
    const failed = snapshot.matches('failed');
    if (!results && !searching && !failed) return nothing;
    const words = store.messages.shop;
    if (failed) return html`<div class="results" part="results">${this.#renderFailed(store)}</div>`;
    const products = results?.products ?? [];
    const nothingFound = results && products.length === 0 && !searching;
    const total = results?.pagination?.total_count ?? products.length;
    return html`<section
      class="results"
      part="results"
      aria-label=${words.searchHits(total)}
      aria-busy=${searching ? 'true' : nothing}
    >
      ${
        searching && !appending
          ? html`<p class="summary">${words.searchBusy}</p>`
          : nothingFound
            ? nothing
            : html`<p class="summary">${words.searchFound(total, this.#settled)}</p>`
      }
      ${this.#renderFacets(categories, store)}
      ${
        nothingFound
          ? html`<div class="state">
              <p><strong>${words.searchNothing(this.#settled)}</strong>${words.searchNothingHint}</p>
            </div>`
          : this.#renderGrid(products, searching && !appending)
      }
      ${
        results?.pagination?.has_next_page && !nothingFound
          ? html`<div class="more">
              <button class="button" type="button" aria-busy=${appending && searching ? 'true' : nothing} @click=${this.#more}>
                ${appending && searching ? html`<span class="spinner"></span>` : nothing}${words.searchMore}
              </button>
            </div>`
          : nothing
      }
    </section>`;
  }

  #renderGrid(products: readonly Product[], stale: boolean) {
    const waiting = products.length === 0;
    const shown: readonly (Product | undefined)[] = waiting ? new Array(PLACEHOLDERS).fill(undefined) : products;
    return html`<ul class="grid ${stale && !waiting ? 'stale' : ''}" role="list" aria-hidden=${waiting ? 'true' : nothing}>
      ${repeat(
        shown,
        (product, index) => product?.id ?? index,
        (product) => html`<li><vitrine-product-card part="card" bare .product=${product}></vitrine-product-card></li>`,
      )}
    </ul>`;
  }

  #renderFacets(chosen: readonly string[], store: Store) {
    const names = [...new Set([...this.#facets, ...chosen])];
    if (names.length < 2 && chosen.length === 0) return nothing;
    return html`<div class="facets" role="group" aria-label=${store.messages.shop.searchCategories}>
      ${names.map(
        (name) =>
          html`<button
            class="button facet"
            type="button"
            aria-pressed=${chosen.includes(name) ? 'true' : 'false'}
            @click=${() => this.#search.actor?.send({ type: 'category.toggle', category: name })}
          >
            ${name}
          </button>`,
      )}
    </div>`;
  }

  #renderFailed(store: Store) {
    const words = store.messages.shop;
    return html`<div class="state" role="alert">
      <p><strong>${words.searchFailed}</strong>${words.failedHint}</p>
      <button class="button" type="button" @click=${this.#retry}>${icons.retry}${words.retry}</button>
    </div>`;
  }

  #choices(): Choice[] {
    return choicesOf(this.#search.value?.context.suggestions ?? null);
  }

  #speak(): void {
    const snapshot = this.#search.value;
    const words = this.#search.store?.messages.shop;
    if (!snapshot || !words) return;
    const { query, results, suggestions, categories } = snapshot.context;
    const total = results?.pagination?.total_count ?? results?.products.length ?? 0;
    const settled = snapshot.matches('found') || snapshot.matches('nothing');
    const choices = this.#choices().length;
    const key = settled
      ? `${query} ${categories.join()} ${total} ${results?.products.length}`
      : snapshot.matches('suggested') && suggestions && this.expanded && choices > 0
        ? `suggested ${query}`
        : '';
    if (!key || key === this.#said) return;
    this.#said = key;
    if (settled) this.#announcer.say(total > 0 ? words.searchFound(total, query) : words.searchNothing(query));
    else this.#announcer.say(words.suggestionsOpen(choices));
  }

  #type(event: InputEvent): void {
    this.expanded = true;
    this.active = -1;
    this.#search.actor?.send({ type: 'query.type', query: (event.target as HTMLInputElement).value });
  }

  #press(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const count = this.#choices().length;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        if (count === 0) return;
        event.preventDefault();
        const step = event.key === 'ArrowDown' ? 1 : -1;
        // One place more than rows: in it no row is active, and the field's own words count.
        this.active = this.expanded ? ((this.active + 1 + step + count + 1) % (count + 1)) - 1 : step > 0 ? 0 : count - 1;
        this.expanded = true;
        return;
      }
      case 'Enter': {
        const choice = this.expanded ? this.#choices()[this.active] : undefined;
        if (!choice) return;
        event.preventDefault();
        this.#take(choice);
        return;
      }
      case 'Escape':
        event.preventDefault();
        if (this.expanded && count > 0) this.expanded = false;
        else this.#clear();
        this.active = -1;
        return;
    }
  }

  #take(choice: Choice): void {
    this.expanded = false;
    this.active = -1;
    if (choice.kind === 'query') return this.#seek(choice.query);
    const { product } = choice;
    const sku = product.variants[0]?.id;
    if (!sku || !this.dispatchEvent(new ProductView({ sku, product }))) return;
    this.looked = product;
    void this.#showDialog();
  }

  async #showDialog(): Promise<void> {
    if (!(await bringDialog())) return;
    await this.updateComplete;
    this.renderRoot.querySelector('vitrine-product-dialog')?.show();
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const query = this.#search.value?.context.query.trim() ?? '';
    if (query) this.#seek(query);
  }

  #seek(query: string): void {
    this.expanded = false;
    this.#facets = [];
    this.#search.actor?.send({ type: 'query.submit', query });
    this.#search.store?.visit.remember({ searched: query });
  }

  #clear(): void {
    this.expanded = false;
    this.#said = '';
    this.#search.actor?.send({ type: 'query.clear' });
    this.renderRoot.querySelector('input')?.focus();
  }

  #leave(event: FocusEvent): void {
    if (!event.relatedTarget || !this.renderRoot.contains(event.relatedTarget as Node)) this.expanded = false;
  }

  #more(): void {
    this.#search.actor?.send({ type: 'results.more' });
  }

  #retry(): void {
    this.#search.actor?.send({ type: 'search.retry' });
  }
}

/** Categories in the order in which they first appear, each once. */
const categoriesOf = (products: readonly Product[]): string[] => [
  ...new Set(products.flatMap((product) => (product.categories ?? []).map((category) => category.value))),
];

declare global {
  interface HTMLElementTagNameMap {
    'vitrine-search': VitrineSearch;
  }
}
