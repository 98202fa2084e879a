import { Fault } from '@vitrine/contract';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { hexToBytes } from '@noble/hashes/utils.js';
import type { WebhookDelivery } from '../../ports.ts';
import { equalBytes, joined } from '../standard-webhooks.ts';

/** Seconds by which a signature may be old, or ahead of our clock. */
const TOLERANCE_S = 300;

/**
 * Verifies `Stripe-Signature: t=…,v1=…,v1=…` over raw bytes: HMAC-SHA256 of `t.body`, keyed with the whole secret as
 * text. Any one of several `v1` may fit. Source: Stripe, "Verify webhook signatures manually".
 *
 * @throws {Fault} `forbidden`, `payment.bad-signature`.
 */
export function verifyStripeSignature(secret: string, { body, headers, now }: WebhookDelivery): void {
  const refuse = (why: string) => new Fault('forbidden', 'payment.bad-signature', `A webhook that says it is Stripe's: ${why}`);
  const header = headers.get('stripe-signature');
  if (!header) throw refuse('unsigned');
  const parts = header.split(',').map((part) => part.trim().split('=', 2) as [string, string | undefined]);
  const timestamp = parts.find(([name]) => name === 't')?.[1];
  if (!timestamp || !/^\d{1,12}$/.test(timestamp)) throw refuse('without a time');
  if (Math.abs(now / 1000 - Number(timestamp)) > TOLERANCE_S) throw refuse('too old or from the future');

  const text = new TextEncoder();
  const expected = hmac(sha256, text.encode(secret), joined(text.encode(`${timestamp}.`), body));
  let fits = false;
  for (const [name, value] of parts) {
    if (name === 'v1' && value && /^[0-9a-f]{64}$/.test(value) && equalBytes(hexToBytes(value), expected)) fits = true;
  }
  if (!fits) throw refuse('wrongly signed');
}
