import type { Answer, Call, ServiceEnv } from '../../kernel/service.ts';
import type { Table } from '../../kernel/table.ts';
import { Lookup } from '../parcels/lookup.ts';
import { fields, list, readBody, text, type Fields } from '../parcels/reading.ts';
import type { Consignment } from './consignment.ts';
import type { PlannedScan } from './itinerary.ts';
import { uuid } from './shipping-guide.ts';

/** A subscription to the events of one package or consignment. */
interface Subscription {
  id: string;
  trackingId: string;
  groups: string[];
  url: string;
  contentType: string;
  headers: { key: string; value: string }[];
  created: number;
  expiry: number;
}

const LIFE_MS = 30 * 86_400_000;
const MOST_URL = 250;
const MOST_HEADERS = 1_024;
const MOST_AT_ONCE = 100;

/** `2019-03-16T14:58:48+0000`, as Event Cast writes times. */
const stamp = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}+0000`;

/** Values of headers are never shown again. */
const wire = ({ id, trackingId, groups, url, contentType, headers, created, expiry }: Subscription): Fields => ({
  id,
  authenticator: 'mybring-user',
  configuration: { url, content_type: contentType, headers: headers.map(({ key }) => ({ key })) },
  trackingId,
  event_groups: groups,
  expiry: stamp(expiry),
  created: stamp(created),
});

/** Event Cast: Bring tells of parcels by itself. A callback says that something happened; what it was, tracking tells. */
export class EventCast {
  readonly #env: ServiceEnv;
  readonly #rows: Table<Subscription>;
  readonly #byTrackingId: Lookup<Subscription>;

  constructor(env: ServiceEnv) {
    this.#env = env;
    this.#rows = env.table<Subscription>('subscriptions', ({ id }) => id);
    this.#byTrackingId = new Lookup(
      this.#rows,
      ({ id }) => id,
      ({ trackingId }) => [trackingId],
    );
  }

  create({ text: sent }: Call): Answer {
    const body = readBody(sent) ?? {};
    const read = this.#read(body, text(body['trackingId']));
    if (typeof read === 'string') return this.#refuse(400, read);
    const similar = this.#byTrackingId
      .all(read.trackingId)
      .some((row) => this.#isStanding(row) && row.url === read.url && row.groups.join() === read.groups.join());
    if (similar) return this.#refuse(409, 'Webhook of similar subscription already exists');
    return { status: 201, body: wire(this.#byTrackingId.put(read)) };
  }

  createBatch({ text: sent }: Call): Answer {
    const body = readBody(sent) ?? {};
    const wanted = list(body['trackingIds']).map((id) => this.#read(body, text(id)));
    const wrong = wanted.find((one) => typeof one === 'string');
    if (wanted.length > MOST_AT_ONCE) return this.#refuse(400, 'Too many references');
    if (wanted.length === 0 || wrong !== undefined) return this.#refuse(400, wrong ?? 'Reference is not provided');
    const made = wanted.flatMap((one) => (typeof one === 'string' ? [] : [this.#byTrackingId.put(one)]));
    return { status: 201, body: made.map(wire) };
  }

  read({ params }: Call): Answer {
    const row = this.#standing(params['id']!);
    return row ? { status: 200, body: wire(row) } : this.#refuse(404, 'Webhook not found');
  }

  list({ query }: Call): Answer {
    const limit = Number(query.get('limit') ?? 10_000);
    if (!Number.isInteger(limit) || limit < 1 || limit > 150_000) return this.#refuse(400, 'Limit is invalid');
    return { status: 200, body: this.#rows.all().filter(this.#isStanding).slice(-limit).map(wire) };
  }

  remove({ params, query }: Call): Answer {
    const row = this.#standing(params['id']!);
    if (!row) return this.#refuse(404, 'Webhook not found');
    this.#rows.delete(row.id);
    return query.get('includeWebhook') === 'true' ? { status: 200, body: wire(row) } : { status: 204 };
  }

  test({ params }: Call): Answer {
    const row = this.#standing(params['id']!);
    if (!row) return this.#refuse(404, 'Webhook not found');
    this.#send(row, { shipment: 'SHIPMENTNUMBER', parcel: row.trackingId, status: row.groups[0]!, at: this.#env.now() });
    return { status: 202 };
  }

  /** A package was seen: whoever asked for such events of it is told. */
  tell({ number }: Consignment, packageNumber: string, { status, at }: PlannedScan): void {
    for (const row of [...this.#byTrackingId.all(packageNumber), ...this.#byTrackingId.all(number)]) {
      if (!this.#isStanding(row) || !row.groups.includes(status)) continue;
      this.#send(row, { shipment: number, parcel: packageNumber, status, at });
    }
  }

  /** Of those that have run out nothing is known any more. */
  readonly #isStanding = ({ expiry }: Subscription): boolean => expiry >= this.#env.now();

  #standing(id: string): Subscription | undefined {
    const row = this.#rows.get(id);
    return row && this.#isStanding(row) ? row : undefined;
  }

  #send(
    { url, contentType, headers }: Subscription,
    { shipment, parcel, status, at }: { shipment: string; parcel: string; status: string; at: number },
  ): void {
    const body = { status, id: uuid(this.#env), shipment, package: parcel, created: stamp(at), pushed: stamp(this.#env.now()) };
    this.#env.send({
      url,
      body: JSON.stringify(body),
      headers: {
        'content-type': contentType,
        'x-bring-application': 'BMEC',
        'x-bring-correlation': body.id.slice(0, 5),
        'x-bring-version': '1',
        ...Object.fromEntries(headers.map(({ key, value }) => [key, value])),
      },
      operation: 'event cast',
    });
  }

  #read(body: Fields, trackingId: string | undefined): Subscription | string {
    if (!trackingId) return 'Reference is not provided';
    const { url, content_type, headers } = fields(body['configuration']);
    const wanted = list(headers).map((one) => ({ key: text(fields(one)['key']) ?? '', value: text(fields(one)['value']) ?? '' }));
    const groups = list(body['event_groups']).flatMap((group) => text(group) ?? []);
    if (!text(url) || text(url)!.length > MOST_URL) return 'Configuration url is not provided or too long';
    if (groups.length === 0) return 'Event groups are not provided';
    if (wanted.some(({ key }) => key === '')) return 'Configuration headers need a key';
    if (wanted.reduce((length, { key, value }) => length + key.length + value.length + 2, 0) > MOST_HEADERS)
      return 'Configuration headers are too long';
    const created = this.#env.now();
    return {
      id: uuid(this.#env),
      trackingId,
      groups,
      url: text(url)!,
      contentType: text(content_type) ?? 'application/json',
      headers: wanted,
      created,
      expiry: created + LIFE_MS,
    };
  }

  #refuse(status: number, reason: string): Answer {
    return { status, body: { uuid: uuid(this.#env).slice(0, 6), status: String(status), reason } };
  }
}
