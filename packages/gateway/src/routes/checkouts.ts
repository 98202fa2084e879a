import type { Message } from '@vitrine/contract';
import type { Hono } from 'hono';
import type { Foreman } from '../flows/foreman.ts';
import { buyerOf } from '../flows/carts.ts';
import { acceptance, changed, emptyCheckout, type CheckoutWish } from '../flows/open-checkout.ts';
import { settle } from '../flows/checkout.ts';
import { TOTAL_CHANGED } from '../flows/place-order.ts';
import { Ended, write, type Room } from '../flows/room.ts';
import type { Change, Page } from '../order-book/order-book.ts';
import { CHECKOUT_SPEAKS, looksLikeId, notFound, ok, type Answer } from './answers.ts';
import { readBody } from './body.ts';
import { answer, contextOf, nothingLeft, openCart, requested } from './carts.ts';
import { checkoutAnswer } from './checkout-answer.ts';
import type { Env } from './door.ts';
import { once } from './idempotency.ts';
import { Refusal } from './problems.ts';
import { CheckoutCreateBody, CheckoutUpdateBody, CompleteBody, NoBody } from './schemas.ts';

/** `/checkout-sessions`: create, get, update, complete, cancel. Source: UCP checkout, REST binding. */
export function checkoutRoutes(app: Hono<Env>, room: Room, foreman: Foreman): void {
  app.post('/checkout-sessions', async (c) => {
    const { value, text } = await readBody(c, CheckoutCreateBody);
    room.assortment.mustBeLoaded();
    const lines = value.line_items?.map(({ item, quantity }) => ({ item: { id: item.id }, quantity }));
    if (!value.cart_id && !lines?.length)
      throw new Refusal(400, 'request.invalid', 'Nothing to check out.', {
        errors: [{ path: '$.line_items', message: 'Expected cart_id or line_items' }],
      });
    return once(c, room, text, async () => {
      const cart = value.cart_id ? await openCart(room, value.cart_id) : undefined;
      if (value.cart_id && !cart) return notFound(CHECKOUT_SPEAKS, 'Cart');
      const origin = originOf(c.get('origin'));
      const empty = emptyCheckout(room, {
        ...(cart ? { cartId: cart.id, lines: cart.row.lines, codes: cart.row.codes } : {}),
        ...(cart?.row.buyer ? { buyer: cart.row.buyer } : {}),
        ...(cart?.row.context ? { context: cart.row.context } : {}),
        ...(origin ? { origin } : {}),
      });
      const wish = wishOf({ ...value, line_items: cart ? requested(cart.row) : lines }, c.get('language'));
      const row = await changed(room, empty, { ...wish, codes: wish.codes ?? cart?.row.codes });
      if (!row.priced.line_items.length) return nothingLeft(row);
      const id = `chk_${room.makeId()}`;
      await write(room, [{ kind: 'checkout', id, version: 0, row, due: row.expiresAt }]);
      await rememberDelivery(room, row);
      return { status: 201, body: checkoutAnswer(room, id, row) };
    });
  });

  app.get('/checkout-sessions/:id', async (c) => {
    const page = await read(room, c.req.param('id'));
    if (!page) return answer(notFound(CHECKOUT_SPEAKS, 'Checkout'));
    const flowId = `place-order/${page.id}/${page.row.attempt}`;
    if (page.row.status === 'complete_in_progress' && (page.row.challenge || foreman.works(flowId))) {
      // The shopper may be back from the bank: it is asked now, and not at the next round.
      await nudge(room, foreman, flowId);
      return answer(await current(room, page.id));
    }
    return answer(ok(checkoutAnswer(room, page.id, page.row)));
  });

  app.put('/checkout-sessions/:id', async (c) => {
    const { value, text } = await readBody(c, CheckoutUpdateBody);
    room.assortment.mustBeLoaded();
    const id = c.req.param('id');
    return once(c, room, text, async () => {
      for (let attempt = 0; attempt < 5; attempt += 1) {
        const page = await read(room, id);
        if (!page) return notFound(CHECKOUT_SPEAKS, 'Checkout');
        const frozen = frozenNote(room, page);
        if (frozen) return ok(checkoutAnswer(room, id, page.row, [frozen]));
        const lines = value.line_items.map(({ item, quantity }) => ({ item: { id: item.id }, quantity }));
        const row = await changed(room, page.row, wishOf({ ...value, line_items: lines }, c.get('language')));
        if (await write(room, [{ kind: 'checkout', id, version: page.version, row, due: row.expiresAt }])) {
          await rememberDelivery(room, row);
          return ok(checkoutAnswer(room, id, row));
        }
      }
      throw conflict();
    });
  });

  app.post('/checkout-sessions/:id/complete', async (c) => {
    const { value, text } = await readBody(c, CompleteBody);
    room.assortment.mustBeLoaded();
    const id = c.req.param('id');
    return once(c, room, text, async () => {
      const page = await read(room, id);
      if (!page) return notFound(CHECKOUT_SPEAKS, 'Checkout');
      const frozen = frozenNote(room, page);
      if (frozen) return ok(checkoutAnswer(room, id, page.row, page.row.status === 'complete_in_progress' ? [] : [frozen]));
      const buyer = buyerOf(value.buyer as never, page.row.buyer);
      const row = value.buyer ? await settle(room, { ...page.row, ...(buyer ? { buyer } : {}), notes: [] }) : page.row;
      if (row.status !== 'ready_for_complete') return ok(checkoutAnswer(room, id, row, []));
      const agreed = value['dev.vitrine.agreed_total'];
      // Another tab, or an answer that never came: what the page shows is not what would be charged.
      if (typeof agreed === 'number' && agreed !== row.priced.total) return ok(checkoutAnswer(room, id, row, [TOTAL_CHANGED]));

      const index = Math.max(
        0,
        value.payment.instruments.findIndex(({ selected }) => selected),
      );
      const instrument = value.payment.instruments[index]!;
      const payment = room.payments.find(({ handler }) => handler.id === instrument.handler_id);
      const at = `$.payment.instruments[${index}]`;
      if (!payment)
        return ok(checkoutAnswer(room, id, row, [wrong(`${at}.handler_id`, 'This payment handler is not offered here.')]));
      if (instrument.credential?.type !== payment.credentialType)
        return ok(
          checkoutAnswer(room, id, row, [wrong(`${at}.credential`, `A credential of type ${payment.credentialType} is needed.`)]),
        );

      const { flowId, checkout, flow, names } = acceptance(room, id, row, instrument as never);
      const accepted: Change = { kind: 'checkout', id, version: page.version, row: checkout };
      if (!(await write(room, [accepted, flow, ...names]))) throw conflict();
      await nudge(room, foreman, flowId);
      return current(room, id);
    });
  });

  app.post('/checkout-sessions/:id/cancel', async (c) => {
    const { text } = await readBody(c, NoBody);
    const id = c.req.param('id');
    return once(c, room, text, async () => {
      const page = await read(room, id);
      if (!page) return notFound(CHECKOUT_SPEAKS, 'Checkout');
      const frozen = frozenNote(room, page);
      if (frozen) return ok(checkoutAnswer(room, id, page.row, [{ ...frozen, code: 'not_cancelable' }]));
      const row = { ...page.row, status: 'canceled' as const, notes: [] };
      if (!(await write(room, [{ kind: 'checkout', id, version: page.version, row, due: row.expiresAt }]))) throw conflict();
      return ok(checkoutAnswer(room, id, row));
    });
  });
}

async function read(room: Room, id: string): Promise<Page<'checkout'> | undefined> {
  return looksLikeId(id) ? room.book.read('checkout', id) : undefined;
}

async function current(room: Room, id: string): Promise<Answer> {
  const page = await room.book.read('checkout', id);
  return page ? ok(checkoutAnswer(room, id, page.row)) : notFound(CHECKOUT_SPEAKS, 'Checkout');
}

/** Carries a flow on now. What it comes to is read from the book; a process that "died" says nothing more. */
export async function nudge(room: Room, foreman: Foreman, flowId: string): Promise<void> {
  try {
    await foreman.run(flowId);
  } catch (thrown) {
    if (thrown instanceof Ended) throw thrown;
    room.log({ level: 'warn', event: 'flow.nudge-failed' });
  }
}

/** Why a checkout can no longer be changed, if so. */
function frozenNote(room: Room, { row }: Page<'checkout'>): Extract<Message, { type: 'error' }> | undefined {
  const note = (code: string, content: string) => ({ type: 'error' as const, code, content, severity: 'recoverable' as const });
  if (row.status === 'complete_in_progress')
    return note('complete_in_progress', 'The order is being placed; nothing can be changed now.');
  if (row.status === 'completed') return note('checkout_completed', 'The order has been placed.');
  if (row.status === 'canceled' || row.expiresAt <= room.clock.now())
    return note('checkout_canceled', 'This checkout has ended. Please open a new one.');
  return undefined;
}

const wrong = (path: string, content: string): Message => ({
  type: 'error',
  code: 'invalid',
  path,
  content,
  severity: 'recoverable',
});

const conflict = () =>
  new Refusal(409, 'request.conflict', 'The checkout is being changed elsewhere.', { kind: 'unavailable', retryAfterMs: 500 });

/** An origin that a challenge page may talk to; a sandboxed page has none that could be told from another's. */
const originOf = (header: string | undefined): string | undefined =>
  header !== undefined && URL.canParse(header) && new URL(header).origin === header ? header : undefined;

/** The cart learns what its delivery costs, so that offers can do the sum for free delivery. */
async function rememberDelivery(
  room: Room,
  { cartId, quotes }: { cartId?: string; quotes?: { options: { price: number }[] } },
): Promise<void> {
  const prices = quotes?.options.map(({ price }) => price) ?? [];
  if (!cartId || !prices.length) return;
  const page = await room.book.read('cart', cartId);
  const cheapestDelivery = Math.min(...prices);
  if (!page || page.row.cheapestDelivery === cheapestDelivery) return;
  await write(room, [
    { kind: 'cart', id: cartId, version: page.version, row: { ...page.row, cheapestDelivery }, due: page.row.expiresAt },
  ]);
}

interface Body {
  line_items: { item: { id: string }; quantity: number }[] | undefined;
  buyer?: unknown;
  context?: object | undefined;
  fulfillment?: unknown;
  discounts?: { codes?: string[] | undefined } | undefined;
}

const wishOf = (body: Body, language: string | undefined): CheckoutWish => ({
  line_items: body.line_items,
  buyer: body.buyer as CheckoutWish['buyer'],
  context: contextOf(body.context, language),
  codes: body.discounts?.codes,
  fulfillment: body.fulfillment as CheckoutWish['fulfillment'],
});
