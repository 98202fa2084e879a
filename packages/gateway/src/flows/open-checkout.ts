import type { BuyerRequest, Context, LineItemRequest, PaymentInstrument, ShippingDestination } from '@vitrine/contract';
import type { FulfillmentRequest } from '@vitrine/contract';
import type { Change } from '../order-book/order-book.ts';
import type { CheckoutRow } from '../order-book/rows.ts';
import { buyerOf, wantedLines } from './carts.ts';
import { CHECKOUT_LIFE_MS, settle } from './checkout.ts';
import { ATTEMPT_MS, type PlaceOrder } from './place-order.ts';
import type { Room } from './room.ts';

export interface CheckoutWish {
  line_items?: readonly LineItemRequest[] | undefined;
  buyer?: BuyerRequest | undefined;
  context?: Context | undefined;
  codes?: readonly string[] | undefined;
  fulfillment?: FulfillmentRequest | undefined;
}

/** An empty checkout for these lines, before anything is priced. */
export function emptyCheckout(room: Room, more: Partial<CheckoutRow>): CheckoutRow {
  return {
    lines: [],
    codes: [],
    priced: { line_items: [], vatPercents: [], totals: [], messages: [], goods: 0, discount: 0, delivery: 0, total: 0 },
    status: 'incomplete',
    notes: [],
    attempt: 0,
    expiresAt: room.clock.now() + CHECKOUT_LIFE_MS,
    ...more,
  };
}

/** The checkout after a wish: what is left out stays as it is. */
export async function changed(room: Room, before: CheckoutRow, wish: CheckoutWish): Promise<CheckoutRow> {
  const buyer = buyerOf(wish.buyer, before.buyer);
  const context = wish.context ?? before.context;
  const next: CheckoutRow = {
    ...before,
    lines: wish.line_items ? wantedLines(room, wish.line_items, before.lines) : before.lines,
    codes: [...(wish.codes ?? before.codes)],
    ...(buyer ? { buyer } : {}),
    ...(context ? { context } : {}),
    notes: [],
  };
  const method = wish.fulfillment?.methods[0];
  const asked =
    method?.destinations?.find(({ id }) => id !== undefined && id === method.selected_destination_id) ??
    method?.destinations?.[0];
  if (asked) {
    const destination: ShippingDestination = {
      ...asked,
      address_country: asked.address_country ?? room.shop.country,
      id: asked.id ?? 'address',
      type: 'shipping_address',
    };
    next.destination = destination;
  }
  const wanted = method?.groups?.[0]?.selected_option_id;
  if (wanted) next.selectedOptionId = wanted;
  return settle(room, next);
}

/** The rows of an accepted attempt: from here on only its flow changes the checkout. */
export function acceptance(
  room: Room,
  checkoutId: string,
  row: CheckoutRow,
  instrument: PaymentInstrument,
): { flowId: string; checkout: CheckoutRow; flow: Change; names: Change[] } {
  const attempt = row.attempt + 1;
  const flowId = `place-order/${checkoutId}/${attempt}`;
  const now = room.clock.now();
  const { credential, ...display } = instrument;
  const input: PlaceOrder = {
    orderId: `ord_${room.makeId()}`,
    token: `tok_${room.makeId()}${room.makeId()}`,
    reference: referenceOf(room.makeId()),
    actionId: `act_${room.makeId()}`,
    handlerId: instrument.handler_id,
    instrumentId: instrument.id,
    credential: credential?.token ?? '',
    expiresAt: now + ATTEMPT_MS,
  };
  return {
    flowId,
    checkout: {
      ...row,
      attempt,
      status: 'complete_in_progress',
      notes: [],
      instrument: { ...display, selected: true },
      expiresAt: Math.max(row.expiresAt, now + 2 * ATTEMPT_MS),
    },
    flow: {
      kind: 'flow',
      id: flowId,
      version: 0,
      row: { flow: 'place-order', subject: checkoutId, input, steps: {}, tries: 0 },
      due: now,
    },
    names: [`action/${input.actionId}`, `attempt/${input.reference}`].map((id) => ({
      kind: 'alias',
      id,
      version: 0,
      row: { to: flowId },
    })),
  };
}

/** What people and third parties call an attempt: short enough for a label, long enough to be the only one. */
const referenceOf = (id: string): string =>
  `V-${id
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 16)
    .toUpperCase()}`;
