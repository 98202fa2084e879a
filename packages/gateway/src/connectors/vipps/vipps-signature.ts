import { Fault } from '@vitrine/contract';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { WebhookDelivery } from '../../ports.ts';
import { bytesOfBase64, equalBytes } from '../standard-webhooks.ts';

/** Milliseconds by which a signature may be old, or ahead of our clock. */
const TOLERANCE_MS = 300_000;

const SCHEME = 'HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=';

/**
 * Verifies that Vipps sent these raw bytes to this address: the digest of the body, then HMAC-SHA256 over method, path
 * with query, date, host and digest, keyed with the secret as the text it is.
 * Source: Vipps MobilePay, "Webhooks API: request authentication".
 *
 * @param url The address under which the webhook is registered: behind a proxy the request itself may say another.
 * @throws {Fault} `forbidden`, `payment.bad-signature`.
 */
export function verifyVippsSignature(
  { secret, url }: { secret: string; url: string },
  { body, headers, now }: Pick<WebhookDelivery, 'body' | 'headers' | 'now'>,
): void {
  const refuse = (why: string) => new Fault('forbidden', 'payment.bad-signature', `A webhook that says it is Vipps': ${why}`);
  const date = headers.get('x-ms-date');
  const digest = headers.get('x-ms-content-sha256');
  const authorization = headers.get('authorization');
  if (!date || !digest || !authorization?.startsWith(SCHEME)) throw refuse('unsigned');
  const at = Date.parse(date);
  if (Number.isNaN(at)) throw refuse('without a time');
  if (Math.abs(now - at) > TOLERANCE_MS) throw refuse('too old or from the future');
  const said = bytesOfBase64(digest);
  if (!said || !equalBytes(said, sha256(body))) throw refuse('with another body');
  const { pathname, search, host } = new URL(url);
  const text = new TextEncoder();
  const expected = hmac(sha256, text.encode(secret), text.encode(`POST\n${pathname}${search}\n${date};${host};${digest}`));
  const given = bytesOfBase64(authorization.slice(SCHEME.length));
  if (!given || !equalBytes(given, expected)) throw refuse('wrongly signed');
}
