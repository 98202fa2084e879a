import {
  amountOf,
  CAPABILITY,
  optionPrice,
  selectedOption,
  STRIPE_HANDLER,
  UCP_VERSION,
  type Checkout,
  type StripeHandlerConfig,
} from '@vitrine/contract';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { isStepDone, openMessages, stepOf } from '../../machines/checkout-steps.ts';
import { STEPS, type Step } from '../../machines/checkout.machine.ts';
import type { Visit } from '../../visit.ts';
import { AddressForm } from '../address-form/address-form.ts';
import { addressFormStyles } from '../address-form/address-form.styles.ts';
import { Announcer } from '../announce.ts';
import { bring } from '../bring.ts';
import { controls } from '../controls.styles.ts';
import { money } from '../format.ts';
import { PAYMENT_SLOT } from '../payment/payment.ts';
import { Slice } from '../slice.ts';
import { tokens } from '../tokens.ts';
import type { Store } from '../visit-context.ts';
import type { ChallengeDialog } from './challenge-dialog.ts';
import { styles } from './checkout.styles.ts';
import { cardName, confirmation } from './confirmation.ts';
import { declineReason } from './decline-reason.ts';
import { windowInWords } from './figures.ts';
import { marks } from './marks.ts';
import { review } from './review.ts';
import { StepHistory } from './step-history.ts';
import { summary } from './summary.ts';
import { viewOf, type CheckoutView } from './view.ts';

/**
 * From the cart to the order, in one linear flow: contact, delivery, payment, review. Steps that are done fold up
 * with a way back; the order and its total stay in sight; the card is typed in the provider's own frame.
 *
 * @element vitrine-checkout
 * @slot vitrine-payment - Filled by the element itself: relays the provider's card frame.
 * @csspart summary - The order with its total.
 * @csspart step - One step of the flow.
 * @csspart form - Contact and address.
 * @csspart input - One field.
 * @csspart continue - Button that leaves a step.
 * @csspart pay - The button that orders and pays.
 * @csspart confirmation - What is shown once there is an order.
 * @csspart challenge - Dialog with the bank's page.
 * @cssstate closed - No checkout has been asked for: `vitrine-checkout:state(closed) { display: none }` hides it until then.
 * @cssstate empty - There is nothing to buy.
 * @cssstate open - The shopper is in it, or it has something to tell.
 * @cssstate completed - There is an order.
 * @cssprop [--vitrine-accent] - Colour of buttons and of what is chosen.
 * @cssprop [--vitrine-sticky-top=24px] - Room kept above the summary when it sticks, for a page with a fixed header.
 */
export class VitrineCheckout extends LitElement {
  static override readonly styles = [tokens, controls, addressFormStyles, styles];

  /** `page` stands in the page; `dialog` opens over it while there is a checkout. */
  @property() layout: 'page' | 'dialog' = 'page';

  /** Countries to deliver to, ISO 3166-1 alpha-2 with spaces between. Default: the EEA, the United Kingdom and Switzerland. */
  @property() countries = '';

  /** Leaves the browser's history alone: Back then leaves the page, and not the step. */
  @property({ type: Boolean, attribute: 'no-history' }) noHistory = false;

  @state() private summaryOpen = false;
  @state() private codeOpen = false;
  @state() private pressed = false;
  @state() private missing: string | null = null;
  @state() private wantsDelivery = false;

  readonly #checkout = new Slice(
    this,
    (visit: Visit) => visit.checkout,
    (snapshot): CheckoutView => viewOf(snapshot),
  );
  readonly #payment = new Slice(
    this,
    (visit: Visit) => visit.payment,
    (snapshot): string => String(snapshot.value),
  );
  readonly #cartIsEmpty = new Slice(
    this,
    (visit: Visit) => visit.cart,
    (snapshot): boolean => (snapshot.context.cart?.line_items.length ?? 0) === 0 && snapshot.context.changes.length === 0,
  );
  readonly #announcer = new Announcer(this);
  readonly #address: AddressForm = new AddressForm(this, {
    store: () => this.#checkout.store,
    countries: () => this.countries.split(/[\s,]+/).filter(Boolean),
    home: () => this.#view?.context.checkout?.context?.address_country,
    submit: (contact) => this.#send({ type: 'contact.submit', ...contact }),
    keep: (contact) => this.#send({ type: 'contact.type', ...contact }),
  });
  readonly #history: StepHistory = new StepHistory(this, {
    wanted: () => !this.noHistory && this.layout === 'page',
    shown: () => (this.#view && isForm(this.#view) ? this.#view.context.step : null),
    isOver: () => this.#view?.phase === 'completed',
    canShow: (step) => STEPS.slice(0, STEPS.indexOf(step)).every((before) => this.#isDone(before, this.#view!)),
    show: (step) => this.#edit(step),
  });
  readonly #states = this.attachInternals().states;
  readonly #opened = new Set<string>();
  #focusOn: string | null = null;
  #before: { phase: string; step: Step; doing: string } | null = null;
  #paymentSeen = false;
  #challenge: ChallengeDialog | undefined;
  #bringing = false;

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasUpdated) this.performUpdate();
  }

  protected override willUpdate(): void {
    const view = this.#view;
    this.#nameState(view);
    const store = this.#checkout.store;
    if (!view || !store) return;
    const { context, phase, doing } = view;
    this.#address.adopt(context.buyer, context.address, context.checkout?.messages);
    if (phase !== 'complete_in_progress' && phase !== 'ready_for_complete') this.pressed = false;
    if (phase === 'complete_in_progress') this.pressed = false;
    if (context.selectedOptionId) this.wantsDelivery = false;
    if (context.step === 'payment' || context.step === 'review') this.#paymentSeen = true;
    const challenged = phase === 'complete_in_progress' && doing === 'challenge' ? context.challenge : null;
    this.#challenge?.show(challenged && (!this.#opened.has(challenged.id) || doing === 'challenge') ? challenged : null);
    if (challenged) this.#opened.add(challenged.id);
    this.#tellWhatChanged(view, store);
  }

  protected override updated(_changed: PropertyValues<this>): void {
    void this.#bringRest();
    const dialog = this.renderRoot.querySelector<HTMLDialogElement>('dialog.over-page');
    if (dialog && !dialog.open) dialog.showModal();
    if (!this.#focusOn) return;
    const target = this.renderRoot.querySelector<HTMLElement>(this.#focusOn);
    this.#focusOn = null;
    if (!target) return;
    target.focus({ preventScroll: true });
    target.scrollIntoView({
      block: 'start',
      behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth',
    });
  }

  override render() {
    const view = this.#view;
    const store = this.#checkout.store;
    if (!view || !store) return nothing;
    const body = html`${this.#body(view, store)}${this.#announcer.region()}`;
    if (this.layout !== 'dialog') return html`${body}${this.#challenge?.render()}`;
    if (view.phase === 'closed') return nothing;
    return html`<dialog class="over-page" aria-label=${store.messages.checkout.title} @cancel=${this.#close}>
        <button class="button quiet close" type="button" @click=${this.#close}>
          ${marks.close}<span class="visually-hidden">${store.messages.checkout.bank.cancel}</span>
        </button>
        ${body}
      </dialog>
      ${this.#challenge?.render()}`;
  }

  get #view(): CheckoutView | undefined {
    return this.#checkout.value;
  }

  #send: Visit['checkout']['send'] = (event) => this.#checkout.actor?.send(event);

  #body(view: CheckoutView, store: Store): TemplateResult {
    const words = store.messages.checkout;
    const { context, phase } = view;
    const { checkout } = context;
    if (!checkout && context.fault) {
      return this.#notice(
        marks.warning,
        words.failedTitle,
        words.failedText,
        html`<button class="button primary" type="button" @click=${this.#retry}>${words.tryAgain}</button>`,
        true,
      );
    }
    if (phase === 'closed') {
      return this.#cartIsEmpty.value
        ? this.#notice(marks.bag, words.emptyTitle, words.emptyText)
        : this.#notice(marks.bag, words.closedTitle, words.closedText);
    }
    if (phase === 'canceled') return this.#notice(marks.bag, words.canceledTitle, words.canceledText);
    if (!checkout) return this.#skeleton(words.opening);
    if (phase === 'completed' && context.order) {
      void import('../tracking/define.ts');
      return confirmation(
        { checkout, order: context.order, instrument: context.instrument, email: checkout.buyer?.email ?? context.buyer.email },
        store,
      );
    }
    if (phase === 'requires_escalation') {
      return this.#notice(
        marks.bank,
        words.elsewhereTitle,
        words.elsewhereText,
        checkout.continue_url
          ? html`<a class="button primary" href=${checkout.continue_url}>${words.elsewhereLink}</a>`
          : nothing,
      );
    }
    if (checkout.line_items.length === 0) {
      return checkout.messages?.some(({ code }) => code === 'out_of_stock')
        ? this.#notice(marks.bag, words.notes.out_of_stock!, words.closedText, nothing, true)
        : this.#notice(marks.bag, words.emptyTitle, words.emptyText);
    }
    return html`<div class="frame">
      <h2 class="title" tabindex="-1" id="heading">${words.title}</h2>
      ${summary(checkout, store, {
        open: this.summaryOpen,
        codeOpen: this.codeOpen,
        toggle: () => (this.summaryOpen = !this.summaryOpen),
        openCode: () => {
          this.codeOpen = true;
          this.#focusOn = '#code';
        },
        apply: (code) => this.#send({ type: 'code.apply', code }),
        remove: (code) => this.#send({ type: 'code.remove', code }),
      })}
      <ol class="steps">
        ${STEPS.map((step, index) => this.#step(step, index, view, store))}
      </ol>
    </div>`;
  }

  #step(step: Step, index: number, view: CheckoutView, store: Store): TemplateResult {
    const words = store.messages.checkout;
    const { context, phase } = view;
    const now = STEPS.indexOf(context.step);
    const current = index === now;
    const done = index < now || (index !== now && this.#isDone(step, view) && now > index);
    const busy = phase === 'complete_in_progress' || this.pressed;
    return html`<li
      class="step ${current ? 'current' : done ? 'done' : 'ahead'}"
      part="step"
      aria-current=${current ? 'step' : nothing}
    >
      <div class="step-head">
        <span class="knot" aria-hidden="true">${done ? marks.check : index + 1}</span>
        <h3 class="step-title" id="step-${step}" tabindex="-1">
          <span class="visually-hidden">${words.stepOf(index + 1, STEPS.length)}${done ? `, ${words.done}` : ''}: </span
          >${words.steps[step]}
        </h3>
        ${
          done
            ? html`<button
                class="link edit"
                type="button"
                aria-label=${words.editStep(words.steps[step])}
                aria-disabled=${busy ? 'true' : 'false'}
                @click=${() => busy || this.#edit(step)}
              >
                ${words.edit}
              </button>`
            : nothing
        }
      </div>
      ${current && context.fault && phase !== 'complete_in_progress' ? this.#faultNotice(words.savedNotice, words.tryAgain) : nothing}
      ${step === 'payment' && this.#paymentSeen ? this.#paymentStep(view, store, current) : nothing}
      ${current && step !== 'payment' ? html`<div class="step-body">${this.#stepBody(step, view, store)}</div>` : nothing}
      ${done ? this.#recap(step, view, store) : nothing}
    </li>`;
  }

  #stepBody(step: Step, view: CheckoutView, store: Store): TemplateResult | typeof nothing {
    const words = store.messages.checkout;
    const saving = view.doing === 'saving';
    const checkout = view.context.checkout!;
    if (step === 'contact')
      return html`${this.#complaints('contact', view)}${this.#address.render(saving ? words.saving : words.continueToDelivery, saving)}`;
    if (step === 'delivery') {
      return html`${this.#complaints('delivery', view)}
        <vitrine-shipping-quotes exportparts="option, point"></vitrine-shipping-quotes>
        ${this.wantsDelivery ? html`<p class="form-error" role="alert">${words.delivery.choose}</p>` : nothing}
        <button class="button primary wide" part="continue" type="button" @click=${this.#leaveDelivery}>
          ${view.context.leaving === 'delivery' && saving ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}${words.continueToPayment}
        </button>`;
    }
    if (view.phase === 'complete_in_progress' && view.doing !== 'sending') return this.#atTheBank(view, store);
    return html`${this.#complaints('review', view)}
    ${review(checkout, store, { busy: this.pressed || view.phase === 'complete_in_progress', missing: this.missing, place: this.#place })}`;
  }

  /** Stays in the page once it has been seen, so that the card fields keep what was typed. */
  #paymentStep(view: CheckoutView, store: Store, current: boolean): TemplateResult {
    const words = store.messages.checkout;
    const { decline } = view.context;
    const collecting = this.#payment.value === 'collecting';
    const reason = decline ? declineReason(decline) : null;
    return html`<div class="step-body" ?hidden=${!current}>
      ${
        reason
          ? html`<div class="notice bad" role="alert" id="decline" tabindex="-1">
              ${marks.warning}
              <div>
                <strong class="block">${words.decline.title}</strong><span class="block">${words.decline.reasons[reason]}</span
                ><span class="block small">${words.decline.kept}</span>
              </div>
            </div>`
          : nothing
      }
      <vitrine-payment .frameHost=${this}><slot name=${PAYMENT_SLOT} slot=${PAYMENT_SLOT}></slot></vitrine-payment>
      <button
        class="button primary wide"
        part="continue"
        type="button"
        aria-disabled=${collecting ? 'true' : 'false'}
        @click=${this.#collect}
      >
        ${collecting ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}${words.continueToReview}
      </button>
    </div>`;
  }

  #atTheBank(view: CheckoutView, store: Store): TemplateResult {
    const words = store.messages.checkout.bank;
    const again = view.doing === 'checking' && view.context.challenge !== null;
    return html`<div class="bank" role="status">
      ${marks.bank}
      <div>
        <strong class="block">${view.doing === 'challenge' ? words.challengeTitle : words.checking}</strong>
        <span class="block">${view.doing === 'challenge' ? words.challengeText : words.checkingText}</span>
        ${again ? html`<button class="link" type="button" @click=${this.#retry}>${words.challengeTitle}</button>` : nothing}
      </div>
      ${view.doing === 'checking' ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}
    </div>`;
  }

  /** A step that is done, in as few words as tell it. */
  #recap(step: Step, { context }: CheckoutView, store: Store): TemplateResult | typeof nothing {
    const words = store.messages.checkout;
    if (step === 'contact') {
      const { buyer, address } = context;
      return html`<p class="recap">
        ${buyer.email}<br />${[address.first_name, address.last_name].filter(Boolean).join(' ')}, ${address.street_address},
        ${address.postal_code} ${address.address_locality}
      </p>`;
    }
    if (step === 'delivery') {
      const option = selectedOption(context.checkout?.fulfillment);
      if (!option) return nothing;
      const promise = option['dev.vitrine.delivery'];
      const price = optionPrice(option);
      return html`<p class="recap">
        <span class="sentence"
          >${promise ? windowInWords(promise.arrives, store.visit.shopTime(), store.locale) : option.title}</span
        >
        · ${price === 0 ? words.delivery.free : money(price, context.checkout!.currency, store.locale)}<br />
        ${promise?.point ? `${words.delivery.kinds[promise.kind]}: ${promise.point.name}` : promise ? words.delivery.kinds[promise.kind] : nothing}${option.carrier ? ` · ${option.carrier}` : ''}
      </p>`;
    }
    const display = context.instrument?.display;
    return html`<p class="recap">
      ${display?.last_digits ? words.payment.ending(cardName(display.brand, words.payment.card), display.last_digits) : words.payment.card}
    </p>`;
  }

  /** What the gateway says about a step, but for what a field or the code's own line says already. */
  #complaints(step: Step, view: CheckoutView): TemplateResult | typeof nothing {
    const { notes } = this.#checkout.store!.messages.checkout;
    const told = (view.context.checkout?.messages ?? []).filter((message) => {
      const { type, code, path } = message;
      if (type === 'info' || code === 'missing' || code === 'invalid' || path?.startsWith('$.discounts')) return false;
      return stepOf(message) === step || (type === 'warning' && step === 'review');
    });
    if (told.length === 0) return nothing;
    const said = told.map(({ code, content }) => notes[code ?? ''] ?? content);
    return html`<div class="notice warn" role="alert">
      ${marks.warning}
      <ul class="plain">
        ${[...new Set(said)].map((sentence) => html`<li>${sentence}</li>`)}
      </ul>
    </div>`;
  }

  #faultNotice(text: string, again: string): TemplateResult {
    return html`<div class="notice warn fault" role="alert">
      ${marks.warning}
      <div><span class="block">${text}</span><button class="link" type="button" @click=${this.#retry}>${again}</button></div>
    </div>`;
  }

  #notice(
    mark: TemplateResult,
    title: string,
    text: string,
    more: TemplateResult | typeof nothing = nothing,
    alarm = false,
  ): TemplateResult {
    return html`<div class="blank" role=${alarm ? 'alert' : nothing}>
      <span class="blank-mark">${mark}</span>
      <h2 class="blank-title" id="heading" tabindex="-1">${title}</h2>
      <p>${text}</p>
      ${more}
    </div>`;
  }

  #skeleton(words: string): TemplateResult {
    return html`<div class="frame" aria-busy="true">
      <p class="visually-hidden" role="status">${words}</p>
      <span class="skeleton heading"></span>
      <div class="summary waiting" aria-hidden="true">${[0, 1, 2].map(() => html`<span class="skeleton row"></span>`)}</div>
      <div class="steps waiting" aria-hidden="true">
        ${[0, 1, 2, 3, 4].map(() => html`<span class="skeleton input-like"></span>`)}
      </div>
    </div>`;
  }

  /** What the later steps need comes while the first one is filled in: a checkout that nobody opens does without. */
  async #bringRest(): Promise<void> {
    if (this.#bringing || !this.#view || this.#view.phase === 'closed') return;
    this.#bringing = true;
    this.#bringing = await bring('vitrine-checkout', async () => {
      const [{ ChallengeDialog }] = await Promise.all([import('./challenge-dialog.ts'), import('../shipping-quotes/define.ts')]);
      this.#challenge = new ChallengeDialog(this, {
        store: () => this.#checkout.store,
        version: () =>
          this.#view?.context.checkout?.ucp.capabilities?.[CAPABILITY.paymentAuthentication]?.[0]?.version ?? UCP_VERSION,
        trusted: () => this.#providerOrigins(),
        done: (id) => this.#send({ type: 'challenge.done', id }),
        leave: () => this.#send({ type: 'challenge.leave' }),
      });
      this.requestUpdate();
    });
  }

  #isDone(step: Step, view: CheckoutView): boolean {
    return step === 'payment' ? view.context.instrument !== null : isStepDone(view.context.checkout, step);
  }

  #edit(step: Step): void {
    this.missing = null;
    this.#focusOn = `#step-${step}`;
    this.#send({ type: 'step.edit', step });
  }

  #leaveDelivery = (): void => {
    const view = this.#view;
    if (!view?.context.selectedOptionId) {
      this.wantsDelivery = true;
      this.renderRoot.querySelector<HTMLElement>('vitrine-shipping-quotes')?.focus();
      return;
    }
    this.#send({ type: 'delivery.submit' });
  };

  #collect = (): void => {
    if (this.#payment.value === 'collecting') return;
    const payment = this.renderRoot.querySelector('vitrine-payment');
    this.#payment.actor?.send({ type: 'payment.collect' });
    if (this.#payment.value !== 'collecting') payment?.focus();
  };

  /** Pays, or shows what is missing. A second press while the first is out does nothing. */
  #place = (): void => {
    const view = this.#view;
    const store = this.#checkout.store;
    if (!view || !store || this.pressed || view.phase === 'complete_in_progress') return;
    const open = STEPS.find((step) => step !== 'review' && !this.#isDone(step, view));
    if (open) {
      this.missing = store.messages.checkout.steps[open];
      this.#announcer.say(`${store.messages.checkout.review.missing} ${this.missing}`);
      this.#edit(open);
      return;
    }
    if (view.phase !== 'ready_for_complete') {
      this.missing = openMessages(view.context.checkout, 'review')[0]?.content ?? store.messages.checkout.savedNotice;
      return;
    }
    this.missing = null;
    this.pressed = true;
    this.#send({ type: 'order.place' });
  };

  #retry = (): void => {
    this.#send({ type: 'checkout.retry' });
  };

  #close = (event: Event): void => {
    event.preventDefault();
    this.#send({ type: 'checkout.close' });
  };

  #providerOrigins(): readonly string[] {
    const config = this.#view?.context.checkout?.ucp.payment_handlers[STRIPE_HANDLER]?.[0]?.config as
      Partial<StripeHandlerConfig> | undefined;
    return config?.fields_url && URL.canParse(config.fields_url) ? [new URL(config.fields_url).origin] : [];
  }

  /** For the page's style sheet. */
  #nameState(view: CheckoutView | undefined): void {
    const { phase, context } = view ?? { phase: 'closed' };
    const isClosed = phase === 'closed' && !context?.fault;
    const lines = context?.checkout?.line_items.length;
    const names = {
      closed: isClosed,
      empty: isClosed ? this.#cartIsEmpty.value !== false : lines === 0,
      open: !isClosed && phase !== 'completed',
      completed: phase === 'completed',
    };
    for (const [name, holds] of Object.entries(names)) this.#states[holds ? 'add' : 'delete'](name);
  }

  /** Focus and the spoken word follow the flow; nothing moves when the page has only just been drawn. */
  #tellWhatChanged({ phase, doing, context }: CheckoutView, store: Store): void {
    const before = this.#before;
    this.#before = { phase, doing, step: context.step };
    const isNew = !before || before.phase === 'opening' || before.phase === 'closed';
    if (isForm({ phase })) this.#history[isNew ? 'begin' : 'move'](context.step);
    if (!before) return;
    const words = store.messages.checkout;
    if (phase === 'completed' && before.phase !== 'completed') {
      this.#focusOn = '#heading';
      this.#announcer.say(`${words.confirmation.title}. ${words.confirmation.number(context.order?.label ?? '')}`);
    } else if (phase !== 'closed' && (before.phase === 'closed' || before.phase === 'opening') && phase !== 'opening') {
      if (before.phase === 'opening') this.#announcer.say(words.steps[context.step]);
    } else if (context.step !== before.step && before.phase !== 'opening') {
      this.#focusOn = context.decline && context.step === 'payment' ? '#decline' : `#step-${context.step}`;
    } else if (phase === 'complete_in_progress' && doing === 'checking' && before.doing !== 'checking') {
      this.#announcer.say(words.bank.checking);
    } else if (context.checkout && before.doing === 'saving' && doing !== 'saving') {
      this.#announcer.say(`${words.summary.total} ${totalInWords(context.checkout, store)}`);
    }
  }
}

const isForm = ({ phase }: Pick<CheckoutView, 'phase'>): boolean => phase === 'incomplete' || phase === 'ready_for_complete';

const totalInWords = (checkout: Checkout, store: Store): string =>
  money(amountOf(checkout.totals, 'total'), checkout.currency, store.locale);

declare global {
  interface HTMLElementTagNameMap {
    'vitrine-checkout': VitrineCheckout;
  }
}
