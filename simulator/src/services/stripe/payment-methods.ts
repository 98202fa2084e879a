import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Books } from './books.ts';
import type { PaymentMethod } from './objects.ts';
import { Params, type BillingDetails } from './params.ts';
import { invalid, missing, Refusal, unknownObject } from './refusal.ts';
import { cardByNumber, cardByToken, passesLuhn, type TestCard } from './test-cards.ts';

const cardError = (code: string, message: string, param: string): Refusal =>
  new Refusal(402, { type: 'card_error', code, message, param });

const realCard = () =>
  new Refusal(402, {
    type: 'card_error',
    code: 'card_declined',
    decline_code: 'test_mode_live_card',
    message:
      'Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test cards, visit: https://stripe.com/docs/testing.',
  });

/** A payment method of what was typed, or of `card[token]`. */
export function createPaymentMethod(books: Books, params: Params): PaymentMethod {
  const type = params.requiredText('type');
  if (type !== 'card') throw invalid(`Invalid type: this account takes card, not ${type}`, { param: 'type' });
  const given = params.group('card');
  if (!given) throw missing('card');
  const token = given.text('token');
  if (token !== undefined) {
    const card = cardByToken(token.replace(/^tok_/, 'pm_card_'));
    if (!card) throw unknownObject('token', token, 'card[token]');
    return keep(books, card, { ...expiryOfTokens(books), cvc: 'unchecked' }, params.billingDetails(), params.metadata());
  }
  const digits = given.requiredText('number').replace(/[\s-]/g, '');
  if (!/^\d{12,19}$/.test(digits) || !passesLuhn(digits))
    throw cardError('incorrect_number', 'Your card number is incorrect.', 'number');
  const expiry = readExpiry(books, given);
  const card = cardByNumber(digits);
  if (!card) throw realCard();
  const code = given.text('cvc');
  if (code !== undefined && !(card.brand === 'amex' ? /^\d{3,4}$/ : /^\d{3}$/).test(code))
    throw cardError('invalid_cvc', "Your card's security code is invalid.", 'cvc');
  return keep(
    books,
    card,
    { ...expiry, cvc: code === undefined ? null : 'unchecked' },
    params.billingDetails(),
    params.metadata(),
  );
}

function readExpiry(books: Books, given: Params): { month: number; year: number } {
  const month = given.integer('exp_month');
  if (month === undefined) throw missing('card[exp_month]');
  if (month < 1 || month > 12) throw cardError('invalid_expiry_month', "Your card's expiration month is invalid.", 'exp_month');
  const written = given.integer('exp_year');
  if (written === undefined) throw missing('card[exp_year]');
  const year = written < 100 ? 2_000 + written : written;
  const now = new Date(books.env.now());
  const thisYear = now.getUTCFullYear();
  if (year < thisYear || year > thisYear + 50)
    throw cardError('invalid_expiry_year', "Your card's expiration year is invalid.", 'exp_year');
  if (year === thisYear && month < now.getUTCMonth() + 1)
    throw cardError('invalid_expiry_month', "Your card's expiration month is invalid.", 'exp_month');
  return { month, year };
}

const expiryOfTokens = (books: Books) => ({ month: 12, year: new Date(books.env.now()).getUTCFullYear() + 2 });

/** The number is turned into a fingerprint here and goes no further. */
function keep(
  books: Books,
  card: TestCard,
  entry: { month: number; year: number; cvc: 'unchecked' | null },
  billing_details: BillingDetails,
  metadata: Record<string, string>,
): PaymentMethod {
  const { brand, funding, country, number, behaviour } = card;
  const method: PaymentMethod = {
    id: books.makeId('pm'),
    object: 'payment_method',
    billing_details,
    card: {
      brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: entry.cvc },
      country,
      display_brand: brand,
      exp_month: entry.month,
      exp_year: entry.year,
      fingerprint: bytesToHex(sha256(utf8ToBytes(`vitrine test card ${number}`))).slice(0, 16),
      funding,
      generated_from: null,
      last4: number.slice(-4),
      networks: { available: [brand], preferred: null },
      three_d_secure_usage: { supported: behaviour.challenge !== 'unsupported' },
      wallet: null,
    },
    created: books.seconds(),
    customer: null,
    livemode: false,
    metadata,
    type: 'card',
  };
  books.cards.put({ id: method.id, behaviour });
  return books.methods.put(method);
}

/** A method by id. A token such as `pm_card_visa` becomes a fresh method each time. */
export function findPaymentMethod(books: Books, id: string, param = 'payment_method'): PaymentMethod {
  const known = books.methods.get(id);
  if (known) return known;
  const card = cardByToken(id);
  if (!card) throw unknownObject('PaymentMethod', id, param);
  return keep(books, card, { ...expiryOfTokens(books), cvc: 'unchecked' }, new Params({}).billingDetails(), {});
}

/** What a call names as its means of payment, if anything. */
export function readPaymentMethod(books: Books, params: Params): PaymentMethod | undefined {
  const id = params.text('payment_method');
  if (id !== undefined) return findPaymentMethod(books, id);
  const typed = params.group('payment_method_data');
  return typed && createPaymentMethod(books, typed);
}
