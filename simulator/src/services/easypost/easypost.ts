import type { Answer, Call, Route, Service, ServiceEnv, ServiceFactory } from '../../kernel/service.ts';
import { labelsAsPdf } from '../parcels/label-pdf.ts';
import { readBody, text } from '../parcels/reading.ts';
import { addressErrors, readAddress, verified } from './addresses.ts';
import { Hooks } from './hooks.ts';
import { hexId } from './ids.ts';
import { leversOf } from './levers.ts';
import { invalid, notFound, refuse, required } from './refusals.ts';
import { Ring, type Slot } from './ring.ts';
import type { AddressRow, ParcelRow } from './rows.ts';
import { Shipments } from './shipments.ts';
import { Trackers } from './trackers.ts';
import { iso, wireAddress, wireParcel } from './wire.ts';

export interface EasyPostOptions {
  /** The API key: user name of HTTP basic authentication, without a password. */
  key: string;
  /** Who is subscribed from the start. */
  webhooks?: readonly { url: string; secret: string }[];
  /** Requests that are answered within one second; 500 when absent. More of them get a 429. */
  requestsPerSecond?: number;
}

const KEPT_ROWS = 2_000;

/** EasyPost: one API before several carriers. Source: docs/upstream/easypost.md. */
export function easypostService(options: EasyPostOptions): ServiceFactory {
  return (env) => new EasyPost(env, options).service();
}

class EasyPost {
  readonly #env: ServiceEnv;
  readonly #options: EasyPostOptions;
  readonly #hooks: Hooks;
  readonly #trackers: Trackers;
  readonly #shipments: Shipments;
  readonly #addresses: Ring<AddressRow>;
  readonly #parcels: Ring<ParcelRow>;
  #second = { at: 0, count: 0 };

  constructor(env: ServiceEnv, options: EasyPostOptions) {
    this.#env = env;
    this.#options = options;
    this.#hooks = new Hooks(env, options.webhooks ?? []);
    this.#trackers = new Trackers(env, this.#hooks);
    this.#addresses = new Ring(
      env.table<Slot<AddressRow>>('addresses', ({ slot }) => slot),
      KEPT_ROWS,
      ({ reference }) => reference,
    );
    this.#parcels = new Ring(
      env.table<Slot<ParcelRow>>('parcels', ({ slot }) => slot),
      KEPT_ROWS,
    );
    this.#shipments = new Shipments(env, {
      trackers: this.#trackers,
      hooks: this.#hooks,
      addresses: this.#addresses,
      parcels: this.#parcels,
    });
  }

  service(): Service {
    const [hooks, trackers, shipments] = [this.#hooks, this.#trackers, this.#shipments];
    const closed = (method: Route['method'], path: string, operation: string, resolve: Route['resolve']): Route => ({
      method,
      path,
      operation,
      resolve: (call) => this.#door(call) ?? resolve(call),
    });
    return {
      name: 'easypost',
      title: 'EasyPost (carriers)',
      origin: 'https://api.easypost.com',
      routes: [
        closed('POST', '/v2/addresses', 'create address', (call) => this.#createAddress(call)),
        closed('POST', '/v2/addresses/create_and_verify', 'verify address', (call) => this.#createAndVerify(call)),
        closed('GET', '/v2/addresses/:id', 'read address', ({ params }) => {
          const row = this.#addresses.find(params['id']!);
          return row ? { status: 200, body: wireAddress(row) } : notFound();
        }),
        closed('GET', '/v2/addresses/:id/verify', 'verify address', ({ params }) => this.#verify(params['id']!)),
        closed('POST', '/v2/parcels', 'create parcel', (call) => this.#createParcel(call)),
        closed('GET', '/v2/parcels/:id', 'read parcel', ({ params }) => {
          const row = this.#parcels.find(params['id']!);
          return row ? { status: 200, body: wireParcel(row) } : notFound();
        }),
        closed('POST', '/v2/shipments', 'create shipment', (call) => shipments.create(call)),
        closed('GET', '/v2/shipments', 'list shipments', (call) => shipments.list(call)),
        closed('GET', '/v2/shipments/:id', 'read shipment', (call) => shipments.read(call)),
        closed('POST', '/v2/shipments/:id/buy', 'buy', (call) => shipments.buy(call)),
        closed('POST', '/v2/shipments/:id/rerate', 'rerate', (call) => shipments.rerate(call)),
        closed('POST', '/v2/shipments/:id/refund', 'refund', (call) => shipments.refund(call)),
        closed('GET', '/v2/shipments/:id/label', 'label', (call) => shipments.read(call)),
        closed('GET', '/v2/rates/:id', 'read rate', (call) => shipments.readRate(call)),
        closed('POST', '/v2/trackers', 'create tracker', (call) => trackers.create(call)),
        closed('POST', '/v2/trackers/batch', 'read trackers', (call) => trackers.batch(call)),
        closed('GET', '/v2/trackers', 'list trackers', (call) => trackers.list(call)),
        closed('GET', '/v2/trackers/:id', 'read tracker', (call) => trackers.read(call)),
        closed('DELETE', '/v2/trackers/:id', 'delete tracker', (call) => trackers.remove(call)),
        closed('GET', '/v2/events', 'list events', (call) => hooks.listEvents(call)),
        closed('GET', '/v2/events/:id', 'read event', (call) => hooks.readEvent(call)),
        closed('POST', '/v2/webhooks', 'create webhook', (call) => hooks.create(call)),
        closed('GET', '/v2/webhooks', 'list webhooks', () => hooks.list()),
        closed('GET', '/v2/webhooks/:id', 'read webhook', (call) => hooks.read(call)),
        closed('PATCH', '/v2/webhooks/:id', 'update webhook', (call) => hooks.update(call)),
        closed('DELETE', '/v2/webhooks/:id', 'delete webhook', (call) => hooks.remove(call)),
        {
          method: 'GET',
          path: '/files/postage_label/:id.pdf',
          operation: 'file',
          resolve: ({ params }) => this.#label(params['id']!),
        },
        { method: 'GET', path: '/track/:id', operation: 'page', resolve: ({ params }) => this.#page(params['id']!) },
        closed('POST', '/x-handheld/scans', 'scan', (call) => this.#scan(call)),
      ],
      alarms: {
        move: (due: { id: string; at: number }) => trackers.ring(due),
        refunded: (id: string) => shipments.refunded(id),
      },
      signWebhook: ({ url, body }) => hooks.sign(url, body),
      levers: leversOf(this.#env, { trackers, shipments, hooks }),
      unknownPath: (_call, hint) => notFound(`Known paths: ${hint}`),
      documents: () => ({ Shipments: shipments.documents() }),
    };
  }

  /** Who asks, and how often. Undefined: come in. */
  #door({ headers }: Call): Answer | undefined {
    const [, encoded = ''] = /^Basic (\S+)$/.exec(headers.get('authorization') ?? '') ?? [];
    if (decoded(encoded).split(':')[0] !== this.#options.key)
      return refuse(401, 'UNAUTHORIZED', 'The API key is missing or unknown.');
    const second = Math.floor(this.#env.now() / 1_000);
    if (this.#second.at !== second) this.#second = { at: second, count: 0 };
    this.#second.count += 1;
    return this.#second.count > (this.#options.requestsPerSecond ?? 500)
      ? { ...refuse(429, 'RATE_LIMITED', 'You have been rate limited. Try again in a moment.'), headers: { 'retry-after': '1' } }
      : undefined;
  }

  #createAddress({ text: sent }: Call): Answer {
    const body = readBody(sent);
    if (typeof body?.['address'] !== 'object' || body['address'] === null) return required('address');
    const address = readAddress(body['address'], hexId(this.#env, 'adr'), this.#env.now());
    const strict = body['verify_strict'] === true || Array.isArray(body['verify_strict']);
    const wanted = strict || body['verify'] === true || Array.isArray(body['verify']);
    const { town } = this.#env.seeds;
    const errors = strict ? addressErrors(town, address) : [];
    if (errors.length > 0) return unverified(errors);
    const row = this.#addresses.add(wanted ? verified(town, address) : address);
    return { status: 201, body: wireAddress(row) };
  }

  #createAndVerify({ text: sent }: Call): Answer {
    const body = readBody(sent);
    if (typeof body?.['address'] !== 'object' || body['address'] === null) return required('address');
    const address = readAddress(body['address'], hexId(this.#env, 'adr'), this.#env.now());
    const errors = addressErrors(this.#env.seeds.town, address);
    if (errors.length > 0) return unverified(errors);
    return { status: 200, body: { address: wireAddress(this.#addresses.add(verified(this.#env.seeds.town, address))) } };
  }

  #verify(id: string): Answer {
    const address = this.#addresses.find(id);
    if (!address) return notFound();
    const errors = addressErrors(this.#env.seeds.town, address);
    if (errors.length > 0) return unverified(errors);
    return { status: 200, body: { address: wireAddress(this.#addresses.replace(verified(this.#env.seeds.town, address))) } };
  }

  #createParcel({ text: sent }: Call): Answer {
    const wire = readBody(sent)?.['parcel'];
    if (typeof wire !== 'object' || wire === null) return required('parcel');
    const parcel = this.#shipments.readParcel(wire);
    if (!parcel) return invalid('weight', 'must be greater than 0');
    return { status: 201, body: wireParcel(this.#parcels.add(parcel)) };
  }

  #label(id: string): Answer {
    const label = this.#shipments.label(id);
    if (!label) return notFound();
    return { status: 200, headers: { 'content-type': 'application/pdf' }, body: labelsAsPdf([label]) };
  }

  #page(id: string): Answer {
    const tracker = this.#trackers.get(id);
    const headers = { 'content-type': 'text/html;charset=UTF-8' };
    if (!tracker) return { status: 404, headers, body: '<!doctype html><title>Unknown</title><p>We do not know this parcel.' };
    const rows = tracker.details.map(
      ({ at, message, city }) => `<li><time>${iso(at)}</time> ${escape(message)} ${escape(city ?? '')}</li>`,
    );
    return {
      status: 200,
      headers,
      body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>${tracker.carrier} ${tracker.code}</title><h1>${tracker.carrier} ${tracker.code}</h1><ol>${rows.join('')}</ol></html>`,
    };
  }

  /** The driver's handheld at the sender's ramp: from here on the parcel is on its way. */
  #scan({ text: sent }: Call): Answer {
    const body = readBody(sent);
    const read = (text(body?.['barcode']) ?? text(body?.['tracking_number']) ?? '').replace(/^\(?00\)?(?=\d{18}$)/, '');
    return this.#shipments.handIn(read) ? { status: 204 } : notFound(`Nobody bought a label for ${read || 'this'}.`);
  }
}

const escape = (words: string): string => words.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`);

const unverified = (errors: readonly unknown[]): Answer =>
  refuse(422, 'ADDRESS.VERIFY.FAILURE', 'Unable to verify address.', errors);

function decoded(base64: string): string {
  try {
    return atob(base64);
  } catch {
    return '';
  }
}
