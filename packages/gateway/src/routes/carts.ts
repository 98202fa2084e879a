import type { Cart, CartId } from '@vitrine/contract';
import type { Hono } from 'hono';
import { cartOf } from '../flows/carts.ts';
import { write, type Room } from '../flows/room.ts';
import type { CartRow } from '../order-book/rows.ts';
import { CART_SPEAKS, currencyNotes, envelope, errorAnswer, looksLikeId, notFound, ok, type Answer } from './answers.ts';
import { readBody } from './body.ts';
import type { Env } from './door.ts';
import { once } from './idempotency.ts';
import { Refusal } from './problems.ts';
import { CartBody, NoBody } from './schemas.ts';

/** `POST /carts`, `GET` and `PUT /carts/{id}`, `POST /carts/{id}/cancel`. Source: UCP cart, REST binding. */
export function cartRoutes(app: Hono<Env>, room: Room): void {
  app.post('/carts', async (c) => {
    const { value, text } = await readBody(c, CartBody);
    room.assortment.mustBeLoaded();
    return once(c, room, text, async () => {
      const row = await cartOf(room, withLanguage(value, c.get('language')));
      if (!row.priced.line_items.length && value.line_items.length) return nothingLeft(row);
      const id = `cart_${room.makeId()}`;
      await write(room, [{ kind: 'cart', id, version: 0, row, due: row.expiresAt }]);
      return { status: 201, body: cartAnswer(room, id, row) };
    });
  });

  app.get('/carts/:id', async (c) => {
    const page = await openCart(room, c.req.param('id'));
    if (!page) return answer(notFound(CART_SPEAKS, 'Cart'));
    // Reading a cart tells today's prices; it changes nothing in the book.
    const row = await cartOf(room, { line_items: requested(page.row) }, page.row);
    return answer(ok(cartAnswer(room, page.id, row)));
  });

  app.put('/carts/:id', async (c) => {
    const { value, text } = await readBody(c, CartBody);
    return once(c, room, text, () =>
      change(room, c.req.param('id'), async (before) => cartOf(room, withLanguage(value, c.get('language')), before)),
    );
  });

  app.post('/carts/:id/cancel', async (c) => {
    const { text } = await readBody(c, NoBody);
    return once(c, room, text, () => change(room, c.req.param('id'), async (before) => ({ ...before, state: 'canceled' })));
  });
}

export const answer = ({ status, body }: Answer): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });

/** A cart that can still be changed. */
export async function openCart(room: Room, id: string) {
  if (!looksLikeId(id)) return undefined;
  const page = await room.book.read('cart', id);
  return page && page.row.state === 'open' && page.row.expiresAt > room.clock.now() ? page : undefined;
}

/** Of two tabs that change a cart at once, the later one is applied to what the earlier one left. */
async function change(room: Room, id: string, make: (before: CartRow) => Promise<CartRow>): Promise<Answer> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const page = await openCart(room, id);
    if (!page) return notFound(CART_SPEAKS, 'Cart');
    const row = await make(page.row);
    if (await write(room, [{ kind: 'cart', id, version: page.version, row, due: row.expiresAt }]))
      return ok(cartAnswer(room, id, row));
  }
  throw new Refusal(409, 'request.conflict', 'The cart is being changed elsewhere.', { kind: 'unavailable', retryAfterMs: 500 });
}

function cartAnswer(room: Room, id: string, row: CartRow): Cart {
  const messages = [...row.priced.messages, ...currencyNotes(row.context?.currency, room.shop.currency)];
  return {
    ucp: envelope(...CART_SPEAKS),
    id: id as CartId,
    line_items: row.priced.line_items,
    currency: room.shop.currency,
    totals: row.priced.totals,
    ...(row.buyer ? { buyer: row.buyer } : {}),
    ...(row.context ? { context: row.context } : {}),
    ...(row.priced.discounts ? { discounts: row.priced.discounts } : {}),
    ...(messages.length ? { messages } : {}),
    expires_at: new Date(row.expiresAt).toISOString(),
  };
}

/** None of what was asked for can be had: there is no cart to speak of. */
export function nothingLeft(row: Pick<CartRow, 'priced'>): Answer {
  const messages = row.priced.messages.filter(({ code }) => code === 'item_unavailable' || code === 'out_of_stock');
  return errorAnswer(
    CART_SPEAKS,
    messages.map(({ code, content }) => ({ type: 'error', code: code!, content, severity: 'unrecoverable' })),
  );
}

export const requested = ({ lines }: Pick<CartRow, 'lines'>) =>
  lines.map(({ sku, quantity }) => ({ item: { id: sku }, quantity }));

type Body = {
  line_items: { item: { id: string }; quantity: number }[];
  discounts?: { codes?: string[] | undefined } | undefined;
};

function withLanguage<B extends Body & { context?: object | undefined; buyer?: object | undefined }>(
  body: B,
  language: string | undefined,
) {
  return {
    line_items: body.line_items.map(({ item, quantity }) => ({ item: { id: item.id }, quantity })),
    buyer: body.buyer as never,
    context: contextOf(body.context, language) as never,
    codes: body.discounts?.codes,
  };
}

/** What the request says of its shopper; the browser's language counts where the page names none. */
export const contextOf = (context: object | undefined, language: string | undefined): object | undefined =>
  language && /^[A-Za-z]{2}/.test(language) ? { language, ...context } : context;
