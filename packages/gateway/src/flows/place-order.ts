import { toFault, type Amount, type Message, type PostalAddress } from '@vitrine/contract';
import type { Change } from '../order-book/order-book.ts';
import type { CheckoutRow, OrderRow } from '../order-book/rows.ts';
import type { Booking, ErpLine, PaymentPort, PaymentState } from '../ports.ts';
import { chosenOption, settle } from './checkout.ts';
import { deliveryVat } from './price-cart.ts';
import { tidyLater } from './release-spares.ts';
import { Ended, Outrun, type Room } from './room.ts';
import type { Steps, Verdict } from './steps.ts';
import { firstTracking } from './tracking.ts';
import { isOpen, lookLater } from './void-late.ts';

/** What the flow is given, beside the checkout as it stands in the book. */
export interface PlaceOrder {
  orderId: string;
  token: string;
  /** Under which ERP, bank, warehouse and carrier know this attempt. */
  reference: string;
  actionId: string;
  handlerId: string;
  instrumentId: string;
  /** The provider's token of this payment: used once, worth nothing to others. */
  credential: string;
  /** When the attempt is given up: stock is released, the hold let go. */
  expiresAt: number;
}

/** Stock is held this long beyond the time that a challenge may take. */
export const ATTEMPT_MS = 15 * 60_000;

/** A certain "not now" is tried again this often before the attempt is given up. */
const TRIES = 4;

const CHALLENGE_POLL_MS = 30_000;

type Allocated = { outcome: 'allocated'; allocationId: string } | { outcome: 'short' };

/** Why an attempt is given up, as the shopper will read it. */
interface Unwinding {
  outcome: string;
  message: Message;
}

class StillChallenged extends Error {}

/**
 * From "Pay" to an order: recheck, allocate, authorise, challenge, book, order. Each step carries a key made from the
 * attempt and its own name, so that making it again is harmless. A certain failure unwinds in reverse; an uncertain
 * one undoes nothing: the third party is asked by key what became of it, until it is known.
 */
export async function placeOrder(room: Room, steps: Steps): Promise<Verdict> {
  const input = steps.row.input as PlaceOrder;
  const payment = room.payments.find(({ handler }) => handler.id === input.handlerId)!;
  try {
    if (steps.isBegun('unwind')) return await unwind(room, steps, payment);
    return await forward(room, steps, payment);
  } catch (thrown) {
    if (thrown instanceof Ended || thrown instanceof Outrun) throw thrown;
    if (thrown instanceof StillChallenged) {
      if (room.clock.now() < input.expiresAt)
        return steps.postpone(Math.min(CHALLENGE_POLL_MS, input.expiresAt - room.clock.now()), false);
      return giveUp(
        room,
        steps,
        'expired',
        declined('authentication_expired', 'The bank was not asked in time. Nothing has been charged.'),
      );
    }
    const fault = toFault(thrown);
    room.log({ level: 'warn', event: 'place-order.waits', code: fault.code, kind: fault.kind, tries: steps.row.tries });
    const unsure = fault.kind === 'uncertain' || steps.isBegun('unwind');
    if (unsure || ((fault.kind === 'unavailable' || fault.kind === 'defect') && steps.row.tries < TRIES)) {
      return steps.postpone(fault.retryAfterMs ?? Math.min(60_000, 1_000 * 2 ** steps.row.tries));
    }
    return giveUp(room, steps, 'failed', {
      type: 'error',
      code: 'temporarily_unavailable',
      path: '$.payment',
      content: 'The order could not be placed just now. Nothing has been charged.',
      severity: 'recoverable',
    });
  }
}

async function forward(room: Room, steps: Steps, payment: PaymentPort): Promise<Verdict> {
  const { id: flowId } = steps;
  const input = steps.row.input as PlaceOrder;
  const checkoutId = steps.row.subject;
  const keyOf = (step: string) => `${flowId}/${step}`;

  const checked = await steps.run('recheck', () => recheck(room, checkoutId));
  if (checked.outcome === 'changed') {
    return steps.finish('changed', () => changeCheckout(room, checkoutId, (row) => ({ ...checked.row, attempt: row.attempt })));
  }
  const { row, lines } = checked;

  // Asked anew even when something stands under our reference: an allocation whose taking back was lost is found as well.
  const allocated = await steps.run('allocate', async (): Promise<Allocated> => {
    const answer = await room.erp.allocate({
      reference: input.reference,
      lines,
      currency: room.shop.currency,
      expiresAt: input.expiresAt + ATTEMPT_MS,
    });
    return answer.outcome === 'allocated' ? answer : { outcome: 'short' };
  });
  if (allocated.outcome === 'short') {
    const fresh = await settle(room, row);
    const note: Message = {
      type: 'warning',
      code: 'out_of_stock',
      path: '$.line_items',
      content: 'Somebody was faster. Nothing has been charged.',
    };
    return steps.finish('short', async () => [
      ...(await changeCheckout(room, checkoutId, () => ({ ...fresh, notes: [note] }))),
      ...(await tidyLater(room, { flowId, reference: input.reference })),
    ]);
  }

  const asked = await steps.run(
    'authorise',
    async (again) => {
      const known = again ? await payment.find({ reference: input.reference }) : undefined;
      if (known && known.state !== 'none') return known;
      return payment.authorise({
        key: keyOf('authorise'),
        reference: input.reference,
        amount: row.priced.total,
        currency: room.shop.currency,
        token: input.credential,
        returnUrl: `${room.shop.publicUrl}/payment-return?action=${encodeURIComponent(input.actionId)}`,
        ...(row.buyer?.email ? { receiptEmail: row.buyer.email } : {}),
      });
    },
    async (state) => [
      ...(state.state === 'none' ? [] : await newAlias(room, `payment/${state.paymentId}`, flowId)),
      ...(state.state === 'challenge'
        ? await changeCheckout(room, checkoutId, (kept) => ({
            ...kept,
            challenge: { id: input.actionId, instrumentId: input.instrumentId },
          }))
        : []),
    ],
  );
  const answered =
    asked.state !== 'challenge'
      ? asked
      : await steps.run(
          'challenge',
          async () => {
            const state = await payment.find({ paymentId: asked.paymentId, reference: input.reference });
            if (state.state === 'challenge' || state.state === 'none') throw new StillChallenged();
            return state;
          },
          () => changeCheckout(room, checkoutId, withoutChallenge),
        );
  if (answered.state === 'authorised' && answered.amount < row.priced.total) {
    room.log({ level: 'error', event: 'payment.holds-too-little', held: answered.amount, wanted: row.priced.total });
    return giveUp(
      room,
      steps,
      'declined',
      declined('partial_authorisation', 'The bank holds too little. Nothing has been charged.'),
    );
  }
  if (answered.state !== 'authorised' && answered.state !== 'captured') {
    const code = answered.state === 'declined' ? answered.code : 'canceled';
    return giveUp(room, steps, 'declined', declined(code, 'The bank said no. Nothing has been charged.'));
  }

  const { buyer = {}, destination = { id: '', type: 'shipping_address' } } = row;
  const option = chosenOption(row)!;
  const name = fullName(destination) || fullName(buyer);
  const booking = await steps.run('book', async (again): Promise<Booking> => {
    const known = again ? (await room.erp.find(input.reference)).booking : undefined;
    if (known) return known;
    return room.erp.book({
      reference: input.reference,
      allocationId: allocated.allocationId,
      customer: {
        name: fullName(buyer),
        email: buyer.email ?? '',
        ...(buyer.phone_number ? { phone: buyer.phone_number } : {}),
        address: addressOf(destination),
      },
      deliverTo: { ...addressOf(destination), name },
      delivery: { title: option.option.title, price: row.priced.delivery, vatPercent: deliveryVat(row.priced.vatPercents) },
      discount: row.priced.discount,
      promisedAt: option.arrives.to,
    });
  });

  await steps.run(
    'order',
    () => undefined,
    () => orderChanges(room, checkoutId, input, row, booking, answered.paymentId),
  );
  room.changed(input.orderId, (await room.book.read('order', input.orderId))!.row, 1);
  return steps.finish('placed', () => tidyLater(room, { flowId, reference: input.reference }));
}

type Checked = { outcome: 'same'; row: CheckoutRow; lines: ErpLine[] } | { outcome: 'changed'; row: CheckoutRow };

/** Said to whoever agreed to another total than the one that stands there now. */
export const TOTAL_CHANGED: Message = {
  type: 'warning',
  code: 'total_changed',
  path: '$.totals',
  content: 'Price, stock or delivery has changed. Please look at the new total; nothing has been charged.',
};

/** Prices and quotes once more. Anything that the shopper has not seen is shown first, and nothing is charged. */
async function recheck(room: Room, checkoutId: string): Promise<Checked> {
  const shown = (await room.book.read('checkout', checkoutId))!.row;
  const row = await settle(room, shown, true);
  const sameOption = row.selectedOptionId === shown.selectedOptionId;
  const sameLines =
    JSON.stringify(row.priced.line_items.map(({ item, quantity }) => [item.id, quantity])) ===
    JSON.stringify(shown.priced.line_items.map(({ item, quantity }) => [item.id, quantity]));
  if (row.status === 'ready_for_complete' && row.priced.total === shown.priced.total && sameOption && sameLines) {
    const lines = row.priced.line_items.map(({ item, quantity }, index): ErpLine => ({
      sku: item.id as ErpLine['sku'],
      quantity,
      unitPrice: item.price,
      vatPercent: row.priced.vatPercents[index]!,
      title: item.title,
    }));
    return { outcome: 'same', row, lines };
  }
  return { outcome: 'changed', row: { ...row, notes: [TOTAL_CHANGED] } };
}

/** Stores why, then undoes in reverse. What the ERP has booked after all is no failure: the order goes on. */
async function giveUp(room: Room, steps: Steps, outcome: string, message: Message): Promise<Verdict> {
  if (steps.isBegun('book')) {
    const found = await room.erp.find((steps.row.input as PlaceOrder).reference).catch(() => undefined);
    if (!found || found.booking) return steps.postpone(5_000);
  }
  await steps.run('unwind', (): Unwinding => ({ outcome, message }));
  return placeOrder(room, steps);
}

async function unwind(room: Room, steps: Steps, payment: PaymentPort): Promise<Verdict> {
  const input = steps.row.input as PlaceOrder;
  const why = await steps.run('unwind', (): Unwinding => ({
    outcome: 'failed',
    message: declined('processing_error', 'Nothing has been charged.'),
  }));
  if (steps.isBegun('authorise')) {
    const { reference, handlerId } = input;
    await steps.run(
      'void',
      async () => {
        const state = await payment.find({ ...paymentIdOf(steps), reference });
        if (isOpen(state)) await payment.void({ key: `${steps.id}/void`, paymentId: state.paymentId });
        return { found: state.state };
      },
      ({ found }) => (found === 'none' ? [lookLater(room, { flowId: steps.id, handlerId, reference })] : []),
    );
  }
  if (steps.isBegun('allocate')) {
    await steps.run('release', async () => {
      const { allocationId } = await room.erp.find(input.reference);
      if (allocationId) await room.erp.release(allocationId);
    });
  }
  const shown = (await room.book.read('checkout', steps.row.subject))!.row;
  const canceled = why.outcome === 'canceled';
  const fresh = canceled ? shown : await settle(room, shown);
  return steps.finish(why.outcome, async () => [
    ...(await changeCheckout(room, steps.row.subject, () => ({
      ...withoutChallenge(fresh),
      status: canceled ? 'canceled' : fresh.status,
      notes: [why.message],
    }))),
    ...(steps.isBegun('allocate') ? await tidyLater(room, { flowId: steps.id, reference: input.reference }) : []),
  ]);
}

function paymentIdOf(steps: Steps): { paymentId?: string } {
  const state = steps.result<PaymentState>('authorise');
  return state && state.state !== 'none' ? { paymentId: state.paymentId } : {};
}

/** The page shows the reason by `decline_code`, in its own words; `docs/errors.md` lists them. */
const declined = (decline_code: string, content: string): Message & { decline_code: string } => ({
  type: 'error',
  code: 'payment_declined',
  path: '$.payment',
  content,
  severity: 'recoverable',
  decline_code,
});

function withoutChallenge({ challenge: _, ...row }: CheckoutRow): CheckoutRow {
  return row;
}

async function changeCheckout(room: Room, id: string, change: (row: CheckoutRow) => CheckoutRow): Promise<Change[]> {
  const page = (await room.book.read('checkout', id))!;
  const row = change(page.row);
  // While its order is being placed a checkout cannot grow old, however long a bank stays silent.
  return [
    {
      kind: 'checkout',
      id,
      version: page.version,
      row,
      ...(row.status === 'complete_in_progress' ? {} : { due: row.expiresAt }),
    },
  ];
}

async function newAlias(room: Room, id: string, to: string): Promise<Change[]> {
  return (await room.book.read('alias', id)) ? [] : [{ kind: 'alias', id, version: 0, row: { to } }];
}

async function orderChanges(
  room: Room,
  checkoutId: string,
  input: PlaceOrder,
  row: CheckoutRow,
  booking: Booking,
  paymentId: string,
): Promise<Change[]> {
  const now = room.clock.now();
  const { orderId, token, reference } = input;
  const total: Amount = row.priced.total;
  const delivery = chosenOption(row)!;
  const order: OrderRow = {
    token,
    reference,
    label: booking.orderNumber,
    checkoutId,
    placedAt: now,
    lines: row.priced.line_items,
    totals: row.priced.totals,
    currency: room.shop.currency,
    total,
    buyer: row.buyer ?? {},
    ...(row.context ? { context: row.context } : {}),
    destination: addressOf(row.destination ?? {}),
    ...(row.quotes?.position ? { position: row.quotes.position } : {}),
    delivery,
    parcels: row.quotes?.parcels ?? [],
    paymentId,
    handlerId: input.handlerId,
    booking,
    tracking: firstTracking({ orderId, label: booking.orderNumber, at: now, delivery, position: row.quotes?.position }),
  };
  const cart = row.cartId ? await room.book.read('cart', row.cartId) : undefined;
  return [
    { kind: 'order', id: orderId, version: 0, row: order },
    { kind: 'alias', id: `reference/${reference}`, version: 0, row: { to: orderId } },
    ...(await changeCheckout(room, checkoutId, (kept) => ({
      ...withoutChallenge(kept),
      status: 'completed',
      notes: [],
      order: { id: orderId, token, label: booking.orderNumber },
    }))),
    ...(cart
      ? [
          {
            kind: 'cart' as const,
            id: cart.id,
            version: cart.version,
            row: { ...cart.row, state: 'ordered' as const },
            due: cart.row.expiresAt,
          },
        ]
      : []),
    {
      kind: 'job',
      id: `notify/${orderId}/ordered`,
      version: 0,
      row: { job: 'notify', orderId, letter: 'ordered', attempts: 0 },
      due: now,
    },
    {
      kind: 'job',
      id: `poll-warehouse/${orderId}`,
      version: 0,
      row: { job: 'poll-warehouse', orderId, attempts: 0 },
      due: now + 30 * 60_000,
    },
  ];
}

export const fullName = ({ first_name, last_name }: { first_name?: string; last_name?: string }): string =>
  [first_name, last_name].filter(Boolean).join(' ');

/** A destination without what only a checkout needs. */
export function addressOf(destination: PostalAddress & { id?: string; type?: string }): PostalAddress {
  const { id: _id, type: _type, ...address } = destination;
  return address;
}
