import type { PurchaseLine, PurchaseRow } from './office-rows.ts';
import { osloDay, workingDaysAfter } from './days.ts';
import type { Erp } from './erp.ts';
import { oreText } from './money.ts';
import { availableOf } from './stock.ts';

/** Where purchase orders go. Source: docs/upstream/suppliers.md. */
export interface SuppliersAddress {
  url: string;
  key: string;
}

/** What runs low at the same time is bought together. */
const GATHERS_FOR_MS = 10 * 60_000;

/**
 * Watches what can still be sold. An article that falls to its reorder point is wanted from then on, and is bought once:
 * not again until what was bought is there.
 */
export function noteShortage({ env, books }: Pick<Erp, 'env' | 'books'>, productId: number): void {
  const { reorderPoint, supplierId } = books.articleOf(productId);
  if (books.wanted.get(productId) || availableOf({ books }, productId) > reorderPoint) return;
  books.wanted.put({ productId, supplierId, incoming: 0 });
  env.alarm(env.now() + GATHERS_FOR_MS, 'buy', { supplierId });
}

/** Buys from one supplier what is wanted from him and not under way yet. */
export function buy(erp: Erp, suppliers: SuppliersAddress, supplierId: string): void {
  const { env, books, numbers } = erp;
  const wanted = [...books.wanted.rows()].filter((row) => row.supplierId === supplierId && row.purchaseId === undefined);
  const supplier = env.seeds.suppliers.find(({ id }) => id === supplierId);
  if (wanted.length === 0 || !supplier) return;

  const lines = wanted.map(({ productId }): PurchaseLine => {
    const { reorderQuantity, cost } = books.articleOf(productId);
    return { id: numbers.purchaseLine(), productId, count: reorderQuantity, received: 0, costOre: cost };
  });
  const total = lines.reduce((sum, { count, costOre }) => sum + count * costOre, 0);
  // Suppliers send nothing below their least order: then there are more boxes of each.
  const boxes = total > 0 ? Math.max(1, Math.ceil(supplier.leastOrder / total)) : 1;
  for (const line of lines) line.count *= boxes;

  const today = osloDay(env.now());
  const days = Math.max(...lines.map(({ productId }) => books.articleOf(productId).leadTimeDays));
  const purchase: PurchaseRow = {
    id: numbers.purchase(),
    version: 1,
    number: `PO-${numbers.purchaseNumber()}`,
    supplierId,
    creationDate: today,
    deliveryDate: workingDaysAfter(today, days),
    status: 'STATUS_SENT',
    isClosed: false,
    comments: '',
    lines,
    advised: [],
  };
  books.purchases.put(purchase);
  for (const { productId, count } of lines) books.wanted.put({ productId, supplierId, incoming: count, purchaseId: purchase.id });
  env.send({
    url: `${suppliers.url}/orders`,
    body: JSON.stringify(messageOf(erp, purchase)),
    headers: { authorization: `Bearer ${suppliers.key}` },
    operation: 'create-order',
  });
  const goods = lines.map(({ productId, count }) => `${count} × ${books.products.get(productId)!.name}`).join(', ');
  env.tell(`Stock runs low: ${purchase.number} orders ${goods} from ${supplier.name}`, { reference: purchase.number });
}

const messageOf = ({ books }: Erp, { number, supplierId, deliveryDate, lines }: PurchaseRow) => ({
  order_number: number,
  supplier: supplierId,
  buyer: 'Kniv & Fjøl',
  requested_day: deliveryDate,
  lines: lines.map(({ productId, count, costOre }) => {
    const { number: sku, ean } = books.products.get(productId)!;
    return { sku, gtin: ean, quantity: count, unit_cost: oreText(costOre) };
  }),
});
