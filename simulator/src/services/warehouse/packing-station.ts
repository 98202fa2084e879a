import type { Random } from '../../kernel/random.ts';
import type { Answer, Call } from '../../kernel/service.ts';
import type { Table } from '../../kernel/table.ts';
import type { SeedArticle } from '../../seeds/assortment.ts';
import { clockTime, wallTime } from '../parcels/oslo-time.ts';
import { readBody, text } from '../parcels/reading.ts';
import type { Dock } from './dock.ts';
import type { House } from './house.ts';
import { packPieces } from './packing.ts';
import { refuse } from '../own-wire.ts';
import { CARRIERS, readLabels, wireOrder, type PickOrder } from './pick-order.ts';

/** A table where somebody packs, one order after the other. */
export interface Station {
  index: number;
  busyUntil: number;
  /** Orders that wait here or are being packed. */
  waiting: number;
  packed: number;
}

/** From goods in a tote to a labelled parcel at the carrier's door. */
export class PackingStations {
  readonly #house: House;
  readonly #dock: Dock;
  readonly #stations: Table<Station>;
  readonly #ssccs: Table<{ sscc: string; reference: string }>;
  readonly #chance: Random;

  constructor(house: House, dock: Dock) {
    this.#house = house;
    this.#dock = dock;
    this.#stations = house.env
      .table<Station>('packing-stations', ({ index }) => index)
      .seed(house.settings.packingStations.map((_, index) => ({ index, busyUntil: 0, waiting: 0, packed: 0 })));
    this.#ssccs = house.env.table<{ sscc: string; reference: string }>('ssccs', ({ sscc }) => sscc);
    this.#chance = house.env.random('packing');
  }

  all(): Station[] {
    return this.#stations.all();
  }

  packerAt(index: number): string {
    const { early, late } = this.#house.settings.packingStations[index]!;
    return wallTime(this.#house.env.now()).hour < 14 ? early : late;
  }

  /** A tote comes in: the table that is free first takes it. */
  arrives(reference: string): void {
    const { env, orders } = this.#house;
    const now = env.now();
    const stations = this.#stations.all();
    const first = Math.min(...stations.map(({ busyUntil }) => Math.max(now, busyUntil)));
    const station = this.#chance.pick(stations.filter(({ busyUntil }) => Math.max(now, busyUntil) === first));
    const pieces = orders.get(reference)!.lines.reduce((sum, { taken }) => sum + taken, 0);
    const done = first + (this.#chance.integer(45, 110) + 12 * Math.min(pieces, 40)) * 1000;
    this.#stations.put({ ...station, busyUntil: done, waiting: station.waiting + 1 });
    env.alarm(done, 'packed', { reference, station: station.index });
  }

  packed({ reference, station: index }: { reference: string; station: number }): void {
    const { orders, articles, env } = this.#house;
    const station = this.#stations.get(index)!;
    const order = orders.get(reference)!;
    const isPicked = order.status === 'picked';
    this.#stations.put({ ...station, waiting: station.waiting - 1, packed: station.packed + (isPicked ? 1 : 0) });
    if (!isPicked) return;
    const packer = this.packerAt(index);
    const pieces = order.lines.flatMap(({ sku, quantity }) => new Array<SeedArticle>(quantity).fill(articles.get(sku)!));
    const parcels = packPieces(pieces);
    const packed = orders.change(reference, { status: 'packed', parcelCount: parcels.length });
    this.#house.report(reference, 'packed', {
      by: packer,
      place: 'packing station',
      parcels: parcels.map(({ weightGrams, length, width, height }) => ({
        weight_g: weightGrams,
        length_mm: length,
        width_mm: width,
        height_mm: height,
      })),
    });
    const kilograms = parcels.map(({ weightGrams }) => `${(weightGrams / 1000).toFixed(2)} kg`).join(', ');
    env.tell(
      `${packer} packed order ${order.orderNumber} into ${parcels.length === 1 ? 'one parcel' : `${parcels.length} parcels`} (${kilograms}) and waits for the label`,
      { reference },
    );
    if (!packed.labels) return;
    if (packed.labels.length === parcels.length) return this.#print(reference);
    env.tell(`${packer} has ${packed.labels.length} labels for ${parcels.length} parcels and throws them away`, { reference });
    const { labels, carrier: _unused, ...without } = orders.get(reference)!;
    for (const { sscc } of labels!) if (sscc) this.#ssccs.delete(sscc);
    orders.replace(without);
  }

  takeLabels(order: PickOrder, { text: sent }: Call): Answer {
    const { orders } = this.#house;
    const body = readBody(sent);
    if (!body) return refuse(400, 'malformed', 'The body is no JSON object.');
    const carrier = text(body.carrier);
    if (!carrier || !this.#dock.comes(carrier))
      return refuse(422, 'invalid', `carrier must be one of ${this.#dock.carriers.join(', ')}.`);
    const complete = readLabels(body);
    if (!complete)
      return refuse(422, 'invalid', 'parcels need tracking_number and label_url, and an sscc with the right check digit if any.');
    if (order.labels) {
      const same =
        order.labels.map((label) => label.tracking_number).join() === complete.map((label) => label.tracking_number).join();
      return same
        ? { status: 200, body: wireOrder(order) }
        : refuse(409, 'already_labelled', 'Other labels are on this order already.');
    }
    if (order.status === 'cancelled') return refuse(409, 'cancelled', 'The order was cancelled.');
    if (order.parcelCount !== undefined && order.parcelCount !== complete.length)
      return refuse(409, 'wrong_count', `There are ${order.parcelCount} parcels and ${complete.length} labels.`);
    const codes = complete.flatMap(({ sscc }) => (sscc ? [sscc] : []));
    const taken = codes.find((sscc, index) => this.#ssccs.get(sscc) || codes.indexOf(sscc) !== index);
    if (taken) return refuse(409, 'sscc_in_use', `${taken} is on another parcel.`);
    for (const sscc of codes) this.#ssccs.put({ sscc, reference: order.reference });
    const labelled = orders.change(order.reference, { carrier, labels: complete });
    if (order.status === 'packed') this.#print(order.reference);
    return { status: 202, body: wireOrder(labelled) };
  }

  #print(reference: string): void {
    const { env } = this.#house;
    env.alarm(env.now() + this.#chance.integer(15, 45) * 1000, 'labelled', reference);
  }

  labelled(reference: string): void {
    const { env, orders, troubles } = this.#house;
    const order = orders.get(reference);
    if (!order?.labels || !order.carrier || order.status !== 'packed') return;
    const packer = this.packerAt(this.#chance.integer(0, this.#house.settings.packingStations.length - 1));
    if (troubles.strike('label', reference)) {
      env.tell(`The scanner cannot read the label of order ${order.orderNumber}; ${packer} prints it again`, { reference });
      env.alarm(env.now() + this.#chance.integer(60, 90) * 1000, 'labelled', reference);
      return;
    }
    const numbers = order.labels.map((label) => label.tracking_number).join(', ');
    orders.change(reference, { status: 'labelled' });
    this.#house.report(reference, 'labelled', { by: packer, place: 'packing station', note: numbers });
    const at = this.#dock.place(reference, order.carrier);
    env.tell(`Label ${numbers} is printed, scanned and on the parcel; ${CARRIERS[order.carrier]} collects at ${clockTime(at)}`, {
      reference,
    });
  }
}
