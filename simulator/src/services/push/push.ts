import type { Answer, Call, Service, ServiceEnv, ServiceFactory } from '../../kernel/service.ts';
import type { Table } from '../../kernel/table.ts';
import { fields, readBody, text } from '../parcels/reading.ts';
import { fromBase64url, toBase64url } from './base64url.ts';
import type { PushCrypto } from './push-crypto.ts';
import { vapidObjection } from './vapid.ts';

export interface PushOptions {
  /** Absent, as in a page: signatures are taken on trust, and phones cannot read what they get. */
  crypto?: PushCrypto;
}

/** One browser that wants to be told. */
export interface Subscription {
  id: string;
  /** Whose phone it is. */
  owner: string;
  /** VAPID key of the only sender that may send, base64url. */
  senderKey: string;
  p256dh: string;
  auth: string;
  /** Known to the phone alone; absent where a real browser brought its own keys. */
  privateKey?: string;
  expired: boolean;
  /** Messages within the minute at hand. */
  minute: number;
  count: number;
}

/** What a phone shows. */
export interface Notification {
  id: string;
  subscription: string;
  at: number;
  bytes: number;
  ttl: number;
  urgency: string;
  topic?: string;
  /** Absent when it could not be opened. */
  title?: string;
  body?: string;
  url?: string;
  /** A later one with the same topic took its place. */
  replaced: boolean;
}

const ORIGIN = 'https://push.nettleser.example';
/** What every push service takes at least, and ours takes at most. Source: RFC 8030, 7.2. */
const MOST_BYTES = 4_096;
const MOST_PER_MINUTE = 30;
const MINUTE_MS = 60_000;
const URGENCIES: readonly string[] = ['very-low', 'low', 'normal', 'high'];

/** The push service of the phones' browser. Source: RFC 8030, 8291 and 8292; docs/upstream/push.md. */
export const pushService =
  (options: PushOptions = {}): ServiceFactory =>
  (env) =>
    new Push(env, options).service();

class Push {
  readonly #env: ServiceEnv;
  readonly #crypto: PushCrypto | undefined;
  readonly #subscriptions: Table<Subscription>;
  readonly #notifications: Table<Notification>;
  /** The notification that is shown of each topic. */
  readonly #topics: Table<{ id: string; shown: string }>;
  /** Notifications by subscription, oldest first; filled late, when a saved world has been put back. */
  #shownBy: Map<string, string[]> | undefined;

  constructor(env: ServiceEnv, { crypto }: PushOptions) {
    this.#env = env;
    this.#crypto = crypto;
    this.#subscriptions = env.table<Subscription>('subscriptions', ({ id }) => id);
    this.#notifications = env.table<Notification>('notifications', ({ id }) => id);
    this.#topics = env.table('topics', ({ id }) => id);
  }

  service(): Service {
    return {
      name: 'push',
      title: 'Nettleser (web push)',
      origin: ORIGIN,
      routes: [
        { method: 'POST', path: '/push/:subscription', operation: 'push', resolve: (call) => this.#push(call) },
        { method: 'POST', path: '/x-browser/subscriptions', operation: 'subscribe', resolve: (call) => this.#subscribe(call) },
        {
          method: 'DELETE',
          path: '/x-browser/subscriptions/:id',
          operation: 'unsubscribe',
          resolve: ({ params }) => this.#unsubscribe(params['id']!),
        },
        {
          method: 'GET',
          path: '/x-browser/subscriptions/:id/notifications',
          operation: 'look at the phone',
          resolve: ({ params }) => this.#look(params['id']!),
        },
      ],
      levers: [
        {
          name: 'expire-subscription',
          sentence: 'A browser forgets its subscription: what is sent to it is answered 410 Gone.',
          fields: { subscription: 'Its id; the newest when absent.' },
          pull: ({ subscription }) => this.#expire(text(subscription)),
        },
      ],
      unknownPath: ({ method, path }, hint) => refuse(404, 106, `There is no ${method} ${path}. ${hint}`),
      documents: () => ({
        Notifications: newest(this.#notifications).map(({ subscription, ...shown }) => ({
          phone: this.#subscriptions.get(subscription)?.owner,
          ...shown,
          at: new Date(shown.at).toISOString(),
        })),
        Subscriptions: newest(this.#subscriptions).map(({ id, owner, expired }) => ({ id, owner, expired })),
      }),
    };
  }

  /** RFC 8030, 5: an application server sends a message. */
  #push({ params, headers, bytes, text: sent }: Call): Answer {
    const subscription = this.#subscriptions.get(params['subscription']!);
    if (!subscription) return refuse(404, 102, 'There is no such subscription.');
    if (subscription.expired) return refuse(410, 103, 'This subscription has ended.');
    const env = this.#env;
    const objection = vapidObjection(headers.get('authorization'), {
      origins: [ORIGIN, originOf(env.publicUrl)],
      now: env.now(),
      expectedKey: subscription.senderKey,
      ...(this.#crypto ? { crypto: this.#crypto } : {}),
    });
    if (objection)
      return {
        ...refuse(objection.status, 109, objection.message),
        ...(objection.status === 401 ? { headers: { 'www-authenticate': 'vapid' } } : {}),
      };
    const ttl = headers.get('ttl') ?? '';
    if (!/^\d{1,10}$/.test(ttl)) return refuse(400, 111, 'TTL is missing: seconds for which the message is kept.');
    const urgency = headers.get('urgency') ?? 'normal';
    if (!URGENCIES.includes(urgency)) return refuse(400, 112, `Urgency is one of ${URGENCIES.join(', ')}.`);
    const topic = headers.get('topic') ?? undefined;
    if (topic !== undefined && !/^[A-Za-z0-9_-]{1,32}$/.test(topic))
      return refuse(400, 113, 'Topic has at most 32 letters of base64url.');
    const size = bytes?.length ?? sent.length;
    if (size > MOST_BYTES) return refuse(413, 104, `A message may have ${MOST_BYTES} bytes.`);
    if (size > 0 && headers.get('content-encoding') !== 'aes128gcm') return refuse(415, 110, 'Content-Encoding is aes128gcm.');
    if (this.#isTooFast(subscription))
      return { ...refuse(429, 114, 'Too many messages for one browser.'), headers: { 'retry-after': '60' } };
    const shown = this.#show(subscription, { size, ttl: Number(ttl), urgency, topic, bytes });
    return { status: 201, headers: { location: `${ORIGIN}/message/${shown.id}`, ttl } };
  }

  #show(
    { id, owner, privateKey, p256dh, auth }: Subscription,
    {
      size,
      ttl,
      urgency,
      topic,
      bytes,
    }: { size: number; ttl: number; urgency: string; topic?: string | undefined; bytes?: Uint8Array | undefined },
  ): Notification {
    const env = this.#env;
    const opened =
      bytes && privateKey !== undefined
        ? this.#crypto?.open(bytes, {
            privateKey: fromBase64url(privateKey)!,
            publicKey: fromBase64url(p256dh)!,
            auth: fromBase64url(auth)!,
          })
        : undefined;
    const { title, body, url } = fields(opened && readBody(new TextDecoder().decode(opened)));
    const shown: Notification = {
      id: `push_${env.random('ids').id(20)}`,
      subscription: id,
      at: env.now(),
      bytes: size,
      ttl,
      urgency,
      replaced: false,
    };
    for (const [name, value] of Object.entries({ topic, title, body, url })) {
      const said = text(value);
      if (said !== undefined) Object.assign(shown, { [name]: said });
    }
    this.#notifications.put(shown);
    this.#shownBy?.set(id, [...(this.#shownBy.get(id) ?? []), shown.id]);
    if (topic !== undefined) this.#replace(`${id}/${topic}`, shown.id);
    const what = shown.title === undefined ? `an encrypted message of ${size} bytes` : `“${shown.title}”`;
    env.tell(`The phone of ${owner} lights up: ${what}`);
    return shown;
  }

  #replace(id: string, shown: string): void {
    const before = this.#notifications.get(this.#topics.get(id)?.shown ?? '');
    if (before) this.#notifications.put({ ...before, replaced: true });
    this.#topics.put({ id, shown });
  }

  #isTooFast(subscription: Subscription): boolean {
    const minute = Math.floor(this.#env.now() / MINUTE_MS);
    const count = subscription.minute === minute ? subscription.count + 1 : 1;
    this.#subscriptions.put({ ...subscription, minute, count });
    return count > MOST_PER_MINUTE;
  }

  /** What `pushManager.subscribe()` does in a browser; keys may be brought along, as a real browser would make its own. */
  #subscribe({ text: sent, from }: Call): Answer {
    const body = readBody(sent) ?? {};
    const senderKey = (text(body['applicationServerKey']) ?? '').replaceAll('=', '');
    const point = fromBase64url(senderKey);
    if (point?.length !== 65 || point[0] !== 4)
      return refuse(400, 120, 'applicationServerKey is a P-256 point of 65 bytes, as base64url.');
    const keys = this.#keysOf(fields(body['keys']));
    if (!keys) return refuse(400, 121, 'keys are needed here, or are wrong: p256dh has 65 bytes and auth 16.');
    const id = this.#env.random('subscription-ids').id(40);
    const owner = text(body['owner']) ?? 'somebody';
    this.#subscriptions.put({ id, owner, senderKey, ...keys, expired: false, minute: 0, count: 0 });
    this.#env.tell(`${owner} wants to be told on the phone`);
    const base = from === 'stranger' ? this.#env.publicUrl : ORIGIN;
    const { p256dh, auth } = keys;
    return { status: 201, body: { endpoint: `${base}/push/${id}`, expirationTime: null, keys: { p256dh, auth } } };
  }

  #keysOf(brought: Record<string, unknown>): Pick<Subscription, 'p256dh' | 'auth' | 'privateKey'> | undefined {
    const [p256dh, auth] = [text(brought['p256dh']), text(brought['auth'])];
    if (p256dh !== undefined && auth !== undefined)
      return fromBase64url(p256dh)?.length === 65 && fromBase64url(auth)?.length === 16 ? { p256dh, auth } : undefined;
    if (!this.#crypto) return undefined;
    for (;;) {
      const privateKey = this.#bytes(32);
      const publicKey = this.#crypto.publicKeyOf(privateKey);
      // One number in four thousand million is no key.
      if (publicKey)
        return { privateKey: toBase64url(privateKey), p256dh: toBase64url(publicKey), auth: toBase64url(this.#bytes(16)) };
    }
  }

  #bytes(length: number): Uint8Array {
    const random = this.#env.random('keys');
    return Uint8Array.from({ length }, () => random.integer(0, 255));
  }

  #unsubscribe(id: string): Answer {
    const subscription = this.#subscriptions.get(id);
    if (!subscription) return refuse(404, 102, 'There is no such subscription.');
    this.#subscriptions.put({ ...subscription, expired: true });
    return { status: 204 };
  }

  #look(id: string): Answer {
    if (!this.#subscriptions.get(id)) return refuse(404, 102, 'There is no such subscription.');
    if (!this.#shownBy) {
      this.#shownBy = new Map();
      for (const { id: shown, subscription } of this.#notifications.rows())
        this.#shownBy.set(subscription, [...(this.#shownBy.get(subscription) ?? []), shown]);
    }
    const shown = (this.#shownBy.get(id) ?? []).map((one) => this.#notifications.get(one)!);
    return { status: 200, body: { notifications: shown.filter(({ replaced }) => !replaced).reverse() } };
  }

  #expire(wished: string | undefined): void {
    const known =
      wished === undefined ? this.#subscriptions.all().findLast(({ expired }) => !expired) : this.#subscriptions.get(wished);
    if (!known) throw new RangeError(wished === undefined ? 'No browser has subscribed.' : `There is no subscription ${wished}.`);
    this.#subscriptions.put({ ...known, expired: true });
    this.#env.tell(`The browser of ${known.owner} forgets its subscription`);
  }
}

const refuse = (status: number, errno: number, message: string): Answer => ({ status, body: { code: status, errno, message } });

const originOf = (url: string): string => new URL(url).origin;

const newest = <Row>(table: Table<Row>): Row[] => table.all().slice(-100).reverse();
