import type {
  BuyerRequest,
  ChallengeAction,
  Checkout,
  Fault,
  IdempotencyKey,
  Message,
  OrderConfirmation,
  PaymentInstrument,
  PostalAddress,
} from '@vitrine/contract';

/** Steps of the form, in order. A step that is complete collapses to a summary with "Edit". */
export const STEPS = ['contact', 'delivery', 'payment', 'review'] as const;
export type Step = (typeof STEPS)[number];

/**
 * Top-level states are UCP's statuses, and two before there is a checkout:
 * `closed`, `opening`,
 * `incomplete` and `ready_for_complete` (each with `idle` and `saving`),
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
}

export type CheckoutEvent =
  | { type: 'checkout.open'; cartId: string }
  | { type: 'checkout.close' }
  | { type: 'step.edit'; step: Step }
  | { type: 'contact.submit'; buyer: BuyerRequest; address: PostalAddress }
  | { type: 'delivery.choose'; optionId: string }
  | { type: 'delivery.submit' }
  /** The card fields gave a token, see payment.machine.ts. */
  | { type: 'payment.collected'; instrument: PaymentInstrument }
  | { type: 'code.apply'; code: string }
  | { type: 'code.remove'; code: string }
  | { type: 'order.place' }
  /** The challenge frame says that it is done, or the shopper closed it: the gateway is asked what is true. */
  | { type: 'challenge.done'; id: string }
  | { type: 'challenge.leave' }
  | { type: 'checkout.refresh' }
  | { type: 'checkout.retry' };

export type CheckoutEmitted =
  | { type: 'order.placed'; order: OrderConfirmation; checkout: Checkout }
  | { type: 'payment.declined'; message: Message };
