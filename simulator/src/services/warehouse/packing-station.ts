import type { Random } from '../../kernel/random.ts';
import type { Answer, Call, ServiceEnv } from '../../kernel/service.ts';
import type { Table } from '../../kernel/table.ts';
import type { SeedArticle } from '../../seeds/assortment.ts';
import { clockTime } from '../parcels/oslo-time.ts';
import { readBody, text } from '../parcels/reading.ts';
import { nextParcelCollection } from '../parcels/working-days.ts';
import { packPieces } from './packing.ts';
import { CARRIERS, readLabels, refuse, wireOrder, type Carrier, type PickOrder } from './pick-order.ts';

/** Where a carrier's handheld reads the parcels that it takes over. */
export interface Handheld {
  url: string;
  headers?: Record<string, string>;
}

const PACKERS = ['Ingrid', 'Tomasz'];

interface Around {
  env: ServiceEnv;
  handhelds: Partial<Record<Carrier, Handheld>>;
  orders: Table<PickOrder>;
  articles: ReadonlyMap<string, SeedArticle>;
  report: (order: PickOrder, type: string, data: Record<string, unknown>) => void;
}

/** From goods in a tote to a labelled parcel in the carrier's hands. */
export class PackingStation {
  readonly #env: ServiceEnv;
  readonly #handhelds: Around['handhelds'];
  readonly #orders: Around['orders'];
  readonly #articles: Around['articles'];
  readonly #report: Around['report'];
  readonly #chance: Random;

  constructor({ env, handhelds, orders, articles, report }: Around) {
    this.#env = env;
    this.#handhelds = handhelds;
    this.#orders = orders;
    this.#articles = articles;
    this.#report = report;
    this.#chance = env.random('packing');
  }

  packed(reference: string): void {
    const order = this.#orders.get(reference);
    if (!order || order.status !== 'picked') return;
    const packer = this.#chance.pick(PACKERS);
    const pieces = order.lines.flatMap(({ sku, quantity }) => new Array<SeedArticle>(quantity).fill(this.#articles.get(sku)!));
    const parcels = packPieces(pieces);
    const packed: PickOrder = { ...order, status: 'packed', parcelCount: parcels.length };
    this.#orders.put(packed);
    this.#report(packed, 'packed', {
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
    this.#env.tell(
      `${packer} packed order ${order.orderNumber} into ${parcels.length === 1 ? 'one parcel' : `${parcels.length} parcels`} (${kilograms}) and waits for the label`,
      { reference },
    );
    if (packed.labels) this.#print(reference);
  }

  takeLabels(order: PickOrder, { text: sent }: Call): Answer {
    const body = readBody(sent);
    const carrier = text(body?.carrier);
    if (!(carrier === 'bring' || carrier === 'courier' || carrier === 'easypost') || !this.#handhelds[carrier])
      return refuse(422, 'invalid', `carrier must be one of ${Object.keys(this.#handhelds).join(', ')}.`);
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
    const labelled: PickOrder = { ...order, carrier, labels: complete };
    this.#orders.put(labelled);
    if (order.status === 'packed') this.#print(order.reference);
    return { status: 202, body: wireOrder(labelled) };
  }

  #print(reference: string): void {
    this.#env.alarm(this.#env.now() + this.#chance.integer(15, 45) * 1000, 'labelled', reference);
  }

  labelled(reference: string): void {
    const order = this.#orders.get(reference);
    if (!order?.labels || !order.carrier || order.status !== 'packed') return;
    const numbers = order.labels.map((label) => label.tracking_number).join(', ');
    const labelled: PickOrder = { ...order, status: 'labelled' };
    this.#orders.put(labelled);
    this.#report(labelled, 'labelled', { by: this.#chance.pick(PACKERS), place: 'packing station', note: numbers });
    const now = this.#env.now();
    const at = order.carrier === 'courier' ? now + this.#chance.integer(600, 1_200) * 1000 : nextParcelCollection(now);
    this.#env.tell(
      `Label ${numbers} is printed, scanned and on the parcel; ${CARRIERS[order.carrier]} collects at ${clockTime(at)}`,
      { reference },
    );
    this.#env.alarm(at, 'collect', reference);
  }

  collect(reference: string): void {
    const order = this.#orders.get(reference);
    if (!order?.labels || !order.carrier || order.status !== 'labelled') return;
    const handed: PickOrder = { ...order, status: 'handed_over' };
    this.#orders.put(handed);
    const { url, headers } = this.#handhelds[order.carrier]!;
    const at = new Date(this.#env.now()).toISOString();
    for (const { tracking_number, sscc } of order.labels) {
      const body = JSON.stringify({
        ...(sscc ? { barcode: sscc } : { tracking_number }),
        at,
        place: this.#env.seeds.town.depot.name,
      });
      this.#env.send({ url, body, operation: 'scan', ...(headers ? { headers } : {}) });
    }
    this.#report(handed, 'handed_over', { by: CARRIERS[order.carrier], place: 'ramp' });
    this.#env.tell(`${CARRIERS[order.carrier]} took over order ${order.orderNumber} at the ramp`, { reference });
  }
}
