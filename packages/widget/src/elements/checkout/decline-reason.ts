import type { Message } from '@vitrine/contract';
import type { DeclineReason } from '../../locales/checkout.ts';

/**
 * Stripe's decline codes and the reason a shopper is told. What is not here is told as a plain no: lost, stolen, fraud and
 * block lists among them, because who holds the card may not be who owns it. Source: Stripe, "Decline codes".
 */
const REASONS: Readonly<Record<string, DeclineReason>> = {
  approve_with_id: 'temporary',
  authentication_expired: 'authentication',
  authentication_not_handled: 'authentication',
  authentication_required: 'authentication',
  payment_intent_authentication_failure: 'authentication',
  call_issuer: 'bank',
  card_not_supported: 'unsupported',
  card_velocity_exceeded: 'limit',
  currency_not_supported: 'unsupported',
  do_not_honor: 'bank',
  duplicate_transaction: 'duplicate',
  expired_card: 'expired',
  incorrect_cvc: 'code',
  incorrect_number: 'number',
  incorrect_pin: 'code',
  insufficient_funds: 'funds',
  invalid_account: 'bank',
  invalid_amount: 'unsupported',
  invalid_cvc: 'code',
  invalid_expiry_month: 'date',
  invalid_expiry_year: 'date',
  invalid_number: 'number',
  invalid_pin: 'code',
  issuer_not_available: 'temporary',
  new_account_information_available: 'bank',
  no_action_taken: 'bank',
  not_permitted: 'unsupported',
  offline_pin_required: 'unsupported',
  online_or_offline_pin_required: 'unsupported',
  pin_try_exceeded: 'limit',
  processing_error: 'temporary',
  reenter_transaction: 'temporary',
  revocation_of_all_authorizations: 'bank',
  revocation_of_authorization: 'bank',
  service_not_allowed: 'unsupported',
  stop_payment_order: 'bank',
  transaction_not_allowed: 'unsupported',
  temporarily_unavailable: 'temporary',
  try_again_later: 'temporary',
  withdrawal_count_limit_exceeded: 'limit',
};

/** The reason behind a refusal: the provider's `decline_code` beside the message's own code, where there is one. */
export function declineReason(message: Message): DeclineReason {
  const named = (message as Message & { decline_code?: unknown }).decline_code;
  const code = typeof named === 'string' ? named : (message.code ?? '');
  return Object.hasOwn(REASONS, code) ? (REASONS[code] ?? 'declined') : 'declined';
}
