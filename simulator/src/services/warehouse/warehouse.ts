import type { Random } from '../../kernel/random.ts';
import type { Answer, Call, Route, Service, ServiceEnv, ServiceFactory } from '../../kernel/service.ts';
import type { SeedArticle } from '../../seeds/assortment.ts';
import { clockTime } from '../parcels/oslo-time.ts';
import { fields, readBody, text } from '../parcels/reading.ts';
import { standardWebhookHeaders } from '../parcels/standard-webhooks.ts';
import { withinHours } from '../parcels/working-days.ts';
import { PACKING, PICKERS, secondsBetween, type Picker } from './floor.ts';
import { PackingStation, type Handheld } from './packing-station.ts';
import { readLines, refuse, showOrder, wireOrder, type PickOrder, type WarehouseEvent } from './pick-order.ts';

export interface WarehouseOptions {
  key: string;
  /** The gateway's address for events; the secret is `whsec_` and base64. */
  webhook: { url: string; secret: string };
  handhelds: { bring: Handheld; courier: Handheld; easypost?: Handheld };
}

const MINUTE_MS = 60_000;
const WAVE_MS = 4 * MINUTE_MS;
const SHIFT = { from: 7, to: 20 };

/** The shop's warehouse: shelves, pickers, robots, a packing station and a ramp. Source: docs/upstream/warehouse.md. */
export function warehouseService(options: WarehouseOptions): ServiceFactory {
  return (env) => new Warehouse(env, options).service();
}

class Warehouse {
  readonly #env: ServiceEnv;
  readonly #options: WarehouseOptions;
  readonly #orders;
  readonly #pickers;
  readonly #waves;
  readonly #chance: Random;
  readonly #station: PackingStation;
  readonly #articles: ReadonlyMap<string, SeedArticle>;

  constructor(env: ServiceEnv, options: WarehouseOptions) {
    this.#env = env;
    this.#options = options;
    this.#orders = env.table<PickOrder>('pick-orders', (order) => order.reference);
    this.#pickers = env.table<Picker>('pickers', (picker) => picker.name).seed(PICKERS);
    this.#waves = env.table<{ at: number }>('waves', (wave) => wave.at);
    this.#chance = env.random('floor');
    this.#articles = new Map(env.seeds.articles.map((article) => [article.sku, article]));
    const report = (order: PickOrder, type: string, data: Record<string, unknown>) => this.#report(order, type, data);
    this.#station = new PackingStation({
      env,
      handhelds: options.handhelds,
      orders: this.#orders,
      articles: this.#articles,
      report,
    });
  }

  service(): Service {
    const closed = (method: Route['method'], path: string, operation: string, resolve: Route['resolve']): Route => ({
      method,
      path,
      operation,
      resolve: (call) =>
        call.headers.get('authorization') === `Bearer ${this.#options.key}`
          ? resolve(call)
          : refuse(401, 'unauthorized', 'Send your key as Authorization: Bearer.'),
    });
    const known = (change: (order: PickOrder, call: Call) => Answer) => (call: Call) => {
      const order = this.#orders.get(call.params.reference!);
      return order ? change(order, call) : refuse(404, 'not_found', `There is no pick order ${call.params.reference}.`);
    };
    return {
      name: 'warehouse',
      title: 'Warehouse',
      origin: 'https://wms.knivogfjol.example',
      routes: [
        closed('POST', '/pick-orders', 'order', (call) => this.#order(call)),
        closed(
          'GET',
          '/pick-orders/:reference',
          'read',
          known((order) => ({ status: 200, body: wireOrder(order) })),
        ),
        closed(
          'POST',
          '/pick-orders/:reference/labels',
          'label',
          known((order, call) => this.#station.takeLabels(order, call)),
        ),
        closed(
          'POST',
          '/pick-orders/:reference/cancel',
          'cancel',
          known((order) => this.#cancel(order)),
        ),
      ],
      alarms: {
        wave: (at: number) => this.#wave(at),
        pick: ({ reference, line }: { reference: string; line: number }) => this.#pick(reference, line),
        picked: (reference: string) => this.#picked(reference),
        packed: (reference: string) => this.#station.packed(reference),
        labelled: (reference: string) => this.#station.labelled(reference),
        collect: (reference: string) => this.#station.collect(reference),
      },
      signWebhook: ({ url, headers, body }, at) =>
        url === this.#options.webhook.url
          ? standardWebhookHeaders(this.#options.webhook.secret, headers?.['webhook-id'] ?? '', body, at)
          : {},
      documents: () => ({
        'Pick orders': this.#orders.all().reverse().map(showOrder),
        Pickers: this.#pickers.all().map(({ name, busyUntil }) => ({
          name,
          state: busyUntil > this.#env.now() ? `busy until ${clockTime(busyUntil)}` : 'free',
        })),
      }),
    };
  }

  #order({ text: sent }: Call): Answer {
    const body = readBody(sent);
    const reference = text(body?.reference);
    if (!body || !reference) return refuse(422, 'invalid', 'A pick order needs a reference.');
    const earlier = this.#orders.get(reference);
    if (earlier) return { status: 200, body: wireOrder(earlier) };
    const lines = readLines(body, this.#articles);
    if ('refused' in lines) return lines.refused;
    const order: PickOrder = {
      reference,
      orderNumber: text(body.order_number) ?? '',
      status: 'waiting',
      lines: lines.read,
      deliverTo: fields(body.deliver_to),
      events: [],
    };
    this.#orders.put(order);
    const wave = this.#nextWave();
    this.#env.tell(`Order ${order.orderNumber || reference} is on the list of the wave at ${clockTime(wave)}`, { reference });
    return { status: 201, body: wireOrder(order) };
  }

  /** Orders wait for a wave, so that one walk serves several. Nobody walks at night. */
  #nextWave(): number {
    const next = (Math.floor(this.#env.now() / WAVE_MS) + 1) * WAVE_MS;
    const wave = withinHours(next, SHIFT.from, SHIFT.to);
    if (!this.#waves.get(wave)) {
      this.#waves.put({ at: wave });
      this.#env.alarm(wave, 'wave', wave);
    }
    return wave;
  }

  #wave(at: number): void {
    this.#waves.delete(at);
    for (const order of this.#orders.filter(({ status }) => status === 'waiting')) this.#assign(order);
  }

  /** Whoever is free first takes it; among the free, chance decides. */
  #assign(order: PickOrder): void {
    const now = this.#env.now();
    const firstFree = Math.min(...this.#pickers.all().map(({ busyUntil }) => Math.max(now, busyUntil)));
    const picker = this.#chance.pick(this.#pickers.filter(({ busyUntil }) => Math.max(now, busyUntil) === firstFree));
    let at = firstFree + this.#chance.integer(5, 25) * 1000;
    let place = PACKING;
    order.lines.forEach(({ bin, quantity }, line) => {
      at += (secondsBetween(place, bin, picker.robot) + 2 * quantity + this.#chance.integer(0, 6)) * 1000;
      place = bin;
      this.#env.alarm(at, 'pick', { reference: order.reference, line });
    });
    const back = at + secondsBetween(place, PACKING, picker.robot) * 1000;
    this.#env.alarm(back, 'picked', order.reference);
    this.#pickers.put({ ...picker, busyUntil: back });
    const started: PickOrder = { ...order, status: 'picking', picker: picker.name };
    this.#orders.put(started);
    this.#report(started, 'picking', { by: picker.name, place: order.lines[0]!.bin });
    this.#env.tell(
      `${picker.name} takes the pick list of order ${order.orderNumber}: ${order.lines.map(({ bin }) => bin).join(', ')}`,
      { reference: order.reference },
    );
  }

  #pick(reference: string, line: number): void {
    const order = this.#orders.get(reference);
    const picked = order?.lines[line];
    if (!order || !picked || order.status !== 'picking') return;
    this.#env.tell(`${order.picker} picked ${picked.quantity} × ${picked.name} from ${picked.bin}`, { reference });
  }

  #picked(reference: string): void {
    const order = this.#orders.get(reference);
    if (!order || order.status !== 'picking') return;
    const picked: PickOrder = { ...order, status: 'picked' };
    this.#orders.put(picked);
    this.#report(picked, 'picked', { by: order.picker, place: order.lines.at(-1)!.bin });
    this.#env.tell(`${order.picker} sets down order ${order.orderNumber} at the packing station`, { reference });
    const pieces = order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
    this.#env.alarm(this.#env.now() + (this.#chance.integer(45, 110) + 12 * Math.min(pieces, 40)) * 1000, 'packed', reference);
  }

  #cancel(order: PickOrder): Answer {
    if (order.status === 'cancelled') return { status: 200, body: wireOrder(order) };
    if (order.status !== 'waiting' && order.status !== 'picking' && order.status !== 'picked')
      return refuse(409, 'too_late', 'The order is packed already.');
    const cancelled: PickOrder = { ...order, status: 'cancelled' };
    this.#orders.put(cancelled);
    this.#env.tell(`Order ${order.orderNumber} was cancelled; the goods go back to their bins`, { reference: order.reference });
    return { status: 200, body: wireOrder(cancelled) };
  }

  /** Sends an event and keeps it for those who ask. */
  #report(order: PickOrder, type: string, data: Record<string, unknown>): void {
    const event: WarehouseEvent = {
      id: `wev_${this.#env.random('events').id(20)}`,
      type: `pick_order.${type}`,
      created_at: new Date(this.#env.now()).toISOString(),
      reference: order.reference,
      data,
    };
    this.#orders.put({ ...order, events: [...order.events, event] });
    this.#env.send({
      url: this.#options.webhook.url,
      body: JSON.stringify(event),
      headers: { 'webhook-id': event.id },
      operation: event.type,
    });
  }
}
