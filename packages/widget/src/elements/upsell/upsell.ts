import type { Offer } from '@vitrine/contract';
import { html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ShopMessages } from '../../locales/shop.ts';
import { controls } from '../controls.styles.ts';
import { money } from '../format.ts';
import { isSoldOut, photoOf } from '../product-card/variant.ts';
import { Slice } from '../slice.ts';
import { tokens } from '../tokens.ts';
import type { Store } from '../visit-context.ts';
import { styles } from './upsell.styles.ts';

/**
 * What belongs with the cart, with the figure it stands on and the sum done for the shopper. One or two things at
 * most, never in the cart until clicked, and nothing at all when there is nothing to say.
 *
 * @element vitrine-upsell
 * @csspart offer - One offer.
 * @fires {AddLineRequest} vitrine-add-line-request - From an offer's button.
 */
export class VitrineUpsell extends LitElement {
  static override readonly styles = [tokens, controls, styles];

  /** Most offers shown; never more than two. */
  @property({ type: Number }) limit = 1;

  readonly #offers = new Slice(
    this,
    (visit) => visit.offers,
    ({ context }) => context.response,
  );

  readonly #inCart = new Slice(
    this,
    (visit) => visit.cart,
    ({ context }) => context.cart,
  );

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasUpdated) this.performUpdate();
  }

  override render() {
    const store = this.#offers.store;
    const offers = this.#shown();
    if (!store || offers.length === 0) return nothing;
    const words = store.messages.shop;
    return html`<section aria-labelledby="heading">
      <p class="heading" id="heading">${words.offersHeading}</p>
      <ul role="list">
        ${repeat(
          offers,
          (offer) => offer.id,
          (offer) => this.#renderOffer(offer, store),
        )}
      </ul>
    </section>`;
  }

  #renderOffer(offer: Offer, store: Store) {
    const { product } = offer;
    const variant = product.variants[0]!;
    const photo = photoOf(product, variant);
    const { title, buyers, of } = offer.bought_together;
    const sum = arithmeticWords(offer, store);
    return html`<li class="offer" part="offer">
      ${photo ? html`<img class="photo" src=${photo.url} alt="" />` : html`<span class="photo"></span>`}
      <p class="name">
        <span><bdi>${product.title}</bdi></span
        ><span>${money(variant.price.amount, variant.price.currency, store.locale)}</span>
      </p>
      <p class="figure">${store.messages.shop.offerFigure(buyers, of, title)}</p>
      ${sum ? html`<p class="sum">${sum}</p>` : nothing}
      <vitrine-add-button look="plain" .sku=${variant.id} .product=${product}></vitrine-add-button>
    </li>`;
  }

  /** What has meanwhile come into the cart, or is sold out, is no offer. */
  #shown(): readonly Offer[] {
    const held = new Set(this.#inCart.value?.line_items.map((line) => line.item.id));
    const offers = this.#offers.value?.offers ?? [];
    return offers
      .filter(({ product }) => {
        const variant = product.variants[0];
        return variant && !isSoldOut(variant) && !product.variants.some(({ id }) => held.has(id));
      })
      .slice(0, Math.min(2, Math.max(0, this.limit)));
  }
}

/** The sum in words, or null when delivery does not change and there is no sum to do. */
export function arithmeticWords({ arithmetic, product }: Offer, { messages, locale }: Store): string | null {
  if (!arithmetic || arithmetic.saves_delivery <= 0) return null;
  const words: ShopMessages = messages.shop;
  const currency = product.price_range.min.currency;
  const text = (amount: number): string => money(amount, currency, locale);
  const { price, saves_delivery: saves, pays_more: more } = arithmetic;
  if (more === 0) return words.offerFree(text(price), text(saves));
  return more < 0
    ? words.offerLess(text(price), text(saves), text(-more))
    : words.offerMore(text(price), text(saves), text(more));
}

declare global {
  interface HTMLElementTagNameMap {
    'vitrine-upsell': VitrineUpsell;
  }
}
