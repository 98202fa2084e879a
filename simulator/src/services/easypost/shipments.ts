import type { Answer, Call, ServiceEnv } from '../../kernel/service.ts';
import type { Table } from '../../kernel/table.ts';
import type { ParcelLabel } from '../parcels/parcel-label.ts';
import { Lookup } from '../parcels/lookup.ts';
import { onSameDay } from '../parcels/oslo-time.ts';
import { fields, isFields, list, number, readBody, text, type Fields } from '../parcels/reading.ts';
import { makeSscc } from '../parcels/sscc.ts';
import { readAddress } from './addresses.ts';
import { Chronicle } from './chronicle.ts';
import type { Hooks } from './hooks.ts';
import { hexId } from './ids.ts';
import { planTrip } from './journey.ts';
import { pageOf } from './paging.ts';
import { findService, gramsOf, rate, SERVICES, type Service } from './rating.ts';
import { invalid, notFound, refuse, required } from './refusals.ts';
import { Ring, type Slot } from './ring.ts';
import type { AddressRow, ParcelRow, RateRow, ShipmentRow, TrackerRow } from './rows.ts';
import type { Trackers } from './trackers.ts';
import { wireRate, wireShipment } from './wire.ts';

/** GS1 company prefix that PostNord's parcels carry here. */
const GS1_PREFIX = '7072620';
const HOUR_MS = 3_600_000;
/** Shipments that nobody bought; the oldest is forgotten when one more comes. */
const KEPT_QUOTES = 2_000;

interface Around {
  trackers: Trackers;
  hooks: Hooks;
  addresses: Ring<AddressRow>;
  parcels: Ring<ParcelRow>;
}

/** Shipments: rated when they are made, and worth something once they are bought. */
export class Shipments {
  readonly #env: ServiceEnv;
  readonly #around: Around;
  readonly #quotes: Ring<ShipmentRow>;
  readonly #bought: Table<ShipmentRow>;
  readonly #byName: Lookup<ShipmentRow>;
  readonly #order: Chronicle<ShipmentRow>;
  readonly #down: Table<{ carrier: string; until: number }>;
  readonly #serial: () => number;

  constructor(env: ServiceEnv, around: Around) {
    this.#env = env;
    this.#around = around;
    this.#quotes = new Ring(
      env.table<Slot<ShipmentRow>>('quotes', ({ slot }) => slot),
      KEPT_QUOTES,
      ({ reference }) => reference,
    );
    this.#bought = env.table<ShipmentRow>('shipments', ({ id }) => id);
    this.#byName = new Lookup(
      this.#bought,
      ({ id }) => id,
      ({ reference, bought }) => [
        ...(reference ? [reference] : []),
        ...(bought ? [bought.labelId, bought.trackingCode, bought.rate.id] : []),
      ],
    );
    this.#order = new Chronicle(this.#bought);
    this.#down = env.table<{ carrier: string; until: number }>('carriers-down', ({ carrier }) => carrier);
    this.#serial = env.counter('numbers', 10_001);
  }

  create({ text: sent }: Call): Answer {
    const wish = readBody(sent)?.['shipment'];
    if (!isFields(wish)) return required('shipment');
    const now = this.#env.now();
    const from = this.#address(wish['from_address']);
    const to = this.#address(wish['to_address']);
    const parcel = this.#parcel(wish['parcel']);
    const missing = [
      ...(wish['to_address'] && to ? [] : ['to_address']),
      ...(wish['from_address'] && from ? [] : ['from_address']),
      ...(wish['parcel'] ? [] : ['parcel']),
    ];
    if (missing.length > 0 || !from || !to) return required(...missing);
    if (!parcel) return invalid('parcel', 'weight must be greater than 0');
    const id = hexId(this.#env, 'shp');
    const accounts = list(wish['carrier_accounts']).flatMap((account) => text(isFields(account) ? account['id'] : account) ?? []);
    const row: ShipmentRow = {
      id,
      at: now,
      updatedAt: now,
      reference: text(wish['reference']) ?? null,
      from,
      to,
      parcel,
      options: isFields(wish['options']) ? wish['options'] : {},
      isReturn: wish['is_return'] === true,
      ...this.#rate(from, to, parcel, accounts),
      refundStatus: null,
    };
    // One call that buys too: the carrier and the service are named with it.
    const [carrier, service] = [text(wish['carrier']), text(wish['service'])];
    if (service) {
      const chosen = row.rates.find((one) => one.service === service && (!carrier || one.carrier === carrier));
      if (!chosen) return refuse(422, 'SHIPMENT.POSTAGE.FAILURE', `Unable to buy ${service}: no such rate was found.`);
      return { status: 201, body: this.#wire(this.#buy(row, chosen, null)) };
    }
    this.#quotes.add(row);
    return { status: 201, body: this.#wire(row) };
  }

  read({ params }: Call): Answer {
    const row = this.#find(params['id']!);
    return row ? { status: 200, body: this.#wire(row) } : notFound();
  }

  /** Bought ones, as EasyPost lists them when it is not told otherwise; `purchased=false` lists the others. */
  list({ query }: Call): Answer {
    const page = pageOf(query.get('purchased') === 'false' ? this.#quotes : this.#order, query);
    if ('status' in page) return page;
    return { status: 200, body: { shipments: page.rows.map((row) => this.#wire(row)), has_more: page.hasMore } };
  }

  buy({ params, text: sent }: Call): Answer {
    const row = this.#find(params['id']!);
    if (!row) return notFound();
    if (row.bought) return refuse(422, 'SHIPMENT.POSTAGE.EXISTS', 'Postage already exists for this shipment.');
    const body = readBody(sent) ?? {};
    const rateId = text(fields(body['rate'])['id']);
    if (!rateId) return required('rate');
    const chosen = row.rates.find(({ id }) => id === rateId);
    if (!chosen) return refuse(404, 'NOT_FOUND', 'The requested resource could not be found.', ['rate']);
    if (this.isDown(chosen.carrier))
      return refuse(422, 'SHIPMENT.POSTAGE.FAILURE', `${chosen.carrier} does not answer. Try again later.`);
    const insurance = number(body['insurance']);
    return { status: 200, body: this.#wire(this.#buy(row, chosen, insurance === undefined ? null : insurance.toFixed(2))) };
  }

  rerate({ params }: Call): Answer {
    const row = this.#find(params['id']!);
    if (!row) return notFound();
    if (row.bought) return refuse(422, 'SHIPMENT.POSTAGE.EXISTS', 'Postage already exists for this shipment.');
    const rated = { ...row, ...this.#rate(row.from, row.to, row.parcel, []), updatedAt: this.#env.now() };
    this.#quotes.replace(rated);
    return { status: 200, body: { rates: rated.rates.map((one) => wireRate(one, row.id)) } };
  }

  readRate({ params }: Call): Answer {
    const id = params['id']!;
    const bought = this.#byName.first(id);
    if (bought?.bought) return { status: 200, body: wireRate(bought.bought.rate, bought.id) };
    for (const row of this.#quotes.newest()) {
      const found = row.rates.find((one) => one.id === id);
      if (found) return { status: 200, body: wireRate(found, row.id) };
    }
    return notFound();
  }

  refund({ params }: Call): Answer {
    const row = this.#find(params['id']!);
    if (!row) return notFound();
    if (!row.bought) return refuse(422, 'SHIPMENT.REFUND.FAILURE', 'There is no postage to refund.');
    if (row.refundStatus) return { status: 200, body: this.#wire(row) };
    if (this.#around.trackers.get(row.bought.trackerId)?.handedIn)
      return refuse(422, 'SHIPMENT.REFUND.UNAVAILABLE', 'The parcel is with the carrier already.');
    const asked: ShipmentRow = { ...row, refundStatus: 'submitted', updatedAt: this.#env.now() };
    this.#byName.put(asked);
    this.#env.alarm(this.#env.now() + 48 * HOUR_MS, 'refunded', row.id);
    return { status: 200, body: this.#wire(asked) };
  }

  refunded(id: string): void {
    const row = this.#bought.get(id);
    if (!row?.bought || row.refundStatus !== 'submitted') return;
    this.#byName.put({ ...row, refundStatus: 'refunded', updatedAt: this.#env.now() });
    this.#around.hooks.happen('refund.successful', {
      object: 'Refund',
      tracking_code: row.bought.trackingCode,
      status: 'refunded',
      carrier: row.bought.rate.carrier,
      shipment_id: id,
    });
    this.#env.tell(`${row.bought.rate.carrier} gave the postage of ${row.bought.trackingCode} back`);
  }

  /** The driver took the parcel. False when nobody bought a label for it. */
  handIn(code: string): boolean {
    const { trackers } = this.#around;
    const row = this.#byName.first(code);
    const tracker = trackers.get(row?.bought?.trackerId);
    if (!row?.bought || !tracker || row.refundStatus) return false;
    if (tracker.handedIn) return true;
    const service = findService(row.bought.rate.carrier, row.bought.rate.service)!;
    const { town } = this.#env.seeds;
    const trip = { from: row.from, to: row.to, handedInAt: this.#env.now() };
    const plan = planTrip(town, service, trip, this.#env.random('roads'));
    trackers.plan({ ...tracker, handedIn: true, expected: onSameDay(plan.at(-1)!.at, 0) }, plan);
    return true;
  }

  label(labelId: string): ParcelLabel | undefined {
    const row = this.#byName.first(labelId);
    if (!row?.bought) return undefined;
    const { rate: bought, trackingCode } = row.bought;
    const service = findService(bought.carrier, bought.service)!;
    const address = ({ name, company, street1, street2, zip, city }: AddressRow) =>
      [name ?? company, street1, street2, `${zip ?? ''} ${city ?? ''}`].flatMap((line) => (line?.trim() ? [line] : []));
    return {
      carrier: bought.carrier,
      service: service.title,
      trackingNumber: trackingCode,
      weightGrams: gramsOf(row.parcel),
      from: address(row.from),
      to: address(row.to),
      ...(service.code === 'sscc' ? { sscc: trackingCode } : {}),
    };
  }

  senderOf(tracker: TrackerRow): AddressRow | undefined {
    return tracker.shipmentId ? this.#bought.get(tracker.shipmentId)?.from : undefined;
  }

  isDown(carrier: string): boolean {
    return (this.#down.get(carrier)?.until ?? 0) > this.#env.now();
  }

  takeDown(carrier: string, hours: number): void {
    this.#down.put({ carrier, until: this.#env.now() + hours * HOUR_MS });
  }

  documents(): Record<string, unknown>[] {
    const shown: Record<string, unknown>[] = [];
    for (const { reference, to, bought } of this.#order.newest()) {
      if (shown.length === 200) break;
      shown.push({
        reference,
        carrier: bought?.rate.carrier,
        service: bought?.rate.service,
        'tracking code': bought?.trackingCode,
        to: `${to.name ?? ''}, ${to.zip ?? ''} ${to.city ?? ''}`,
        status: this.#around.trackers.get(bought?.trackerId)?.status,
      });
    }
    return shown;
  }

  readParcel(wire: unknown): ParcelRow | undefined {
    const sent = fields(wire);
    const weight = number(sent['weight']);
    if (weight === undefined || weight <= 0) return undefined;
    const side = (name: string) => number(sent[name]) ?? null;
    const [length, width, height] = [side('length'), side('width'), side('height')];
    return { id: hexId(this.#env, 'prcl'), at: this.#env.now(), length, width, height, weight };
  }

  #find(name: string): ShipmentRow | undefined {
    return this.#bought.get(name) ?? this.#byName.first(name) ?? this.#quotes.find(name);
  }

  #address(wire: unknown): AddressRow | undefined {
    const known = text(fields(wire)['id']);
    if (known) return this.#around.addresses.find(known);
    return isFields(wire) ? this.#around.addresses.add(readAddress(wire, hexId(this.#env, 'adr'), this.#env.now())) : undefined;
  }

  #parcel(wire: unknown): ParcelRow | undefined {
    const known = text(fields(wire)['id']);
    if (known) return this.#around.parcels.find(known);
    const parcel = this.readParcel(wire);
    return parcel && this.#around.parcels.add(parcel);
  }

  #rate(
    from: AddressRow,
    to: AddressRow,
    parcel: ParcelRow,
    accounts: readonly string[],
  ): Pick<ShipmentRow, 'rates' | 'messages'> {
    const now = this.#env.now();
    const rates: RateRow[] = [];
    const messages: ShipmentRow['messages'] = [];
    for (const service of SERVICES) {
      if (accounts.length > 0 && !accounts.includes(service.account)) continue;
      const { carrier } = service;
      const quote = this.isDown(carrier)
        ? `${carrier} does not answer.`
        : rate(this.#env.seeds.town, service, { from, to, parcel, now });
      if (typeof quote === 'string') messages.push({ carrier, type: 'rate_error', message: quote });
      else
        rates.push({
          id: hexId(this.#env, 'rate'),
          at: now,
          carrier,
          service: service.service,
          price: quote.price,
          days: quote.days,
          deliveryDay: service.promises ? quote.deliveryDay : null,
        });
    }
    return { rates, messages };
  }

  #buy(row: ShipmentRow, chosen: RateRow, insurance: string | null): ShipmentRow {
    const env = this.#env;
    const now = env.now();
    const service = findService(chosen.carrier, chosen.service)!;
    const trackingCode = this.#code(service);
    const tracker = this.#around.trackers.add({
      id: hexId(env, 'trk'),
      at: now,
      updatedAt: now,
      code: trackingCode,
      carrier: chosen.carrier,
      service: service.title,
      status: 'pre_transit',
      detail: 'label_created',
      signedBy: null,
      weight: row.parcel.weight,
      expected: null,
      shipmentId: row.id,
      from: row.from.city,
      to: row.to.city,
      details: [
        {
          at: now,
          status: 'pre_transit',
          detail: 'label_created',
          message: 'Shipping Label Created',
          city: row.from.city?.toUpperCase() ?? null,
          zip: row.from.zip,
          country: row.from.country,
        },
      ],
      plan: [],
      handedIn: false,
      recipient: row.to.name ?? row.to.company ?? '',
      reference: row.reference?.replace(/#\d+$/, '') ?? null,
    });
    const bought: ShipmentRow = {
      ...row,
      updatedAt: now,
      bought: { rate: chosen, labelId: hexId(env, 'pl'), at: now, trackingCode, trackerId: tracker.id, insurance },
    };
    this.#byName.put(bought);
    this.#order.note(row.id);
    env.tell(`EasyPost bought a label of ${service.title} for ${tracker.recipient || 'the recipient'}: ${trackingCode}`, {
      ...(tracker.reference ? { reference: tracker.reference } : {}),
    });
    return bought;
  }

  /** A tracking code as the carrier makes them: SSCC, ten digits, or `1Z` and its check digit. */
  #code({ code }: Service): string {
    const serial = this.#serial();
    if (code === 'sscc') return makeSscc(GS1_PREFIX, serial);
    if (code === 'dhl') {
      const digits = String(410_000_000 + serial);
      return digits + String(Number(digits) % 7);
    }
    const body = `V1T93168${String(serial).padStart(7, '0')}`;
    return `1Z${body}${upsCheckDigit(body)}`;
  }

  #wire(row: ShipmentRow): Fields {
    return wireShipment(row, this.#around.trackers.get(row.bought?.trackerId), this.#env.publicUrl);
  }
}

/** Letters count from A = 2 on, every second place double. Source: UPS's description of its tracking numbers. */
function upsCheckDigit(body: string): number {
  let sum = 0;
  [...body].forEach((letter, index) => {
    const value = /\d/.test(letter) ? Number(letter) : (letter.charCodeAt(0) - 63) % 10;
    sum += index % 2 === 1 ? value * 2 : value;
  });
  return (10 - (sum % 10)) % 10;
}
