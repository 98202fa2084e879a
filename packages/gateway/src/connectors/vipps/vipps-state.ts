import type { PaymentState } from '../../ports.ts';
import type { Payment, WebhookEvent } from './vipps-answers.ts';

/**
 * Where a payment stands, in our words. `AUTHORIZED` is where Vipps leaves a payment for good; what was taken and let go
 * since is in the aggregate. Source: ePayment API, "State" and "Aggregate".
 */
export function stateOf({ reference: paymentId, state, aggregate, redirectUrl }: Payment): PaymentState {
  switch (state) {
    case 'CREATED':
      // Nothing to show a shopper: such a payment was not made by us, and holds nothing.
      return redirectUrl ? { state: 'challenge', paymentId, url: redirectUrl } : { state: 'none' };
    case 'ABORTED':
      return { state: 'declined', paymentId, code: 'canceled' };
    case 'EXPIRED':
      return { state: 'declined', paymentId, code: 'authentication_expired' };
    case 'TERMINATED':
      return { state: 'voided', paymentId };
    case 'AUTHORIZED': {
      const captured = aggregate.capturedAmount.value;
      if (captured > 0) return { state: 'captured', paymentId, amount: captured };
      const held = aggregate.authorizedAmount.value - aggregate.cancelledAmount.value;
      return held > 0 ? { state: 'authorised', paymentId, amount: held } : { state: 'voided', paymentId };
    }
  }
}

/** What an event says by itself; `undefined` where only the payment knows. */
export function stateOfEvent({ reference: paymentId, name, amount, success }: WebhookEvent): PaymentState | undefined {
  // A bank that would not pay: the payment goes on waiting for the shopper.
  if (!success) return undefined;
  if (name === 'AUTHORIZED') return { state: 'authorised', paymentId, amount: amount.value };
  if (name === 'ABORTED') return { state: 'declined', paymentId, code: 'canceled' };
  if (name === 'EXPIRED') return { state: 'declined', paymentId, code: 'authentication_expired' };
  if (name === 'TERMINATED') return { state: 'voided', paymentId };
  return undefined;
}
