import { ContextConsumer } from '@lit/context';
import type { Product, Variant } from '@vitrine/contract';
import { html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { ShopMessages } from '../../locales/shop.ts';
import { Announcer } from '../announce.ts';
import { controls } from '../controls.styles.ts';
import { money } from '../format.ts';
import { icons } from '../icons.ts';
import { Slice } from '../slice.ts';
import { tokens } from '../tokens.ts';
import { storeContext } from '../visit-context.ts';
import { styles } from './product-dialog.styles.ts';
import { isSoldOut, photoOf, stockWords, variantName, variantOf } from '../product-card/variant.ts';

/**
 * A closer look at one product: larger photo, description and variants. The browser keeps focus inside and brings it
 * back to where it came from.
 *
 * @element vitrine-product-dialog
 * @csspart dialog - The native `<dialog>`.
 * @fires {Event} change - Another variant was chosen; `sku` says which.
 */
export class VitrineProductDialog extends LitElement {
  static override readonly styles = [tokens, controls, styles];

  /** What is looked at. */
  @property({ attribute: false }) product: Product | undefined;

  /** The chosen variant. */
  @property() sku = '';

  readonly #store = new ContextConsumer(this, { context: storeContext, subscribe: true });

  /** Pieces of this product that the gateway has confirmed. */
  readonly #held = new Slice(
    this,
    (visit) => visit.cart,
    ({ context }) =>
      (context.cart?.line_items ?? [])
        .filter(({ item }) => this.product?.variants.some(({ id }) => id === item.id))
        .reduce((sum, line) => sum + line.quantity, 0),
  );

  readonly #announcer = new Announcer(this);
  #before = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasUpdated) this.performUpdate();
  }

  protected override willUpdate(): void {
    const held = this.#held.value ?? 0;
    const words = this.#store.value?.messages.shop;
    const isOpen = this.shadowRoot?.querySelector('dialog')?.open === true;
    if (isOpen && held > this.#before && words && this.product) this.#announcer.say(words.addedNamed(this.product.title));
    this.#before = held;
  }

  /** Opens the dialog over the page. */
  show(): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (!dialog || dialog.open) return;
    dialog.showModal();
    dialog.querySelector('h2')?.focus();
  }

  close(): void {
    this.renderRoot.querySelector('dialog')?.close();
  }

  override render() {
    const { product } = this;
    const store = this.#store.value;
    const variant = product && variantOf(product, this.sku);
    if (!product || !variant || !store) return html`<dialog></dialog>`;
    const words = store.messages.shop;
    const photo = photoOf(product, variant);
    const stock = stockWords(variant, words);
    return html`<dialog part="dialog" closedby="any" aria-labelledby="title">
      <div class="sheet">
        <div class="inside">
          <div class="photo-frame">
            ${photo ? html`<img src=${photo.url} alt=${photo.alt_text ?? words.photoOf(product.title)} />` : nothing}
          </div>
          <div class="about">
            <h2 id="title" tabindex="-1"><bdi>${product.title}</bdi></h2>
            <p class="price">
              ${money(variant.price.amount, variant.price.currency, store.locale)} <span class="small">${words.vatIncluded}</span>
            </p>
            ${product.description.plain ? html`<p class="text">${product.description.plain}</p>` : nothing}
            ${product.variants.length > 1 ? this.#renderVariants(product, variant, words) : nothing}
            ${stock && !isSoldOut(variant) ? html`<p class="stock">${stock}</p>` : nothing}
            <vitrine-add-button .sku=${variant.id} .product=${product} .soldOut=${isSoldOut(variant)}></vitrine-add-button>
          </div>
        </div>
        ${this.#announcer.region()}
        <button class="button close" type="button" aria-label=${words.close} @click=${() => this.close()}>${icons.close}</button>
      </div>
    </dialog>`;
  }

  #renderVariants(product: Product, chosen: Variant, words: ShopMessages) {
    return html`<fieldset @change=${this.#choose}>
      <legend>${product.options?.map((option) => option.name).join(', ') || words.option}</legend>
      ${product.variants.map(
        (variant) =>
          html`<label class="chip ${isSoldOut(variant) ? 'gone' : ''}">
            <input type="radio" name="variant" value=${variant.id} .checked=${variant.id === chosen.id} />${variantName(variant)}
          </label>`,
      )}
    </fieldset>`;
  }

  #choose(event: Event): void {
    event.stopPropagation();
    this.sku = (event.target as HTMLInputElement).value;
    this.dispatchEvent(new CustomEvent('change'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'vitrine-product-dialog': VitrineProductDialog;
  }
}
