import type { Answer, Call, Route, Service, ServiceEnv, ServiceFactory } from '../../kernel/service.ts';
import { norwegianDate, osloIso } from '../parcels/oslo-time.ts';
import { labelsAsPdf } from '../parcels/label-pdf.ts';
import { Lookup } from '../parcels/lookup.ts';
import { drawParcelLabel, type ParcelLabel } from '../parcels/parcel-label.ts';
import { fields, list, readBody, text } from '../parcels/reading.ts';
import { gs1CheckDigit, makeSscc } from '../parcels/sscc.ts';
import { doorAt, doorsIn } from '../parcels/town-places.ts';
import { arrivalOn, bookingError, readWish, requestErrors, type Wish } from './booking.ts';
import type { BookedPackage, Consignment, TrackingEvent } from './consignment.ts';
import { EventCast } from './event-cast.ts';
import { promisedDay, terminalOf } from './itinerary.ts';
import { leversOf } from './levers.ts';
import { answerId, answerLocation, answerPostalCode, pointsOf, type Point } from './pickup-points.ts';
import { findProduct, PRODUCTS } from './products.ts';
import { Roads, type Due } from './roads.ts';
import { answerProducts, uuid } from './shipping-guide.ts';
import { testConsignment } from './test-packages.ts';
import { trackingAnswer, trackingError, trackingPage } from './tracking.ts';

export interface BringOptions {
  uid: string;
  key: string;
  customerNumber: string;
}

/** GS1 company prefix of Posten Bring, as in the contract's examples. */
const GS1_PREFIX = '7043810';
const POINTS = '/pickuppoint/api/pickuppoint/:country';

/** Posten Bring: shipping guide, pickup points, booking, labels, tracking, and the roads behind them. Source: docs/upstream/bring.md. */
export function bringService(options: BringOptions): ServiceFactory {
  return (env) => new Bring(env, options).service();
}

class Bring {
  readonly #env: ServiceEnv;
  readonly #options: BringOptions;
  readonly #consignments;
  readonly #lookup: Lookup<Consignment>;
  /** Points that take no parcels any more. */
  readonly #closed;
  readonly #eventCast: EventCast;
  readonly #roads: Roads;
  readonly #serial: () => number;

  constructor(env: ServiceEnv, options: BringOptions) {
    this.#env = env;
    this.#options = options;
    this.#consignments = env.table<Consignment>('consignments', (consignment) => consignment.number);
    this.#lookup = new Lookup(
      this.#consignments,
      ({ number }) => number,
      ({ number, labelId, reference, packages }) => [number, labelId, reference, ...packages.map((each) => each.number)],
    );
    this.#closed = env.table<{ id: string }>('closed-points', ({ id }) => id);
    this.#eventCast = new EventCast(env);
    this.#roads = new Roads(env, this.#lookup, (consignment, number, scan) => this.#eventCast.tell(consignment, number, scan));
    this.#serial = env.counter('numbers', 126_800_001);
  }

  service(): Service {
    const { seeds } = this.#env;
    const cast = this.#eventCast;
    const isOpen = (id: string) => this.#closed.get(id) === undefined;
    const closed = (method: Route['method'], path: string, operation: string, resolve: Route['resolve']): Route => ({
      method,
      path,
      operation,
      resolve: (call) =>
        this.#isKnown(call)
          ? resolve(call)
          : { status: 401, headers: { 'content-type': 'text/plain;charset=UTF-8' }, body: UNKNOWN_USER },
    });
    return {
      name: 'bring',
      title: 'Bring (carrier)',
      origin: 'https://api.bring.com',
      routes: [
        closed('POST', '/shippingguide/api/v2/products', 'products', (call) =>
          answerProducts(this.#env, call, this.#options.customerNumber),
        ),
        closed('GET', `${POINTS}/postalCode/:postalCode`, 'pickup points', (call) => answerPostalCode(seeds.town, call, isOpen)),
        closed('GET', `${POINTS}/location/:coordinates`, 'pickup points', (call) => answerLocation(seeds.town, call, isOpen)),
        closed('GET', `${POINTS}/id/:id`, 'pickup point', (call) => answerId(seeds.town, call, isOpen)),
        closed('POST', '/booking/api/booking', 'book', (call) => this.#book(call)),
        closed('GET', '/booking/api/customers', 'customers', () => this.#customers()),
        closed('GET', '/tracking/api/v2/tracking.json', 'track', ({ query }) => this.#track(query)),
        closed('POST', '/event-cast/api/v1/webhooks', 'subscribe', (call) => cast.create(call)),
        closed('POST', '/event-cast/batch/api/v1/webhooks', 'subscribe', (call) => cast.createBatch(call)),
        closed('GET', '/event-cast/api/v1/webhooks/', 'subscriptions', (call) => cast.list(call)),
        closed('GET', '/event-cast/api/v1/webhooks/:id', 'subscription', (call) => cast.read(call)),
        closed('DELETE', '/event-cast/api/v1/webhooks/:id', 'unsubscribe', (call) => cast.remove(call)),
        closed('POST', '/event-cast/api/v1/webhooks/:id/test', 'test subscription', (call) => cast.test(call)),
        {
          method: 'GET',
          path: '/labels/id/:id.pdf',
          operation: 'label',
          resolve: ({ params }) => this.#label(params.id!, 'pdf'),
        },
        {
          method: 'GET',
          path: '/labels/id/:id.svg',
          operation: 'label',
          resolve: ({ params }) => this.#label(params.id!, 'svg'),
        },
        { method: 'GET', path: '/sporing.html', operation: 'page', resolve: ({ query }) => this.#page(query.get('q') ?? '') },
        closed('POST', '/x-handheld/scans', 'scan', (call) => this.#scan(call)),
      ],
      alarms: {
        scan: (due: Due) => this.#roads.ring(due),
      },
      levers: leversOf(this.#env, {
        consignments: this.#consignments,
        lookup: this.#lookup,
        roads: this.#roads,
        closed: this.#closed,
      }),
      unknownPath: ({ path }, hint) => ({
        status: 404,
        body: { status: 404, error: 'Not Found', message: `No endpoint at ${path}. Known: ${hint}`, path },
      }),
      documents: () => ({
        Consignments: this.#consignments
          .all()
          .reverse()
          .map(({ number, productId, reference, recipient, isTest, packages }) => ({
            number,
            reference,
            product: findProduct(productId)?.productName.en ?? productId,
            to: `${recipient.name}, ${recipient.postalCode} ${recipient.city}`,
            packages: packages.map((each) => each.number).join(', '),
            status: isTest ? 'TEST' : (packages[0]?.events[0]?.status ?? ''),
            since: packages[0]?.events[0] ? osloIso(packages[0].events[0].at) : '',
          })),
      }),
    };
  }

  #isKnown({ headers }: Call): boolean {
    return headers.get('x-mybring-api-uid') === this.#options.uid && headers.get('x-mybring-api-key') === this.#options.key;
  }

  #book({ text: sent }: Call): Answer {
    const body = readBody(sent);
    const refused = (codes: string[], correlationId: string | null) => ({
      confirmation: null,
      errors: codes.map((code) => bookingError(uuid(this.#env), code)),
      correlationId,
    });
    const wrong = requestErrors(body);
    if (!body || wrong.length > 0) return { status: 400, body: { consignments: [refused(wrong, null)] } };
    const isTest = body.testIndicator === true;
    const isPoint = (id: string) => this.#openPoints().some((point) => point.id === id);
    const wishes = list(body.consignments).map((each) => {
      const consignment = fields(each);
      return {
        correlationId: text(consignment.correlationId) ?? null,
        ...readWish(consignment, { isTest, customerNumber: this.#options.customerNumber, isPoint }),
      };
    });
    if (wishes.some((wish) => 'errors' in wish))
      return {
        status: 400,
        body: { consignments: wishes.map((wish) => refused('errors' in wish ? wish.errors : [], wish.correlationId)) },
      };
    return {
      status: 200,
      body: { consignments: wishes.flatMap((wish) => ('wish' in wish ? [this.#confirm(wish.wish, isTest)] : [])) },
    };
  }

  #confirm(wish: Wish, isTest: boolean): Record<string, unknown> {
    const env = this.#env;
    const { product, sender, recipient, reference, correlationId, customerNumber, readyAt } = wish;
    const { town } = env.seeds;
    const day = promisedDay(
      product,
      terminalOf(town, sender.postalCode),
      terminalOf(town, recipient.postalCode),
      Math.max(readyAt, env.now()),
    );
    const body = GS1_PREFIX + String(this.#serial());
    const number = body + String(gs1CheckDigit(body));
    const point = product.kind === 'pickup' ? this.#pointFor(wish) : undefined;
    const known: TrackingEvent = {
      at: env.now(),
      status: 'PRE_NOTIFIED',
      description: 'No shipment has been received yet, only notification of the shipment.',
      unitId: '904030',
      postalCode: '',
      city: '',
      signature: '',
    };
    const packages = wish.packages.map(({ weightGrams, sides: [length, width, height], correlationId: own }): BookedPackage => {
      const sscc = makeSscc(GS1_PREFIX, this.#serial());
      return { number: sscc, correlationId: own, weightGrams, length, width, height, handedIn: false, plan: [], events: [known] };
    });
    const consignment: Consignment = {
      number,
      labelId: uuid(env),
      productId: product.id,
      customerNumber,
      reference,
      correlationId,
      isTest,
      sender,
      recipient,
      arrives: arrivalOn(day, product),
      packages,
      ...(point ? { pointId: point.id } : {}),
    };
    this.#lookup.put(consignment);
    const to = point ? `${point.place.name}` : `${recipient.addressLine}, ${recipient.postalCode} ${recipient.city}`;
    if (!isTest)
      env.tell(
        `Bring expects consignment ${number}, ${product.productName.en.toLowerCase()} to ${to}, there on ${norwegianDate(day)}`,
        { reference },
      );
    return {
      confirmation: {
        consignmentNumber: number,
        productSpecificData: null,
        links: {
          labels: `${env.publicUrl}/labels/id/${consignment.labelId}.pdf`,
          waybill: null,
          tracking: `${env.publicUrl}/sporing.html?q=${number}`,
        },
        dateAndTimes: { earliestPickup: null, expectedDelivery: consignment.arrives.to },
        packages: packages.map((each) => ({ packageNumber: each.number, correlationId: each.correlationId })),
      },
      errors: null,
      correlationId,
    };
  }

  /** The point that was asked for, or the one nearest to the recipient. */
  #pointFor({ pointId, recipient }: Wish): Point | undefined {
    const { town } = this.#env.seeds;
    const points = this.#openPoints();
    const asked = points.find(({ id }) => id === pointId);
    if (asked) return asked;
    const home = doorAt(town, recipient.addressLine, recipient.postalCode);
    const from = home ?? doorsIn(town, recipient.postalCode)[0];
    if (!from) return undefined;
    const metres = ({ place }: Point) => town.route(from.position, place.address.position).metres.at(-1) ?? 0;
    return points.filter(({ isLocker }) => !isLocker).sort((a, b) => metres(a) - metres(b))[0];
  }

  #openPoints(): Point[] {
    return pointsOf(this.#env.seeds.town).filter(({ id }) => !this.#closed.get(id));
  }

  #customers(): Answer {
    const customer = {
      name: 'Kniv & Fjøl',
      customerNumber: this.#options.customerNumber,
      countryCode: 'NO',
      products: PRODUCTS.map(({ id }) => id),
    };
    return { status: 200, body: { customers: [customer] } };
  }

  #track(query: URLSearchParams): Answer {
    const asked = query.get('q')?.trim();
    if (!asked) return { status: 200, body: trackingError(400, 'Invalid query') };
    const found = this.#find(asked);
    const sample = testConsignment(asked);
    if (found.length === 0 && !sample) return { status: 200, body: trackingError(404, 'No shipments found') };
    return {
      status: 200,
      body: trackingAnswer(this.#env.seeds.town, sample ? [sample] : found, query.get('lang') === 'no' ? 'no' : 'en'),
    };
  }

  /** By consignment, package or reference. Test bookings never reach the tracking system. */
  #find(asked: string): Consignment[] {
    return this.#lookup.all(asked).filter(({ isTest }) => !isTest);
  }

  #label(id: string, form: 'pdf' | 'svg'): Answer {
    const consignment = this.#lookup.all(id).find(({ labelId }) => labelId === id);
    if (!consignment) return { status: 404, body: { message: `There is no label ${id}.` } };
    const { sender, recipient, productId, isTest, packages } = consignment;
    const address = (party: typeof sender) =>
      [party.name, party.addressLine, party.addressLine2, `${party.postalCode} ${party.city}`].filter(Boolean);
    const service = findProduct(productId)!.productName.no;
    const labels = packages.map(({ number, weightGrams }): ParcelLabel => ({
      carrier: 'posten bring',
      service,
      sscc: number,
      trackingNumber: number,
      weightGrams,
      from: address(sender),
      to: address(recipient),
      ...(isTest ? { stamp: 'TEST' } : {}),
    }));
    if (form === 'pdf') return { status: 200, headers: { 'content-type': 'application/pdf' }, body: labelsAsPdf(labels) };
    const drawn = labels.map(drawParcelLabel);
    const stacked = drawn
      .map((label, index) => label.replace('width="100mm" height="150mm"', `y="${index * 600}" width="400" height="600"`))
      .join('');
    const body =
      drawn.length === 1
        ? drawn[0]
        : `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 ${600 * drawn.length}" width="100mm" height="${150 * drawn.length}mm">${stacked}</svg>`;
    return { status: 200, headers: { 'content-type': 'image/svg+xml' }, body };
  }

  #page(asked: string): Answer {
    const found = this.#consignments.get(asked);
    const headers = { 'content-type': 'text/html;charset=UTF-8' };
    return found
      ? { status: 200, headers, body: trackingPage(found) }
      : { status: 404, headers, body: '<!doctype html><title>Unknown</title><p>We do not know this shipment.' };
  }

  /** The driver's handheld at the sender's ramp: from here on the parcel is on its way. */
  #scan({ text: sent }: Call): Answer {
    const body = readBody(sent);
    const read = (text(body?.barcode) ?? text(body?.tracking_number) ?? '').replace(/^\(?00\)?(?=\d{18}$)/, '');
    const consignment = this.#find(read)[0];
    if (!consignment) return { status: 404, body: { message: `Nobody booked ${read || 'this'}.` } };
    const handedIn = consignment.packages.filter(
      (each) => !each.handedIn && (each.number === read || read === consignment.number),
    );
    if (handedIn.length === 0) return { status: 204 };
    this.#lookup.put({
      ...consignment,
      packages: consignment.packages.map((each) => (handedIn.includes(each) ? { ...each, handedIn: true } : each)),
    });
    for (const each of handedIn) this.#roads.plan(consignment, each.number);
    return { status: 204 };
  }
}

const UNKNOWN_USER =
  '401 - Unathorized. The API no longer supports unauthenticated requests. Make sure your requests are authenticated. Read more about this on our Bring developer site. https://developer.bring.com/api/';
