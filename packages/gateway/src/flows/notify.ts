import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { toFault, type PushPayload } from '@vitrine/contract';
import type { Page } from '../order-book/order-book.ts';
import type { Letter, OrderRow } from '../order-book/rows.ts';
import { wordsOf, type LetterWords } from './letter-words.ts';
import { drop } from './poll.ts';
import { quietHoursOf, quietUntil, wallClock } from './quiet-hours.ts';
import { Ended, Outrun, write, type Room } from './room.ts';
import { giveUp, unsubscribe, waysOf, type Way } from './subscriptions.ts';

export { orderLink } from './letter-words.ts';

const MOST_TRIES = 12;
const HOUR_S = 3_600;

/** How long a push service keeps what a phone that is switched off has not seen, in seconds. */
const TTL: Readonly<Record<Letter, number>> = {
  ordered: 24 * HOUR_S,
  handed_over: 24 * HOUR_S,
  out_for_delivery: 6 * HOUR_S,
  ready_for_pickup: 72 * HOUR_S,
  delivered: 72 * HOUR_S,
};

/** What has been overtaken by the parcel itself is not told any more by whatever had to wait. */
const OVERTAKEN: readonly Letter[] = ['handed_over', 'out_for_delivery'];

type NotifyRow = Extract<Page<'job'>['row'], { job: 'notify' }>;

/**
 * Tells one fact by every way that is chosen for it, once each. SMS and e-mail carry a key made of order, letter and
 * channel, so that a repeat sends nothing twice; a push has no such key and is therefore written down before it leaves.
 */
export async function notify(room: Room, page: Page<'job'>, orderId: string, letter: Letter): Promise<void> {
  const order = (await room.book.read('order', orderId))?.row;
  if (!order || page.row.job !== 'notify') return void (await drop(room, page));
  const job = new Job(room, page, page.row);
  const wasHere = page.row.sent !== undefined;
  const words = wordsOf(room.shop, orderId, order, letter);
  let quiet: number | undefined;
  let retryMs: number | undefined;
  observe(room, letter, 'before');
  for (const way of waysOf(room, order, letter)) {
    if (job.sent.has(way.id)) continue;
    const waitUntil = waitsFor(room, order, letter, way);
    if (waitUntil !== undefined) {
      quiet = waitUntil;
      continue;
    }
    const isLate = wasHere && way.channel !== 'email' && OVERTAKEN.includes(letter) && order.tracking.chapter === 'delivered';
    if (isLate) job.sent.add(way.id);
    else retryMs = (await tell(room, job, { orderId, letter, way, words })) ?? retryMs;
  }
  observe(room, letter, 'after');
  if (retryMs !== undefined && page.row.attempts < MOST_TRIES) return job.keep(room.clock.now() + retryMs, page.row.attempts + 1);
  if (quiet !== undefined) return job.keep(quiet, page.row.attempts);
  await drop(room, job.page);
}

/** Sends one. Milliseconds after which it is worth another try, or undefined when it is over. */
async function tell(
  room: Room,
  job: Job,
  { orderId, letter, way, words }: { orderId: string; letter: Letter; way: Way; words: LetterWords },
): Promise<number | undefined> {
  room.alive();
  try {
    if (way.channel === 'push') await push(room, job, { orderId, letter, way, words });
    else await room.messages.send(messageOf(`${orderId}/${letter}/${way.channel}`, way, words));
    job.sent.add(way.id);
    return undefined;
  } catch (thrown) {
    if (thrown instanceof Ended || thrown instanceof Outrun) throw thrown;
    const fault = toFault(thrown);
    room.log({ level: 'warn', event: 'notify.waits', letter, channel: way.channel, code: fault.code });
    if (fault.kind === 'invalid') {
      job.sent.add(way.id);
      if (way.channel === 'push') await unsubscribe(room, orderId, ({ id }) => id === way.subscriptionId);
      else await giveUp(room, orderId, way.channel, fault.code);
      return undefined;
    }
    // It may have arrived, and telling twice is worse than once too seldom.
    if (way.channel === 'push' && fault.kind !== 'unavailable') return undefined;
    job.sent.delete(way.id);
    return fault.retryAfterMs ?? Math.min(60 * 60_000, 5_000 * 2 ** job.attempts);
  }
}

const messageOf = (key: string, way: Exclude<Way, { channel: 'push' }>, { subject, text }: LetterWords) =>
  way.channel === 'email'
    ? { key, channel: way.channel, to: way.to, subject, text }
    : { key, channel: way.channel, to: way.to, text };

async function push(
  room: Room,
  job: Job,
  { orderId, letter, way, words }: { orderId: string; letter: Letter; way: Way & { channel: 'push' }; words: LetterWords },
): Promise<void> {
  const topic = bytesToHex(sha256(utf8ToBytes(orderId))).slice(0, 32);
  const payload: PushPayload = { title: words.subject, body: words.text, url: words.link, tag: topic };
  job.sent.add(way.id);
  await job.keep(room.clock.now() + 60_000, job.attempts);
  const outcome = await room.push!.send({
    subscription: way.target,
    payload: JSON.stringify(payload),
    ttl: TTL[letter],
    urgency: letter === 'ordered' ? 'low' : 'normal',
    topic,
  });
  if (outcome === 'gone') await unsubscribe(room, orderId, ({ id }) => id === way.subscriptionId);
}

/** An e-mail wakes nobody; a parcel that comes today is worth being woken for. */
function waitsFor(room: Room, order: OrderRow, letter: Letter, { channel }: Way): number | undefined {
  if (channel === 'email') return undefined;
  const now = room.clock.now();
  const until = quietUntil(now, room.shop);
  if (until === undefined || letter !== 'out_for_delivery') return until;
  const { timeZone } = quietHoursOf(room.shop);
  const left = order.tracking.events.findLast(({ code }) => code === 'out_for_delivery');
  const isToday = left && wallClock(Date.parse(left.occurred_at), timeZone).day === wallClock(now, timeZone).day;
  return isToday ? undefined : until;
}

function observe(room: Room, letter: Letter, moment: 'before' | 'after'): void {
  try {
    room.onStep({ flow: 'notify', step: letter, moment });
  } catch (thrown) {
    throw new Ended(`Ended ${moment} notify/${letter}.`, { cause: thrown });
  }
}

/** The job at hand, and by which ways it has been told. */
class Job {
  readonly sent: Set<string>;
  readonly #room: Room;
  #page: Page<'job'>;
  #row: NotifyRow;

  constructor(room: Room, page: Page<'job'>, row: NotifyRow) {
    this.#room = room;
    this.#page = page;
    this.#row = row;
    this.sent = new Set(row.sent);
  }

  get page(): Page<'job'> {
    return this.#page;
  }

  get attempts(): number {
    return this.#row.attempts;
  }

  /** Stores it for later. @throws {Outrun} when somebody else has taken it over. */
  async keep(due: number, attempts: number): Promise<void> {
    const { id, version } = this.#page;
    const row: NotifyRow = { ...this.#row, attempts, sent: [...this.sent] };
    if (!(await write(this.#room, [{ kind: 'job', id, version, row, due }])))
      throw new Outrun(`${id} is carried on by somebody else.`);
    this.#row = row;
    this.#page = { ...this.#page, version: version + 1, row, due };
  }
}
