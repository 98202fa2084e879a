declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Stock keeping unit: the merchant's number, spelled as in the ERP. The key of an article everywhere. */
export type Sku = Branded<'Sku'>;
/** Unguessable: whoever knows it may read and change the cart. */
export type CartId = Branded<'CartId'>;
/** Unguessable: whoever knows it may read, change and complete the checkout. */
export type CheckoutId = Branded<'CheckoutId'>;
/** Unguessable, and opens only together with its own {@link OrderToken}. */
export type OrderId = Branded<'OrderId'>;
/** Sent as `Authorization: Bearer …` with everything that concerns one order. */
export type OrderToken = Branded<'OrderToken'>;
/** Made once per wish, where the wish arises; the same wish sent again carries the same key. */
export type IdempotencyKey = Branded<'IdempotencyKey'>;

/** Names of the headers that are ours or UCP's. */
export const HEADER = {
  agent: 'UCP-Agent',
  idempotencyKey: 'Idempotency-Key',
  requestId: 'Request-Id',
  storeKey: 'X-API-Key',
} as const;
