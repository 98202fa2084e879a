import type { Answer, Call, ServiceEnv } from '../../kernel/service.ts';
import type { Table } from '../../kernel/table.ts';
import { fields, list, readBody, text } from '../parcels/reading.ts';
import { buyersWords } from './buyers-words.ts';
import { refuse } from '../own-wire.ts';

/** A buyer who is to be asked what they think. */
export interface Invitation {
  id: string;
  reference: string;
  orderNumber: string;
  name: string;
  email: string;
  language: string;
  reviewUrl: string;
  items: { sku: string; title: string }[];
  sendAt: number;
  sentAt?: number;
}

/** Where invitations leave as e-mail. */
export interface Mailing {
  url: string;
  key: string;
}

const HOUR_MS = 3_600_000;
/** A thing is used a little before anybody is asked. */
const WAIT_MS = 48 * HOUR_MS;
/** Of a hundred who are asked, so many write. */
const WRITERS = 35;

interface Writing {
  sku: string;
  author: string;
  reference: string;
  stars: number;
  title: string;
  text: string;
}

/** Asks buyers once per order, by e-mail, two days after delivery. Some of them write. */
export class Invitations {
  readonly #env: ServiceEnv;
  readonly #mailing: Mailing | undefined;
  readonly #rows: Table<Invitation>;
  readonly #knows: (sku: string) => boolean;

  constructor(env: ServiceEnv, mailing: Mailing | undefined, knows: (sku: string) => boolean) {
    this.#env = env;
    this.#mailing = mailing;
    this.#knows = knows;
    this.#rows = env.table<Invitation>('invitations', ({ reference }) => reference);
  }

  get rows(): Table<Invitation> {
    return this.#rows;
  }

  take({ text: sent }: Call): Answer {
    const body = readBody(sent);
    const reference = text(body?.['reference']);
    if (!body || !reference) return refuse(422, 'invalid', 'An invitation needs the reference of its order.');
    const known = this.#rows.get(reference);
    if (known) return { status: 200, body: onWire(known) };
    const buyer = fields(body['buyer']);
    const email = text(buyer['email']);
    if (!email || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
      return refuse(422, 'invalid_buyer', 'buyer.email is no e-mail address.');
    const items = list(body['items']).map((item) => {
      const { sku, title } = fields(item);
      return { sku: text(sku) ?? '', title: text(title) ?? '' };
    });
    if (items.length === 0) return refuse(422, 'invalid', 'items is empty: there is nothing to review.');
    const stranger = items.find(({ sku }) => !this.#knows(sku));
    if (stranger) return refuse(422, 'unknown_product', `There is no product ${stranger.sku}.`);
    const deliveredAt = Date.parse(text(body['delivered_at']) ?? '');
    if (Number.isNaN(deliveredAt)) return refuse(422, 'invalid', 'delivered_at is no time in RFC 3339.');
    const invitation = this.#rows.put({
      id: `inv_${this.#env.random('invitation-ids').id(16)}`,
      reference,
      orderNumber: text(body['order_number']) ?? reference,
      name: text(buyer['name']) ?? '',
      email,
      language: text(body['language']) ?? 'nb',
      reviewUrl: text(body['review_url']) ?? '',
      items,
      sendAt: Math.max(this.#env.now(), deliveredAt + WAIT_MS),
    });
    this.#env.alarm(invitation.sendAt, 'invite', reference);
    return { status: 201, body: onWire(invitation) };
  }

  /** The alarm: the e-mail leaves, and it is decided whether somebody will write. */
  send(reference: string): void {
    const invitation = this.#rows.get(reference);
    if (!invitation || invitation.sentAt !== undefined) return;
    const env = this.#env;
    this.#rows.put({ ...invitation, sentAt: env.now() });
    const { name, email, items, reviewUrl, orderNumber } = invitation;
    env.tell(`${email} is asked for a review of ${items.map(({ title, sku }) => title || sku).join(', ')}`, { reference });
    if (this.#mailing)
      env.send({
        url: `${this.#mailing.url}/v1/messages`,
        operation: 'send message',
        headers: { authorization: `Bearer ${this.#mailing.key}`, 'idempotency-key': `invitation/${reference}` },
        body: JSON.stringify({
          channel: 'email',
          to: email,
          subject: `Hva synes du om bestilling ${orderNumber}?`,
          text: `Hei${name ? ` ${name.split(' ')[0]}` : ''}! Fortell andre hva du synes om ${items.map(({ title, sku }) => title || sku).join(', ')}. ${reviewUrl}`,
        }),
      });
    const random = env.random('buyers');
    if (random.integer(1, 100) > WRITERS) return;
    const { sku } = random.pick(items);
    const writing: Writing = { sku, author: signature(name), reference, ...buyersWords(random) };
    env.alarm(env.now() + random.integer(2 * HOUR_MS, 96 * HOUR_MS), 'write', writing);
  }
}

export type { Writing };

/** `Kari Nordmann` signs as `Kari N.` */
export function signature(name: string): string {
  const [first = 'Anonym', ...rest] = name.split(' ').filter(Boolean);
  const last = rest.at(-1);
  return last ? `${first} ${last[0]!}.` : first;
}

const onWire = ({ id, reference, sendAt, sentAt }: Invitation) => ({
  id,
  reference,
  status: sentAt === undefined ? 'planned' : 'sent',
  send_at: new Date(sendAt).toISOString(),
});
