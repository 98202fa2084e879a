/** Longer than most: one house with one wire, whose lorries, messages and levers all turn on the same few tables. */
import type { Answer, Call, Lever, Service, ServiceEnv, ServiceFactory } from '../../kernel/service.ts';
import type { Table } from '../../kernel/table.ts';
import type { SeedArticle } from '../../seeds/assortment.ts';
import { atWallTime, norwegianDate, onSameDay, wallTime } from '../parcels/oslo-time.ts';
import { fields, list, readBody, text } from '../parcels/reading.ts';
import { makeSscc } from '../parcels/sscc.ts';
import { addWorkingDays } from '../parcels/working-days.ts';
import {
  lessOf,
  norwegianDay,
  piecesOf,
  promisedLines,
  spellLines,
  wireOrder,
  type Delivery,
  type SupplyLine,
  type SupplyOrder,
} from './supply-order.ts';

/** Where the suppliers' messages go, and the key that each wants. */
interface Listener {
  url: string;
  key: string;
}

export interface SuppliersOptions {
  /** What buyers show. */
  key: string;
  /** Below which address the ERP takes order responses and despatch advices. */
  erp?: Listener;
  /** Below which address the warehouse takes lorries. */
  warehouse?: Listener;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The wholesalers' part of an SSCC, as GS1 Norway might have given it. */
const COMPANY_PREFIX = '7080123';

/** What an order is to go through, because somebody has wished it. */
interface Wish {
  kind: 'late' | 'short';
  amount: number;
}

/** The houses that the shop buys from, behind one EDI address. Source: docs/upstream/suppliers.md. */
export function suppliersService(options: SuppliersOptions): ServiceFactory {
  return (env) => new Suppliers(env, options).service();
}

class Suppliers {
  readonly #env: ServiceEnv;
  readonly #options: SuppliersOptions;
  readonly #orders: Table<SupplyOrder>;
  /** Orders with a lorry that has not left yet: the newest of them is what levers pull at. */
  readonly #open: Table<{ number: string }>;
  readonly #wishes: Table<Wish>;
  readonly #serial: () => number;
  readonly #articles: Map<string, SeedArticle>;

  constructor(env: ServiceEnv, options: SuppliersOptions) {
    this.#env = env;
    this.#options = options;
    this.#orders = env.table('orders', ({ number }) => number);
    this.#open = env.table('open', ({ number }) => number);
    this.#wishes = env.table('wishes', ({ kind }) => kind);
    this.#serial = env.counter('sscc', 1);
    this.#articles = new Map(env.seeds.articles.map((article) => [article.sku, article]));
  }

  service(): Service {
    return {
      name: 'suppliers',
      title: 'Suppliers',
      origin: 'https://edi.grossisten.example',
      routes: [
        { method: 'POST', path: '/orders', operation: 'create-order', resolve: (call) => this.#take(call) },
        { method: 'GET', path: '/orders/:number', operation: 'get-order', resolve: (call) => this.#show(call) },
      ],
      alarms: {
        confirm: ({ number }: { number: string }) => this.#confirm(number),
        leave: ({ number, sscc }: { number: string; sscc: string }) => this.#leave(number, sscc),
        arrive: ({ number, sscc }: { number: string; sscc: string }) => this.#arrive(number, sscc),
      },
      levers: this.#levers(),
      unknownPath: ({ method, path }, hint) => refusal(404, 'unknown_path', `There is no ${method} ${path}. ${hint}`),
      documents: () => ({
        Orders: this.#orders
          .all()
          .slice(-100)
          .reverse()
          .map((order) => this.#spell(order)),
      }),
    };
  }

  #admit({ headers }: Call): void {
    if (headers.get('authorization') === `Bearer ${this.#options.key}`) return;
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the kernel reads a thrown answer as the answer
    throw refusal(401, 'unauthorised', 'The key is not known.');
  }

  #show(call: Call): Answer {
    this.#admit(call);
    const order = this.#orders.get(call.params['number'] ?? '');
    return order ? { status: 200, body: wireOrder(order) } : refusal(404, 'unknown_order', 'There is no such order.');
  }

  #take(call: Call): Answer {
    this.#admit(call);
    const body = readBody(call.text);
    if (!body) return refusal(400, 'malformed', 'The body is no JSON object.');
    const [number, supplierId] = [text(body.order_number), text(body.supplier)];
    if (!number) return refusal(422, 'invalid', 'An order needs an order_number.');
    const known = this.#orders.get(number);
    if (known) return { status: 200, body: wireOrder(known) };
    const supplier = this.#env.seeds.suppliers.find(({ id }) => id === supplierId);
    if (!supplier) return refusal(422, 'unknown_supplier', `There is no supplier ${supplierId ?? 'without an id'}.`);
    const lines: SupplyLine[] = [];
    for (const line of list(body.lines)) {
      const { sku, quantity } = fields(line);
      const article = this.#articles.get(text(sku) ?? '');
      if (!article || article.supplierId !== supplier.id)
        return refusal(422, 'unknown_sku', `${supplier.name} has no article ${text(sku) ?? 'without SKU'}.`);
      if (!Number.isSafeInteger(quantity) || (quantity as number) < 1)
        return refusal(422, 'invalid', `The quantity of ${article.sku} is no number of pieces.`);
      lines.push({ sku: article.sku, quantity: quantity as number });
    }
    if (lines.length === 0) return refusal(422, 'invalid', 'An order needs lines.');
    const days = Math.max(...lines.map(({ sku }) => this.#articles.get(sku)!.leadTimeDays));
    const buyer = text(body.buyer) ?? 'a shop';
    const order = this.#plan({ number, supplierId: supplier.id, buyer, lines, days });
    this.#env.alarm(this.#env.now() + HOUR_MS, 'confirm', { number });
    this.#env.tell(`${supplier.name} takes ${number} from ${buyer}: ${spellLines(lines)}`, { reference: number });
    return { status: 201, body: wireOrder(order) };
  }

  /** When the lorries come and what is on them: mostly one, on the day, with everything. */
  #plan(order: { number: string; supplierId: string; buyer: string; lines: SupplyLine[]; days: number }): SupplyOrder {
    const { number, supplierId, buyer, lines, days } = order;
    const chance = this.#env.random('deliveries');
    const supplier = this.#env.seeds.suppliers.find(({ id }) => id === supplierId)!;
    const now = this.#env.now();
    // Drawn in any case, so that a wish changes nothing else.
    const [drawnLate, drawnShort] = [!chance.chance(supplier.onTimePercent / 100), !chance.chance(supplier.fullPercent / 100)];
    const [delayDays, lacking, isFollowed] = [chance.integer(1, 4), chance.integer(0, lines.length - 1), chance.chance(0.5)];
    const [hour, minute] = [chance.integer(8, 12), chance.integer(0, 59)];
    const late = this.#grant('late');
    const short = this.#grant('short');

    const due = addWorkingDays(now, days);
    const delay = late ?? (drawnLate ? delayDays : 0);
    const first = this.#lorry(delay > 0 ? addWorkingDays(due, delay) : due, lines, hour, minute);
    const deliveries = [first];
    // At least one piece comes, or there would be nothing to drive.
    const ordered = lines[lacking]!.quantity;
    const missing = Math.min(short ?? (drawnShort ? Math.ceil(ordered / 3) : 0), ordered - 1);
    if (missing > 0) {
      first.lines = lessOf(lines, lines[lacking]!.sku, missing);
      if (isFollowed && short === undefined) {
        first.isLast = false;
        deliveries.push(
          this.#lorry(addWorkingDays(first.arrivesAt, 5), [{ sku: lines[lacking]!.sku, quantity: missing }], hour, minute),
        );
      }
    }
    const planned: SupplyOrder = {
      number,
      supplierId,
      buyer,
      lines,
      takenAt: now,
      dueDay: norwegianDay(due),
      deliveries,
      status: 'confirmed',
    };
    this.#orders.put(planned);
    this.#open.put({ number });
    for (const { sscc, leavesAt } of deliveries) this.#env.alarm(leavesAt, 'leave', { number, sscc });
    return planned;
  }

  #lorry(day: number, lines: SupplyLine[], hour: number, minute: number): Delivery {
    const arrivesAt = onSameDay(day, hour, minute);
    // It is loaded the evening before.
    const { year, month, day: date } = wallTime(arrivesAt);
    const leavesAt = Math.max(this.#env.now() + 2 * HOUR_MS, atWallTime({ year, month, day: date - 1, hour: 16 }));
    const sscc = makeSscc(COMPANY_PREFIX, this.#serial());
    return { sscc, lines, leavesAt, arrivesAt: Math.max(arrivesAt, leavesAt + HOUR_MS), isLast: true, status: 'planned' };
  }

  #grant(kind: Wish['kind']): number | undefined {
    const wish = this.#wishes.get(kind);
    if (wish) this.#wishes.delete(kind);
    return wish?.amount;
  }

  #confirm(number: string): void {
    const order = this.#orders.get(number)!;
    const first = order.deliveries[0]!;
    this.#tellErp('order-responses', {
      id: `${number}-response-${norwegianDay(first.arrivesAt)}-${piecesOf(promisedLines(order))}`,
      order_number: number,
      supplier: order.supplierId,
      delivery_day: norwegianDay(first.arrivesAt),
      lines: promisedLines(order),
    });
  }

  #leave(number: string, sscc: string): void {
    const order = this.#orders.get(number)!;
    const delivery = order.deliveries.find((one) => one.sscc === sscc);
    // A lever may have put the lorry off: then it leaves by another alarm.
    if (delivery?.status !== 'planned' || delivery.leavesAt > this.#env.now()) return;
    this.#change(order, { ...delivery, status: 'underway' });
    this.#tellErp('despatch-advices', {
      id: `${number}-advice-${sscc}`,
      order_number: number,
      supplier: order.supplierId,
      sscc,
      arrives_at: new Date(delivery.arrivesAt).toISOString(),
      is_last: delivery.isLast,
      lines: delivery.lines,
    });
    this.#env.tell(`A lorry of ${this.#nameOf(order)} leaves with ${spellLines(delivery.lines)}`, { reference: number });
    this.#env.alarm(delivery.arrivesAt, 'arrive', { number, sscc });
  }

  #arrive(number: string, sscc: string): void {
    const order = this.#orders.get(number)!;
    const delivery = order.deliveries.find((one) => one.sscc === sscc)!;
    this.#change(order, { ...delivery, status: 'delivered' });
    const { warehouse } = this.#options;
    if (!warehouse) return;
    this.#env.send({
      url: `${warehouse.url}/goods-receipts`,
      body: JSON.stringify({ reference: number, supplier: this.#nameOf(order), sscc, lines: delivery.lines }),
      headers: { authorization: `Bearer ${warehouse.key}` },
      operation: 'create-goods-receipt',
    });
  }

  #change(order: SupplyOrder, changed: Delivery): void {
    const deliveries = order.deliveries.map((one) => (one.sscc === changed.sscc ? changed : one));
    const isOver = deliveries.every(({ status }) => status === 'delivered');
    this.#orders.put({ ...order, deliveries, status: isOver ? 'delivered' : 'underway' });
    if (deliveries.every(({ status }) => status !== 'planned')) this.#open.delete(order.number);
  }

  #tellErp(message: string, body: Record<string, unknown>): void {
    const { erp } = this.#options;
    if (!erp) return;
    this.#env.send({
      url: `${erp.url}/${message}`,
      body: JSON.stringify(body),
      headers: { authorization: `Bearer ${erp.key}` },
      operation: message,
    });
  }

  #nameOf = ({ supplierId }: SupplyOrder): string => this.#env.seeds.suppliers.find(({ id }) => id === supplierId)!.name;

  #spell(order: SupplyOrder): Record<string, unknown> {
    return {
      number: order.number,
      supplier: this.#nameOf(order),
      goods: spellLines(order.lines),
      promised: order.dueDay,
      lorries: order.deliveries.map(({ arrivesAt, status }) => `${norwegianDate(arrivesAt)} ${status}`).join('; '),
      status: order.status,
    };
  }

  #levers(): Lever[] {
    const order = 'The purchase order. Absent: the newest that has not left yet, or else the next that comes in.';
    return [
      {
        name: 'late-supplier',
        sentence: 'A lorry comes days after it was promised.',
        fields: { order, days: 'Working days. 3 when absent.' },
        pull: (wish) => this.#delay(wish, amountOf(wish, 'days', 3)),
      },
      {
        name: 'short-delivery',
        sentence: 'A supplier delivers less than was ordered, and nothing follows.',
        fields: { order, pieces: 'How many pieces of one article are missing. Absent: half of them.' },
        pull: (wish) => this.#shorten(wish, wish['pieces'] === undefined ? undefined : amountOf(wish, 'pieces', 1)),
      },
    ];
  }

  /** @throws {RangeError} for an order that has left, or never was. */
  #orderOf(wish: Readonly<Record<string, unknown>>): SupplyOrder | undefined {
    const named = wish['order'];
    if (named === undefined) {
      let newest: SupplyOrder | undefined;
      for (const { number } of this.#open.rows()) newest = this.#orders.get(number);
      return newest;
    }
    const order = typeof named === 'string' && this.#open.get(named) ? this.#orders.get(named) : undefined;
    if (!order) throw new RangeError(`No lorry of ${JSON.stringify(named)} waits to leave.`);
    return order;
  }

  #delay(wish: Readonly<Record<string, unknown>>, days: number): void {
    const order = this.#orderOf(wish);
    if (!order) return void this.#wishes.put({ kind: 'late', amount: days });
    const deliveries = order.deliveries.map((one): Delivery => {
      if (one.status !== 'planned') return one;
      const { hour, minute } = wallTime(one.arrivesAt);
      const arrivesAt = onSameDay(addWorkingDays(one.arrivesAt, days), hour, minute);
      return { ...one, arrivesAt, leavesAt: one.leavesAt + (arrivesAt - one.arrivesAt) };
    });
    this.#orders.put({ ...order, deliveries });
    for (const { sscc, leavesAt, status } of deliveries)
      if (status === 'planned') this.#env.alarm(leavesAt, 'leave', { number: order.number, sscc });
    this.#confirm(order.number);
    this.#env.tell(`${this.#nameOf(order)} is ${days} working days late with ${order.number}`, { reference: order.number });
  }

  #shorten(wish: Readonly<Record<string, unknown>>, pieces: number | undefined): void {
    const order = this.#orderOf(wish);
    if (!order) return void this.#wishes.put({ kind: 'short', amount: pieces ?? Number.MAX_SAFE_INTEGER });
    const first = order.deliveries.findIndex(({ status }) => status === 'planned');
    const { lines } = order.deliveries[first]!;
    const { sku, quantity } = lines.reduce((most, line) => (line.quantity > most.quantity ? line : most));
    const missing = Math.min(pieces ?? Math.ceil(quantity / 2), quantity - 1);
    const shortened = { ...order.deliveries[first]!, lines: lessOf(lines, sku, missing), isLast: true };
    this.#orders.put({ ...order, deliveries: [...order.deliveries.slice(0, first), shortened] });
    this.#confirm(order.number);
    this.#env.tell(`${this.#nameOf(order)} cannot deliver ${missing} of ${sku} in ${order.number}`, { reference: order.number });
  }
}

function amountOf(wish: Readonly<Record<string, unknown>>, name: string, otherwise: number): number {
  const value = wish[name] ?? otherwise;
  if (!Number.isSafeInteger(value) || (value as number) < 1 || (value as number) > 1_000)
    throw new RangeError(`${name} must be a whole number from 1 to 1000.`);
  return value as number;
}

const refusal = (status: number, code: string, message: string): Answer => ({ status, body: { error: { code, message } } });
