import type { Answer, ServiceFactory } from '../../kernel/service.ts';
import { openBooks, type Books, type StripeOptions } from './books.ts';
import { decideDispute, evidenceDue, openDispute } from './disputes.ts';
import { deliver, signStripe } from './events.ts';
import { levers } from './levers.ts';
import { money } from './money.ts';
import type { PaymentIntent } from './objects.ts';
import type { Ordered } from './ordered.ts';
import { settleRefund } from './refunds.ts';
import { intentRoutes, otherRoutes, pageRoutes, peopleRoutes } from './routes.ts';
import { expireHold } from './settle.ts';

export type { StripeOptions } from './books.ts';

/**
 * Stripe: PaymentIntents, refunds, events and webhooks of one test account, the card fields, and the page of the bank
 * that asks the cardholder. Source: Stripe's OpenAPI document, version 2023-08-16, and stripe.com/docs/testing.
 */
export const stripeService =
  (options: StripeOptions & { merchant?: string }): ServiceFactory =>
  (env) => {
    const books = openBooks(env, options);
    return {
      name: 'stripe',
      title: 'Stripe (payments)',
      origin: 'https://api.stripe.com',
      routes: [
        ...intentRoutes(books),
        ...otherRoutes(books),
        ...peopleRoutes(books),
        ...pageRoutes(books, options.merchant ?? 'Kniv & Fjøl'),
      ],
      alarms: {
        'hold-expires': ({ intent }: { intent: string }) => expireHold(books, intent),
        'send-event': (about: { event: string; endpoint: string }) => deliver(books, about),
        'refund-settles': ({ refund, fails }: { refund: string; fails: boolean }) => settleRefund(books, refund, fails),
        'buyer-disputes': ({ charge, ...wish }: { charge: string; reason: string; inquiry?: boolean }) => {
          const found = books.charges.get(charge);
          if (found && !found.disputed) openDispute(books, found, wish);
        },
        'evidence-due': ({ dispute }: { dispute: string }) => evidenceDue(books, dispute),
        'dispute-decided': ({ dispute }: { dispute: string }) => decideDispute(books, dispute),
      },
      levers: levers(books),
      unknownPath: ({ method, path }, hint) => unrecognised(method, path, hint),
      signWebhook: (webhook, at) => signStripe(books, webhook, at),
      documents: () => documents(books),
    };
  };

const unrecognised = (method: string, path: string, hint: string): Answer => ({
  status: 404,
  body: {
    error: {
      message: `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/. (The simulator says: ${hint})`,
      type: 'invalid_request_error',
    },
  },
});

/** As many as somebody reads. */
const SHOWN = 200;

function newest<Row>(rows: Ordered<Row>): Row[] {
  const { length } = rows;
  return Array.from({ length: Math.min(SHOWN, length) }, (_, index) => rows.at(length - 1 - index));
}

function documents(books: Books): Record<string, Record<string, unknown>[]> {
  const at = (seconds: number) => new Date(seconds * 1_000).toISOString();
  return {
    Payments: newest(books.ordered.intents).map((intent) => ({
      id: intent.id,
      reference: intent.metadata['reference'] ?? '',
      status: intent.status,
      amount: money(intent.amount, intent.currency),
      held: money(intent.amount_capturable, intent.currency),
      taken: money(intent.amount_received, intent.currency),
      card: cardOf(books, intent),
      created: at(intent.created),
    })),
    Refunds: newest(books.ordered.refunds).map((refund) => ({
      id: refund.id,
      payment: refund.payment_intent,
      amount: money(refund.amount, refund.currency),
      status: refund.status,
      reason: refund.reason ?? '',
      created: at(refund.created),
    })),
    Disputes: newest(books.ordered.disputes).map((dispute) => ({
      id: dispute.id,
      payment: dispute.payment_intent,
      amount: money(dispute.amount, dispute.currency),
      reason: dispute.reason,
      status: dispute.status,
      created: at(dispute.created),
    })),
  };
}

function cardOf(books: Books, intent: PaymentIntent): string {
  const id =
    intent.payment_method ?? (intent.latest_charge ? books.charges.get(intent.latest_charge)?.payment_method : undefined);
  const card = id ? books.methods.get(id)?.card : undefined;
  return card ? `${card.brand} •••• ${card.last4}` : '';
}
