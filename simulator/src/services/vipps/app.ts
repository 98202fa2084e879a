import type { Answer, Call } from '../../kernel/service.ts';
import { readBody } from '../parcels/reading.ts';
import { money, type AppRequest, type Books, type Payment } from './books.ts';
import { MAGIC_AMOUNTS, magicOf, SLOW_MS } from './magic.ts';
import { isMood, spendMood } from './moods.ts';
import { record } from './webhooks.ts';

/** How long money stays reserved on a card: 180 days. */
const HOLD_MS = 180 * 24 * 3_600_000;

/** What became of an answer in the app. `refused`: the bank would not have it, and the payment still waits. */
export type AppOutcome = 'approved' | 'declined' | 'refused' | 'offline' | 'unanswered';

/** Puts a payment on somebody's phone. */
export function sendToApp(books: Books, payment: Payment, phone: string): Payment {
  const { env } = books;
  const { reference, amount } = payment;
  const kept = books.payments.put({ ...payment, phone });
  if (books.requests.get(reference)) return kept;
  const magic = magicOf(phone);
  const ignored = spendMood(books, 'shopper-ignores-app');
  if (magic !== 'silent')
    books.requests.put({
      id: reference,
      phone,
      merchant: books.options.merchant ?? 'Kniv & Fjøl',
      amount,
      description: payment.description ?? '',
      sentAt: env.now(),
      shownAt: env.now() + (magic === 'slow' ? SLOW_MS : 0),
      expiresAt: payment.expiresAt,
      ignored,
    });
  env.tell(
    `A request for ${money(amount.value, amount.currency)} is on its way to the phone ${shown(phone)}${ignored ? ', and nobody looks at it' : ''}`,
    { reference },
  );
  if (magic === 'approves' || magic === 'declines')
    env.alarm(env.now() + 1_000, 'phone-answers', { reference, yes: magic === 'approves' });
  return kept;
}

/** `+47 400 00 001` without its middle. */
const shown = (phone: string): string => `+${phone.slice(0, 2)} ··· ${phone.slice(-3)}`;

/** The owner's answer, given in the app. */
export function answerInApp(books: Books, reference: string, yes: boolean): AppOutcome {
  const { env } = books;
  const payment = books.payments.get(reference);
  const request = books.requests.get(reference);
  if (!payment || payment.state !== 'CREATED' || !request || request.ignored || request.shownAt > env.now()) return 'unanswered';
  if (isMood(books, 'app-offline')) return 'offline';
  if (!yes) {
    books.requests.delete(reference);
    record(books, { ...payment, state: 'ABORTED' }, { name: 'ABORTED', value: payment.amount.value });
    env.tell('The payment was declined in the Vipps app', { reference });
    return 'declined';
  }
  const reason = refusalOf(books, payment);
  if (reason !== undefined) {
    record(books, payment, { name: 'AUTHORIZED', value: payment.amount.value, success: false });
    env.tell(`The bank would not pay from the Vipps app: ${reason.toLowerCase()}`, { reference });
    return 'refused';
  }
  authorise(books, payment);
  return 'approved';
}

function refusalOf(books: Books, { amount, phone }: Payment): string | undefined {
  if (spendMood(books, 'bank-refuses-next')) return 'Refused by issuer';
  return MAGIC_AMOUNTS[amount.value] ?? (phone && magicOf(phone) === 'broke' ? 'Not enough money' : undefined);
}

/** Money is reserved from here on. */
export function authorise(books: Books, payment: Payment): Payment {
  const { env } = books;
  const { reference, amount } = payment;
  books.requests.delete(reference);
  const held = record(
    books,
    { ...payment, state: 'AUTHORIZED', authorized: amount.value },
    { name: 'AUTHORIZED', value: amount.value },
  );
  env.alarm(env.now() + HOLD_MS, 'hold-expires', { reference });
  env.tell(`Vipps holds ${money(amount.value, amount.currency)}, approved in the app`, { reference });
  return held;
}

/** The shopper turned round on the landing page. */
export function abort(books: Books, payment: Payment): Payment {
  if (payment.state !== 'CREATED') return payment;
  books.requests.delete(payment.reference);
  books.env.tell('The shopper called the Vipps payment off', { reference: payment.reference });
  return record(books, { ...payment, state: 'ABORTED' }, { name: 'ABORTED', value: payment.amount.value });
}

/** Nobody answered in time. */
export function expirePayment(books: Books, reference: string): void {
  const payment = books.payments.get(reference);
  if (payment?.state !== 'CREATED') return;
  books.requests.delete(reference);
  record(books, { ...payment, state: 'EXPIRED' }, { name: 'EXPIRED', value: payment.amount.value });
  books.env.tell('Nobody answered in the Vipps app; the payment has expired', { reference });
}

/** Banks reserve money for half a year, not for ever. */
export function expireHold(books: Books, reference: string): void {
  const payment = books.payments.get(reference);
  if (payment?.state !== 'AUTHORIZED') return;
  const left = payment.authorized - payment.captured - payment.cancelled;
  if (left === 0) return;
  record(books, { ...payment, cancelled: payment.cancelled + left }, { name: 'CANCELLED', value: left });
  books.env.tell(`The bank let go of ${money(left, payment.amount.currency)} that Vipps held`, { reference });
}

/** `GET /x-phone/requests?phone=`: what the simulated phone shows. The simulator's own, and no part of Vipps. */
export function showRequests(books: Books, { query }: Call): Answer {
  const phone = query.get('phone')?.replace(/\D/g, '');
  const offline = isMood(books, 'app-offline');
  const seen = offline
    ? []
    : [...books.requests.rows()].filter((request) => visible(books, request) && (!phone || request.phone === phone));
  return { status: 200, body: { offline, requests: seen.reverse().slice(0, 50) } };
}

const visible = ({ env }: Books, { shownAt, ignored }: AppRequest): boolean => !ignored && shownAt <= env.now();

/** `GET /x-phone/requests/:id`, whether anybody looks or not. */
export function showRequest(books: Books, { params }: Call): Answer {
  const payment = books.payments.get(params['id']!);
  if (!payment) return unknownRequest(params['id']!);
  const request = books.requests.get(payment.reference);
  return {
    status: 200,
    body: {
      id: payment.reference,
      state: payment.state,
      waits: request !== undefined && visible(books, request),
      request: request ?? null,
    },
  };
}

/** `POST /x-phone/requests/:id/approve` and `/decline`. */
export function takeAnswer(books: Books, { params }: Call, yes: boolean): Answer {
  const id = params['id']!;
  if (!books.payments.get(id)) return unknownRequest(id);
  const outcome = answerInApp(books, id, yes);
  const status = outcome === 'offline' ? 503 : outcome === 'unanswered' ? 409 : 200;
  return { status, body: { id, outcome, state: books.payments.get(id)!.state } };
}

/** `POST /x-phone/open` with the token of a landing page, an app link or a QR code: the phone opens the payment itself. */
export function openOnPhone(books: Books, { text }: Call): Answer {
  const { token, phone } = readBody(text) ?? {};
  const landing = typeof token === 'string' ? books.landings.get(token) : undefined;
  const payment = landing && books.payments.get(landing.reference);
  if (!payment) return unknownRequest(String(token));
  const digits = (typeof phone === 'string' ? phone : (payment.phone ?? '')).replace(/\D/g, '');
  if (!/^\d{10,15}$/.test(digits) || magicOf(digits) === 'unknown')
    return {
      status: 400,
      body: { message: 'This phone has no Vipps. Numbers are written with the country code: 47 and eight digits.' },
    };
  if (payment.state === 'CREATED') sendToApp(books, payment, digits);
  return { status: 200, body: { id: payment.reference, state: books.payments.get(payment.reference)!.state } };
}

const unknownRequest = (id: string): Answer => ({ status: 404, body: { message: `No payment ${id} is known here.` } });
