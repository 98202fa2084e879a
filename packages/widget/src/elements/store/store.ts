import { ContextProvider } from '@lit/context';
import type { Sku } from '@vitrine/contract';
import { css, html, LitElement, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { languageOf, loadMessages } from '../../locales/messages.ts';
import type { ConsentState, Visit } from '../../visit.ts';
import { openVisit } from '../../visit/open-visit.ts';
import { partsInUse } from '../../visit/parts.ts';
import { Announcer } from '../announce.ts';
import { tellMissing } from '../bring.ts';
import * as events from '../events.ts';
import { streetsIn } from '../tracking-map/streets.ts';
import { storeContext } from '../visit-context.ts';
import { linkedOrder } from './linked-order.ts';
import { browserClock, browserFetch, browserId, browserKeep } from '../../browser-doors.ts';

/**
 * Wraps the part of a page that sells. Draws nothing itself: opens one shopper's visit with the gateway, gives it to
 * every Vitrine element inside, answers their requests, and tells the page what has happened.
 *
 * A `<script type="application/geo+json">` child gives its lines as streets to every map inside.
 *
 * @element vitrine-store
 * @slot - The page's own content with Vitrine elements anywhere in it.
 * @fires {LineAdded} vitrine-line-added - The gateway confirmed an addition.
 * @fires {CartChanged} vitrine-cart-changed - The cart is another one than before.
 * @fires {OrderPlaced} vitrine-order-placed - There is an order.
 * @fires {ConsentChanged} vitrine-consent-changed - What may be remembered has changed.
 */
export class VitrineStore extends LitElement {
  // No tokens here: `all: initial` would reach the merchant's own content, which inherits from this element.
  static override readonly styles = css`
    :host {
      display: contents;
    }
    :host([hidden]) {
      display: none;
    }
    .announcer {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    :host([theme='light']) {
      color-scheme: light;
    }
    :host([theme='dark']) {
      color-scheme: dark;
    }
    :host([theme='auto']) {
      color-scheme: light dark;
    }
  `;

  /** Address of the gateway, absolute or relative to the page. */
  @property() endpoint = '';

  /** Publishable key of the shop. */
  @property({ attribute: 'store-key' }) storeKey = '';

  /** BCP 47 language of words, numbers and dates. Default: the page's `lang`. */
  @property() locale = '';

  /** ISO 4217, for amounts that are shown before the gateway has named a currency. */
  @property() currency = 'NOK';

  /** `light`, `dark` or `auto` (follows the device). Without it the page's own `color-scheme` counts. */
  @property({ reflect: true }) theme: 'light' | 'dark' | 'auto' | undefined;

  /** What the shopper allows us to remember of what they look at: `unknown`, `denied` or `granted`. */
  @property({ reflect: true }) consent: ConsentState = 'unknown';

  /** A visit made elsewhere, instead of `endpoint` and `store-key`: for tests, stories and pages that share one. */
  @property({ attribute: false }) visit: Visit | undefined;

  readonly #provider = new ContextProvider(this, { context: storeContext, initialValue: null });
  /** Behind an open dialog the page is out of reach, this region too: dialogs speak for themselves. */
  readonly #announcer = new Announcer(this);
  #own: Visit | undefined;
  #opened: Visit | undefined;
  #subscriptions: { unsubscribe(): void }[] = [];
  #turn = 0;

  constructor() {
    super();
    this.addEventListener('vitrine-add-line-request', (event) =>
      this.#answer(event, ({ cart }, { sku, quantity, product }) =>
        cart.send({ type: 'line.add', sku: sku as Sku, quantity, ...(product ? { product } : {}) }),
      ),
    );
    this.addEventListener('vitrine-set-line-request', (event) =>
      this.#answer(event, ({ cart }, { sku, quantity }) => cart.send({ type: 'line.set', sku: sku as Sku, quantity })),
    );
    this.addEventListener('vitrine-undo-request', (event) => this.#answer(event, ({ cart }) => cart.send({ type: 'line.undo' })));
    this.addEventListener('vitrine-code-request', (event) =>
      this.#answer(event, ({ cart }, { code, apply }) => cart.send({ type: apply ? 'code.apply' : 'code.remove', code })),
    );
    this.addEventListener('vitrine-cart-retry-request', (event) =>
      this.#answer(event, ({ cart }) => cart.send({ type: 'cart.retry' })),
    );
    this.addEventListener('vitrine-checkout-request', (event) =>
      this.#answer(event, (visit, { cartId }) => {
        visit.openCheckout(cartId).catch((cause: unknown) => tellMissing('vitrine-checkout', cause));
        void this.#bringIntoView('vitrine-checkout');
      }),
    );
    this.addEventListener('vitrine-product-view', (event) => this.#opened?.remember({ viewed: event.detail.sku }));
    this.addEventListener('vitrine-consent-request', (event) =>
      this.#answer(event, (_, { consent }) => (this.consent = consent)),
    );
    this.addEventListener('vitrine-track-request', (event) =>
      this.#answer(event, (_, order) => {
        void this.#bringIntoView('vitrine-tracking');
        return this.#open(order);
      }),
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasUpdated) this.performUpdate();
    else void this.#open();
    window.addEventListener('pageshow', this.#comeBack);
    window.addEventListener('storage', this.#lookAround);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('pageshow', this.#comeBack);
    window.removeEventListener('storage', this.#lookAround);
    // An element that is only moved comes back within the same task and keeps its visit.
    queueMicrotask(() => {
      if (!this.isConnected) this.#close();
    });
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('visit') || changed.has('endpoint') || changed.has('storeKey') || changed.has('locale')) {
      this.#close();
      void this.#open();
    } else if (changed.has('currency')) {
      void this.#open();
    }
    if (changed.has('consent') && this.#opened && this.#opened.consent !== this.consent) {
      this.#opened.consent = this.consent;
      if (this.consent === 'denied') this.#opened.forget();
      this.dispatchEvent(new events.ConsentChanged({ consent: this.consent }));
    }
  }

  override render() {
    return html`<slot></slot>
      <div class="announcer">${this.#announcer.region()}</div>`;
  }

  /** Opens the visit if there is none, loads the words, and gives both to the elements inside. */
  async #open(tracked?: { id: string; token: string }): Promise<void> {
    const turn = ++this.#turn;
    const locale = this.locale || this.visit?.locale || document.documentElement.lang || 'en';
    const visit = this.visit ?? this.#ownVisit(locale);
    if (!visit) return;
    if (this.#opened !== visit) {
      this.#opened = visit;
      visit.consent = this.consent;
      this.#follow(visit);
    }
    const language = languageOf(locale);
    const messages = await loadMessages(language);
    if (turn !== this.#turn || !this.isConnected) return;
    if (!this.lang) this.lang = locale;
    if (!this.dir && language === 'ar') this.dir = 'rtl';
    const streets = () => streetsIn(this);
    this.#provider.setValue(
      {
        visit,
        messages,
        locale,
        currency: this.currency,
        tracked: tracked ?? linkedOrder(location.search) ?? visit.lastOrder(),
        // A town is long to read: only once a map asks for it.
        get streets() {
          return streets();
        },
      },
      true,
    );
  }

  #ownVisit(locale: string): Visit | undefined {
    if (this.#own) return this.#own;
    if (!this.endpoint || !this.storeKey || !this.isConnected) return undefined;
    const endpoint = new URL(this.endpoint, document.baseURI).href.replace(/\/$/, '');
    const keep = browserKeep(this.#prefix());
    return (this.#own = openVisit(
      { endpoint, storeKey: this.storeKey, locale, fetch: browserFetch, clock: browserClock, makeId: browserId, keep },
      partsInUse,
    ));
  }

  #prefix = () => `vitrine:${this.storeKey}:`;

  #follow(visit: Visit): void {
    this.#subscriptions.push(
      visit.cart.on('line.added', ({ sku, quantity, cart }) => {
        const title = cart.line_items.find(({ item }) => item.id === sku)?.item.title;
        const words = this.#provider.value?.messages.shop;
        if (title && words) this.#announcer.say(words.addedNamed(title));
        this.dispatchEvent(new events.LineAdded({ sku, quantity, cart }));
      }),
      visit.cart.on('cart.changed', ({ cart }) => this.dispatchEvent(new events.CartChanged({ cart }))),
      visit.onOrder((placement) => {
        this.dispatchEvent(new events.OrderPlaced(placement));
        void this.#open();
      }),
    );
  }

  #close(): void {
    this.#turn++;
    for (const subscription of this.#subscriptions.splice(0)) subscription.unsubscribe();
    this.#opened = undefined;
    this.#own?.stop();
    this.#own = undefined;
    this.#provider.setValue(null);
  }

  /** Whoever asked for the checkout or the parcel sees it, wherever the page has put it. */
  async #bringIntoView(tag: 'vitrine-checkout' | 'vitrine-tracking'): Promise<void> {
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const element = this.querySelector(tag);
    // A page may hide a checkout that is closed: it is looked at once it has drawn itself.
    await element?.updateComplete;
    element?.scrollIntoView({ block: 'start', behavior: calm ? 'auto' : 'smooth' });
  }

  /** A request is answered once, by the innermost store, unless the page has cancelled it. */
  #answer<Detail>(event: CustomEvent<Detail>, act: (visit: Visit, detail: Detail) => unknown): void {
    const visit = this.#opened;
    if (!visit || event.defaultPrevented) return;
    event.preventDefault();
    act(visit, event.detail);
  }

  #comeBack = (event: PageTransitionEvent): void => {
    if (event.persisted) this.#opened?.cart.send({ type: 'cart.refresh' });
  };

  #lookAround = (event: StorageEvent): void => {
    if (this.#own && event.key?.startsWith(this.#prefix())) this.#own.cart.send({ type: 'cart.refresh' });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'vitrine-store': VitrineStore;
  }
}
