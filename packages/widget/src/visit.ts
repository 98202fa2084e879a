import type { Clock, MakeId, ShowcaseRequest } from '@vitrine/contract';
import type { ActorRefFrom } from 'xstate';
import type { addressMachine } from './machines/address.machine.ts';
import type { cartMachine } from './machines/cart.machine.ts';
import type { checkoutMachine } from './machines/checkout.machine.ts';
import type { offersMachine } from './machines/offers.machine.ts';
import type { paymentMachine } from './machines/payment.machine.ts';
import type { searchMachine } from './machines/search.machine.ts';
import type { showcaseMachine } from './machines/showcase.machine.ts';
import type { trackingMachine } from './machines/tracking.machine.ts';

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

/** One shopper's stay: joins client and machines. The only file that knows both. */
export interface Visit {
  readonly endpoint: string;
  readonly locale: string;
  readonly clock: Clock;
  readonly search: ActorRefFrom<typeof searchMachine>;
  readonly cart: ActorRefFrom<typeof cartMachine>;
  readonly offers: ActorRefFrom<typeof offersMachine>;
  readonly checkout: ActorRefFrom<typeof checkoutMachine>;
  readonly payment: ActorRefFrom<typeof paymentMachine>;
  /** The same request shares one actor. */
  showcase(request: ShowcaseRequest): ActorRefFrom<typeof showcaseMachine>;
  tracking(order: { id: string; token: string }): ActorRefFrom<typeof trackingMachine>;
  /** One completion for one form; stop it when the form goes. */
  address(): ActorRefFrom<typeof addressMachine>;
  /** The order placed last on this device, so that a page can show its tracking after a reload. */
  lastOrder(): { id: string; token: string } | null;
  consent: ConsentState;
  /** With consent, remembered on this device alone. */
  remember(seen: { viewed?: string; searched?: string }): void;
  forget(): void;
  stop(): void;
}
