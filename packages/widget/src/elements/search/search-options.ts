import type { Product, SuggestResponse } from '@vitrine/contract';
import { html, nothing } from 'lit';
import { count, money } from '../format.ts';
import { icons } from '../icons.ts';
import { photoOf } from '../product-card/variant.ts';
import type { Store } from '../visit-context.ts';

/** One row of the list: a whole query, or a product. */
export type Choice = { kind: 'query'; query: string; count: number } | { kind: 'product'; product: Product };

/** The rows in the order in which the arrows walk them. */
export const choicesOf = (suggestions: SuggestResponse | null): Choice[] => [
  ...(suggestions?.completions ?? []).map(({ query, count }) => ({ kind: 'query' as const, query, count })),
  ...(suggestions?.products ?? []).map((product) => ({ kind: 'product' as const, product })),
];

/* eslint lit-a11y/click-events-have-key-events: off -- keys act in the field, which points at the active row. */

/** The list below the field. `active` is the row that the arrows stand on, -1 for none. */
export function renderOptions(
  choices: readonly Choice[],
  active: number,
  typed: string,
  store: Store,
  take: (choice: Choice) => void,
) {
  const words = store.messages.shop;
  const rows = choices.map((choice, index) => ({ choice, index }));
  const group = (kind: Choice['kind'], name: string) => {
    const own = rows.filter(({ choice }) => choice.kind === kind);
    if (own.length === 0) return nothing;
    return html`<div class="group" role="group" aria-label=${name}>
      <div class="group-name" aria-hidden="true">${name}</div>
      ${own.map(
        ({ choice, index }) =>
          html`<div
            class="option"
            id="option-${index}"
            role="option"
            aria-selected=${index === active ? 'true' : 'false'}
            @click=${() => take(choice)}
          >
            ${choice.kind === 'query' ? renderQuery(choice, typed, store) : renderProduct(choice.product, store)}
          </div>`,
      )}
    </div>`;
  };
  return html`${group('query', words.searchSuggestions)}${group('product', words.searchProducts)}`;
}

function renderQuery({ query, count: hits }: Extract<Choice, { kind: 'query' }>, typed: string, store: Store) {
  const start = query.toLowerCase().indexOf(typed.trim().toLowerCase());
  const end = start + typed.trim().length;
  const marked =
    start < 0 || end === start ? query : html`${query.slice(0, start)}<mark>${query.slice(start, end)}</mark>${query.slice(end)}`;
  return html`${icons.search}<span class="main">${marked}</span>
    <span class="aside" aria-label=${store.messages.shop.searchHits(hits)}>${count(hits, store.locale)}</span>`;
}

function renderProduct(product: Product, store: Store) {
  const photo = photoOf(product, product.variants[0]);
  const { min } = product.price_range;
  const from = product.price_range.max.amount > min.amount;
  const price = money(min.amount, min.currency, store.locale);
  return html`${photo ? html`<img src=${photo.url} alt="" />` : html`<span class="no-photo"></span>`}
    <span class="main"><bdi>${product.title}</bdi></span>
    <span class="price">${from ? store.messages.shop.fromPrice(price) : price}</span>`;
}
