import { amountOf, MAX_QUANTITY, type Cart, type CartRequest, type Product, type Sku } from '@vitrine/contract';
import type { CartChange, ShownLine } from './cart.machine.ts';

const clamp = (quantity: number): number => Math.min(MAX_QUANTITY, Math.max(0, Math.trunc(quantity)));

/**
 * What the shopper shall see: the gateway's last word with every wish on top of it. `add` counts up and may bring a
 * line; `set` only changes a line that is there, so that nothing removed comes back by itself.
 */
export function project(cart: Cart | null, changes: readonly CartChange[]): ShownLine[] {
  const lines = (cart?.line_items ?? []).map(confirmedLine);
  for (const change of changes) {
    if (change.type === 'code') continue;
    const index = lines.findIndex((line) => line.sku === change.sku);
    const line = lines[index];
    const quantity = clamp(change.type === 'add' ? (line?.quantity ?? 0) + change.quantity : change.quantity);
    if (line && quantity === 0) lines.splice(index, 1);
    else if (line) lines[index] = { ...line, quantity, total: line.unitPrice * quantity, pending: true };
    else if (change.type === 'add' && quantity > 0) lines.push(wishedLine(change, quantity));
  }
  return lines;
}

/** The whole cart as it shall become: what one `POST` or `PUT` sends. */
export function requestOf(cart: Cart | null, changes: readonly CartChange[]): CartRequest {
  const idOf = new Map(cart?.line_items.map((line) => [line.item.id, line.id]));
  const codes = new Set(cart?.discounts?.codes ?? []);
  for (const change of changes) {
    if (change.type !== 'code') continue;
    if (change.apply) codes.add(change.code);
    else codes.delete(change.code);
  }
  const spoken = changes.some((change) => change.type === 'code') || codes.size > 0;
  return {
    line_items: project(cart, changes).map(({ sku, quantity }) => {
      const id = idOf.get(sku);
      return { ...(id === undefined ? {} : { id }), item: { id: sku }, quantity };
    }),
    ...(cart?.context ? { context: cart.context } : {}),
    ...(spoken ? { discounts: { codes: [...codes] } } : {}),
  };
}

function confirmedLine({ item, quantity, totals }: Cart['line_items'][number]): ShownLine {
  return {
    sku: item.id as Sku,
    title: item.title,
    quantity,
    unitPrice: item.price,
    total: totals.some((total) => total.type === 'total') ? amountOf(totals, 'total') : item.price * quantity,
    ...(item.image_url === undefined ? {} : { imageUrl: item.image_url }),
    pending: false,
  };
}

/** Until the gateway has priced it: the card that was clicked says what it is and costs. */
function wishedLine(change: Extract<CartChange, { type: 'add' }>, quantity: number): ShownLine {
  if (change.line) return { ...change.line, quantity, total: change.line.unitPrice * quantity, pending: true };
  const known = change.product && describe(change.product, change.sku);
  const unitPrice = known?.unitPrice ?? 0;
  return { sku: change.sku, title: change.sku, ...known, quantity, unitPrice, total: unitPrice * quantity, pending: true };
}

function describe(product: Product, sku: Sku): Pick<ShownLine, 'title' | 'unitPrice' | 'imageUrl'> {
  const variant = product.variants.find(({ id }) => id === sku);
  const labels = product.variants.length > 1 ? (variant?.options?.map(({ label }) => label) ?? []) : [];
  const imageUrl = variant?.media?.[0]?.url ?? product.media?.[0]?.url;
  return {
    title: [product.title, ...labels].join(', '),
    unitPrice: variant?.price.amount ?? product.price_range.min.amount,
    ...(imageUrl === undefined ? {} : { imageUrl }),
  };
}
