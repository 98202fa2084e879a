import type { ServiceFactory } from '../../kernel/service.ts';
import { openBooks, type Books, type StripeOptions } from './books.ts';
import { signStripe } from './events.ts';
import { money } from './money.ts';
import type { PaymentIntent } from './objects.ts';
import { expireHold } from './settle.ts';
import { intentRoutes, otherRoutes, pageRoutes } from './routes.ts';

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
      routes: [...intentRoutes(books), ...otherRoutes(books), ...pageRoutes(books, options.merchant ?? 'Kniv & Fjøl')],
      alarms: { 'hold-expires': ({ intent }: { intent: string }) => expireHold(books, intent) },
      signWebhook: (webhook, at) => signStripe(books, webhook, at),
      documents: () => documents(books),
    };
  };

function documents(books: Books): Record<string, Record<string, unknown>[]> {
  const at = (seconds: number) => new Date(seconds * 1_000).toISOString();
  return {
    Payments: books.intents
      .all()
      .reverse()
      .map((intent) => ({
        id: intent.id,
        reference: intent.metadata['reference'] ?? '',
        status: intent.status,
        amount: money(intent.amount, intent.currency),
        held: money(intent.amount_capturable, intent.currency),
        taken: money(intent.amount_received, intent.currency),
        card: cardOf(books, intent),
        created: at(intent.created),
      })),
    Refunds: books.refunds
      .all()
      .reverse()
      .map((refund) => ({
        id: refund.id,
        payment: refund.payment_intent,
        amount: money(refund.amount, refund.currency),
        reason: refund.reason ?? '',
        created: at(refund.created),
      })),
  };
}

function cardOf(books: Books, intent: PaymentIntent): string {
  const id =
    intent.payment_method ?? (intent.latest_charge ? books.charges.get(intent.latest_charge)?.payment_method : undefined);
  const card = id ? books.methods.get(id)?.card : undefined;
  return card ? `${card.brand} •••• ${card.last4}` : '';
}
