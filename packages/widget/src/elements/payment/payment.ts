import { STRIPE_HANDLER, type PaymentHandlerDeclaration, type StripeHandlerConfig } from '@vitrine/contract';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { FieldsReport, PaymentContext } from '../../machines/payment.machine.ts';
import type { Visit } from '../../visit.ts';
import { marks } from '../checkout/marks.ts';
import { controls } from '../controls.styles.ts';
import { Slice } from '../slice.ts';
import { tokens } from '../tokens.ts';
import { CardFrame } from './card-frame.ts';
import { styles } from './payment.styles.ts';

/** Name of the slot through which the provider's frame is relayed, at every host on its way. */
export const PAYMENT_SLOT = 'vitrine-payment';

/**
 * The means of payment. The card fields are the provider's own page in a frame that stands in light DOM and is shown
 * here through slots: providers refuse shadow roots, and a card number never touches this code.
 *
 * @element vitrine-payment
 * @slot vitrine-payment - Where the provider's frame is shown. Filled by the element itself, unless the page has given
 *   the visit a surface of its own.
 * @csspart fields - Box around the provider's frame.
 * @csspart notice - Note when the fields did not open.
 */
export class VitrinePayment extends LitElement {
  static override readonly styles = [tokens, controls, styles];

  /** Element whose light DOM takes the frame, and which relays the slot `vitrine-payment` down to here. Default: itself. */
  @property({ attribute: false }) frameHost: HTMLElement | undefined;

  @state() private shown = false;

  readonly #handler = new Slice(
    this,
    (visit: Visit) => visit.checkout,
    (snapshot): PaymentHandlerDeclaration | null => snapshot.context.checkout?.ucp.payment_handlers[STRIPE_HANDLER]?.[0] ?? null,
    (one, other) => JSON.stringify(one) === JSON.stringify(other),
  );
  readonly #payment = new Slice(
    this,
    (visit: Visit) => visit.payment,
    (snapshot): { state: string; context: PaymentContext } => ({ state: String(snapshot.value), context: snapshot.context }),
    (one, other) => one.state === other.state && one.context === other.context,
  );
  #frame: CardFrame | undefined;
  #scheme: MediaQueryList | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#scheme = matchMedia('(prefers-color-scheme: dark)');
    this.#scheme.addEventListener('change', this.#restyle);
    if (!this.hasUpdated) this.performUpdate();
    else this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#scheme?.removeEventListener('change', this.#restyle);
    this.#unmount();
  }

  /** Puts the cursor into the card fields. */
  override focus(): void {
    if (this.#frame?.ready) this.#frame.focus();
    else this.renderRoot.querySelector<HTMLElement>('button')?.focus();
  }

  protected override updated(_changed: PropertyValues<this>): void {
    if (this.#frame || !this.isConnected || !this.#handler.value) return;
    // A page that has mounted a surface of its own shows it through the slot.
    if (this.#payment.value?.context.surface) return;
    if (this.#payment.value?.state === 'failed' && !this.#payment.value.context.surface) return;
    this.#mount(this.#handler.value);
  }

  override render() {
    const store = this.#handler.store;
    if (!store || !this.#payment.value) return nothing;
    const words = store.messages.checkout.payment;
    const { state: where, context } = this.#payment.value;
    const config = this.#handler.value?.config as Partial<StripeHandlerConfig> | undefined;
    if (this.#handler.value && !config?.fields_url) return this.#notice(words.none, words.noneText, nothing);
    const failed = where === 'failed' && !context.surface;
    const shown = this.shown || (context.surface !== null && !this.#frame);
    return html`
      <div class="card-box" ?hidden=${failed}>
        <p class="card-title">${marks.card}<span>${words.card}</span></p>
        <div class="card-fields" part="fields">
          ${shown ? nothing : html`<div class="opening"><span class="skeleton tall"></span><span class="skeleton tall"></span><span class="visually-hidden" role="status">${words.loading}</span></div>`}
          <slot name=${PAYMENT_SLOT}></slot>
        </div>
        ${this.#problems(context.report)}
        <p class="safe">${marks.lock}<span>${words.safe}</span></p>
      </div>
      ${
        failed
          ? this.#notice(
              words.failedTitle,
              words.failedText,
              html`<button class="button" type="button" @click=${this.#again}>${store.messages.checkout.tryAgain}</button>`,
            )
          : nothing
      }
    `;
  }

  #notice(title: string, text: string, more: TemplateResult | typeof nothing): TemplateResult {
    return html`<div class="notice warn" part="notice" role="alert">
      ${marks.warning}
      <div class="notice-words"><strong>${title}</strong><span>${text}</span>${more}</div>
    </div>`;
  }

  /** What the fields complain of, in words beside them. */
  #problems(report: FieldsReport): TemplateResult | typeof nothing {
    const words = this.#handler.store!.messages.checkout.payment;
    const told = Object.entries(report.errors).flatMap(([field, problem]) => {
      const name = words.errors[field as keyof typeof words.errors];
      const what = words.problems[problem as keyof typeof words.problems];
      return name && what ? [`${name} ${what}`] : [];
    });
    if (told.length === 0) return nothing;
    return html`<p class="card-error" id="card-error" role="alert">
      ${words.check} ${new Intl.ListFormat(this.#handler.store!.locale).format(told)}.
    </p>`;
  }

  #mount(handler: PaymentHandlerDeclaration): void {
    const store = this.#handler.store;
    const actor = this.#payment.actor;
    const { publishable_key, fields_url } = (handler.config ?? {}) as Partial<StripeHandlerConfig>;
    if (!store || !actor || !publishable_key || !fields_url) return;
    this.shown = false;
    this.#frame = new CardFrame({
      host: this.frameHost ?? this,
      slot: PAYMENT_SLOT,
      fieldsUrl: new URL(fields_url, store.visit.endpoint).href,
      publishableKey: publishable_key,
      handlerId: handler.id,
      locale: store.locale,
      scheme: this.#isDark() ? 'dark' : 'light',
      title: store.messages.checkout.payment.frameTitle,
      clock: store.visit.clock,
      mounted: (surface) => {
        this.shown = true;
        actor.send({ type: 'surface.mounted', surface });
      },
      changed: (report) => actor.send({ type: 'surface.changed', report }),
      lost: (fault) => {
        this.#frame = undefined;
        this.shown = false;
        actor.send({ type: 'surface.lost', fault });
      },
    });
    this.#restyle();
  }

  #unmount(): void {
    if (!this.#frame) return;
    this.#frame.remove();
    this.#frame = undefined;
    this.shown = false;
    this.#payment.actor?.send({ type: 'surface.unmounted' });
    this.#handler.store?.visit.payment.send({ type: 'surface.unmounted' });
  }

  #again = (): void => {
    this.#payment.actor?.send({ type: 'surface.unmounted' });
  };

  #isDark(): boolean {
    const scheme = getComputedStyle(this).colorScheme;
    return scheme.includes('dark') && (!scheme.includes('light') || (this.#scheme?.matches ?? false));
  }

  /** The page's tokens, computed, for the provider's fields. */
  #restyle = (): void => {
    const own = getComputedStyle(this);
    const field = this.renderRoot.querySelector('.card-fields');
    if (!this.#frame || !field) return;
    const box = getComputedStyle(field);
    this.#frame.style({
      '--vitrine-ink': own.color,
      '--vitrine-font': own.fontFamily,
      '--vitrine-surface': box.floodColor,
      '--vitrine-muted': box.textDecorationColor,
      '--vitrine-line-strong': box.outlineColor,
      '--vitrine-accent': box.caretColor,
      '--vitrine-bad': box.columnRuleColor,
      '--vitrine-radius': box.borderStartStartRadius,
      '--vitrine-scheme': this.#isDark() ? 'dark' : 'light',
    });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'vitrine-payment': VitrinePayment;
  }
}
