import { CAPABILITY, EXTENSION, UCP_VERSION, VITRINE_VERSION, type Message, type UcpEnvelope } from '@vitrine/contract';

/** The `ucp` member of an answer: what is spoken in it. */
export const envelope = (...names: string[]): UcpEnvelope => ({
  version: UCP_VERSION,
  status: 'success',
  capabilities: Object.fromEntries(
    names.map((name) => [name, [{ version: name.startsWith('dev.vitrine.') ? VITRINE_VERSION : UCP_VERSION }]]),
  ),
});

export const CART_SPEAKS = [CAPABILITY.cart, CAPABILITY.discount, CAPABILITY.buyerConsent];

export const CHECKOUT_SPEAKS = [
  CAPABILITY.checkout,
  CAPABILITY.fulfillment,
  CAPABILITY.discount,
  CAPABILITY.buyerConsent,
  CAPABILITY.paymentAuthentication,
  EXTENSION.delivery,
];

/** What a route has to say, before it becomes a response: idempotency keeps it as it is. */
export interface Answer {
  status: 200 | 201;
  body: object;
}

export const ok = (body: object): Answer => ({ status: 200, body });

/** UCP's error answer: a business outcome without a resource, and therefore a 200. */
export const errorAnswer = (speaks: readonly string[], messages: Message[]): Answer =>
  ok({ ucp: { ...envelope(...speaks), status: 'error' }, messages });

export const notFound = (speaks: readonly string[], what: string): Answer =>
  errorAnswer(speaks, [
    { type: 'error', code: 'not_found', content: `${what} not found, or expired.`, severity: 'unrecoverable' },
  ]);

/** Ids that we made look like this; anything else is not worth a look into the book. */
export const looksLikeId = (id: string): boolean => /^[\w.~-]{8,200}$/.test(id);

/** A context's currency that the shop does not sell in is a wish that cannot be granted, and no more. */
export function currencyNotes(wanted: string | undefined, own: string): Message[] {
  if (wanted === undefined || wanted === own) return [];
  return [
    {
      type: 'warning',
      code: 'currency_unsupported',
      path: '$.context.currency',
      content: `Prices are in ${own}; ${wanted} is not offered.`,
    },
  ];
}
