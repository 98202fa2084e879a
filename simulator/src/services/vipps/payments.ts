import type { Answer, Call } from '../../kernel/service.ts';
import { authorise, sendToApp } from './app.ts';
import { money, problem, type Books, type Refused, type ExtraDetail, type Payment } from './books.ts';
import { readAmount } from './create.ts';
import { magicOf } from './magic.ts';
import { readWish, record } from './webhooks.ts';
import { isFields } from '../parcels/reading.ts';

export function findPayment(books: Books, { params, path }: Call): Payment {
  const payment = books.payments.get(params['reference']!);
  if (!payment)
    throw problem(books, 404, path, {
      title: 'Not Found',
      detail: `There is no payment with reference ${params['reference']!} for this sales unit.`,
    });
  return payment;
}

const amountsOf = ({ amount: { currency }, authorized, cancelled, captured, refunded }: Payment) => ({
  authorizedAmount: { value: authorized, currency },
  cancelledAmount: { value: cancelled, currency },
  capturedAmount: { value: captured, currency },
  refundedAmount: { value: refunded, currency },
});

/** `GET /epayment/v1/payments/{reference}`. */
export function readPayment(books: Books, call: Call): Answer {
  const payment = findPayment(books, call);
  const { amount, state, pspReference, redirectUrl, reference, metadata, scope } = payment;
  return {
    status: 200,
    body: {
      aggregate: amountsOf(payment),
      amount,
      state,
      paymentMethod: { type: 'WALLET' },
      profile: scope && state === 'AUTHORIZED' ? { sub: `vipps-${payment.phone ?? 'user'}` } : {},
      pspReference,
      ...(redirectUrl ? { redirectUrl } : {}),
      reference,
      ...(metadata ? { metadata } : {}),
    },
  };
}

/** `GET …/events`. */
export const readEvents = (books: Books, call: Call): Answer => ({ status: 200, body: findPayment(books, call).events });

/** A rule of the money that was broken, with the vendor's code where its documentation names one. */
function broken(books: Books, call: Call, title: string, detail: string, code?: string): Refused {
  return problem(books, 400, call.path, { title, detail, extraDetails: code ? [{ name: 'ErrorCode', reason: code }] : [] });
}

function readModification(books: Books, call: Call): number {
  const wrong: ExtraDetail[] = [];
  const amount = readAmount(
    readWish(books, call)['modificationAmount'],
    'modificationAmount',
    (name, reason) => void wrong.push({ name, reason }),
    1,
  );
  if (!amount)
    throw problem(books, 400, call.path, {
      title: 'Bad Request',
      detail: 'See extraDetails for further details',
      extraDetails: wrong,
    });
  return amount.value;
}

const adjusted = (payment: Payment): Answer => {
  const { pspReference } = payment.events.at(-1)!;
  const { amount, state, reference } = payment;
  return { status: 200, body: { amount, state, aggregate: amountsOf(payment), pspReference, reference } };
};

/** `POST …/capture`: takes reserved money, all of it or a part, as often as something is left. */
export function capturePayment(books: Books, call: Call): Answer {
  const payment = findPayment(books, call);
  const value = readModification(books, call);
  if (payment.state !== 'AUTHORIZED')
    throw broken(
      books,
      call,
      'Cannot capture before reservation',
      'The amount you tried to capture is not reserved. The user must accept the payment before capture can be done.',
      '6080',
    );
  const left = payment.authorized - payment.cancelled - payment.captured;
  if (value > left)
    throw broken(
      books,
      call,
      'Captured amount exceeds the reserved amount',
      `You tried to capture ${value}, and ${left} is left of what was reserved.`,
    );
  const captured = record(
    books,
    { ...payment, captured: payment.captured + value },
    { name: 'CAPTURED', value, idempotencyKey: call.headers.get('idempotency-key') },
  );
  const { currency } = payment.amount;
  books.env.tell(`Vipps took ${money(value, currency)} of the ${money(payment.authorized, currency)} it held`, {
    reference: payment.reference,
  });
  return adjusted(captured);
}

/** `POST …/cancel`: calls off what nobody has approved yet, or lets go of what is reserved and not captured. */
export function cancelPayment(books: Books, call: Call): Answer {
  const payment = findPayment(books, call);
  readWish(books, call);
  const { reference, amount } = payment;
  const idempotencyKey = call.headers.get('idempotency-key');
  if (payment.state === 'CREATED') {
    books.requests.delete(reference);
    books.env.tell('The shop called a Vipps payment off before it was approved', { reference });
    return adjusted(
      record(books, { ...payment, state: 'TERMINATED' }, { name: 'TERMINATED', value: amount.value, idempotencyKey }),
    );
  }
  const left = payment.authorized - payment.captured - payment.cancelled;
  if (payment.state !== 'AUTHORIZED' || left === 0)
    throw broken(
      books,
      call,
      'Cannot cancel the payment',
      payment.state === 'AUTHORIZED' ? 'Nothing is reserved any more.' : `The payment is in its final state ${payment.state}.`,
    );
  books.env.tell(`Vipps let go of the ${money(left, amount.currency)} it held`, { reference });
  return adjusted(
    record(books, { ...payment, cancelled: payment.cancelled + left }, { name: 'CANCELLED', value: left, idempotencyKey }),
  );
}

/** `POST …/refund`: gives captured money back, all of it or a part. */
export function refundPayment(books: Books, call: Call): Answer {
  const payment = findPayment(books, call);
  const value = readModification(books, call);
  const left = payment.captured - payment.refunded;
  if (left === 0) throw broken(books, call, 'Cannot refund the payment', 'Nothing is captured that could be refunded.');
  if (value > left)
    throw broken(
      books,
      call,
      'Refunded amount exceeds the captured amount',
      `You tried to refund ${value}, and ${left} is left of what was captured.`,
    );
  const refunded = record(
    books,
    { ...payment, refunded: payment.refunded + value },
    { name: 'REFUNDED', value, idempotencyKey: call.headers.get('idempotency-key') },
  );
  books.env.tell(`Vipps gave ${money(value, payment.amount.currency)} back`, { reference: payment.reference });
  return adjusted(refunded);
}

/** `POST /epayment/v1/test/payments/{reference}/approve`: the test environment's way of pressing "Pay" in the app. */
export function forceApprove(books: Books, call: Call): Answer {
  const payment = findPayment(books, call);
  const { customer, token } = readWish(books, call);
  const given = isFields(customer) ? customer['phoneNumber'] : undefined;
  const phone = typeof given === 'string' ? given : payment.phone;
  if (!phone || !/^\d{10,15}$/.test(phone) || magicOf(phone) === 'unknown')
    throw problem(books, 400, call.path, {
      title: 'Bad Request',
      detail: 'See extraDetails for further details',
      extraDetails: [{ name: 'customer.phoneNumber', reason: 'The phone number does not belong to a user.' }],
    });
  if (token !== undefined && token !== payment.token)
    throw broken(books, call, 'Bad Request', 'The token does not belong to this payment.');
  if (payment.state !== 'CREATED')
    throw broken(books, call, 'Cannot approve the payment', `The payment is in its final state ${payment.state}.`);
  authorise(books, sendToApp(books, payment, phone));
  return { status: 200 };
}
