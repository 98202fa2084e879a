import { Fault } from '@vitrine/contract';
import type { PaymentState } from '../../ports.ts';
import type { Intent } from './stripe-answers.ts';

/** The bank's reason, or Stripe's own when the bank gave none. Source: Stripe, "Decline codes". */
export const declineCode = (error: { code?: string | undefined; decline_code?: string | null | undefined }): string =>
  error.decline_code ?? error.code ?? 'generic_decline';

/**
 * Where a PaymentIntent stands, in our words.
 *
 * @throws {Fault} `uncertain`, `payment.processing`, while Stripe itself does not know yet.
 * @throws {Fault} `defect` on a status that we never asked for.
 */
export function stateOf(intent: Intent): PaymentState {
  const { id: paymentId, status } = intent;
  switch (status) {
    case 'requires_capture':
      return { state: 'authorised', paymentId, amount: intent.amount_capturable };
    case 'succeeded':
      return { state: 'captured', paymentId, amount: intent.amount_received };
    case 'canceled':
      return { state: 'voided', paymentId };
    case 'requires_payment_method':
      return intent.last_payment_error
        ? { state: 'declined', paymentId, code: declineCode(intent.last_payment_error) }
        : { state: 'none' };
    case 'requires_confirmation':
      return { state: 'none' };
    case 'requires_action': {
      const url = intent.next_action?.redirect_to_url?.url;
      if (url) return { state: 'challenge', paymentId, url };
      // A voucher or an app, which nobody here can show: not a payment for this shop.
      return { state: 'declined', paymentId, code: 'card_not_supported' };
    }
    case 'processing':
      throw new Fault('uncertain', 'payment.processing', 'Stripe is still working on the payment', { detail: { paymentId } });
    default:
      throw new Fault('defect', 'payment.broken-contract', `Stripe has a payment status that we do not know: ${status}`);
  }
}

const RANK: Readonly<Record<string, number>> = { succeeded: 4, requires_capture: 3, processing: 2, requires_action: 1 };

/**
 * Of several intents under one reference the one that counts: what took or holds money comes before what does not,
 * and then the newest, because a shopper whose first card was declined tries another.
 */
export const decisive = (intents: readonly Intent[]): Intent | undefined =>
  [...intents].sort((a, b) => (RANK[b.status] ?? 0) - (RANK[a.status] ?? 0) || b.created - a.created)[0];
