import type { Lever } from '../../kernel/service.ts';
import type { Books, Mood } from './books.ts';
import { mustBeReason, openDispute } from './disputes.ts';
import { failRefund } from './refunds.ts';
import { DECLINES } from './test-cards.ts';

/** What can go wrong inside Stripe and at the banks behind it. */
export function levers(books: Books): Lever[] {
  const { moods, env } = books;
  const once = (lever: string, more: Partial<Mood> = {}) =>
    moods.put({ lever, ...more, left: (moods.get(lever)?.left ?? 0) + 1 });
  return [
    {
      name: 'decline-next',
      sentence: 'The bank declines the next card payment, whatever the card.',
      fields: { code: 'A decline code such as insufficient_funds; generic_decline when absent.' },
      pull: ({ code = 'generic_decline' }) => {
        if (typeof code !== 'string' || !Object.hasOwn(DECLINES, code))
          throw new RangeError(`Banks decline with ${Object.keys(DECLINES).join(', ')}; not with ${String(code)}.`);
        once('decline-next', { what: code satisfies string });
      },
    },
    {
      name: 'challenge-next',
      sentence: 'The bank wants to see the cardholder at the next card payment (3-D Secure).',
      pull: () => void once('challenge-next'),
    },
    {
      name: 'dispute-newest',
      sentence: 'A buyer goes to the bank and disputes the newest payment that was taken, or else the next one.',
      fields: { payment: 'A payment intent or charge; the newest that is taken when absent.', reason: 'fraudulent when absent.' },
      pull: ({ payment, reason = 'fraudulent' }) => {
        mustBeReason(said(reason));
        const charge = chargeToDispute(books, payment);
        if (charge) openDispute(books, charge, { reason: said(reason) });
        else once('dispute-next', { what: said(reason) });
      },
    },
    {
      name: 'delay-webhooks',
      sentence: 'Events are written, and sent only when the time is over.',
      fields: { minutes: 'For how long; 30 when absent.' },
      pull: ({ minutes }) => {
        const length = whole(minutes, 'minutes', 30);
        moods.put({ lever: 'delay-webhooks', until: env.now() + length * 60_000 });
        env.tell(`Stripe holds its webhooks back for ${length} minutes`);
      },
    },
    {
      name: 'refund-fails',
      sentence: 'The bank sends the newest refund back, or else the next one; the money is with the shop again.',
      fields: { refund: 'Its id; the newest that has not failed when absent.' },
      pull: ({ refund }) => {
        const { refunds } = books.ordered;
        const newest =
          refund === undefined ? lastOf(refunds, ({ status }) => status !== 'failed') : books.refunds.get(said(refund));
        if (refund !== undefined && !newest) throw new RangeError(`There is no refund ${said(refund)}.`);
        if (!newest) return void once('refund-fails');
        failRefund(books, newest.id);
      },
    },
    {
      name: 'rate-limit',
      sentence: 'Stripe answers 429 to every call with a key.',
      fields: { seconds: 'For how long; 30 when absent.' },
      pull: ({ seconds }) => void moods.put({ lever: 'rate-limit', until: env.now() + whole(seconds, 'seconds', 30) * 1_000 }),
    },
    {
      name: 'key-in-use',
      sentence: 'The next command is answered 409, as if the same idempotency key were being worked on.',
      pull: () => void once('key-in-use'),
    },
  ];
}

function chargeToDispute(books: Books, asked: unknown) {
  const intent = typeof asked === 'string' ? books.intents.get(asked) : undefined;
  const id = intent?.latest_charge ?? asked;
  const charge =
    asked === undefined
      ? lastOf(books.ordered.charges, ({ captured, disputed }) => captured && !disputed)
      : typeof id === 'string'
        ? books.charges.get(id)
        : undefined;
  if (asked !== undefined && (!charge?.captured || charge.disputed)) throw new RangeError(`${said(asked)} cannot be disputed.`);
  return charge;
}

/** How far back a lever looks. */
const FAR = 500;

function lastOf<Row>(rows: { length: number; at(place: number): Row }, holds: (row: Row) => boolean): Row | undefined {
  for (let place = rows.length - 1; place >= Math.max(0, rows.length - FAR); place--)
    if (holds(rows.at(place))) return rows.at(place);
  return undefined;
}

function whole(given: unknown, name: string, otherwise: number): number {
  if (given === undefined) return otherwise;
  const value = Number(given);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new RangeError(`${name} is a whole number of at least 1, not ${said(given)}.`);
  return value;
}

/** What somebody said, as it may stand in a sentence. */
const said = (given: unknown): string => (typeof given === 'string' ? given : JSON.stringify(given));
