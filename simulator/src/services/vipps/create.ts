import type { Answer, Call } from '../../kernel/service.ts';
import { isFields } from '../parcels/reading.ts';
import { sendToApp } from './app.ts';
import { problem, type Amount, type Books, type ExtraDetail, type Payment, type UserFlow } from './books.ts';
import { magicOf } from './magic.ts';
import { isReachable, readWish, record } from './webhooks.ts';

/** How long a shopper has to answer, in milliseconds: five minutes to log in and five to confirm. */
const PATIENCE_MS = 10 * 60_000;

const FLOWS: readonly UserFlow[] = ['PUSH_MESSAGE', 'NATIVE_REDIRECT', 'WEB_REDIRECT', 'QR'];
const REFERENCE = /^[a-zA-Z0-9-]{8,64}$/;
const MSISDN = /^\d{10,15}$/;

interface Wish {
  amount: Amount;
  reference: string;
  userFlow: UserFlow;
  returnUrl?: string;
  phone?: string;
  description?: string;
  metadata?: Record<string, string>;
  scope?: string;
  expiresAt: number;
  qrText: boolean;
}

/** `POST /epayment/v1/payments`. */
export function createPayment(books: Books, call: Call): Answer {
  const { env } = books;
  const wish = readCreate(books, call);
  if (books.payments.get(wish.reference))
    throw problem(books, 409, call.path, {
      title: 'Conflict',
      detail: 'A payment with this reference already exists for this sales unit.',
      extraDetails: [{ name: 'reference', reason: 'Must be unique per Merchant-Serial-Number.' }],
    });
  const { reference, userFlow, amount, phone } = wish;
  if (phone && magicOf(phone) === 'unknown')
    throw problem(books, 400, call.path, {
      title: 'Bad Request',
      detail: 'See extraDetails for further details',
      extraDetails: [{ name: 'customer.phoneNumber', reason: 'The phone number does not belong to a user.' }],
    });
  const token = books.makeToken();
  const redirectUrl = redirectOf(env.publicUrl, token, wish);
  books.landings.put({ token, reference });
  const payment: Payment = {
    reference,
    pspReference: books.nextPspReference(),
    state: 'CREATED',
    amount,
    authorized: 0,
    cancelled: 0,
    captured: 0,
    refunded: 0,
    userFlow,
    token,
    createdAt: env.now(),
    expiresAt: wish.expiresAt,
    events: [],
    ...(redirectUrl ? { redirectUrl } : {}),
    ...(wish.returnUrl ? { returnUrl: wish.returnUrl } : {}),
    ...(wish.description ? { description: wish.description } : {}),
    ...(wish.metadata ? { metadata: wish.metadata } : {}),
    ...(wish.scope ? { scope: wish.scope } : {}),
    ...(phone ? { phone } : {}),
  };
  const created = record(books, payment, {
    name: 'CREATED',
    value: amount.value,
    idempotencyKey: call.headers.get('idempotency-key'),
    pspReference: payment.pspReference,
  });
  env.alarm(wish.expiresAt, 'payment-expires', { reference });
  if (phone && userFlow !== 'WEB_REDIRECT') sendToApp(books, created, phone);
  return { status: 201, body: { reference, ...(redirectUrl ? { redirectUrl } : {}) } };
}

function redirectOf(publicUrl: string, token: string, { userFlow, qrText }: Wish): string | undefined {
  if (userFlow === 'PUSH_MESSAGE') return undefined;
  if (userFlow === 'NATIVE_REDIRECT') return `vippsmt://?token=${token}`;
  if (userFlow === 'QR' && !qrText) return `${publicUrl}/qr/${token}`;
  return `${publicUrl}/landing?token=${token}`;
}

function readCreate(books: Books, call: Call): Wish {
  const body = readWish(books, call);
  const wrong: ExtraDetail[] = [];
  const refuse = (name: string, reason: string) => void wrong.push({ name, reason });

  const amount = readAmount(body['amount'], 'amount', refuse, 100);
  const reference = typeof body['reference'] === 'string' ? body['reference'] : '';
  if (!REFERENCE.test(reference))
    refuse('reference', "The field Reference must match the regular expression '^[a-zA-Z0-9-]{8,64}$'.");
  const userFlow = FLOWS.find((flow) => flow === body['userFlow']);
  if (!userFlow) refuse('userFlow', `The field UserFlow must be one of ${FLOWS.join(', ')}.`);
  const method = isFields(body['paymentMethod']) ? body['paymentMethod']['type'] : undefined;
  if (method === 'CARD') refuse('paymentMethod.type', 'This sales unit is not enabled for freestanding card payments.');
  else if (method !== 'WALLET') refuse('paymentMethod.type', 'The field Type must be WALLET or CARD.');
  const phone = readCustomer(body['customer'], refuse);
  const returnUrl = readText(body['returnUrl'], 'returnUrl', refuse, 1, 2_048);
  if (returnUrl !== undefined && (!URL.canParse(returnUrl) || (/^http:/i.test(returnUrl) && !isReachable(returnUrl))))
    refuse('returnUrl', 'The URL must use the https:// scheme or a custom URL scheme.');
  if (userFlow === 'WEB_REDIRECT' && !returnUrl) refuse('returnUrl', 'ReturnUrl is required when UserFlow is WEB_REDIRECT.');
  if (userFlow === 'PUSH_MESSAGE' && !phone) refuse('customer', 'Customer is required when UserFlow is PUSH_MESSAGE.');
  const description = readText(body['paymentDescription'], 'paymentDescription', refuse, 3, 100);
  const metadata = readMetadata(body['metadata'], refuse);
  const expiresAt = readExpiry(books.env.now(), body, userFlow, refuse);
  const qr = isFields(body['qrFormat']) ? body['qrFormat']['format'] : undefined;
  if (qr !== undefined && !['TEXT/TARGETURL', 'IMAGE/SVG+XML', 'IMAGE/PNG'].includes(qr as string))
    refuse('qrFormat.format', 'The field Format must be one of TEXT/TARGETURL, IMAGE/SVG+XML, IMAGE/PNG.');
  const scope = isFields(body['profile']) ? readText(body['profile']['scope'], 'profile.scope', refuse, 1, 500) : undefined;
  if (wrong.length > 0 || !amount || !userFlow)
    throw problem(books, 400, call.path, {
      title: 'Bad Request',
      detail: 'See extraDetails for further details',
      extraDetails: wrong,
    });
  return {
    amount,
    reference,
    userFlow,
    expiresAt,
    qrText: qr === 'TEXT/TARGETURL',
    ...(returnUrl ? { returnUrl } : {}),
    ...(phone ? { phone } : {}),
    ...(description ? { description } : {}),
    ...(metadata ? { metadata } : {}),
    ...(scope ? { scope } : {}),
  };
}

type Refuse = (name: string, reason: string) => void;

/** Whole minor units of the one currency that this Norwegian sales unit takes. */
export function readAmount(given: unknown, name: string, refuse: Refuse, least: number): Amount | undefined {
  if (!isFields(given)) return void refuse(name, 'The amount field is required.');
  const { value, currency } = given;
  if (!Number.isSafeInteger(value) || (value as number) < least || (value as number) > 65_000_000)
    return void refuse(`${name}.value`, `The field Value must be a whole number between ${least} and 65000000.`);
  if (!['NOK', 'DKK', 'EUR'].includes(currency as string))
    return void refuse(`${name}.currency`, 'The field Currency must be one of NOK, DKK, EUR.');
  if (currency !== 'NOK') return void refuse(`${name}.currency`, 'This sales unit takes NOK only.');
  return { value: value as number, currency: currency };
}

function readCustomer(given: unknown, refuse: Refuse): string | undefined {
  if (given === undefined || given === null) return undefined;
  if (!isFields(given)) return void refuse('customer', 'The field Customer must be an object.');
  if (Object.keys(given).length > 1)
    return void refuse('customer', 'Specify only one of phoneNumber, personalQr and customerToken.');
  const { phoneNumber, personalQr } = given;
  if (typeof personalQr === 'string') {
    const phone = /\/(\d{10,15})(?:\?|$)/.exec(personalQr)?.[1];
    return phone ?? void refuse('customer.personalQr', 'The QR code is not a personal QR code.');
  }
  if (typeof phoneNumber !== 'string' || !MSISDN.test(phoneNumber))
    return void refuse('customer.phoneNumber', "The field PhoneNumber must match the regular expression '^\\d{10,15}$'.");
  return phoneNumber;
}

function readText(given: unknown, name: string, refuse: Refuse, least: number, most: number): string | undefined {
  if (given === undefined || given === null) return undefined;
  if (typeof given === 'string' && given.length >= least && given.length <= most) return given;
  return void refuse(name, `The field must be a string with a length between ${least} and ${most}.`);
}

function readMetadata(given: unknown, refuse: Refuse): Record<string, string> | undefined {
  if (given === undefined || given === null) return undefined;
  if (!isFields(given)) return void refuse('metadata', 'The field Metadata must be an object of strings.');
  const entries = Object.entries(given);
  if (entries.length > 5) return void refuse('metadata', 'Metadata has a maximum capacity of 5 key-value pairs.');
  if (entries.some(([key, value]) => key.length > 100 || typeof value !== 'string' || value.length > 500))
    return void refuse('metadata', 'Keys are limited to 100 characters, values are strings of up to 500.');
  return Object.fromEntries(entries) as Record<string, string>;
}

const MINUTE = 60_000;

function readExpiry(now: number, body: Record<string, unknown>, userFlow: UserFlow | undefined, refuse: Refuse): number {
  const given = body['expiresAt'];
  if (given === undefined || given === null) return now + PATIENCE_MS;
  const at = typeof given === 'string' && /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/i.test(given) ? Date.parse(given) : Number.NaN;
  if (Number.isNaN(at)) refuse('expiresAt', 'The field ExpiresAt must adhere to RFC 3339.');
  else if (at <= now + 10 * MINUTE || at >= now + 28 * 24 * 60 * MINUTE)
    refuse('expiresAt', 'The value must be more than 10 minutes and less than 28 days in the future.');
  if (userFlow !== 'PUSH_MESSAGE' && userFlow !== 'QR')
    refuse('expiresAt', 'ExpiresAt can only be combined with UserFlow PUSH_MESSAGE or QR.');
  if (body['receipt'] === undefined || body['receipt'] === null) refuse('receipt', 'If ExpiresAt is set, Receipt must be set.');
  return at;
}
