/** Version of the Universal Commerce Protocol that both sides speak. Source: ucp.dev, release 2026-08-25. */
export const UCP_VERSION = '2026-08-25';

/** Our own extensions carry the version of the protocol they extend. */
export const VITRINE_VERSION = '2026-11-01';

/** A capability, service or payment handler, named where it is used. Source: ucp.json, `entity`. */
export interface UcpEntity {
  version: string;
  id?: string;
  spec?: string;
  schema?: string;
  extends?: string | string[];
  config?: Record<string, unknown>;
}

/** The `ucp` member of every answer: what is spoken, and how the operation went. */
export interface UcpEnvelope {
  version: string;
  status?: 'success' | 'error';
  capabilities?: Record<string, UcpEntity[]>;
  payment_handlers?: Record<string, PaymentHandlerDeclaration[]>;
}

/** A payment handler as a checkout announces it. `id` is what an instrument's `handler_id` points at. */
export interface PaymentHandlerDeclaration extends UcpEntity {
  id: string;
  available_instruments?: { type: string }[];
}

/** Names of our extensions, each announced in the profile with a JSON Schema that the gateway serves. */
export const EXTENSION = {
  showcase: 'dev.vitrine.showcase',
  suggest: 'dev.vitrine.suggest',
  offers: 'dev.vitrine.offers',
  address: 'dev.vitrine.address',
  delivery: 'dev.vitrine.delivery',
  tracking: 'dev.vitrine.tracking',
  reviews: 'dev.vitrine.reviews',
  notifications: 'dev.vitrine.notifications',
} as const;

/** Key of the 3-D Secure challenge in `checkout.actions`. */
export const THREE_DS_CHALLENGE = 'dev.ucp.payment.three_ds_challenge';
