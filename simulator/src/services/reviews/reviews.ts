import type { Answer, Call, Service, ServiceEnv, ServiceFactory } from '../../kernel/service.ts';
import type { Table } from '../../kernel/table.ts';
import { fields, number, readBody, text } from '../parcels/reading.ts';
import { standardWebhookHeaders } from '../parcels/standard-webhooks.ts';
import { angryWords } from './buyers-words.ts';
import { Invitations, signature, type Mailing, type Writing } from './invitations.ts';
import { objection } from './moderation.ts';
import { isProven } from './purchase-proof.ts';
import { behindKey, refuse } from '../own-wire.ts';
import { onWire, seededReviews, type Review } from './review.ts';
import { Shelf, summaryOnWire, type Sort } from './shelf.ts';

export interface ReviewsOptions {
  key: string;
  /** What the shop signs purchases with. */
  proofSecret: string;
  /** Where events go; the secret is `whsec_` and base64. */
  webhook?: { url: string; secret: string } | undefined;
  /** Absent: nobody is asked by e-mail. */
  mailing?: Mailing;
}

/** Whoever moderates needs so long, in milliseconds, both ends included. */
const MODERATION_MS = [3 * 60_000, 20 * 60_000] as const;
const MOST_LISTED = 50;
const MOST_SUMMARIES = 1_000;
const SORTS: readonly string[] = ['newest', 'helpful', 'highest', 'lowest'] satisfies Sort[];

/** Omtaler: reviews by people who bought. Source: docs/upstream/reviews.md. */
export function reviewsService(options: ReviewsOptions): ServiceFactory {
  return (env) => new Reviews(env, options).service();
}

class Reviews {
  readonly #env: ServiceEnv;
  readonly #options: ReviewsOptions;
  readonly #written: Table<Review>;
  /** What was answered to an idempotency key. */
  readonly #keys: Table<{ key: string; sent: string; reviewId: string }>;
  /** One review for each thing in an order. */
  readonly #purchases: Table<{ id: string; reviewId: string }>;
  readonly #votes: Table<{ id: string }>;
  readonly #shelf: Shelf;
  readonly #invitations: Invitations;
  #skus: ReadonlySet<string> | undefined;

  constructor(env: ServiceEnv, options: ReviewsOptions) {
    this.#env = env;
    this.#options = options;
    this.#written = env.table<Review>('reviews', ({ id }) => id);
    this.#keys = env.table('keys', ({ key }) => key);
    this.#purchases = env.table('purchases', ({ id }) => id);
    this.#votes = env.table('votes', ({ id }) => id);
    this.#shelf = new Shelf(this.#written, () => seededReviews(env.seeds));
    this.#invitations = new Invitations(env, options.mailing, (sku) => this.#knows(sku));
  }

  service(): Service {
    const route = behindKey(this.#options.key);
    return {
      name: 'reviews',
      title: 'Omtaler (reviews)',
      origin: 'https://api.omtaler.example',
      routes: [
        route('GET', '/v1/products/:sku/summary', 'summary', ({ params }) => this.#summary(params['sku']!)),
        route('GET', '/v1/products/:sku/reviews', 'list', (call) => this.#list([call.params['sku']!], call)),
        route('GET', '/v1/summaries', 'summaries', (call) => this.#summaries(call)),
        route('GET', '/v1/reviews', 'list', (call) => this.#list(split(call.query.get('skus')), call)),
        route('POST', '/v1/reviews', 'write', (call) => this.#write(call)),
        route('GET', '/v1/reviews/:id', 'read', ({ params }) => this.#read(params['id']!)),
        route('POST', '/v1/reviews/:id/helpful', 'helpful', (call) => this.#helpful(call)),
        route('POST', '/v1/invitations', 'invite', (call) => this.#invitations.take(call)),
      ],
      alarms: {
        publish: (id: string) => this.#publish(id),
        invite: (reference: string) => this.#invitations.send(reference),
        write: (writing: Writing) => this.#buyerWrites(writing),
      },
      signWebhook: ({ url, headers, body }, at) =>
        this.#options.webhook && url === this.#options.webhook.url
          ? standardWebhookHeaders(this.#options.webhook.secret, headers?.['webhook-id'] ?? '', body, at)
          : {},
      levers: [
        {
          name: 'angry-review',
          sentence: 'Somebody who bought it gives one star, and says why.',
          fields: { sku: 'The article; the one with most reviews when absent.' },
          pull: ({ sku }) => this.#angry(sku),
        },
      ],
      unknownPath: ({ method, path }, hint) => refuse(404, 'unknown_path', `There is no ${method} ${path}. ${hint}`),
      documents: () => ({
        Reviews: newest(this.#written).map(onWire),
        Invitations: newest(this.#invitations.rows).map(({ reference, email, sendAt, sentAt }) => ({
          reference,
          email,
          send_at: new Date(sendAt).toISOString(),
          sent: sentAt !== undefined,
        })),
      }),
    };
  }

  #knows(sku: string): boolean {
    this.#skus ??= new Set<string>(this.#env.seeds.articles.map((article) => article.sku));
    return this.#skus.has(sku);
  }

  #summary(sku: string): Answer {
    if (!this.#knows(sku)) return refuse(404, 'unknown_product', `There is no product ${sku}.`);
    return { status: 200, body: summaryOnWire(this.#shelf.summary(sku) ?? { sku, counts: [0, 0, 0, 0, 0], updatedAt: 0 }) };
  }

  /** By SKU, or all that changed since a time: what a shop keeps its own copy by. */
  #summaries({ query }: Call): Answer {
    const skus = split(query.get('skus'));
    if (skus.length > MOST_SUMMARIES) return refuse(422, 'too_many', `At most ${MOST_SUMMARIES} SKUs at once.`);
    if (skus.length > 0) {
      const summaries = skus.flatMap((sku) => this.#shelf.summary(sku) ?? []);
      return { status: 200, body: { summaries: summaries.map(summaryOnWire), next_cursor: null } };
    }
    const since = Date.parse(query.get('updated_since') ?? '1970-01-01T00:00:00Z');
    const limit = wholeNumber(query.get('limit') ?? String(MOST_SUMMARIES), 1, MOST_SUMMARIES);
    const from = wholeNumber(query.get('cursor') ?? '0', 0, Number.MAX_SAFE_INTEGER);
    if (Number.isNaN(since)) return refuse(422, 'invalid', 'updated_since is no time in RFC 3339.');
    if (limit === undefined) return refuse(422, 'invalid', `limit is a number from 1 to ${MOST_SUMMARIES}.`);
    if (from === undefined) return refuse(422, 'invalid_cursor', 'This cursor is none of ours.');
    const { summaries, next } = this.#shelf.changed(since, from, limit);
    const body = { summaries: summaries.map(summaryOnWire), next_cursor: next === undefined ? null : String(next) };
    return { status: 200, body };
  }

  #list(skus: readonly string[], { query }: Call): Answer {
    if (skus.length === 0) return refuse(422, 'invalid', 'Say which: ?skus=A,B');
    const stranger = skus.find((sku) => !this.#knows(sku));
    if (stranger !== undefined) return refuse(404, 'unknown_product', `There is no product ${stranger}.`);
    const sort = query.get('sort') ?? 'newest';
    if (!SORTS.includes(sort)) return refuse(422, 'invalid', `sort is one of ${SORTS.join(', ')}.`);
    const limit = wholeNumber(query.get('limit') ?? '10', 1, MOST_LISTED);
    if (limit === undefined) return refuse(422, 'invalid', `limit is a number from 1 to ${MOST_LISTED}.`);
    const stars = split(query.get('stars')).map((star) => wholeNumber(star, 1, 5));
    if (stars.includes(undefined)) return refuse(422, 'invalid', 'stars are numbers from 1 to 5, with commas between.');
    const language = query.get('language');
    const found = this.#shelf.list(skus, { sort: sort as Sort, stars: stars as number[], language });
    const after = query.get('cursor');
    const from = after === null ? 0 : found.findIndex(({ id }) => id === after) + 1;
    if (after !== null && from === 0) return refuse(422, 'invalid_cursor', 'This cursor is none of ours, or too old.');
    const page = found.slice(from, from + limit);
    const more = from + limit < found.length;
    return {
      status: 200,
      body: { reviews: page.map(onWire), total: found.length, next_cursor: more ? page.at(-1)!.id : null },
    };
  }

  #read(id: string): Answer {
    const review = this.#shelf.get(id);
    return review ? { status: 200, body: onWire(review) } : refuse(404, 'not_found', `There is no review ${id}.`);
  }

  #write({ headers, text: sent }: Call): Answer {
    const key = headers.get('idempotency-key');
    if (!key) return refuse(400, 'idempotency_key_required', 'Send an Idempotency-Key, made once per review.');
    const before = this.#keys.get(key);
    if (before)
      return before.sent === sent
        ? { status: 202, body: onWire(this.#shelf.get(before.reviewId)!) }
        : refuse(409, 'idempotency_conflict', 'This Idempotency-Key came with another review before.');
    const body = readBody(sent);
    if (!body) return refuse(400, 'invalid_json', 'The body is no JSON object.');
    const sku = text(body['sku']) ?? '';
    if (!this.#knows(sku)) return refuse(422, 'unknown_product', `There is no product ${sku}.`);
    const stars = number(body['stars']);
    if (stars === undefined || !Number.isInteger(stars) || stars < 1 || stars > 5)
      return refuse(422, 'invalid_stars', 'stars is a whole number from 1 to 5.');
    const title = text(body['title']) ?? '';
    const words = text(body['text']) ?? '';
    if (words.length < 3 || words.length > 4_000 || title.length > 120)
      return refuse(422, 'invalid_text', 'text has 3 to 4000 characters, title at most 120.');
    const { reference, purchased_at: purchasedAt, proof } = fields(body['purchase']);
    const purchase = { reference: text(reference) ?? '', purchasedAt: text(purchasedAt) ?? '', proof: text(proof) ?? '' };
    if (!isProven(purchase, sku, this.#options.proofSecret))
      return refuse(403, 'purchase_not_proven', 'Only those who bought it may review it, and this proof is wrong.');
    const objected = objection(`${title}\n${words}`);
    if (objected) return refuse(422, objected.code, objected.message);
    if (this.#purchases.get(`${purchase.reference}/${sku}`))
      return refuse(409, 'already_reviewed', 'This purchase has been reviewed.');
    const author = signature(text(fields(body['author'])['name']) ?? '');
    const language = text(body['language']) ?? 'nb';
    const review = this.#take({ sku, stars, title, text: words, author, language, reference: purchase.reference });
    this.#keys.put({ key, sent, reviewId: review.id });
    return { status: 202, body: onWire(review) };
  }

  /** Keeps a review; people look at it before others see it. */
  #take({
    reference,
    ...review
  }: Pick<Review, 'sku' | 'stars' | 'title' | 'text' | 'author' | 'language'> & { reference: string }) {
    const env = this.#env;
    const id = `rev_${env.random('ids').id(18)}`;
    const kept = this.#written.put({ id, ...review, status: 'pending', verified: true, at: env.now(), helpful: 0 });
    this.#purchases.put({ id: `${reference}/${review.sku}`, reviewId: id });
    const [least, most] = MODERATION_MS;
    env.alarm(env.now() + env.random('moderation').integer(least, most), 'publish', id);
    return kept;
  }

  #publish(id: string): void {
    const review = this.#written.get(id);
    if (!review || review.status === 'published') return;
    const env = this.#env;
    this.#shelf.put({ ...review, status: 'published', publishedAt: env.now() });
    const { sku, stars, author, title, text: words } = review;
    env.tell(`${author} gives ${sku} ${stars} of 5 stars: “${title || words}”`);
    const event = `evt_${env.random('event-ids').id(18)}`;
    const { webhook } = this.#options;
    if (!webhook) return;
    env.send({
      url: webhook.url,
      operation: 'review.published',
      headers: { 'webhook-id': event },
      body: JSON.stringify({
        id: event,
        type: 'review.published',
        created_at: new Date(env.now()).toISOString(),
        data: { review_id: id, sku, stars, summary: summaryOnWire(this.#shelf.summary(sku)!) },
      }),
    });
  }

  #helpful({ params, text: sent }: Call): Answer {
    const review = this.#shelf.get(params['id']!);
    if (review?.status !== 'published') return refuse(404, 'not_found', `There is no review ${params['id']}.`);
    const voter = text(readBody(sent)?.['voter']);
    if (!voter) return refuse(422, 'invalid', 'voter is missing: each reader counts once.');
    const vote = `${review.id}/${voter}`;
    if (this.#votes.get(vote)) return { status: 200, body: { id: review.id, helpful: review.helpful } };
    this.#votes.put({ id: vote });
    const changed = { ...review, helpful: review.helpful + 1 };
    this.#shelf.put(changed);
    return { status: 200, body: { id: changed.id, helpful: changed.helpful } };
  }

  /** The buyer who was asked sits down and writes, unless they have done so on the shop's own page. */
  #buyerWrites(writing: Writing): void {
    if (this.#purchases.get(`${writing.reference}/${writing.sku}`)) return;
    this.#take({ ...writing, language: 'nb' });
  }

  #angry(wished: unknown): void {
    const sku = text(wished) ?? this.#shelf.mostReviewed();
    if (sku === undefined) throw new RangeError('Nothing has been reviewed yet: say which sku.');
    if (!this.#knows(sku)) throw new RangeError(`There is no article ${sku}.`);
    const random = this.#env.random('levers');
    const { firstName, lastName } = random.pick(this.#env.seeds.people);
    const reference = `walk-in-${random.id(8)}`;
    const review = this.#take({
      sku,
      reference,
      author: signature(`${firstName} ${lastName}`),
      language: 'nb',
      ...angryWords(random),
    });
    this.#publish(review.id);
  }
}

const split = (joined: string | null): string[] => (joined ?? '').split(',').filter(Boolean);

/** Digits within bounds; undefined for anything else. */
function wholeNumber(text: string, least: number, most: number): number | undefined {
  const read = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
  return read >= least && read <= most ? read : undefined;
}

const newest = <Row>(table: Table<Row>): Row[] => table.all().slice(-100).reverse();
