import {
  amountOf,
  includedVat,
  toFault,
  type Amount,
  type LineItem,
  type Message,
  type Sku,
  type Total,
} from '@vitrine/contract';
import { lineTitle, mediaUrl } from '../catalogue/products.ts';
import type { Priced, WantedLine } from '../order-book/rows.ts';
import { applyCodes, share } from './discounts.ts';
import type { Room } from './room.ts';
import { vatWords } from './vat-words.ts';

/** How long pricing waits for the ERP before the assortment's last reading must do. */
const PATIENCE_MS = 2_500;

export interface PriceRequest {
  lines: readonly WantedLine[];
  codes: readonly string[];
  language?: string | undefined;
  /** At the till only the ERP's own word counts. */
  strict?: boolean;
}

/**
 * What wanted lines cost. The ERP's prices and stock are the truth; sold-out lines are cut down to what there is, and
 * the answer says so. VAT is in all prices.
 *
 * @throws {Fault} `unavailable` before the assortment has been read; when `strict`, also when the ERP does not answer.
 */
export async function priceLines(room: Room, request: PriceRequest): Promise<Priced> {
  const { lines, codes, strict = false } = request;
  // Before the assortment is known every article would look like one that is not sold.
  room.assortment.mustBeLoaded();
  const messages: Message[] = [];
  const fresh = await freshStock(room, lines, strict);
  if (!fresh.confirmed)
    messages.push({
      type: 'info',
      code: 'prices_unconfirmed',
      content: 'Prices and stock are from the last reading, minutes ago. They are confirmed before you pay.',
    });

  const kept: { line: WantedLine; quantity: number; price: Amount; vatPercent: number }[] = [];
  for (const line of lines) {
    const article = room.assortment.article(line.sku);
    const now = fresh.bySku.get(line.sku);
    if (!article || !now) {
      messages.push({
        type: 'warning',
        code: 'item_unavailable',
        path: '$.line_items',
        content: `${line.sku} is not sold here.`,
      });
      continue;
    }
    const title = lineTitle(article);
    if (now.available <= 0) {
      messages.push({ type: 'warning', code: 'out_of_stock', path: '$.line_items', content: `${title} is sold out.` });
      continue;
    }
    if (now.available < line.quantity) {
      const path = `$.line_items[${kept.length}].quantity`;
      messages.push({ type: 'warning', code: 'quantity_adjusted', path, content: `Only ${now.available} of ${title} are left.` });
    }
    kept.push({ line, quantity: Math.min(line.quantity, now.available), price: now.price, vatPercent: now.vatPercent });
  }

  const amounts = kept.map(({ quantity, price }) => quantity * price);
  const discounted = applyCodes(codes, amounts, room.shop, room.clock.now());
  const line_items = kept.map(({ line, quantity, price }, index): LineItem => {
    const article = room.assortment.article(line.sku)!;
    const off = discounted.perLine[index] ?? 0;
    return {
      id: line.id,
      item: {
        id: line.sku,
        title: lineTitle(article),
        price,
        ...(article.photo === undefined ? {} : { image_url: mediaUrl(room.shop.publicUrl, article.photo) }),
      },
      quantity,
      totals: [
        { type: 'subtotal', amount: amounts[index]! },
        ...(off ? [{ type: 'items_discount' as const, amount: -off }] : []),
        { type: 'total', amount: amounts[index]! - off },
      ],
    };
  });
  const vatPercents = kept.map(({ vatPercent }) => vatPercent);
  const totals = totalsOf(line_items, vatPercents, discounted.whole, undefined, request.language);
  const total = amountOf(totals, 'total');
  const discount = discounted.whole + discounted.perLine.reduce((sum, off) => sum + off, 0);
  return {
    line_items,
    vatPercents,
    totals,
    ...(codes.length ? { discounts: discounted.discounts } : {}),
    messages: [...messages, ...discounted.messages],
    goods: total,
    discount,
    delivery: 0,
    total,
  };
}

/** The same goods with the chosen delivery's price, or without one. */
export function withDelivery(priced: Priced, delivery: Amount | undefined, language: string | undefined): Priced {
  const whole = -amountOf(priced.totals, 'discount');
  const totals = totalsOf(priced.line_items, priced.vatPercents, whole, delivery, language);
  return { ...priced, totals, delivery: delivery ?? 0, total: amountOf(totals, 'total') };
}

/**
 * The breakdown. Its entries add up to `total`, as UCP asks; prices include VAT, so VAT cannot be an entry of its own
 * and is told as the inner lines of `total`: the amount without VAT, then each rate. Those add up to it as well.
 */
export function totalsOf(
  lineItems: readonly LineItem[],
  vatPercents: readonly number[],
  whole: Amount,
  delivery: Amount | undefined,
  language: string | undefined,
): Total[] {
  const subtotal = lineItems.reduce((sum, { totals }) => sum + amountOf(totals, 'subtotal'), 0);
  const itemsDiscount = lineItems.reduce((sum, { totals }) => sum + amountOf(totals, 'items_discount'), 0);
  const total = subtotal + itemsDiscount - whole + (delivery ?? 0);
  const wholeShares = share(
    whole,
    lineItems.map(({ totals }) => amountOf(totals, 'total')),
  );
  const byRate = new Map<number, Amount>();
  const add = (percent: number, amount: Amount) => byRate.set(percent, (byRate.get(percent) ?? 0) + amount);
  lineItems.forEach(({ totals }, index) => add(vatPercents[index]!, amountOf(totals, 'total') - wholeShares[index]!));
  if (delivery) add(deliveryVat(vatPercents), delivery);
  const words = vatWords(language);
  const vat = [...byRate]
    .sort(([a], [b]) => b - a)
    .map(([percent, amount]) => ({
      vat_percent: percent,
      display_text: words.vat(percent),
      amount: includedVat(amount, percent),
    }));
  const without = total - vat.reduce((sum, { amount }) => sum + amount, 0);
  return [
    { type: 'subtotal', amount: subtotal },
    ...(itemsDiscount ? [{ type: 'items_discount' as const, amount: itemsDiscount }] : []),
    ...(whole ? [{ type: 'discount' as const, amount: -whole }] : []),
    ...(delivery === undefined ? [] : [{ type: 'fulfillment' as const, amount: delivery }]),
    { type: 'total', amount: total, lines: [{ display_text: words.without, amount: without }, ...vat] },
  ];
}

/** Delivery is taxed as the goods that it carries; of several rates, the highest. */
export const deliveryVat = (vatPercents: readonly number[]): number => (vatPercents.length ? Math.max(...vatPercents) : 25);

type Fresh = { available: number; price: Amount; vatPercent: number };

async function freshStock(
  room: Room,
  lines: readonly WantedLine[],
  strict: boolean,
): Promise<{ bySku: Map<Sku, Fresh>; confirmed: boolean }> {
  const known = [...new Set(lines.map(({ sku }) => sku))].filter((sku) => room.assortment.article(sku));
  if (!known.length) return { bySku: new Map(), confirmed: true };
  try {
    const stock = await room.within(PATIENCE_MS, (signal) => room.erp.stock(known, { signal }));
    room.assortment.refresh(stock);
    return { bySku: new Map(stock.map((fresh) => [fresh.sku, fresh])), confirmed: true };
  } catch (thrown) {
    if (strict) throw thrown;
    room.log({ level: 'warn', event: 'price.erp-silent', code: toFault(thrown).code });
    return { bySku: new Map(known.map((sku) => [sku, room.assortment.article(sku)!])), confirmed: false };
  }
}
