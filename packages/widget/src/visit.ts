import type { Checkout, Clock, MakeId, OrderConfirmation, ShowcaseRequest } from '@vitrine/contract';
import type { ActorRefFrom } from 'xstate';
import type { addressMachine } from './machines/address.machine.ts';
import type { cartMachine } from './machines/cart.machine.ts';
import type { checkoutMachine } from './machines/checkout.machine.ts';
import type { offersMachine } from './machines/offers.machine.ts';
import type { paymentMachine } from './machines/payment.machine.ts';
import type { searchMachine } from './machines/search.machine.ts';
import type { showcaseMachine } from './machines/showcase.machine.ts';
import type { trackingMachine } from './machines/tracking.machine.ts';
import { checkoutPart } from './visit/checkout-part.ts';
import { openVisit } from './visit/open-visit.ts';
import { searchPart } from './visit/search-part.ts';
import { trackingPart } from './visit/tracking-part.ts';

/** Where a visit keeps what must outlive a reload. Storage that is blocked is replaced by memory. */
export interface Keep {
  get(name: string): string | null;
  set(name: string, value: string): void;
  delete(name: string): void;
}

export interface VisitOptions {
  /** Absolute address of the gateway, without a trailing slash. */
  endpoint: string;
  /** Publishable store key. */
  storeKey: string;
  /** BCP 47, such as `nb`. */
  locale: string;
  fetch: typeof fetch;
  clock: Clock;
  makeId: MakeId;
  keep: Keep;
}

/** Whether the shopper lets us remember what they look at. `unknown` counts as no. */
export type ConsentState = 'unknown' | 'denied' | 'granted';

/** An order, and the checkout that it came from. */
export interface OrderPlacement {
  order: OrderConfirmation;
  checkout: Checkout;
}

/** What a visit has from the first view on. */
export interface CoreVisit {
  readonly endpoint: string;
  readonly locale: string;
  /** This device's clock: for timers, and for the age of what came in. */
  readonly clock: Clock;
  /**
   * The time in the shop, milliseconds since 1970: to compare and to word the moments that the gateway names. The
   * device's clock until the first answer has come.
   */
  shopTime(): number;
  readonly cart: ActorRefFrom<typeof cartMachine>;
  readonly offers: ActorRefFrom<typeof offersMachine>;
  /** The same request shares one actor. */
  showcase(request: ShowcaseRequest): ActorRefFrom<typeof showcaseMachine>;
  /** Opens the checkout for a cart, at once where its part is there, else when that has come. Rejects if it cannot be had. */
  openCheckout(cartId: string): Promise<void>;
  /** Hears of every order that is placed, after the device has taken note of it. */
  onOrder(listen: (placement: OrderPlacement) => void): { unsubscribe(): void };
  /** The order placed last on this device, so that a page can show its tracking after a reload. */
  lastOrder(): { id: string; token: string } | null;
  consent: ConsentState;
  /** With consent, remembered on this device alone. */
  remember(seen: { viewed?: string; searched?: string }): void;
  forget(): void;
  stop(): void;
}

export interface SearchPart {
  readonly search: ActorRefFrom<typeof searchMachine>;
}

export interface CheckoutPart {
  readonly checkout: ActorRefFrom<typeof checkoutMachine>;
  readonly payment: ActorRefFrom<typeof paymentMachine>;
  /** One completion for one form; stop it when the form goes. */
  address(): ActorRefFrom<typeof addressMachine>;
}

export interface TrackingPart {
  tracking(order: { id: string; token: string }): ActorRefFrom<typeof trackingMachine>;
}

/** One shopper's stay: joins client and machines. Only this file and the folder of the same name know both. */
export interface Visit extends CoreVisit, SearchPart, CheckoutPart, TrackingPart {}

/** Opens a stay with all its parts, and carries on with what an earlier one on this device left unfinished. */
export const createVisit = (options: VisitOptions): Visit =>
  openVisit(options, (join) => {
    for (const part of [searchPart, checkoutPart, trackingPart]) join(part);
    return () => {};
  });
