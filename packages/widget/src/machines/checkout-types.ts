/** What the checkout machine is told, knows and says. */
import type {
  BuyerRequest,
  Cart,
  ChallengeAction,
  Checkout,
  CheckoutCreateRequest,
  CheckoutUpdateRequest,
  Fault,
  IdempotencyKey,
  LineItemRequest,
  MakeId,
  Message,
  OrderConfirmation,
  PaymentInstrument,
  PostalAddress,
} from '@vitrine/contract';
import type { Step } from './checkout-steps.ts';
import type { Keys } from './keys.ts';

/** A request that is out, or whose answer never came: sent again it is the same, word for word. */
export interface CheckoutSaving {
  key: IdempotencyKey;
  request: CheckoutUpdateRequest;
}

/** What outlives a reload. Never a token, never anything of a card. */
export interface KeptCheckout {
  checkoutId: string | null;
  cartId: string | null;
  step: Step;
  buyer: BuyerRequest;
  address: PostalAddress;
  selectedOptionId: string | null;
  completeKey: IdempotencyKey | null;
  /** The form was on screen. */
  open: boolean;
  /** "Pay" was pressed, and what came of it was not known yet. */
  completing: boolean;
}

export interface CheckoutInput {
  makeId: MakeId;
  kept?: KeptCheckout | null;
}

/**
 * Top-level states are UCP's statuses, and two before there is a checkout:
 * `closed`, `opening`,
 * `incomplete` and `ready_for_complete` (each with `idle`, `saving` and `refreshing`),
 * `complete_in_progress` (with `sending`, `challenge`, `checking`: "we are checking with your bank"),
 * `requires_escalation`, `completed`, `canceled`.
 */
export interface CheckoutContext {
  checkout: Checkout | null;
  cartId: string | null;
  step: Step;
  /** What was typed, kept whatever happens. The gateway's checkout may lag behind it. */
  buyer: BuyerRequest;
  address: PostalAddress;
  selectedOptionId: string | null;
  /** Wishes about the checkout that are not saved yet. */
  dirty: boolean;
  instrument: PaymentInstrument | null;
  /** Made when "Pay" is first pressed for this attempt, kept through reloads; a decline ends the attempt. */
  completeKey: IdempotencyKey | null;
  challenge: ChallengeAction | null;
  /** Why the bank said no, of the last attempt. */
  decline: Message | null;
  order: OrderConfirmation | null;
  fault: Fault | null;
  /** Known before the checkout itself is, after a reload. */
  checkoutId: string | null;
  opening: { key: IdempotencyKey; request: CheckoutCreateRequest } | null;
  saving: CheckoutSaving | null;
  /** Codes and lines that the shopper wants; null when there is no such wish. */
  codes: readonly string[] | null;
  lines: readonly LineItemRequest[] | null;
  /** The step whose "Continue" was pressed and that is left once it is saved without complaint. */
  leaving: Step | null;
  completing: boolean;
  /** The last attempt to pay got no answer: it is sent again with its own key when nothing came of it. */
  unanswered: boolean;
  /** How often the gateway has been asked what became of the payment: the pauses grow with it. */
  attempt: number;
  /** What "Pay" was pressed for, minor units. */
  agreedTotal: number | null;
  /** The attempt came back with another total, a moment ago: a second click is not a yes to it. */
  isTotalNews: boolean;
  /** The challenge that the shopper has left or finished: it is not put on screen again by itself. */
  leftChallenge: string | null;
  keys: Keys;
}

export type CheckoutEvent =
  | { type: 'checkout.open'; cartId: string }
  | { type: 'checkout.close' }
  | { type: 'step.edit'; step: Step }
  | { type: 'contact.submit'; buyer: BuyerRequest; address: PostalAddress }
  /** Typed, but not submitted: kept through a reload, and not sent. */
  | { type: 'contact.type'; buyer: BuyerRequest; address: PostalAddress }
  | { type: 'delivery.choose'; optionId: string }
  | { type: 'delivery.submit' }
  /** The card fields gave a token, see payment.machine.ts. */
  | { type: 'payment.collected'; instrument: PaymentInstrument }
  | { type: 'code.apply'; code: string }
  | { type: 'code.remove'; code: string }
  /** The cart changed while the checkout is open. */
  | { type: 'cart.changed'; cart: Cart }
  | { type: 'order.place' }
  /** The challenge frame says that it is done, or the shopper closed it: the gateway is asked what is true. */
  | { type: 'challenge.done'; id: string }
  | { type: 'challenge.leave' }
  | { type: 'checkout.refresh' }
  /** While checking: puts the bank's page on screen again, when there is one. */
  | { type: 'checkout.retry' };

export type CheckoutEmitted =
  { type: 'order.placed'; order: OrderConfirmation; checkout: Checkout } | { type: 'payment.declined'; message: Message };
