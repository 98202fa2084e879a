import type { Cart, Checkout, OrderConfirmation, Product } from '@vitrine/contract';
import type { ConsentState } from '../visit.ts';

/** What goes up is a request that a page may cancel and answer by itself; what the store tells is a fact. */
const request = { bubbles: true, composed: true, cancelable: true } as const;
const fact = { bubbles: true, composed: true, cancelable: false } as const;

export interface AddLineDetail {
  /** Stock keeping unit, spelled as in the ERP. */
  sku: string;
  quantity: number;
  /** When known, the cart shows name, photo and price before the gateway has answered. */
  product?: Product;
}

/** The shopper wants one article in the cart. Cancel it to add the line yourself. */
export class AddLineRequest extends CustomEvent<AddLineDetail> {
  constructor(detail: AddLineDetail) {
    super('vitrine-add-line-request', { ...request, detail });
  }
}

/** The shopper wants another quantity of a line; 0 removes it. */
export class SetLineRequest extends CustomEvent<{ sku: string; quantity: number }> {
  constructor(detail: { sku: string; quantity: number }) {
    super('vitrine-set-line-request', { ...request, detail });
  }
}

/** The shopper wants the line back that was removed last. */
export class UndoRequest extends CustomEvent<null> {
  constructor() {
    super('vitrine-undo-request', { ...request, detail: null });
  }
}

/** The shopper typed a discount code, or takes one off. */
export class CodeRequest extends CustomEvent<{ code: string; apply: boolean }> {
  constructor(detail: { code: string; apply: boolean }) {
    super('vitrine-code-request', { ...request, detail });
  }
}

/** The shopper asks for the cart to be tried again after a fault. */
export class CartRetryRequest extends CustomEvent<null> {
  constructor() {
    super('vitrine-cart-retry-request', { ...request, detail: null });
  }
}

/** The shopper wants to pay. Cancel it to go to a checkout of your own. */
export class CheckoutRequest extends CustomEvent<{ cartId: string }> {
  constructor(detail: { cartId: string }) {
    super('vitrine-checkout-request', { ...request, detail });
  }
}

/** The shopper wants to follow an order. */
export class TrackRequest extends CustomEvent<{ id: string; token: string }> {
  constructor(detail: { id: string; token: string }) {
    super('vitrine-track-request', { ...request, detail });
  }
}

/** The shopper opened a product. Cancel it to go to a page of your own instead of the dialog. */
export class ProductView extends CustomEvent<{ sku: string; product: Product }> {
  constructor(detail: { sku: string; product: Product }) {
    super('vitrine-product-view', { ...request, detail });
  }
}

/** The page's consent dialog tells the store what the shopper chose. */
export class ConsentRequest extends CustomEvent<{ consent: ConsentState }> {
  constructor(detail: { consent: ConsentState }) {
    super('vitrine-consent-request', { ...request, detail });
  }
}

/** The gateway confirmed an addition. */
export class LineAdded extends CustomEvent<{ sku: string; quantity: number; cart: Cart }> {
  constructor(detail: { sku: string; quantity: number; cart: Cart }) {
    super('vitrine-line-added', { ...fact, detail });
  }
}

/** The cart is another one than before, by the gateway's word. */
export class CartChanged extends CustomEvent<{ cart: Cart }> {
  constructor(detail: { cart: Cart }) {
    super('vitrine-cart-changed', { ...fact, detail });
  }
}

/** There is an order. */
export class OrderPlaced extends CustomEvent<{ order: OrderConfirmation; checkout: Checkout }> {
  constructor(detail: { order: OrderConfirmation; checkout: Checkout }) {
    super('vitrine-order-placed', { ...fact, detail });
  }
}

/** What may be remembered has changed. */
export class ConsentChanged extends CustomEvent<{ consent: ConsentState }> {
  constructor(detail: { consent: ConsentState }) {
    super('vitrine-consent-changed', { ...fact, detail });
  }
}

declare global {
  interface HTMLElementEventMap {
    'vitrine-add-line-request': AddLineRequest;
    'vitrine-set-line-request': SetLineRequest;
    'vitrine-undo-request': UndoRequest;
    'vitrine-code-request': CodeRequest;
    'vitrine-cart-retry-request': CartRetryRequest;
    'vitrine-checkout-request': CheckoutRequest;
    'vitrine-track-request': TrackRequest;
    'vitrine-product-view': ProductView;
    'vitrine-consent-request': ConsentRequest;
    'vitrine-line-added': LineAdded;
    'vitrine-cart-changed': CartChanged;
    'vitrine-order-placed': OrderPlaced;
    'vitrine-consent-changed': ConsentChanged;
  }
}
