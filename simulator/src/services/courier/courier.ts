import type { Answer, Call, Route, Service, ServiceEnv, ServiceFactory } from '../../kernel/service.ts';
import { behindKey, refuse } from '../own-wire.ts';
import { clockTime } from '../parcels/oslo-time.ts';
import { drawParcelLabel, type ParcelLabel } from '../parcels/parcel-label.ts';
import { labelsAsPdf } from '../parcels/label-pdf.ts';
import { Lookup } from '../parcels/lookup.ts';
import { readBody, text, type Fields } from '../parcels/reading.ts';
import { makeSscc } from '../parcels/sscc.ts';
import { standardWebhookHeaders } from '../parcels/standard-webhooks.ts';
import { fitsBike, readParcels } from './bike-parcels.ts';
import { iso, trackingPage, wireDelivery, wirePosition, type CourierParcel, type Delivery } from './delivery.ts';
import { whereAt } from './drive.ts';
import { planEvening, planExpress, type CourierService, type Plan } from './offers.ts';
import { leversOf } from './levers.ts';
import { findPlace, namesPlace, type Place } from './places.ts';
import { Rides } from './rides.ts';

export interface CourierOptions {
  key: string;
  /** `whsec_` and base64. */
  webhookSecret: string;
}

interface Offer extends Plan {
  id: string;
  expiresAt: number;
}

const MINUTE_MS = 60_000;
const OFFER_MS = 30 * MINUTE_MS;
const MOST_LISTED = 100;
const COURIERS = ['Nora', 'Jonas', 'Amina', 'Sindre', 'Leah', 'Mikkel'];
const GS1_PREFIX = '7072198';

/** Bydel Bud, the same-day courier of the town. Source: docs/upstream/courier.md. */
export function courierService(options: CourierOptions): ServiceFactory {
  return (env) => new Courier(env, options).service();
}

class Courier {
  readonly #env: ServiceEnv;
  readonly #options: CourierOptions;
  readonly #offers;
  readonly #deliveries;
  readonly #lookup: Lookup<Delivery>;
  /** Deliveries that are not at their door yet. */
  readonly #onHand;
  readonly #serial: () => number;
  readonly #rides: Rides;

  constructor(env: ServiceEnv, options: CourierOptions) {
    this.#env = env;
    this.#options = options;
    this.#offers = env.table<Offer>('offers', (offer) => offer.id);
    this.#deliveries = env.table<Delivery>('deliveries', (delivery) => delivery.id);
    this.#serial = env.counter('parcels', 10_001);
    this.#onHand = env.table<{ id: string }>('on-hand', ({ id }) => id);
    this.#lookup = new Lookup(
      this.#deliveries,
      ({ id }) => id,
      ({ idempotencyKey, reference, parcels }) => [
        `key ${idempotencyKey}`,
        reference,
        ...parcels.flatMap(({ sscc, trackingNumber }) => [sscc, trackingNumber]),
      ],
    );
    this.#rides = new Rides(env, this.#deliveries, COURIERS, (id) => this.#onHand.delete(id));
  }

  service(): Service {
    const closed = behindKey(this.#options.key);
    return {
      name: 'courier',
      title: 'Bydel Bud (courier)',
      origin: 'https://api.bydelbud.example',
      routes: [
        closed('POST', '/v1/offers', 'offers', (call) => this.#offer(call)),
        closed('POST', '/v1/deliveries', 'book', (call) => this.#book(call)),
        closed('GET', '/v1/deliveries', 'list', ({ query }) => this.#list(query)),
        closed('GET', '/v1/deliveries/:id', 'read', ({ params }) => this.#read(params.id!)),
        closed('POST', '/v1/deliveries/:id/cancel', 'cancel', ({ params }) => this.#cancel(params.id!)),
        closed('POST', '/v1/handheld/scans', 'scan', (call) => this.#scan(call)),
        ...(['svg', 'pdf'] as const).map((form): Route => ({
          method: 'GET',
          path: `/v1/labels/:trackingNumber.${form}`,
          operation: 'label',
          resolve: ({ params }) => this.#label(params.trackingNumber!, form),
        })),
        {
          method: 'GET',
          path: '/t/:trackingNumber',
          operation: 'page',
          resolve: ({ params }) => this.#page(params.trackingNumber!),
        },
      ],
      alarms: {
        position: (id: string) => this.#rides.position(id),
        delay: (id: string) => this.#rides.delay(id),
        leave: (id: string) => this.#rides.leave(id),
        near: (id: string) => this.#rides.near(id),
        arriving: (id: string) => this.#rides.arriving(id),
        arrive: (id: string) => this.#rides.arrive(id),
      },
      levers: leversOf({ deliveries: this.#deliveries, lookup: this.#lookup, rides: this.#rides, onHand: this.#onHand }),
      unknownPath: ({ method, path }, hint) => refuse(404, 'not_found', `There is no ${method} ${path}. Known: ${hint}`),
      signWebhook: ({ headers, body }, at) =>
        standardWebhookHeaders(this.#options.webhookSecret, headers?.['webhook-id'] ?? '', body, at),
      documents: () => ({
        Deliveries: this.#deliveries
          .all()
          .reverse()
          .map(({ reference, status, service, courier, parcels, dropoff, dropoffFrom, dropoffTo }) => ({
            reference,
            status,
            service,
            courier,
            'tracking number': parcels[0]!.trackingNumber,
            to: `${dropoff.street}, ${dropoff.postalCode} ${dropoff.city}`,
            from: iso(dropoffFrom),
            until: iso(dropoffTo),
          })),
      }),
    };
  }

  #offer({ text: sent }: Call): Answer {
    const body = readBody(sent);
    const readyAt = Date.parse(text(body?.ready_at) ?? '');
    if (!body || !namesPlace(body.pickup) || !namesPlace(body.dropoff))
      return refuse(422, 'invalid', 'pickup and dropoff need lat and lon, or street and postal_code.');
    if (Number.isNaN(readyAt)) return refuse(422, 'invalid', 'ready_at must be a time in RFC 3339.');
    const parcels = readParcels(body);
    if (!parcels) return refuse(422, 'invalid', 'parcels need weight_g, length_mm, width_mm and height_mm, all above zero.');
    const [pickup, dropoff] = [findPlace(this.#env.seeds.town, body.pickup), findPlace(this.#env.seeds.town, body.dropoff)];
    if (!pickup || !dropoff || !fitsBike(parcels)) return { status: 200, body: { offers: [] } };
    const distance = this.#metres(pickup, dropoff);
    const expiresAt = this.#env.now() + OFFER_MS;
    const offers = (['express', 'evening'] as const).map((service) => {
      const plan = this.#plan(service, readyAt, distance);
      const offer = this.#offers.put({ ...plan, id: `off_${this.#env.random('ids').id(20)}`, expiresAt });
      return {
        id: offer.id,
        service,
        price: plan.price,
        currency: 'NOK',
        distance_m: Math.round(distance),
        pickup_by: iso(plan.pickupBy),
        dropoff_from: iso(plan.dropoffFrom),
        dropoff_to: iso(plan.dropoffTo),
        expires_at: iso(expiresAt),
        co2_g: 0,
      };
    });
    // Offers lie in the order in which they run out.
    for (const { id, expiresAt: until } of this.#offers.rows()) {
      if (until >= this.#env.now()) break;
      this.#offers.delete(id);
    }
    return { status: 200, body: { offers } };
  }

  #book({ text: sent, headers }: Call): Answer {
    const idempotencyKey = headers.get('idempotency-key');
    if (!idempotencyKey) return refuse(422, 'idempotency_key_required', 'Send an Idempotency-Key.');
    const earlier = this.#lookup.first(`key ${idempotencyKey}`);
    if (earlier) return { status: 201, body: wireDelivery(earlier, this.#env.publicUrl) };
    const body = readBody(sent);
    const service = text(body?.service);
    const [reference, webhookUrl, readyAt] = [
      text(body?.reference),
      text(body?.webhook_url),
      Date.parse(text(body?.ready_at) ?? ''),
    ];
    if (!body || (service !== 'express' && service !== 'evening'))
      return refuse(422, 'invalid', 'service must be express or evening.');
    if (!reference || !webhookUrl || Number.isNaN(readyAt))
      return refuse(422, 'invalid', 'reference, webhook_url and ready_at are required.');
    if (!namesPlace(body.pickup) || !namesPlace(body.dropoff))
      return refuse(422, 'invalid', 'pickup and dropoff need lat and lon, or street and postal_code.');
    const weights = readParcels(body);
    if (!weights) return refuse(422, 'invalid', 'parcels need weight_g, length_mm, width_mm and height_mm, all above zero.');
    const [pickup, dropoff] = [findPlace(this.#env.seeds.town, body.pickup), findPlace(this.#env.seeds.town, body.dropoff)];
    if (!pickup || !dropoff || !fitsBike(weights))
      return refuse(409, 'unserviceable', 'The courier rides within the town, with up to 15 kg and 1 m.');

    const offered = this.#offers.get(text(body.offer_id) ?? '');
    const held = offered && offered.service === service && offered.expiresAt >= this.#env.now() ? offered : undefined;
    const { price, pickupBy, dropoffFrom, dropoffTo } = held ?? this.#plan(service, readyAt, this.#metres(pickup, dropoff));
    const ids = this.#env.random('ids');
    const parcels = weights.map(({ weightGrams }): CourierParcel => {
      const serial = this.#serial();
      return {
        sscc: makeSscc(GS1_PREFIX, serial),
        trackingNumber: `BB${ids.integer(100_000, 999_999)}${serial}`,
        weightGrams,
        scanned: false,
      };
    });
    const delivery: Delivery = {
      id: `del_${ids.id(20)}`,
      idempotencyKey,
      status: 'scheduled',
      service,
      reference,
      price,
      pickup,
      dropoff,
      parcels,
      webhookUrl,
      courier: this.#env.random('couriers').pick(COURIERS),
      pickupBy,
      dropoffFrom,
      dropoffTo,
      events: [],
    };
    this.#lookup.put(delivery);
    this.#onHand.put({ id: delivery.id });
    this.#rides.report(delivery, 'scheduled', this.#rides.window(delivery));
    this.#env.tell(
      `${delivery.courier} takes the ${service} ride to ${dropoff.street || 'the door'}, at the door between ${clockTime(dropoffFrom)} and ${clockTime(dropoffTo)}`,
      { reference },
    );
    return { status: 201, body: wireDelivery(delivery, this.#env.publicUrl) };
  }

  #read(id: string): Answer {
    const delivery = this.#deliveries.get(id);
    return delivery ? { status: 200, body: this.#whole(delivery) } : refuse(404, 'not_found', `There is no delivery ${id}.`);
  }

  #list(query: URLSearchParams): Answer {
    const [trackingNumber, reference] = [query.get('tracking_number'), query.get('reference')];
    // Without a question the newest come, not all that ever were.
    const asked = trackingNumber ?? reference;
    const found = asked
      ? this.#lookup
          .all(asked)
          .filter((delivery) => !trackingNumber || delivery.parcels.some((parcel) => parcel.trackingNumber === trackingNumber))
          .filter((delivery) => !reference || delivery.reference === reference)
      : this.#deliveries.all().slice(-MOST_LISTED);
    return { status: 200, body: { deliveries: found.map((delivery) => this.#whole(delivery)) } };
  }

  #whole(delivery: Delivery): Fields {
    const { drive, status, events, courier } = delivery;
    const driving = drive && status === 'picked_up';
    return {
      ...wireDelivery(delivery, this.#env.publicUrl),
      ...(drive ? { courier, route: drive.points.map(wirePosition) } : {}),
      ...(driving ? { position: wirePosition(whereAt(drive, this.#env.now()).position) } : {}),
      events,
    };
  }

  #label(trackingNumber: string, form: 'svg' | 'pdf'): Answer {
    const delivery = this.#byTrackingNumber(trackingNumber);
    const parcel = delivery?.parcels.find((candidate) => candidate.trackingNumber === trackingNumber);
    if (!delivery || !parcel) return refuse(404, 'not_found', `There is no label ${trackingNumber}.`);
    const address = ({ name, street, postalCode, city }: Place) =>
      [name, street, `${postalCode} ${city}`].filter((line) => line.trim() !== '');
    const label: ParcelLabel = {
      carrier: 'Bydel Bud',
      service: delivery.service,
      ...parcel,
      from: address(delivery.pickup),
      to: address(delivery.dropoff),
    };
    return form === 'pdf'
      ? { status: 200, headers: { 'content-type': 'application/pdf' }, body: labelsAsPdf([label]) }
      : { status: 200, headers: { 'content-type': 'image/svg+xml' }, body: drawParcelLabel(label) };
  }

  #page(trackingNumber: string): Answer {
    const delivery = this.#byTrackingNumber(trackingNumber);
    if (!delivery)
      return {
        status: 404,
        headers: { 'content-type': 'text/html;charset=UTF-8' },
        body: '<!doctype html><title>Unknown</title><p>We do not know this parcel.',
      };
    return { status: 200, headers: { 'content-type': 'text/html;charset=UTF-8' }, body: trackingPage(delivery) };
  }

  /** Until the courier has the parcel. */
  #cancel(id: string): Answer {
    const delivery = this.#deliveries.get(id);
    if (!delivery) return refuse(404, 'not_found', `There is no delivery ${id}.`);
    if (delivery.status !== 'scheduled' && delivery.status !== 'cancelled')
      return refuse(409, 'under_way', `The delivery is ${delivery.status.replace('_', ' ')}.`);
    return { status: 200, body: wireDelivery(this.#rides.cancel(delivery), this.#env.publicUrl) };
  }

  /** The ride begins when the last parcel of the delivery is in the courier's hands. */
  #scan({ text: sent }: Call): Answer {
    const body = readBody(sent);
    const [barcode, trackingNumber] = [text(body?.barcode)?.replace(/^\(?00\)?(?=\d{18}$)/, ''), text(body?.tracking_number)];
    const isScanned = (parcel: CourierParcel) => parcel.sscc === barcode || parcel.trackingNumber === trackingNumber;
    const delivery = this.#lookup.first(barcode ?? trackingNumber ?? '');
    if (!delivery) return refuse(404, 'not_found', `No parcel carries ${barcode ?? trackingNumber ?? 'nothing'}.`);
    if (delivery.status === 'cancelled') return refuse(409, 'cancelled', 'The delivery was cancelled.');
    if (delivery.parcels.every((parcel) => parcel.scanned)) return { status: 204 };
    const parcels = delivery.parcels.map((parcel) => (isScanned(parcel) ? { ...parcel, scanned: true } : parcel));
    const scanned: Delivery = { ...delivery, parcels };
    this.#deliveries.put(scanned);
    if (parcels.every((parcel) => parcel.scanned)) this.#rides.take(scanned);
    return { status: 204 };
  }

  #plan(service: CourierService, readyAt: number, metres: number): Plan {
    const ready = Math.max(readyAt, this.#env.now());
    const load = this.#onHand.size;
    return service === 'express' ? planExpress(ready, metres, load) : planEvening(ready, metres);
  }

  #metres(from: Place, to: Place): number {
    return this.#env.seeds.town.route(from.position, to.position).metres.at(-1) ?? 0;
  }

  #byTrackingNumber(trackingNumber: string): Delivery | undefined {
    return this.#lookup.first(trackingNumber);
  }
}
