import { toFault, type ReviewDraft, type Sku } from '@vitrine/contract';
import type { Page } from '../order-book/order-book.ts';
import type { OrderRow } from '../order-book/rows.ts';
import type { RatingSummary } from '../ports.ts';
import { orderLink } from './letter-words.ts';
import { faultLine } from './log-line.ts';
import { fullName } from './place-order.ts';
import { again, drop } from './poll.ts';
import { Ended, write, type Room } from './room.ts';
import { amend } from './subscriptions.ts';

/** What is published is told by webhook; this finds what got lost. */
const REFRESH_MS = 60 * 60_000;
const PATIENCE_MS = 20_000;
const MOST_TRIES = 12;
const REMEMBER_MS = 30 * 24 * 60 * 60_000;

/** Keeps the gateway's own copy of all stars, so that showing a product never waits for the review service. */
export class Ratings {
  readonly #room: Room;
  #until: number | undefined;
  #readAt = -Infinity;
  #reading = false;

  constructor(room: Room) {
    this.#room = room;
  }

  /** Reads what has changed, when the copy is an hour old. Nobody waits for it, and nothing is thrown. */
  async look(): Promise<void> {
    const { reviews, clock, assortment } = this.#room;
    if (!reviews || this.#reading || clock.now() - this.#readAt < REFRESH_MS) return;
    this.#reading = true;
    try {
      const { summaries, until } = await this.#room.within(PATIENCE_MS, (signal) => reviews.summaries(this.#until, { signal }));
      assortment.rate(summaries);
      this.#until = until;
      this.#readAt = clock.now();
    } catch (thrown) {
      this.#room.log({ level: 'warn', event: 'ratings.not-read', ...faultLine(thrown) });
    } finally {
      this.#reading = false;
    }
  }
}

/** Whether the parcel has come: before that nobody can say what a thing is like. */
export const hasArrived = ({ tracking }: OrderRow): boolean => tracking.chapter === 'delivered';

/**
 * Writes a review for somebody who bought it. Its key is the purchase: a repeat after a lost answer writes nothing twice.
 *
 * @throws {Fault} `uncertain` when it may have been taken; the same draft may be sent again.
 */
export async function writeReview(
  room: Room,
  orderId: string,
  order: OrderRow,
  draft: ReviewDraft,
): Promise<{ outcome: 'taken'; reviewId: string } | { outcome: 'refused'; code: string }> {
  const line = order.lines.find(({ item }) => item.id === draft.sku);
  if (!line) return { outcome: 'refused', code: 'not_bought' };
  if (!hasArrived(order)) return { outcome: 'refused', code: 'not_delivered' };
  if (order.reviews?.[draft.sku]) return { outcome: 'refused', code: 'already_reviewed' };
  const sku = draft.sku as Sku;
  const written = await room.reviews!.write({
    key: `review/${orderId}/${sku}`,
    purchase: { reference: order.reference, sku, purchasedAt: order.placedAt },
    stars: draft.stars,
    title: draft.title ?? '',
    text: draft.text,
    author: draft.author ?? fullName(order.buyer),
    language: (order.context?.language ?? 'nb').slice(0, 2),
  });
  if (written.outcome === 'refused')
    return written.code === 'idempotency_conflict' ? { outcome: 'refused', code: 'already_reviewed' } : written;
  const { reviewId } = written;
  const alias = `review/${reviewId}`;
  if (!(await room.book.read('alias', alias)))
    await write(room, [{ kind: 'alias', id: alias, version: 0, row: { to: orderId } }]);
  await amend(room, orderId, (row) =>
    row.reviews?.[sku]
      ? undefined
      : { ...row, reviews: { ...row.reviews, [sku]: { reviewId, stars: draft.stars, state: 'pending' } } },
  );
  return written;
}

/** A review has been published: the stars are as of now, and whoever wrote it here can see it. */
export async function applyPublished(
  room: Room,
  { eventId, reviewId, summary }: { eventId: string; reviewId: string; summary: RatingSummary },
): Promise<void> {
  const id = `reviews/${eventId}`;
  if (await room.book.read('event', id)) return;
  if (!room.assortment.hasMoreStars(summary)) room.assortment.rate([summary]);
  const orderId = (await room.book.read('alias', `review/${reviewId}`))?.row.to;
  if (orderId)
    await amend(room, orderId, (row) => {
      const sku = Object.keys(row.reviews ?? {}).find((one) => row.reviews![one]!.reviewId === reviewId);
      return sku === undefined
        ? undefined
        : { ...row, reviews: { ...row.reviews, [sku]: { ...row.reviews![sku]!, state: 'published' } } };
    });
  const now = room.clock.now();
  await write(room, [{ kind: 'event', id, version: 0, row: { source: 'reviews', at: now }, due: now + REMEMBER_MS }]);
}

/** Asks a buyer, once, for reviews of what has come. The order's reference is the key. */
export async function invite(room: Room, page: Page<'job'>, orderId: string): Promise<void> {
  const order = (await room.book.read('order', orderId))?.row;
  const email = order?.buyer.email;
  if (!order || !email || !room.reviews) return void (await drop(room, page));
  const delivered = order.tracking.events.findLast(({ code }) => code === 'delivered');
  try {
    room.alive();
    await room.reviews.invite({
      reference: order.reference,
      orderNumber: order.label,
      buyer: { name: fullName(order.buyer) || fullName(order.destination), email },
      items: order.lines.map(({ item }) => ({ sku: item.id as Sku, title: item.title })),
      deliveredAt: delivered ? Date.parse(delivered.occurred_at) : room.clock.now(),
      reviewUrl: orderLink(room.shop.orderUrl, orderId, order.token),
      language: (order.context?.language ?? 'nb').slice(0, 2),
    });
    await drop(room, page);
  } catch (thrown) {
    if (thrown instanceof Ended) throw thrown;
    const fault = toFault(thrown);
    room.log({ level: 'warn', event: 'invite.waits', code: fault.code });
    if (fault.kind === 'invalid' || page.row.attempts >= MOST_TRIES) return void (await drop(room, page));
    await again(room, page, fault.retryAfterMs ?? Math.min(60 * 60_000, 5_000 * 2 ** page.row.attempts));
  }
}
