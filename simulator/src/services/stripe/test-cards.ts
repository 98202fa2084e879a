/** How the bank behind a test card behaves. */
export interface Behaviour {
  /** `required`: on every payment. `supported`: offered, and not asked for. `unsupported`: the card knows no challenge. */
  challenge: 'required' | 'supported' | 'unsupported';
  /** Decline of the charge, after any challenge. */
  decline?: DeclineName;
  /** The security code does not match. The payment goes on, as banks do. */
  cvcFails?: boolean;
  /** The bank has a 3-D Secure page for it, and shows it when the shop asks for one. */
  enrolled?: boolean;
  /** The buyer disputes whatever was taken. */
  dispute?: { reason: string; inquiry?: boolean };
  /** Refunds take their time, or come back. */
  refund?: 'pending' | 'fails';
}

export interface TestCard {
  number: string;
  brand: string;
  funding: 'credit' | 'debit' | 'prepaid';
  country: string;
  behaviour: Behaviour;
  /** The same card without its number: `pm_card_visa`. */
  tokens: readonly string[];
}

interface Decline {
  code: string;
  decline_code?: string;
  message: string;
  /** Radar, not the bank. */
  blocked?: boolean;
}

const DECLINED = 'Your card was declined.';

/** Codes that differ in nothing but their name. */
function bankSays<Name extends string>(...names: Name[]): Record<Name, Decline> {
  const declines = {} as Record<Name, Decline>;
  for (const name of names) declines[name] = { code: 'card_declined', decline_code: name, message: DECLINED };
  return declines;
}

/** Stripe's codes and words. Source: stripe.com/docs/testing and /docs/declines/codes. */
export const DECLINES = {
  generic_decline: { code: 'card_declined', decline_code: 'generic_decline', message: DECLINED },
  insufficient_funds: { code: 'card_declined', decline_code: 'insufficient_funds', message: 'Your card has insufficient funds.' },
  lost_card: { code: 'card_declined', decline_code: 'lost_card', message: DECLINED },
  stolen_card: { code: 'card_declined', decline_code: 'stolen_card', message: DECLINED },
  card_velocity_exceeded: {
    code: 'card_declined',
    decline_code: 'card_velocity_exceeded',
    message: 'Your card was declined for making repeated attempts too frequently or exceeding its amount limit.',
  },
  fraudulent: { code: 'card_declined', decline_code: 'fraudulent', message: DECLINED, blocked: true },
  authentication_required: {
    code: 'authentication_required',
    decline_code: 'authentication_required',
    message: 'Your card was declined. This transaction requires authentication.',
  },
  ...bankSays('call_issuer', 'card_not_supported', 'currency_not_supported', 'do_not_honor', 'do_not_try_again'),
  ...bankSays('invalid_account', 'invalid_amount', 'issuer_not_available', 'new_account_information_available'),
  ...bankSays('no_action_taken', 'not_permitted', 'pickup_card', 'reenter_transaction', 'restricted_card'),
  ...bankSays('revocation_of_all_authorizations', 'revocation_of_authorization', 'security_violation', 'service_not_allowed'),
  ...bankSays('stop_payment_order', 'transaction_not_allowed', 'try_again_later', 'withdrawal_count_limit_exceeded'),
  expired_card: { code: 'expired_card', message: 'Your card has expired.' },
  incorrect_cvc: { code: 'incorrect_cvc', message: "Your card's security code is incorrect." },
  processing_error: {
    code: 'processing_error',
    message: 'An error occurred while processing your card. Try again in a little bit.',
  },
} as const satisfies Record<string, Decline>;

export type DeclineName = keyof typeof DECLINES;

export const declineOf = (name: DeclineName): Decline => DECLINES[name];

const card = (
  number: string,
  brand: string,
  tokens: string[],
  behaviour: Partial<Behaviour> = {},
  more: Partial<TestCard> = {},
): TestCard => ({
  number,
  brand,
  funding: 'credit',
  country: 'US',
  tokens: tokens.map((token) => `pm_card_${token}`),
  behaviour: { challenge: 'supported', ...behaviour },
  ...more,
});
const declined = (number: string, decline: DeclineName, ...tokens: string[]) => card(number, 'visa', tokens, { decline });
const debit = { funding: 'debit' } as const;
const plain = { challenge: 'unsupported' } as const;

/** Stripe's published test cards: the only numbers this account takes. */
export const TEST_CARDS: readonly TestCard[] = [
  card('4242424242424242', 'visa', ['visa', 'us']),
  card('4000056655665556', 'visa', ['visa_debit'], {}, debit),
  card('5555555555554444', 'mastercard', ['mastercard']),
  card('2223003122003222', 'mastercard', []),
  card('5200828282828210', 'mastercard', ['mastercard_debit'], {}, debit),
  card('5105105105105100', 'mastercard', ['mastercard_prepaid'], {}, { funding: 'prepaid' }),
  card('378282246310005', 'amex', ['amex'], plain),
  card('371449635398431', 'amex', [], plain),
  card('6011111111111117', 'discover', ['discover'], plain),
  card('6011000990139424', 'discover', [], plain),
  card('3056930009020004', 'diners', ['diners'], plain),
  card('36227206271667', 'diners', [], plain),
  card('3566002020360505', 'jcb', ['jcb'], plain),
  card('6200000000000005', 'unionpay', ['unionpay'], plain),
  card('4000005780000007', 'visa', ['no'], {}, { country: 'NO' }),
  card('4000007520000008', 'visa', ['se'], {}, { country: 'SE' }),
  card('4000002080000001', 'visa', ['dk'], {}, { country: 'DK' }),
  card('4000002460000001', 'visa', ['fi'], {}, { country: 'FI' }),
  card('4000002760000016', 'visa', ['de'], {}, { country: 'DE' }),
  card('4000008260000000', 'visa', ['gb'], {}, { country: 'GB' }),

  card('4000002500003155', 'visa', ['authenticationRequiredOnSetup'], { challenge: 'required' }),
  card('4000002760003184', 'visa', ['authenticationRequired'], { challenge: 'required' }, { country: 'DE' }),
  card('4000000000003220', 'visa', ['threeDSecure2Required'], { challenge: 'required' }),
  card('4000000000003063', 'visa', ['threeDSecureRequired'], { challenge: 'required' }),
  card('4000000000003055', 'visa', ['threeDSecureOptional'], { enrolled: true }),
  card('4000008400001629', 'visa', ['threeDSecureRequiredChargeDeclined'], { challenge: 'required', decline: 'generic_decline' }),
  card(
    '4000008260003178',
    'visa',
    ['authenticationRequiredChargeDeclinedInsufficientFunds'],
    { challenge: 'required', decline: 'insufficient_funds' },
    { country: 'GB' },
  ),

  declined('4000000000000002', 'generic_decline', 'visa_chargeDeclined', 'chargeDeclined'),
  declined('4000000000009995', 'insufficient_funds', 'visa_chargeDeclinedInsufficientFunds', 'chargeDeclinedInsufficientFunds'),
  declined('4000000000009987', 'lost_card', 'visa_chargeDeclinedLostCard', 'chargeDeclinedLostCard'),
  declined('4000000000009979', 'stolen_card', 'visa_chargeDeclinedStolenCard', 'chargeDeclinedStolenCard'),
  declined('4000000000000069', 'expired_card', 'chargeDeclinedExpiredCard'),
  declined('4000000000000127', 'incorrect_cvc', 'chargeDeclinedIncorrectCvc'),
  declined('4000000000000119', 'processing_error', 'chargeDeclinedProcessingError'),
  declined(
    '4000000000006975',
    'card_velocity_exceeded',
    'visa_chargeDeclinedVelocityLimitExceeded',
    'chargeDeclinedVelocityLimitExceeded',
  ),
  declined('4100000000000019', 'fraudulent', 'radarBlock'),
  declined('4000000000000341', 'generic_decline', 'chargeCustomerFail'),
  card('4000000000000101', 'visa', ['cvcCheckFail'], { cvcFails: true }),

  card('4000000000000259', 'visa', ['createDispute'], { dispute: { reason: 'fraudulent' } }),
  card('4000000000002685', 'visa', ['createDisputeProductNotReceived'], { dispute: { reason: 'product_not_received' } }),
  card('4000000000001976', 'visa', ['createDisputeInquiry'], { dispute: { reason: 'general', inquiry: true } }),
  card('4000000000007726', 'visa', ['pendingRefund'], { refund: 'pending' }),
  card('4000000000005126', 'visa', ['refundFail'], { refund: 'fails' }),
];

export const cardByNumber = (digits: string): TestCard | undefined => TEST_CARDS.find(({ number }) => number === digits);
export const cardByToken = (token: string): TestCard | undefined => TEST_CARDS.find(({ tokens }) => tokens.includes(token));

/** The check digit of card numbers (ISO/IEC 7812-1, annex B). */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    let digit = Number(digits[digits.length - 1 - index]);
    if (index % 2 === 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return sum % 10 === 0;
}
