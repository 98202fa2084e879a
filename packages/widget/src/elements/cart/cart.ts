import type { Cart, Message } from '@vitrine/contract';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { project, type ShownLine } from '../../machines/cart.machine.ts';
import { Announcer } from '../announce.ts';
import { controls } from '../controls.styles.ts';
import { CartRetryRequest, CheckoutRequest, CodeRequest, SetLineRequest, UndoRequest } from '../events.ts';
import { money } from '../format.ts';
import { icons } from '../icons.ts';
import { Slice } from '../slice.ts';
import { tokens } from '../tokens.ts';
import type { Store } from '../visit-context.ts';
import { renderLine } from './cart-line.ts';
import { isAboutCode, messageWords } from './cart-messages.ts';
import { renderSums } from './cart-sums.ts';
import { styles } from './cart.styles.ts';

/**
 * The cart: a button with the count and a drawer, or the whole cart in the page. Every wish shows at once and settles
 * when the gateway has answered.
 *
 * @element vitrine-cart
 * @slot empty - When nothing is in the cart.
 * @slot footer - Below the checkout button.
 * @csspart opener - The button with the count.
 * @csspart dialog - The drawer.
 * @csspart line - One line.
 * @csspart thumbnail - Photo of a line.
 * @csspart stepper - Quantity of a line.
 * @csspart summary - The sums.
 * @csspart checkout - The checkout button.
 * @fires {SetLineRequest} vitrine-set-line-request - Another quantity; 0 removes.
 * @fires {UndoRequest} vitrine-undo-request - The removed line is wanted back.
 * @fires {CodeRequest} vitrine-code-request - A discount code is applied or taken off.
 * @fires {CheckoutRequest} vitrine-checkout-request - The shopper wants to pay. Cancel it to go elsewhere.
 */
export class VitrineCart extends LitElement {
  static override readonly styles = [tokens, controls, styles];

  /** `drawer` is a button that opens a panel over the page; `inline` stands in the page. */
  @property({ reflect: true }) layout: 'drawer' | 'inline' = 'drawer';

  /** Whether the drawer is open. */
  @property({ type: Boolean, reflect: true }) open = false;

  @state() private askingCode = false;

  readonly #cart = new Slice(
    this,
    (visit) => visit.cart,
    (snapshot) => snapshot,
  );

  readonly #offers = new Slice(
    this,
    (visit) => visit.offers,
    ({ context }) => context.response?.free_delivery,
  );

  readonly #announcer = new Announcer(this);
  /** Where the removed line stood, so that its undo stands there too. */
  #removedAt = 0;
  #count: number | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasUpdated) this.performUpdate();
  }

  /** Opens the drawer. */
  show(): void {
    this.open = true;
  }

  close(): void {
    this.open = false;
  }

  override render() {
    const store = this.#cart.store;
    if (this.layout === 'inline') return html`${this.#renderPanel(store)}`;
    const words = store?.messages.shop;
    const count = this.#lines().reduce((sum, line) => sum + line.quantity, 0);
    return html`<button
        class="button quiet opener"
        part="opener"
        type="button"
        aria-haspopup="dialog"
        aria-label=${words?.cartOpen(count) ?? nothing}
        ?hidden=${!words}
        @click=${() => this.show()}
      >
        ${icons.bag}${count > 0 ? html`<span class="count">${count}</span>` : nothing}
      </button>
      <dialog part="dialog" closedby="any" aria-labelledby="heading" @close=${() => this.close()}>
        ${this.open ? this.#renderPanel(store) : nothing}
      </dialog>`;
  }

  protected override willUpdate(): void {
    this.#speak();
  }

  protected override updated(changed: PropertyValues<this>): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (changed.has('open') && dialog) {
      if (this.open && !dialog.open) dialog.showModal();
      if (!this.open && dialog.open) dialog.close();
    }
  }

  /** What changed while the drawer is open is said once: the page behind it is out of reach of its own announcer. */
  #speak(): void {
    const snapshot = this.#cart.value;
    const words = this.#cart.store?.messages.shop;
    const count = snapshot?.context.cart?.line_items.reduce((sum, line) => sum + line.quantity, 0);
    if (count === this.#count || !words) return;
    const first = this.#count === undefined;
    this.#count = count;
    if (!first && this.open) this.#announcer.say(words.cartOpen(count ?? 0));
  }

  #lines(): ShownLine[] {
    const context = this.#cart.value?.context;
    return context ? project(context.cart, context.changes) : [];
  }

  #renderPanel(store: Store | null) {
    const snapshot = this.#cart.value;
    const lines = this.#lines();
    const words = store?.messages.shop;
    const count = lines.reduce((sum, line) => sum + line.quantity, 0);
    const waiting = !snapshot || (snapshot.matches('restoring') && lines.length === 0);
    return html`<div class="panel">
      <div class="top">
        <h2 id="heading" tabindex="-1">
          ${words?.cart}${count > 0 ? html` <small>${words?.cartCount(count)}</small>` : nothing}
        </h2>
        ${
          this.layout === 'drawer'
            ? html`<button class="button round" type="button" aria-label=${words?.close ?? nothing} @click=${() => this.close()}>
                ${icons.close}
              </button>`
            : nothing
        }
      </div>
      ${this.#announcer.region()} ${!store || waiting ? this.#renderWaiting() : this.#renderContent(store, lines)}
    </div>`;
  }

  #renderContent(store: Store, lines: readonly ShownLine[]) {
    const { removed, messages, fault } = this.#cart.value!.context;
    const words = store.messages.shop;
    const isEmpty = lines.length === 0;
    const currency = this.#currency(store);
    return html`<div class="middle">
        ${fault && this.#cart.value!.matches('failed') ? this.#renderFailed(store) : nothing}
        ${messages.filter((message) => !isAboutCode(message)).map((message) => this.#renderMessage(message, store))}
        ${isEmpty ? nothing : this.#renderThreshold(store, currency)}
        ${
          isEmpty && !removed
            ? this.#renderEmpty(store)
            : html`<ul class="lines" role="list" aria-label=${words.cartLines}>
                ${this.#renderLines(lines, store, currency)}
              </ul>`
        }
        ${isEmpty ? nothing : html`<vitrine-upsell></vitrine-upsell>`} ${isEmpty ? nothing : this.#renderCodes(store)}
      </div>
      ${isEmpty ? nothing : this.#renderBottom(store, lines, currency)}`;
  }

  /** The lines, and the undo row where the removed one stood. */
  #renderLines(lines: readonly ShownLine[], store: Store, currency: string) {
    const { removed } = this.#cart.value!.context;
    const words = store.messages.shop;
    const rows: (ShownLine | 'undo')[] = [...lines];
    if (removed && !lines.some((line) => line.sku === removed.sku))
      rows.splice(Math.min(this.#removedAt, rows.length), 0, 'undo');
    return repeat(
      rows,
      (row) => (row === 'undo' ? row : row.sku),
      (row) =>
        row === 'undo'
          ? html`<li class="undo">
              <span>${words.removed(removed!.title)}</span>
              <button class="link" type="button" @click=${this.#undo}>${words.undo}</button>
            </li>`
          : renderLine(row, store, currency, (quantity) => this.#set(row.sku, quantity)),
    );
  }

  #renderThreshold(store: Store, currency: string) {
    const free = this.#offers.value;
    if (!free) return nothing;
    const words = store.messages.shop;
    const reached = free.missing <= 0;
    return html`<div class="threshold ${reached ? 'reached' : ''}">
      <p>
        ${icons.truck}${
          reached ? words.freeDeliveryReached : words.freeDeliveryMissing(money(free.missing, currency, store.locale))
        }
      </p>
      <progress
        aria-label=${words.freeDeliveryProgress}
        max=${free.threshold}
        value=${Math.max(0, free.threshold - free.missing)}
      ></progress>
    </div>`;
  }

  #renderCodes(store: Store) {
    const words = store.messages.shop;
    const { cart, messages } = this.#cart.value!.context;
    const codes = cart?.discounts?.codes ?? [];
    const refusal = messages.find(isAboutCode);
    const taken = codes.filter((code) => isTaken(cart, code));
    return html`<div class="discounts">
      ${
        taken.length > 0
          ? html`<ul class="codes" role="list">
              ${taken.map(
                (code) =>
                  html`<li class="code">
                    ${icons.tag}${code}
                    <button type="button" aria-label=${words.codeRemove(code)} @click=${() => this.#dropCode(code)}>
                      ${icons.close}
                    </button>
                  </li>`,
              )}
            </ul>`
          : nothing
      }
      ${
        this.askingCode || refusal
          ? html`<form class="code-form" @submit=${this.#submitCode} novalidate>
              <div class="field">
                <label for="code">${words.codeLabel}</label>
                <input
                  class="input"
                  id="code"
                  name="code"
                  autocomplete="off"
                  autocapitalize="characters"
                  spellcheck="false"
                  aria-invalid=${refusal ? 'true' : nothing}
                  aria-describedby=${refusal ? 'code-error' : nothing}
                />
                ${refusal ? html`<span class="error" id="code-error">${messageWords(refusal, cart, words)}</span>` : nothing}
              </div>
              <button class="button" type="submit">${words.codeApply}</button>
            </form>`
          : taken.length > 0
            ? nothing
            : html`<button class="link remove" type="button" @click=${this.#askCode}>${words.codeAsk}</button>`
      }
    </div>`;
  }

  #renderBottom(store: Store, lines: readonly ShownLine[], currency: string) {
    const { cart, changes } = this.#cart.value!.context;
    const words = store.messages.shop;
    const pending = changes.length > 0 || !cart;
    return html`<div class="bottom">
      ${renderSums(cart, lines, pending, currency, store)}
      <button
        class="button primary wide checkout"
        part="checkout"
        type="button"
        aria-disabled=${pending ? 'true' : nothing}
        @click=${this.#checkOut}
      >
        ${words.checkout}
      </button>
      <slot name="footer"><p class="assurance">${words.checkoutHint}</p></slot>
    </div>`;
  }

  #renderEmpty(store: Store) {
    const words = store.messages.shop;
    return html`<slot name="empty">
      <div class="empty">
        <span class="mark">${icons.bag}</span>
        <h3>${words.cartEmpty}</h3>
        <p>${words.cartEmptyHint}</p>
        ${
          this.layout === 'drawer'
            ? html`<button class="button" type="button" @click=${() => this.close()}>${words.cartKeepLooking}</button>`
            : nothing
        }
      </div>
    </slot>`;
  }

  #renderMessage(message: Message, store: Store) {
    const look = message.type === 'error' ? 'bad' : message.type === 'warning' ? 'warn' : '';
    const text = messageWords(message, this.#cart.value!.context.cart, store.messages.shop);
    return html`<div class="notice ${look}">
      ${message.type === 'info' ? icons.info : icons.alert}
      <p>${text}</p>
    </div>`;
  }

  #renderFailed(store: Store) {
    const words = store.messages.shop;
    return html`<div class="notice bad" role="alert">
      ${icons.alert}
      <p class="grow">${words.cartFailed}. ${words.failedHint}</p>
      <button class="link" type="button" @click=${this.#retry}>${words.retry}</button>
    </div>`;
  }

  #renderWaiting() {
    const line = html`<div class="line">
      <span class="photo skeleton"></span><span class="bar skeleton"></span><span></span><span class="bar skeleton"></span>
    </div>`;
    return html`<div class="middle" aria-busy="true"><div class="waiting" aria-hidden="true">${line}${line}</div></div>`;
  }

  #currency(store: Store): string {
    const { cart, changes } = this.#cart.value!.context;
    const wished = changes.find((change) => change.type === 'add' && change.product);
    const named = wished?.type === 'add' ? wished.product?.price_range.min.currency : undefined;
    return cart?.currency ?? named ?? store.currency;
  }

  #set(sku: string, quantity: number): void {
    if (quantity <= 0) this.#removedAt = this.#lines().findIndex((line) => line.sku === sku);
    this.dispatchEvent(new SetLineRequest({ sku, quantity: Math.max(0, quantity) }));
    if (quantity <= 0) void this.#focus('.undo button');
  }

  async #undo(): Promise<void> {
    const sku = this.#cart.value?.context.removed?.sku;
    this.dispatchEvent(new UndoRequest());
    await this.#focus(`[data-sku="${CSS.escape(sku ?? '')}"] input`);
  }

  /** The control that was clicked has gone: focus stays where it was in the list. */
  async #focus(selector: string): Promise<void> {
    await this.updateComplete;
    const next = this.renderRoot.querySelector<HTMLElement>(selector) ?? this.renderRoot.querySelector<HTMLElement>('h2');
    next?.focus();
  }

  #askCode(): void {
    this.askingCode = true;
    void this.#focus('#code');
  }

  #submitCode(event: SubmitEvent): void {
    event.preventDefault();
    const input = this.renderRoot.querySelector<HTMLInputElement>('#code')!;
    const code = input.value.trim();
    if (!code) return input.focus();
    // A code that was refused goes, so that its refusal does not stay beside the next one.
    const { cart } = this.#cart.value!.context;
    for (const refused of cart?.discounts?.codes ?? []) if (!isTaken(cart, refused)) this.#setCode(refused, false);
    this.#setCode(code, true);
  }

  #dropCode(code: string): void {
    this.askingCode = false;
    this.#setCode(code, false);
    void this.#focus('.discounts > .link');
  }

  #setCode(code: string, apply: boolean): void {
    this.dispatchEvent(new CodeRequest({ code, apply }));
  }

  #retry(): void {
    this.dispatchEvent(new CartRetryRequest());
  }

  /** The drawer goes first: the checkout may open a bank's window, and that needs the top of the page to itself. */
  #checkOut(): void {
    const { cart, changes } = this.#cart.value!.context;
    if (!cart || changes.length > 0) return;
    this.close();
    this.dispatchEvent(new CheckoutRequest({ cartId: cart.id }));
  }
}

const isTaken = (cart: Cart | null, code: string): boolean =>
  cart?.discounts?.applied?.some((one) => one.code?.toLowerCase() === code.toLowerCase()) === true;

declare global {
  interface HTMLElementTagNameMap {
    'vitrine-cart': VitrineCart;
  }
}
