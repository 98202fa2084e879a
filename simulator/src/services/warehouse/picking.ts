import type { Random } from '../../kernel/random.ts';
import { wallTime } from '../parcels/oslo-time.ts';
import type { House } from './house.ts';
import type { Line, PickOrder, Scan } from './pick-order.ts';
import type { Stop, Zone } from './waves.ts';

/** What somebody with a handheld does next. */
export type Scanned = { kind: 'done' } | { kind: 'again'; afterMs: number; doing: string } | { kind: 'elsewhere'; stop: Stop };

interface Around {
  house: House;
  /** Pieces were found nowhere. */
  short(stop: Stop, missing: number): void;
  /** Everything of an order is in its tote. */
  complete(reference: string): void;
  /** A bin was visited often enough to be counted. */
  countDue(sku: string): void;
}

/** What happens at a bin: the bin is scanned, the article by its GTIN, and the quantity confirmed. */
export class Picking {
  readonly #around: Around;
  readonly #house: House;
  readonly #chance: Random;

  constructor(around: Around) {
    this.#around = around;
    this.#house = around.house;
    this.#chance = around.house.env.random('handheld');
  }

  /** The station to which a robot brings its shelves. */
  stationOf(robot: string): number {
    const { robots, shelfStations } = this.#house.settings;
    return robots.findIndex((number) => `Robot ${number}` === robot) % shelfStations.length;
  }

  scan(worker: string, zone: Zone, stop: Stop): Scanned {
    const { env, orders, stock, troubles, settings, articles } = this.#house;
    const { reference, sku, bin, quantity } = stop;
    const { gtin, name } = articles.get(sku)!;
    const hands = zone === 'people' ? worker : this.#atStation(worker);
    const note = (outcome: Scan['outcome'], pieces: number, read = gtin) => {
      const { scans } = orders.get(reference)!;
      const scan: Scan = { at: new Date(env.now()).toISOString(), by: hands, bin, gtin: read, quantity: pieces, outcome };
      orders.change(reference, { scans: [...scans, scan] });
    };

    if (troubles.strike('wrong-bin', reference)) {
      const other = this.#chance.pick(env.seeds.articles);
      const misplaced = other.sku === sku ? env.seeds.articles[0]! : other;
      note('wrong_article', 1, misplaced.gtin);
      env.tell(
        `${hands} scans ${misplaced.name} in ${bin}, where ${name} should be; the handheld refuses it, and ${hands} looks around`,
        {
          reference,
        },
      );
      return { kind: 'again', afterMs: this.#chance.integer(25, 60) * 1000, doing: `looks for ${name} around ${bin}` };
    }
    const short = troubles.strike('short', reference);
    if (short) stock.hide(sku, quantity - 1, short.gone ?? 0);
    if (stock.found(sku, bin) > 0 && troubles.strike('damage', reference)) {
      stock.move(sku, bin, -1);
      note('damaged', 1);
      this.#house.correct(sku, -1, { bin, by: hands });
      env.tell(`${hands} finds one ${name} in ${bin} damaged and puts it aside; the ERP is told`, { reference });
    }

    const taken = Math.min(stock.found(sku, bin), quantity);
    if (taken > 0) {
      stock.move(sku, bin, -taken);
      stock.carry(sku, taken);
      note('ok', taken);
      this.#changeLine(reference, stop.line, ({ taken: before }) => ({ taken: before + taken }));
      const how = zone === 'people' ? `${worker} picked` : `${worker} brought shelf ${bin} to ${hands}, who picked`;
      env.tell(`${how} ${taken} × ${name} from ${bin}`, { reference });
      if (stock.picked(sku) >= settings.picksBetweenCounts) this.#around.countDue(sku);
    }
    const rest = quantity - taken;
    if (rest === 0) return { kind: 'done' };

    note('short', taken);
    const tried = [...stop.tried, bin];
    const other = stock.elsewhere(sku, tried);
    if (other) {
      env.tell(`${hands} finds ${rest} × ${name} too few in ${bin} and tries ${other}`, { reference });
      return { kind: 'elsewhere', stop: { ...stop, bin: other, quantity: rest, tried } };
    }
    this.#changeLine(reference, stop.line, ({ missing }) => ({ missing: missing + rest }));
    env.tell(
      `${hands} reports ${rest} × ${name} short for order ${orders.get(reference)!.orderNumber}: ${tried.join(' and ')} held no more`,
      {
        reference,
      },
    );
    this.#house.report(reference, 'short', {
      by: hands,
      place: bin,
      note: `${rest} × ${name}`,
      missing: [{ sku, quantity: rest }],
    });
    this.#around.short(stop, rest);
    return { kind: 'done' };
  }

  /** A list of this order is at packing; the order goes on when it was the last and nothing is missing. */
  setDown(worker: string, zone: Zone, reference: string): void {
    const { env, orders } = this.#house;
    const before = orders.get(reference)!;
    const order = orders.change(reference, { openLists: before.openLists - 1 });
    if (order.openLists > 0 || order.status !== 'picking') return;
    if (order.lines.some(({ missing }) => missing > 0)) {
      orders.change(reference, { status: 'short' });
      const hands = zone === 'people' ? worker : this.#atStation(worker);
      env.tell(`${hands} puts order ${order.orderNumber} aside until ${missingOf(order)} is found`, { reference });
      return;
    }
    orders.change(reference, { status: 'picked' });
    this.#house.report(reference, 'picked', { by: worker, place: order.lines.at(-1)!.bin });
    const what =
      zone === 'people'
        ? `${worker} sets down order ${order.orderNumber} at the packing station`
        : `${this.#atStation(worker)} puts order ${order.orderNumber} on the belt to the packing station`;
    env.tell(what, { reference });
    this.#around.complete(reference);
  }

  #changeLine(reference: string, index: number, change: (line: Line) => Partial<Line>): void {
    const { orders } = this.#house;
    const lines = orders.get(reference)!.lines.map((line, at) => (at === index ? { ...line, ...change(line) } : line));
    orders.change(reference, { lines });
  }

  #atStation(robot: string): string {
    const station = this.#house.settings.shelfStations[this.stationOf(robot)]!;
    return wallTime(this.#house.env.now()).hour < 14 ? station.early : station.late;
  }
}

const missingOf = ({ lines }: PickOrder): string =>
  lines.flatMap(({ missing, name }) => (missing > 0 ? [`${missing} × ${name}`] : [])).join(', ');
