import type { ShowcaseItem, ShowcaseRequest } from '@vitrine/contract';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { controls } from '../controls.styles.ts';
import { icons } from '../icons.ts';
import { Slice } from '../slice.ts';
import { tokens } from '../tokens.ts';
import { styles } from './showcase.styles.ts';

/** A shelf is asked for a little before it comes into view. */
const AHEAD = '240px';

/**
 * A shelf of products, chosen for this shopper, each with the reason. Asks the gateway when it comes into view; until
 * then, and while it waits, it holds exactly the space it will need. What is shown never changes places.
 *
 * @element vitrine-showcase
 * @slot heading - Instead of the `heading` attribute.
 * @slot empty - When there is nothing to show.
 * @csspart heading - The heading.
 * @csspart shelf - The list of cards.
 * @csspart card - Each `<vitrine-product-card>`.
 * @fires {ProductView} vitrine-product-view - From a card.
 * @fires {AddLineRequest} vitrine-add-line-request - From a card.
 */
export class VitrineShowcase extends LitElement {
  static override readonly styles = [tokens, controls, styles];

  /** Names this place on the merchant's site, such as `home`. */
  @property() placement = 'home';

  /** Most products shown. */
  @property({ type: Number }) limit = 8;

  /** Words above the shelf. */
  @property() heading = '';

  /** Only products of this category. */
  @property() category = '';

  /** `grid` wraps, `rail` scrolls sideways. */
  @property() layout: 'grid' | 'rail' = 'grid';

  /** Level of the heading; the products are one deeper. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  readonly #shelf = new Slice(
    this,
    (visit) => visit.showcase(this.#request()),
    (snapshot) => snapshot,
  );

  #watcher: IntersectionObserver | undefined;
  #inView = false;

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasUpdated) this.performUpdate();
    this.#watcher = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        this.#inView = true;
        this.#watcher?.disconnect();
        this.requestUpdate();
      },
      { rootMargin: AHEAD },
    );
    this.#watcher.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watcher?.disconnect();
    this.#inView = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const asksAnew = changed.has('placement') || changed.has('limit') || changed.has('category');
    if (this.hasUpdated && asksAnew) this.#shelf.refollow();
    if (this.#inView && this.#shelf.value?.matches('waiting')) this.#shelf.actor?.send({ type: 'showcase.see' });
  }

  override render() {
    const snapshot = this.#shelf.value;
    const items = snapshot?.context.response?.items ?? [];
    return html`<section aria-labelledby=${this.heading ? 'heading' : nothing} aria-busy=${this.#isWaiting() ? 'true' : nothing}>
      <slot name="heading">
        ${
          this.heading
            ? html`<div class="heading" id="heading" part="heading" role="heading" aria-level=${this.headingLevel}>
                ${this.heading}
              </div>`
            : nothing
        }
      </slot>
      ${
        snapshot?.matches('failed')
          ? this.#renderFailed()
          : snapshot?.matches('empty')
            ? this.#renderEmpty()
            : this.#renderShelf(items)
      }
    </section>`;
  }

  #isWaiting(): boolean {
    const snapshot = this.#shelf.value;
    return !snapshot || snapshot.matches('waiting') || snapshot.matches('loading');
  }

  /** Cards, or as many placeholders as there will be cards at most. */
  #renderShelf(items: readonly ShowcaseItem[]) {
    const waiting = this.#isWaiting();
    const shown: readonly (ShowcaseItem | undefined)[] = waiting ? new Array(this.limit).fill(undefined) : items;
    return html`<ul
      class="shelf ${this.layout} ${waiting ? 'waiting' : ''}"
      part="shelf"
      role="list"
      aria-hidden=${waiting ? 'true' : nothing}
    >
      ${repeat(
        shown,
        (_, index) => index,
        (item) =>
          html`<li>
            <vitrine-product-card
              part="card"
              .product=${item?.product}
              .reason=${item?.reason}
              .headingLevel=${this.headingLevel + 1}
            ></vitrine-product-card>
          </li>`,
      )}
    </ul>`;
  }

  #renderEmpty() {
    return html`<slot name="empty">
      <div class="state"><p>${this.#shelf.store?.messages.shop.showcaseEmpty}</p></div>
    </slot>`;
  }

  #renderFailed() {
    const words = this.#shelf.store?.messages.shop;
    return html`<div class="state" role="alert">
      <p><strong>${words?.showcaseFailed}</strong>${words?.failedHint}</p>
      <button class="button" type="button" @click=${this.#retry}>${icons.retry}${words?.retry}</button>
    </div>`;
  }

  #retry(): void {
    this.#shelf.actor?.send({ type: 'showcase.retry' });
  }

  #request(): ShowcaseRequest {
    return { placement: this.placement, limit: this.limit, ...(this.category ? { category: this.category } : {}) };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'vitrine-showcase': VitrineShowcase;
  }
}
