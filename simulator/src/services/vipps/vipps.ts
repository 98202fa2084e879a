import type { Answer, Route, Service, ServiceFactory } from '../../kernel/service.ts';
import { answerInApp, expireHold, expirePayment, openOnPhone, showRequest, showRequests, takeAnswer } from './app.ts';
import { Ordered } from '../stripe/ordered.ts';
import { money, openBooks, type Books, type Payment, type VippsOptions } from './books.ts';
import { createPayment } from './create.ts';
import { answering, giveToken, guarded } from './door.ts';
import { drawQr, landingStatus, showLanding, takeLanding } from './landing-page.ts';
import { levers } from './moods.ts';
import { cancelPayment, capturePayment, forceApprove, readEvents, readPayment, refundPayment } from './payments.ts';
import { list, register, remove, signVipps } from './webhooks.ts';

export type { VippsOptions } from './books.ts';

/**
 * Vipps MobilePay: access token, ePayment and webhooks of one Norwegian sales unit in the test environment, the landing
 * page, and the app on everybody's phone. Source: docs/upstream/vipps.md.
 */
export const vippsService =
  (options: VippsOptions): ServiceFactory =>
  (env): Service => {
    const books = openBooks(env, options);
    const payments = new Ordered(books.payments, ({ reference }) => reference);
    return {
      name: 'vipps',
      title: 'Vipps MobilePay (wallet)',
      origin: 'https://apitest.vipps.no',
      routes: [...apiRoutes(books), ...pageRoutes(books), ...phoneRoutes(books)],
      alarms: {
        'payment-expires': ({ reference }: { reference: string }) => expirePayment(books, reference),
        'hold-expires': ({ reference }: { reference: string }) => expireHold(books, reference),
        'phone-answers': ({ reference, yes }: { reference: string; yes: boolean }) => void answerInApp(books, reference, yes),
      },
      signWebhook: (webhook, at) => signVipps(books, webhook, at),
      levers: levers(books),
      unknownPath: (_call, hint): Answer => ({
        status: 404,
        body: { statusCode: 404, message: `Resource not found. The simulator says: ${hint}` },
      }),
      documents: () => documents(books, payments),
    };
  };

function apiRoutes(books: Books): Route[] {
  const payments = '/epayment/v1/payments';
  const one = `${payments}/:reference`;
  const hooks = '/webhooks/v1/webhooks';
  return [
    { method: 'POST', path: '/accesstoken/get', operation: 'token', resolve: answering((call) => giveToken(books, call)) },
    guarded(books, 'POST', payments, 'create payment', (call) => createPayment(books, call)),
    guarded(books, 'GET', one, 'read payment', (call) => readPayment(books, call)),
    guarded(books, 'GET', `${one}/events`, 'read events', (call) => readEvents(books, call)),
    guarded(books, 'POST', `${one}/capture`, 'capture payment', (call) => capturePayment(books, call)),
    guarded(books, 'POST', `${one}/cancel`, 'cancel payment', (call) => cancelPayment(books, call)),
    guarded(books, 'POST', `${one}/refund`, 'refund payment', (call) => refundPayment(books, call)),
    guarded(books, 'POST', '/epayment/v1/test/payments/:reference/approve', 'force approve', (call) => forceApprove(books, call)),
    guarded(books, 'POST', hooks, 'register webhook', (call) => register(books, call)),
    guarded(books, 'GET', hooks, 'list webhooks', () => list(books)),
    guarded(books, 'DELETE', `${hooks}/:id`, 'delete webhook', (call) => remove(books, call)),
  ];
}

/** What a browser sees. */
const pageRoutes = (books: Books): Route[] => [
  { method: 'GET', path: '/landing', operation: 'show landing page', resolve: (call) => showLanding(books, call) },
  { method: 'POST', path: '/landing', operation: 'answer landing page', resolve: (call) => takeLanding(books, call) },
  { method: 'GET', path: '/landing/status', operation: 'landing page waits', resolve: (call) => landingStatus(books, call) },
  { method: 'GET', path: '/qr/:token', operation: 'show QR code', resolve: (call) => drawQr(books, call) },
];

/** The simulator's own: the app as a person holds it. Vipps has no such calls. */
const phoneRoutes = (books: Books): Route[] => [
  { method: 'GET', path: '/x-phone/requests', operation: 'look at the phone', resolve: (call) => showRequests(books, call) },
  { method: 'GET', path: '/x-phone/requests/:id', operation: 'look at one request', resolve: (call) => showRequest(books, call) },
  {
    method: 'POST',
    path: '/x-phone/requests/:id/approve',
    operation: 'approve in the app',
    resolve: (call) => takeAnswer(books, call, true),
  },
  {
    method: 'POST',
    path: '/x-phone/requests/:id/decline',
    operation: 'decline in the app',
    resolve: (call) => takeAnswer(books, call, false),
  },
  { method: 'POST', path: '/x-phone/open', operation: 'open on the phone', resolve: (call) => openOnPhone(books, call) },
];

/** As many as somebody reads. */
const SHOWN = 200;

function documents(books: Books, payments: Ordered<Payment>): Record<string, Record<string, unknown>[]> {
  const { length } = payments;
  const newest = Array.from({ length: Math.min(SHOWN, length) }, (_, index) => payments.at(length - 1 - index));
  return {
    Payments: newest.map(({ reference, state, amount, authorized, cancelled, captured, refunded, createdAt }) => ({
      reference,
      state,
      amount: money(amount.value, amount.currency),
      held: money(authorized - cancelled - captured, amount.currency),
      taken: money(captured, amount.currency),
      'given back': money(refunded, amount.currency),
      created: new Date(createdAt).toISOString(),
    })),
    'Waiting in the app': books.requests
      .all()
      .slice(-SHOWN)
      .reverse()
      .map(({ id, phone, amount, sentAt }) => ({
        id,
        phone: `+${phone}`,
        amount: money(amount.value, amount.currency),
        sent: new Date(sentAt).toISOString(),
      })),
  };
}
