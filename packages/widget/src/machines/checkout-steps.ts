import {
  amountOf,
  selectedOption,
  THREE_DS_CHALLENGE,
  type BuyerRequest,
  type Cart,
  type ChallengeAction,
  type Checkout,
  type CheckoutCreateRequest,
  type CheckoutUpdateRequest,
  type FulfillmentRequest,
  type LineItemRequest,
  type Message,
  type PostalAddress,
} from '@vitrine/contract';

/** Steps of the form, in order. A step that is complete collapses to a summary with "Edit". */
export const STEPS = ['contact', 'delivery', 'payment', 'review'] as const;
export type Step = (typeof STEPS)[number];

/**
 * The step on which a message is solved, by the path that it names. Errors about the goods and about nothing in
 * particular belong to the review.
 */
export function stepOf(message: Message): Step {
  const path = message.path ?? '';
  if (path.startsWith('$.buyer') || path.includes('destination')) return 'contact';
  if (path.startsWith('$.fulfillment')) return 'delivery';
  if (path.startsWith('$.payment') || message.code?.startsWith('payment')) return 'payment';
  return 'review';
}

/** What still keeps this step from being left. Warnings and notes never do. */
export const openMessages = (checkout: Checkout | null, step: Step): Message[] =>
  (checkout?.messages ?? []).filter((message) => message.type === 'error' && stepOf(message) === step);

/** Whether the gateway has all that this step asks for. */
export function isStepDone(checkout: Checkout | null, step: Step): boolean {
  if (!checkout || openMessages(checkout, step).length > 0) return false;
  const method = checkout.fulfillment?.methods?.[0];
  if (step === 'contact') return checkout.buyer?.email !== undefined && (method?.destinations?.length ?? 0) > 0;
  if (step === 'delivery') return selectedOption(checkout.fulfillment) !== undefined;
  return true;
}

/** The step after this one, and of the last the last. */
export const stepAfter = (step: Step): Step => STEPS[Math.min(STEPS.indexOf(step) + 1, STEPS.length - 1)]!;

/** Why the bank said no, or the payment came to nothing. */
export const declineOf = (checkout: Checkout | null): Message | null =>
  checkout?.messages?.find((message) => message.type === 'error' && stepOf(message) === 'payment') ?? null;

export const challengeOf = (checkout: Checkout | null): ChallengeAction | null =>
  checkout?.actions?.[THREE_DS_CHALLENGE]?.[0] ?? null;

export const isFilled = (address: PostalAddress): boolean => Boolean(address.street_address || address.postal_code);

/** What the shopper wants the checkout to be. */
export interface CheckoutWishes {
  buyer: BuyerRequest;
  address: PostalAddress;
  selectedOptionId: string | null;
  codes: readonly string[] | null;
  lines: readonly LineItemRequest[] | null;
}

/** One destination, and the choice that was made for it. */
export function fulfillmentOf(
  checkout: Checkout | null,
  { address, selectedOptionId }: CheckoutWishes,
): FulfillmentRequest | undefined {
  if (!isFilled(address)) return undefined;
  const method = checkout?.fulfillment?.methods?.[0];
  const group = method?.groups?.[0];
  return {
    methods: [
      {
        ...(method ? { id: method.id } : {}),
        type: 'shipping',
        destinations: [address],
        ...(group && selectedOptionId !== null ? { groups: [{ id: group.id, selected_option_id: selectedOptionId }] } : {}),
      },
    ],
  };
}

/** The whole checkout as it shall become, so that sending it twice is harmless. */
export function updateOf(checkout: Checkout, wishes: CheckoutWishes): CheckoutUpdateRequest {
  const fulfillment = fulfillmentOf(checkout, wishes);
  return {
    line_items: wishes.lines
      ? [...wishes.lines]
      : checkout.line_items.map(({ id, item, quantity }) => ({ id, item: { id: item.id }, quantity })),
    ...(Object.keys(wishes.buyer).length > 0 ? { buyer: wishes.buyer } : {}),
    ...(fulfillment ? { fulfillment } : {}),
    ...(wishes.codes ? { discounts: { codes: [...wishes.codes] } } : {}),
  };
}

/** A new checkout from a cart, with what was typed before. */
export function createOf(wishes: CheckoutWishes & { cartId: string | null }): CheckoutCreateRequest {
  const fulfillment = fulfillmentOf(null, wishes);
  return {
    ...(wishes.cartId === null ? {} : { cart_id: wishes.cartId }),
    ...(Object.keys(wishes.buyer).length > 0 ? { buyer: wishes.buyer } : {}),
    ...(fulfillment ? { fulfillment } : {}),
  };
}

/** Same goods and counts, whatever the lines' ids are. */
export function sameLines(checkout: Checkout, cart: Cart): boolean {
  const spell = (lines: readonly LineItemRequest[]) =>
    lines
      .map(({ item, quantity }) => `${item.id} ${quantity}`)
      .sort()
      .join();
  return spell(checkout.line_items) === spell(cart.line_items);
}

/** What is to be paid, minor units; null where nothing has been shown yet. */
export const totalOf = (checkout: Checkout | null): number | null => checkout && amountOf(checkout.totals, 'total');

/** Whether the shopper would pay what was on screen. A checkout that is not known yet, after a reload, has shown nothing. */
export const isSameTotal = (shown: Checkout | null, now: Checkout | null): boolean => totalOf(shown) === totalOf(now);
