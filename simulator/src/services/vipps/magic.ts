/** Phone numbers with a will of their own, as MSISDN. They are nobody's: the town's people have others. */
export const MAGIC_PHONES = {
  '4740000001': { name: 'approves', what: 'The owner approves at once, without anybody touching the phone.' },
  '4740000002': { name: 'declines', what: 'The owner declines at once.' },
  '4740000003': { name: 'unknown', what: 'No user of Vipps or MobilePay.' },
  '4740000004': { name: 'silent', what: 'The request never shows up; the payment expires.' },
  '4740000005': { name: 'slow', what: 'The request shows up after two minutes.' },
  '4740000006': { name: 'broke', what: 'The bank refuses every card in this app.' },
} as const;

export type MagicPhone = (typeof MAGIC_PHONES)[keyof typeof MAGIC_PHONES]['name'];

export const magicOf = (phone: string): MagicPhone | undefined =>
  phone in MAGIC_PHONES ? MAGIC_PHONES[phone as keyof typeof MAGIC_PHONES].name : undefined;

/** Amounts in øre that the bank refuses when they are approved, as in the vendor's own test environment. */
export const MAGIC_AMOUNTS: Readonly<Record<number, string>> = {
  151: 'Not enough money',
  182: 'Refused by issuer',
  183: 'Suspected fraud',
  184: 'Exceeds withdrawal amount limit',
  186: 'Expired card',
  187: 'Invalid card',
  197: 'Card not 3D Secure',
};

export const SLOW_MS = 2 * 60_000;
