import type { Product } from '@vitrine/contract';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { controls } from '../controls.styles.ts';
import { AddLineRequest } from '../events.ts';
import { icons } from '../icons.ts';
import { Slice } from '../slice.ts';
import { tokens } from '../tokens.ts';
import { styles } from './add-button.styles.ts';

/** How long "Added" stays on the button. */
const ADDED_MS = 2_000;

/**
 * Asks the surrounding `<vitrine-store>` to add one article to the cart.
 *
 * @element vitrine-add-button
 * @slot - Label. Default: "Add to cart".
 * @csspart button - The native `<button>`.
 * @cssprop [--vitrine-accent=#1d4d45] - Background of the button.
 * @fires {AddLineRequest} vitrine-add-line-request - On click. Cancel it to add the line yourself.
 */
export class VitrineAddButton extends LitElement {
  static override readonly styles = [tokens, controls, styles];

  /** Stock keeping unit, spelled as in the ERP. */
  @property() sku = '';

  /** Sales units added per click. */
  @property({ type: Number }) quantity = 1;

  /** `soft` is tinted, for shelves with many buttons; `plain` is outlined, where something else matters more. */
  @property() look: 'primary' | 'soft' | 'plain' = 'primary';

  /** Nothing is left: the button says so and does nothing. */
  @property({ type: Boolean, attribute: 'sold-out' }) soldOut = false;

  /** The product, when the surroundings have it: names the button, and fills the cart before the answer comes. */
  @property({ attribute: false }) product: Product | undefined;

  readonly #adding = new Slice(
    this,
    (visit) => visit.cart,
    ({ context }) => context.changes.some((change) => change.type === 'add' && change.sku === this.sku),
  );

  @state() private added = false;
  #wasAdding = false;
  #timer: unknown;

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasUpdated) this.performUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#forget();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('sku') && this.hasUpdated) {
      this.#forget();
      this.#wasAdding = false;
    }
    const adding = this.#adding.value ?? false;
    const confirmed = this.#wasAdding && !adding && this.#adding.actor?.getSnapshot().context.fault === null;
    this.#wasAdding = adding;
    if (confirmed) this.#celebrate();
  }

  override render() {
    const words = this.#adding.store?.messages.shop;
    if (!words) return html`<span class="skeleton" aria-hidden="true"></span>`;
    const busy = this.#adding.value ?? false;
    const face = this.soldOut ? 'sold-out' : busy ? 'busy' : this.added ? 'added' : 'idle';
    const look = this.soldOut ? 'sold-out' : this.look;
    return html`<button
      class="button ${look}"
      part="button"
      type="button"
      aria-label=${this.#name() ?? nothing}
      aria-busy=${busy ? 'true' : nothing}
      aria-disabled=${this.soldOut ? 'true' : nothing}
      @click=${this.#ask}
    >
      <span class="face">
        <span class=${face === 'idle' ? 'shown' : ''}><slot>${words.addToCart}</slot></span>
        <span class=${face === 'busy' ? 'shown' : ''}>
          <span class="spinner"></span><span class="visually-hidden">${words.adding}</span>
        </span>
        <span class=${face === 'added' ? 'shown' : ''}>${icons.check}${words.added}</span>
        <span class=${face === 'sold-out' ? 'shown' : ''}>${words.soldOut}</span>
      </span>
    </button>`;
  }

  /** With a product the name says which one, so that a list of buttons can be told apart. It begins with what is seen. */
  #name(): string | undefined {
    const words = this.#adding.store?.messages.shop;
    if (!words || !this.product || this.childNodes.length > 0) return undefined;
    const title = this.product.title;
    if (this.soldOut) return `${words.soldOut}: ${title}`;
    return this.added ? `${words.added}: ${title}` : `${words.addToCart}: ${title}`;
  }

  #ask(): void {
    if (this.soldOut || !this.sku) return;
    const { sku, quantity, product } = this;
    this.dispatchEvent(new AddLineRequest({ sku, quantity, ...(product ? { product } : {}) }));
  }

  #celebrate(): void {
    const clock = this.#adding.store?.visit.clock;
    if (!clock) return;
    clock.clearTimeout(this.#timer);
    this.added = true;
    this.#timer = clock.setTimeout(() => (this.added = false), ADDED_MS);
  }

  #forget(): void {
    this.#adding.store?.visit.clock.clearTimeout(this.#timer);
    this.added = false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'vitrine-add-button': VitrineAddButton;
  }
}
