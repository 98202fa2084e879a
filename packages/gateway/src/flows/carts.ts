import { MAX_QUANTITY, type Buyer, type BuyerRequest, type Context, type LineItemRequest, type Sku } from '@vitrine/contract';
import type { CartRow, WantedLine } from '../order-book/rows.ts';
import { priceLines } from './price-cart.ts';
import type { Room } from './room.ts';

/** A cart that nobody touches is kept this long. */
const CART_LIFE_MS = 30 * 24 * 60 * 60_000;

export interface CartWish {
  line_items: readonly LineItemRequest[];
  buyer?: BuyerRequest | undefined;
  context?: Context | undefined;
  codes?: readonly string[] | undefined;
}

/** What the shopper wants, priced. `before` is the cart that it replaces. */
export async function cartOf(room: Room, wish: CartWish, before?: CartRow): Promise<CartRow> {
  const lines = wantedLines(room, wish.line_items, before?.lines ?? []);
  const codes = [...(wish.codes ?? before?.codes ?? [])];
  const context = wish.context ?? before?.context;
  const buyer = buyerOf(wish.buyer, before?.buyer);
  return {
    lines,
    codes,
    ...(context ? { context } : {}),
    ...(buyer ? { buyer } : {}),
    ...(before?.cheapestDelivery === undefined ? {} : { cheapestDelivery: before.cheapestDelivery }),
    priced: await priceLines(room, { lines, codes, language: context?.language }),
    state: 'open',
    expiresAt: room.clock.now() + CART_LIFE_MS,
  };
}

/** Lines of one article become one line; a line that was there before keeps its id. */
export function wantedLines(
  room: Pick<Room, 'makeId'>,
  asked: readonly LineItemRequest[],
  before: readonly WantedLine[],
): WantedLine[] {
  const lines = new Map<string, WantedLine>();
  for (const { item, quantity } of asked) {
    const sku = item.id as Sku;
    const id = lines.get(sku)?.id ?? before.find((line) => line.sku === sku)?.id ?? `li_${room.makeId()}`;
    lines.set(sku, { id, sku, quantity: Math.min(MAX_QUANTITY, (lines.get(sku)?.quantity ?? 0) + quantity) });
  }
  return [...lines.values()];
}

/** Purposes that the shop asks for, in the words that the buyer agrees to. */
const PURPOSES: Readonly<Record<string, string>> = {
  'dev.ucp.consent.marketing': 'News and offers from the shop by e-mail',
};

/** What is known of the buyer, with each consent in words. Purposes that the shop has no use for are not kept. */
export function buyerOf(asked: BuyerRequest | undefined, before: Buyer | undefined): Buyer | undefined {
  if (!asked) return before;
  const { consent: wished, ...plain } = asked;
  const consent = Object.fromEntries(
    Object.entries(PURPOSES).map(([purpose, description]) => {
      const wish = wished?.[purpose];
      const granted = wish?.granted ?? before?.consent?.[purpose]?.granted ?? false;
      const source = wish ? 'platform' : (before?.consent?.[purpose]?.source ?? 'business');
      return [purpose, { granted, source, description }];
    }),
  );
  return { ...plain, consent };
}
