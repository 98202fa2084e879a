import type { FulfillmentOption } from '@vitrine/contract';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Visit } from '../../visit.ts';
import { durationInWords, gramsInWords, windowInWords } from '../checkout/figures.ts';
import { marks } from '../checkout/marks.ts';
import { isSaving, viewOf, type CheckoutView } from '../checkout/view.ts';
import { controls } from '../controls.styles.ts';
import { distance, money } from '../format.ts';
import { Slice } from '../slice.ts';
import { tokens } from '../tokens.ts';
import { firstExpiry, rowsOf, type PointQuote, type Quote, type Row } from './quotes.ts';
import { styles } from './shipping-quotes.styles.ts';

/**
 * Every way the parcel can come, in one list by date of arrival. Places to fetch it from stand behind one choice, and
 * that choice is always a place: there is no pickup without one.
 *
 * @element vitrine-shipping-quotes
 * @csspart option - One choice of the list.
 * @csspart point - One place to fetch the parcel from.
 * @csspart notice - A note on carriers that were silent, or on quotes that ended.
 */
export class VitrineShippingQuotes extends LitElement {
  static override readonly styles = [tokens, controls, styles];
  static override readonly shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  readonly #checkout = new Slice(
    this,
    (visit: Visit) => visit.checkout,
    (snapshot): CheckoutView => viewOf(snapshot),
  );
  #timer: unknown;
  #askedFor = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasUpdated) this.performUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopTimer();
  }

  protected override updated(): void {
    this.#watchTheClock();
  }

  override render() {
    const view = this.#checkout.value;
    const store = this.#checkout.store;
    if (!view || !store) return nothing;
    const words = store.messages.checkout.delivery;
    const options = this.#options(view);
    if (options.length === 0)
      return isSaving(view) || view.doing === 'refreshing'
        ? this.#skeleton(words.quoting)
        : this.#none(words.none, words.noneText);
    const expired = (firstExpiry(options) ?? Infinity) <= store.visit.shopTime();
    const silent = view.context.checkout?.fulfillment?.['dev.vitrine.delivery']?.silent_carriers ?? [];
    const chosen = options.find((option) => option.id === view.context.selectedOptionId);
    return html`
      ${expired ? this.#expired(words.expired, words.askAgain) : nothing}
      <fieldset class="quotes" aria-busy=${isSaving(view) ? 'true' : 'false'}>
        <legend class="visually-hidden">${words.legend}</legend>
        ${rowsOf(options).map((row) => this.#row(row, chosen))}
      </fieldset>
      ${
        silent.length > 0
          ? html`<p class="notice small" part="notice">
              ${words.silent(new Intl.ListFormat(store.locale).format(silent.map(({ name }) => name)))}
            </p>`
          : nothing
      }
    `;
  }

  #options(view: CheckoutView): readonly FulfillmentOption[] {
    return view.context.checkout?.fulfillment?.methods?.[0]?.groups?.[0]?.options ?? [];
  }

  #row(row: Row, chosen: FulfillmentOption | undefined): TemplateResult {
    if (row.kind === 'option') return this.#option(row.quote, chosen);
    const { messages, locale, visit } = this.#checkout.store!;
    const words = messages.checkout.delivery;
    const picked = row.points.find(({ option }) => option.id === chosen?.id);
    const shown = picked ?? row.points[0]!;
    const cheapest = row.points.reduce((least, point) => (point.price < least.price ? point : least));
    const now = visit.shopTime();
    return html`<div class="quote ${picked ? 'chosen' : ''}" part="option">
      <label class="choice">
        <input
          type="radio"
          name="delivery"
          .checked=${live(picked !== undefined)}
          @change=${() => this.#choose(shown.option.id)}
        />
        <span class="quote-mark">${marks.pickup_point}</span>
        <span class="quote-words">
          <span class="quote-when"
            >${picked ? this.#when(picked) : shown.promise ? windowInWords(shown.promise.arrives, now, locale) : shown.option.title}</span
          >
          <span class="quote-how">${words.pickup} · ${picked ? picked.point.name : words.pickupPlaces(row.points.length)}</span>
        </span>
        ${picked ? this.#price(picked, chosen) : this.#price(cheapest, chosen, row.points.length > 1)}
      </label>
      ${
        picked
          ? html`<fieldset class="points">
              <legend>${words.choosePlace}</legend>
              ${row.points.map((point) => this.#point(point, picked))}
            </fieldset>`
          : nothing
      }
    </div>`;
  }

  #option(quote: Quote, chosen: FulfillmentOption | undefined): TemplateResult {
    const { messages } = this.#checkout.store!;
    const kind = quote.promise?.kind ?? 'home';
    const carrier = quote.option.carrier ?? quote.option.title;
    const picked = quote.option.id === chosen?.id;
    return html`<div class="quote ${picked ? 'chosen' : ''}" part="option">
      <label class="choice">
        <input type="radio" name="delivery" .checked=${live(picked)} @change=${() => this.#choose(quote.option.id)} />
        <span class="quote-mark">${marks[kind]}</span>
        <span class="quote-words">
          <span class="quote-when">${this.#when(quote)}</span>
          <span class="quote-how">${messages.checkout.delivery.kinds[kind]} · ${carrier}</span>
          ${this.#small(quote)}
        </span>
        ${this.#price(quote, chosen)}
      </label>
    </div>`;
  }

  #point(quote: PointQuote, picked: PointQuote): TemplateResult {
    const { messages, locale } = this.#checkout.store!;
    const words = messages.checkout.delivery;
    const { point } = quote;
    const { street_address, postal_code, address_locality } = point.address;
    const chosen = quote.option.id === picked.option.id;
    return html`<div class="point" part="point">
      <label class="choice">
        <input type="radio" name="point" .checked=${live(chosen)} @change=${() => this.#choose(quote.option.id)} />
        <span class="quote-words">
          <span class="point-name">${point.name}</span>
          <span class="quote-how">${street_address}, ${postal_code} ${address_locality}</span>
          <span class="small"
            >${[
              quote.promise ? words.kinds[quote.promise.kind] : '',
              point.distance_metres === undefined ? '' : words.away(distance(point.distance_metres, locale)),
              quote.option.carrier ?? '',
            ]
              .filter(Boolean)
              .join(' · ')}</span
          >
          ${
            chosen && point.opening_hours.length > 0
              ? html`<span class="hours"
                  ><span class="visually-hidden">${words.hours}: </span
                  >${point.opening_hours.map((line) => html`<span class="hours-line">${line}</span>`)}</span
                >`
              : nothing
          }
        </span>
        ${quote.price === picked.price ? nothing : this.#price(quote, picked.option)}
      </label>
    </div>`;
  }

  #when(quote: Quote): string {
    const { locale, visit } = this.#checkout.store!;
    const { promise, option } = quote;
    const from = promise?.arrives.from ?? option.earliest_fulfillment_time;
    const to = promise?.arrives.to ?? option.latest_fulfillment_time ?? from;
    return from && to ? windowInWords({ from, to }, visit.shopTime(), locale) : option.title;
  }

  /** Last hour to order and what it costs the air, where the carrier says so. */
  #small({ promise }: Quote): TemplateResult | typeof nothing {
    const { messages, locale, visit } = this.#checkout.store!;
    const words = messages.checkout.delivery;
    const left = promise?.cut_off ? Date.parse(promise.cut_off) - visit.shopTime() : -1;
    const parts = [
      left > 0 && left < 86_400_000 ? words.cutOff(durationInWords(left, locale)) : '',
      promise?.co2_grams === undefined ? '' : words.co2(gramsInWords(promise.co2_grams, locale)),
    ].filter(Boolean);
    return parts.length > 0 ? html`<span class="small">${parts.join(' · ')}</span>` : nothing;
  }

  #price(quote: Quote, chosen: FulfillmentOption | undefined, atLeast = false): TemplateResult {
    const { messages, locale } = this.#checkout.store!;
    const words = messages.checkout.delivery;
    const currency = this.#checkout.value?.context.checkout?.currency ?? this.#checkout.store!.currency;
    const written = quote.price === 0 ? words.free : money(quote.price, currency, locale);
    const reference = chosen?.totals.find((total) => total.type === 'total')?.amount;
    const more = reference === undefined || chosen?.id === quote.option.id ? 0 : quote.price - reference;
    return html`<span class="price">
      <span class="price-whole">${atLeast && quote.price > 0 ? words.from(written) : written}</span>
      ${more === 0 ? nothing : html`<span class="small">${more > 0 ? words.more(money(more, currency, locale)) : words.less(money(-more, currency, locale))}</span>`}
    </span>`;
  }

  #skeleton(words: string): TemplateResult {
    return html`<p class="visually-hidden" role="status">${words}</p>
      <div class="quotes" aria-hidden="true">
        ${[0, 1, 2].map(() => html`<div class="quote waiting"><span class="skeleton dot"></span><span class="skeleton line"></span><span class="skeleton end"></span></div>`)}
      </div>`;
  }

  #none(title: string, text: string): TemplateResult {
    return html`<div class="notice warn" part="notice">
      ${marks.warning}
      <div>
        <strong class="block">${title}</strong><span class="block">${text}</span>
        <button class="link" type="button" @click=${this.#refresh}>
          ${this.#checkout.store!.messages.checkout.delivery.askAgain}
        </button>
      </div>
    </div>`;
  }

  #expired(text: string, again: string): TemplateResult {
    return html`<div class="notice warn" part="notice" role="status">
      ${marks.clock}
      <div><span class="block">${text}</span><button class="link" type="button" @click=${this.#refresh}>${again}</button></div>
    </div>`;
  }

  #choose(optionId: string): void {
    this.#checkout.actor?.send({ type: 'delivery.choose', optionId });
  }

  #refresh = (): void => {
    this.#checkout.actor?.send({ type: 'checkout.refresh' });
  };

  /** Quotes end and cut-offs come nearer: looks again each minute, and asks anew once when the first quote ends. */
  #watchTheClock(): void {
    this.#stopTimer();
    const { value: view, store } = this.#checkout;
    if (!view || !store || !this.isConnected) return;
    const options = this.#options(view);
    if (options.length === 0) return;
    const { clock } = store.visit;
    const now = store.visit.shopTime();
    const end = firstExpiry(options);
    if (end !== null && end <= now && end !== this.#askedFor && !isSaving(view)) {
      this.#askedFor = end;
      this.#refresh();
      return;
    }
    const delay = Math.min(60_000, end !== null && end > now ? end - now : 60_000);
    this.#timer = clock.setTimeout(() => this.requestUpdate(), delay);
  }

  #stopTimer(): void {
    if (this.#timer !== undefined) this.#checkout.store?.visit.clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'vitrine-shipping-quotes': VitrineShippingQuotes;
  }
}
