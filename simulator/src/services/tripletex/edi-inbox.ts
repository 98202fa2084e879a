/** Messages that reach the ERP by EDI, beside Tripletex's API. Source: docs/upstream/suppliers.md. */
import type { Answer, Call, Route } from '../../kernel/service.ts';
import type { PurchaseRow } from './office-rows.ts';
import { isDay } from './envelope.ts';
import type { Erp } from './erp.ts';
import { osloDay } from './days.ts';
import { countAtOnce } from './stocktaking.ts';
import { moveStock } from './stock.ts';

interface Keys {
  warehouse: string | undefined;
  suppliers: string | undefined;
}

interface Pieces {
  productId: number;
  sku: string;
  pieces: number;
  bin: string;
  /** How many more or fewer than the sender believed before. */
  difference?: number;
}

/** @throws {Answer} always. */
function refuse(status: number, code: string, message: string): never {
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- the kernel reads a thrown answer as the answer
  throw { status, body: { error: { code, message } } } satisfies Answer;
}

export function ediRoutes(erp: Erp, keys: Keys): Route[] {
  const { env, books, numbers, ranLower } = erp;

  /** Reads a message from somebody who has the key, and does what it says unless it has been done before. */
  const inbox =
    (key: string | undefined, act: (message: Record<string, unknown>) => void | 'repeated') =>
    (call: Call): Answer => {
      if (!key || call.headers.get('authorization') !== `Bearer ${key}`) refuse(401, 'unauthorised', 'The key is not known.');
      const message = read(call.text);
      const id = textOf(message, 'id');
      if (books.inbox.get(id)) return { status: 200, body: { id, status: 'repeated' } };
      const repeated = act(message) === 'repeated';
      books.inbox.put({ id });
      return repeated ? { status: 200, body: { id, status: 'repeated' } } : { status: 201, body: { id, status: 'taken' } };
    };

  const purchaseOf = (number: string): PurchaseRow => {
    const [row] = books.purchases.by('number', number);
    if (!row) refuse(404, 'unknown_order', `There is no purchase order ${number}.`);
    return row;
  };
  const linesOf = (message: Record<string, unknown>, amount: 'quantity' | 'counted'): Pieces[] => {
    const lines = message['lines'];
    if (!Array.isArray(lines) || lines.length === 0) refuse(422, 'invalid', 'lines must be a list, and not an empty one.');
    return lines.map((line: unknown): Pieces => {
      const { sku, bin, difference, [amount]: pieces } = (line ?? {}) as Record<string, unknown>;
      const [product] = typeof sku === 'string' ? books.products.by('number', sku) : [];
      if (!product) refuse(422, 'unknown_sku', `There is no article ${String(sku)}.`);
      if (!Number.isSafeInteger(pieces) || (pieces as number) < 0)
        refuse(422, 'invalid', `${amount} must be a whole number of at least 0.`);
      return {
        productId: product.id,
        sku: product.number,
        pieces: pieces as number,
        bin: typeof bin === 'string' ? bin : '',
        ...(Number.isSafeInteger(difference) ? { difference: difference as number } : {}),
      };
    });
  };

  const respond = (message: Record<string, unknown>): void => {
    const purchase = purchaseOf(textOf(message, 'order_number'));
    const deliveryDate = textOf(message, 'delivery_day');
    if (!isDay(deliveryDate)) refuse(422, 'invalid', 'delivery_day must be a day, yyyy-MM-dd.');
    const lines = linesOf(message, 'quantity');
    books.purchases.put({ ...purchase, version: purchase.version + 1, deliveryDate });
    for (const { productId, pieces } of lines) {
      const wanted = books.wanted.get(productId);
      const line = purchase.lines.find((one) => one.productId === productId);
      if (wanted?.purchaseId === purchase.id && line)
        books.wanted.put({ ...wanted, incoming: Math.max(0, pieces - line.received) });
    }
    env.tell(`${purchase.number} is confirmed for ${deliveryDate}`, { reference: purchase.number });
  };

  const advise = (message: Record<string, unknown>): void => {
    const purchase = purchaseOf(textOf(message, 'order_number'));
    const advised = [...purchase.advised, { sscc: textOf(message, 'sscc'), isLast: message['is_last'] === true }];
    books.purchases.put({ ...purchase, version: purchase.version + 1, advised });
  };

  const receive = (message: Record<string, unknown>): void | 'repeated' => {
    const purchase = purchaseOf(textOf(message, 'reference'));
    const sscc = textOf(message, 'sscc');
    const received = linesOf(message, 'quantity');
    if (books.receipts.by('sscc', sscc).length > 0) return 'repeated';
    for (const { productId, pieces } of received) moveStock(erp, productId, pieces, `Goods receipt of ${purchase.number}`);
    const registrationDate = osloDay(env.now());
    books.receipts.put({
      id: numbers.receipt(),
      purchaseId: purchase.id,
      sscc,
      registrationDate,
      lines: received.map(({ productId, pieces, bin }) => ({ productId, count: pieces, bin })),
    });

    const lines = purchase.lines.map((line) => {
      const more = received.filter(({ productId }) => productId === line.productId);
      return { ...line, received: line.received + more.reduce((sum, { pieces }) => sum + pieces, 0) };
    });
    const isClosed =
      lines.every((line) => line.received >= line.count) ||
      purchase.advised.some((advice) => advice.sscc === sscc && advice.isLast);
    const status = isClosed ? 'STATUS_CONFIRMED' : 'STATUS_RECEIVING';
    const receivedDate = registrationDate;
    books.purchases.put({ ...purchase, version: purchase.version + 1, lines, isClosed, status, receivedDate });
    const goods = received.map(({ pieces, productId }) => `${pieces} × ${books.products.get(productId)!.name}`).join(', ');
    env.tell(`Goods receipt of ${purchase.number}: ${goods}`, { reference: purchase.number });
    for (const { productId, count, received: there } of lines) {
      const wanted = books.wanted.get(productId);
      if (wanted?.purchaseId !== purchase.id) continue;
      if (isClosed) {
        books.wanted.delete(productId);
        ranLower(productId);
      } else books.wanted.put({ ...wanted, incoming: Math.max(0, count - there) });
    }
  };

  const count = (message: Record<string, unknown>): void => {
    // Pieces that have left the house and are not invoiced yet are on hand here, and in no bin: a difference is right all the same.
    const counted = linesOf(message, 'counted').map(({ productId, pieces, difference }) => ({
      productId,
      count: difference === undefined ? pieces : Math.max(0, books.stock.get(productId)!.onHand + difference),
    }));
    const by = typeof message['by'] === 'string' ? `${message['by']} counted` : 'Counted in the warehouse';
    const { number } = countAtOnce(erp, counted, by);
    env.tell(`${by}: stocktaking ${number} is booked`);
  };

  return [
    { method: 'POST', path: '/x-edi/order-responses', operation: 'take-order-response', resolve: inbox(keys.suppliers, respond) },
    {
      method: 'POST',
      path: '/x-edi/despatch-advices',
      operation: 'take-despatch-advice',
      resolve: inbox(keys.suppliers, advise),
    },
    { method: 'POST', path: '/x-edi/goods-receipts', operation: 'take-goods-receipt', resolve: inbox(keys.warehouse, receive) },
    { method: 'POST', path: '/x-edi/stock-counts', operation: 'take-stock-count', resolve: inbox(keys.warehouse, count) },
  ];
}

function read(text: string): Record<string, unknown> {
  try {
    const message: unknown = JSON.parse(text);
    if (typeof message === 'object' && message !== null && !Array.isArray(message)) return message as Record<string, unknown>;
  } catch {
    // Refused below, like any other thing that is no message.
  }
  return refuse(400, 'invalid', 'The message is no JSON object.');
}

function textOf(message: Record<string, unknown>, name: string): string {
  const value = message[name];
  return typeof value === 'string' && value ? value : refuse(422, 'invalid', `${name} must be text.`);
}
