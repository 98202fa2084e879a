import { ContextConsumer } from '@lit/context';
import type { Product, ShowcaseReason } from '@vitrine/contract';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ShopMessages } from '../../locales/shop.ts';
import { controls } from '../controls.styles.ts';
import { ProductView } from '../events.ts';
import { money } from '../format.ts';
import { icons } from '../icons.ts';
import { bringDialog } from '../product-dialog/bring-dialog.ts';
import { tokens } from '../tokens.ts';
import { storeContext, type Store } from '../visit-context.ts';
import { styles } from './product-card.styles.ts';
import { isSoldOut, photoOf, stockWords, variantName, variantOf } from './variant.ts';

/**
 * One product as it lies on the shelf: photo, name, price, a small choice of variants and the button. Without a
 * product it is a placeholder of exactly the same size.
 *
 * @element vitrine-product-card
 * @slot badges - On the photo. Default: words about stock, when there is a reason for them.
 * @slot actions - Below the price. Default: the add button.
 * @csspart media - Frame of the photo.
 * @csspart title - Name of the product.
 * @csspart price - Price of the chosen variant, VAT included.
 * @csspart reason - Why it is shown.
 * @cssprop [--vitrine-photo-ratio=1] - Aspect ratio of photos.
 * @cssprop [--vitrine-photo-fit=cover] - How a photo fills its frame.
 * @fires {ProductView} vitrine-product-view - The shopper opened the product. Cancel it to open a page of your own.
 * @fires {AddLineRequest} vitrine-add-line-request - From the add button.
 */
export class VitrineProductCard extends LitElement {
  static override readonly styles = [tokens, controls, styles];

  /** What is shown, as the catalogue answered it. */
  @property({ attribute: false }) product: Product | undefined;

  /** Why it is shown here. */
  @property({ attribute: false }) reason: ShowcaseReason | undefined;

  /** No reason is given here, and no room is kept for one. */
  @property({ type: Boolean, reflect: true }) bare = false;

  /** Level of the name's heading. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 3;

  /** The chosen variant's SKU; the featured one when empty. */
  @state() private chosen = '';
  /** The dialog is made when it is first asked for. */
  @state() private looked = false;

  readonly #store = new ContextConsumer(this, { context: storeContext, subscribe: true });

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasUpdated) this.performUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('product')) {
      this.chosen = '';
      this.looked = false;
    }
  }

  override render() {
    const { product } = this;
    const store = this.#store.value;
    const variant = product && variantOf(product, this.chosen);
    if (!product || !variant || !store) return this.#renderLoading();
    const words = store.messages.shop;
    const soldOut = isSoldOut(variant);
    const stock = stockWords(variant, words);
    const photo = photoOf(product, variant);
    return html`<article class="card">
      <div class="opens">
        <div class="media" part="media">
          ${
            photo
              ? html`<img class="photo" src=${photo.url} alt=${photo.alt_text ?? ''} loading="lazy" decoding="async" />`
              : nothing
          }
          <slot name="badges">${stock ? html`<span class="badge">${stock}</span>` : nothing}</slot>
        </div>
        <div class="words">
          <div class="title" part="title" role="heading" aria-level=${this.headingLevel}>
            <button class="look" type="button" aria-haspopup="dialog" @click=${this.#look}><bdi>${product.title}</bdi></button>
          </div>
          <p class="reason" part="reason">${this.reason ? reasonWords(this.reason, words) : nothing}</p>
        </div>
      </div>
      <div class="row">
        <span class="price" part="price">${money(variant.price.amount, variant.price.currency, store.locale)}</span>
        ${this.#renderChoice(product, variant.id, words)}
      </div>
      <slot name="actions">
        <vitrine-add-button look="soft" .sku=${variant.id} .product=${product} .soldOut=${soldOut}></vitrine-add-button>
      </slot>
      ${
        this.looked
          ? html`<vitrine-product-dialog
              .product=${product}
              .sku=${variant.id}
              @change=${this.#takeOver}
            ></vitrine-product-dialog>`
          : nothing
      }
    </article>`;
  }

  #renderChoice(product: Product, sku: string, words: ShopMessages) {
    if (product.variants.length < 2) {
      const label = product.variants[0]?.options?.map((option) => option.label).join(', ');
      return label ? html`<span class="only">${label}</span>` : nothing;
    }
    return html`<span class="choice">
      <select aria-label="${words.option}: ${product.title}" .value=${sku} @change=${this.#choose}>
        ${product.variants.map(
          (variant) => html`<option value=${variant.id} ?selected=${variant.id === sku}>${variantName(variant)}</option>`,
        )}
      </select>
      ${icons.chevron}
    </span>`;
  }

  #renderLoading() {
    return html`<div class="card loading" aria-hidden="true">
      <div class="opens">
        <div class="media skeleton"></div>
        <div class="words">
          <div class="title"><span class="bar middle skeleton"></span></div>
          <div class="reason"><span class="bar short skeleton"></span></div>
        </div>
      </div>
      <div class="row"><span class="bar short skeleton"></span></div>
      <div class="button-box skeleton"></div>
    </div>`;
  }

  #choose(event: Event): void {
    this.chosen = (event.target as HTMLSelectElement).value;
  }

  /** What was chosen in the dialog stays chosen on the card. */
  #takeOver(event: Event): void {
    this.chosen = (event.target as HTMLElement & { sku: string }).sku;
  }

  async #look(): Promise<void> {
    const { product } = this;
    const sku = product && variantOf(product, this.chosen)?.id;
    if (!product || !sku) return;
    if (!this.dispatchEvent(new ProductView({ sku, product }))) return;
    if (!(await bringDialog()) || this.product !== product) return;
    this.looked = true;
    await this.updateComplete;
    this.renderRoot.querySelector('vitrine-product-dialog')?.show();
  }
}

/** Why something is on the shelf, in words. */
export function reasonWords(reason: ShowcaseReason, words: Store['messages']['shop']): string {
  switch (reason.code) {
    case 'popular':
      return words.reasonPopular(reason.buyers);
    case 'bought_with':
      return words.reasonBoughtWith(reason.title);
    case 'viewed':
      return words.reasonViewed;
    case 'searched':
      return words.reasonSearched(reason.query);
    case 'new':
      return words.reasonNew;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'vitrine-product-card': VitrineProductCard;
  }
}
