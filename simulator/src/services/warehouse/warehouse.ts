import type { Answer, Call, Route, Service, ServiceEnv, ServiceFactory } from '../../kernel/service.ts';
import { clockTime } from '../parcels/oslo-time.ts';
import { fields, readBody, text } from '../parcels/reading.ts';
import { standardWebhookHeaders } from '../parcels/standard-webhooks.ts';
import { Counts, wireCount } from './counts.ts';
import { Crew } from './crew.ts';
import { Dock } from './dock.ts';
import { showWave, viewFloor, workersNow, type Rooms } from './floor-view.ts';
import { makeHouse, type House, type Listener } from './house.ts';
import { warehouseLevers } from './levers.ts';
import { PackingStations } from './packing-station.ts';
import { pageOf, wavesPage } from './paging.ts';
import { Picking } from './picking.ts';
import { behindKey, refuse } from '../own-wire.ts';
import { readLines, showOrder, STATUSES, wireOrder, type PickOrder, type WarehouseEvent } from './pick-order.ts';
import { Receipts, wireReceipt } from './receipts.ts';
import { SETTINGS, type WarehouseSettings } from './settings.ts';
import { Shortages } from './shortages.ts';
import { Waves, type PickList } from './waves.ts';

export interface WarehouseOptions {
  key: string;
  /** The gateway's address for events; the secret is `whsec_` and base64. */
  webhook?: { url: string; secret: string } | undefined;
  handhelds: { bring: Listener; courier: Listener; easypost?: Listener };
  /** Below which address the ERP takes goods receipts and stock counts. Without it nobody is told. */
  erp?: Listener;
  settings?: Partial<WarehouseSettings>;
}

const SHOWN = 200;

/** The shop's warehouse: shelves, pickers, robots, packing tables and a ramp. Source: docs/upstream/warehouse.md. */
export function warehouseService(options: WarehouseOptions): ServiceFactory {
  return (env) => new Warehouse(env, options).service();
}

class Warehouse {
  readonly #env: ServiceEnv;
  readonly #options: WarehouseOptions;
  readonly #house: House;
  readonly #rooms: Rooms;
  readonly #receipts: Receipts;
  readonly #shortages: Shortages;

  constructor(env: ServiceEnv, options: WarehouseOptions) {
    this.#env = env;
    this.#options = options;
    const house = makeHouse(
      env,
      { ...SETTINGS, ...options.settings },
      {
        gateway: (order, type, data) => this.#tellGateway(order, type, data),
        erp: (message, data) => this.#tellErp(message, data),
      },
    );
    const lists = env.table<PickList>('pick-lists', ({ id }) => id);
    const dock = new Dock(house, options.handhelds);
    const stations = new PackingStations(house, dock);
    const counts = new Counts(house, (sku) => this.#shortages.serve(sku));
    const picking = new Picking({
      house,
      short: (stop, missing) => {
        this.#shortages.wait(stop, missing);
        counts.order(stop.sku, 'short');
      },
      complete: (reference) => stations.arrives(reference),
      countDue: (sku) => void counts.order(sku, 'cyclic'),
    });
    const crew = new Crew(house, lists, picking);
    const waves = new Waves({
      house,
      lists,
      nextList: env.counter('list', 1),
      queue: (list, urgent) => crew.queue(list, urgent),
      freeHands: (zone) => crew.free(zone),
    });
    this.#house = house;
    this.#shortages = new Shortages(house, waves);
    this.#receipts = new Receipts(house, (sku) => this.#shortages.serve(sku));
    this.#rooms = { house, crew, counts, dock, stations, waves, listOf: (id) => lists.get(id) };
  }

  service(): Service {
    const { crew, counts, dock, stations, waves } = this.#rooms;
    return {
      name: 'warehouse',
      title: 'Warehouse',
      origin: 'https://wms.knivogfjol.example',
      routes: this.#routes(),
      alarms: {
        wave: (id: number) => waves.due(id),
        shift: (zone: 'people' | 'robots') => crew.woken(zone),
        arrived: (who: { name: string; plan: number }) => crew.arrived(who),
        stuck: (who: { name: string; plan: number; minutes: number }) => crew.stick(who),
        packed: (at: { reference: string; station: number }) => stations.packed(at),
        labelled: (reference: string) => stations.labelled(reference),
        collect: (key: string) => dock.collect(key),
        count: (id: number) => counts.done(id),
        transfer: (goods: { sku: string; quantity: number }) => this.#shortages.arrived(goods),
        'receipt-counted': (reference: string) => this.#receipts.counted(reference),
        'receipt-put-away': (reference: string) => this.#receipts.putAway(reference),
      },
      signWebhook: ({ url, headers, body }, at) =>
        this.#options.webhook && url === this.#options.webhook.url
          ? standardWebhookHeaders(this.#options.webhook.secret, headers?.['webhook-id'] ?? '', body, at)
          : {},
      levers: warehouseLevers({ ...this.#rooms, receipts: this.#receipts }),
      unknownPath: (_call, hint) => refuse(404, 'unknown_path', hint),
      documents: () => this.#documents(),
    };
  }

  #routes(): Route[] {
    const { counts, stations, waves } = this.#rooms;
    const { orders, articles, stock } = this.#house;
    const route = behindKey(this.#options.key);
    const known = (change: (order: PickOrder, call: Call) => Answer) => (call: Call) => {
      const order = orders.get(call.params.reference!);
      return order ? change(order, call) : refuse(404, 'not_found', `There is no pick order ${call.params.reference}.`);
    };
    return [
      route('POST', '/pick-orders', 'order', (call) => this.#order(call)),
      route('GET', '/pick-orders', 'list orders', (call) =>
        pageOf(call, 'pick_orders', (after, limit) => {
          const status = call.query.get('status');
          if (status !== null && !STATUSES.some((each) => each === status))
            return refuse(422, 'invalid', `status is one of ${STATUSES.join(', ')}.`);
          const found = orders.page(after, limit, (order) => status === null || order.status === status);
          return found.map((order) => ({ cursor: order.sequence, row: wireOrder(order) }));
        }),
      ),
      route(
        'GET',
        '/pick-orders/:reference',
        'read',
        known((order) => ({ status: 200, body: wireOrder(order) })),
      ),
      route(
        'GET',
        '/pick-orders/:reference/scans',
        'scans',
        known((order) => ({ status: 200, body: { scans: order.scans } })),
      ),
      route(
        'POST',
        '/pick-orders/:reference/labels',
        'label',
        known((order, call) => stations.takeLabels(order, call)),
      ),
      route(
        'POST',
        '/pick-orders/:reference/cancel',
        'cancel',
        known((order) => this.#cancel(order)),
      ),
      route('GET', '/waves', 'list waves', (call) => wavesPage(call, waves, this.#rooms.listOf)),
      route('GET', '/stock/:sku', 'stock', ({ params }) => {
        if (!articles.has(params.sku!)) return refuse(404, 'not_found', `No bin holds ${params.sku}.`);
        const { sku, shelves } = stock.of(params.sku!);
        const bins = shelves.map(({ bin, pieces }) => ({ bin, quantity: pieces }));
        return { status: 200, body: { sku, gtin: articles.get(sku)!.gtin, quantity: stock.booked(sku), bins } };
      }),
      route('POST', '/stock-counts', 'order count', ({ text: sent }) => {
        const sku = text(readBody(sent)?.sku);
        if (!sku || !articles.has(sku)) return refuse(422, 'unknown_sku', `No bin holds ${sku ?? 'an article without SKU'}.`);
        return { status: 202, body: wireCount(counts.order(sku, 'ordered')) };
      }),
      route('GET', '/stock-counts', 'list counts', (call) =>
        pageOf(call, 'stock_counts', (after, limit) => {
          const found = [];
          for (let id = after + 1; id <= counts.size && found.length < limit; id++)
            found.push({ cursor: id, row: wireCount(counts.get(id)!) });
          return found;
        }),
      ),
      route('POST', '/goods-receipts', 'receive', (call) => this.#receipts.take(call)),
      route('GET', '/goods-receipts/:reference', 'read receipt', ({ params }) => {
        const deliveries = this.#receipts.of(params.reference!);
        return deliveries.length > 0
          ? { status: 200, body: { reference: params.reference, deliveries: deliveries.map(wireReceipt) } }
          : refuse(404, 'not_found', `There is no goods receipt ${params.reference}.`);
      }),
      route('GET', '/floor', 'floor', () => ({ status: 200, body: viewFloor(this.#rooms) })),
    ];
  }

  #order({ text: sent }: Call): Answer {
    const body = readBody(sent);
    if (!body) return refuse(400, 'malformed', 'The body is no JSON object.');
    const reference = text(body.reference);
    if (!reference) return refuse(422, 'invalid', 'A pick order needs a reference.');
    const earlier = this.#house.orders.get(reference);
    if (earlier) return { status: 200, body: wireOrder(earlier) };
    const lines = readLines(body, this.#house.articles);
    if ('refused' in lines) return lines.refused;
    const { orderNumber } = this.#house.orders.add({
      reference,
      orderNumber: text(body.order_number) ?? '',
      status: 'waiting',
      lines: lines.read,
      deliverTo: fields(body.deliver_to),
      openLists: 0,
      scans: [],
      events: [],
    });
    const { id, leaves } = this.#rooms.waves.join(reference);
    this.#env.tell(`Order ${orderNumber || reference} is on the list of wave ${id} at ${clockTime(leaves)}`, { reference });
    return { status: 201, body: wireOrder(this.#house.orders.get(reference)!) };
  }

  #cancel(order: PickOrder): Answer {
    const { orders, stock } = this.#house;
    const { reference, orderNumber, status, lines } = order;
    if (status === 'cancelled') return { status: 200, body: wireOrder(order) };
    if (status === 'packed' || status === 'labelled' || status === 'handed_over')
      return refuse(409, 'too_late', 'The order is packed already.');
    for (const { sku, bin, taken } of lines) {
      if (taken === 0) continue;
      stock.move(sku, bin, taken);
      stock.carry(sku, -taken);
    }
    const back = lines.map((line) => ({ ...line, taken: 0, missing: 0 }));
    const cancelled = orders.change(reference, { status: 'cancelled', lines: back });
    this.#env.tell(`Order ${orderNumber} was cancelled; the goods go back to their bins`, { reference });
    for (const { sku, taken } of lines) if (taken > 0) this.#shortages.serve(sku);
    return { status: 200, body: wireOrder(cancelled) };
  }

  /** Keeps an event of an order for those who ask, and sends it to whoever wants to be told. */
  #tellGateway(order: PickOrder, type: string, data: Record<string, unknown>): void {
    const event: WarehouseEvent = {
      id: `wev_${this.#env.random('events').id(20)}`,
      type: `pick_order.${type}`,
      created_at: new Date(this.#env.now()).toISOString(),
      reference: order.reference,
      data,
    };
    this.#house.orders.change(order.reference, { events: [...order.events, event] });
    const { webhook } = this.#options;
    if (!webhook) return;
    this.#env.send({
      url: webhook.url,
      body: JSON.stringify(event),
      headers: { 'webhook-id': event.id },
      operation: event.type,
    });
  }

  /** Source: docs/upstream/suppliers.md, "Warehouse → ERP". */
  #tellErp(message: string, data: Record<string, unknown>): void {
    const { erp } = this.#options;
    if (!erp) return;
    const id = `wse_${this.#env.random('erp-messages').id(20)}`;
    this.#env.send({
      url: `${erp.url}/${message}`,
      body: JSON.stringify({ id, ...data }),
      ...(erp.headers ? { headers: erp.headers } : {}),
      operation: message,
    });
  }

  #documents(): Record<string, Record<string, unknown>[]> {
    const { counts, waves, dock } = this.#rooms;
    return {
      'Pick orders': this.#house.orders.newest(SHOWN).map(showOrder),
      Waves: waves.newest(SHOWN).map(showWave),
      Floor: workersNow(this.#rooms),
      Dock: dock.waiting().map(({ carrier, at, references }) => ({ carrier, at: clockTime(at), orders: references.length })),
      'Stock counts': counts.newest(SHOWN).map(wireCount),
      'Goods receipts': this.#receipts.all().slice(-SHOWN).reverse().map(wireReceipt),
      'Waited for': this.#shortages.all().map(({ sku, wants, isComing }) => ({
        sku,
        orders: wants.map(({ reference }) => reference).join(', '),
        state: isComing ? 'a bike is on its way' : 'is counted',
      })),
    };
  }
}
