import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { Fault } from '@vitrine/contract';
import type { WebhookDelivery } from '../../ports.ts';
import { equalBytes } from '../standard-webhooks.ts';

const PREFIX = 'hmac-sha256-hex=';

/**
 * Verifies a delivery over its raw bytes. EasyPost writes a whole weight as `614.0` and signs that: parsed and written
 * again the body would be another one. Source: EasyPost's webhook guide; secret in Unicode NFKD.
 *
 * The signature holds no time: an old delivery that is sent again verifies, and is dropped as a repeat by its event.
 *
 * @throws {Fault} `forbidden`, `easypost.bad-signature`.
 */
export function verifyEasyPost(secret: string, { body, headers }: WebhookDelivery): void {
  const encode = (text: string) => new TextEncoder().encode(text);
  const expected = PREFIX + bytesToHex(hmac(sha256, encode(secret.normalize('NFKD')), body));
  if (!equalBytes(encode(headers.get('x-hmac-signature') ?? ''), encode(expected)))
    throw new Fault('forbidden', 'easypost.bad-signature', 'A webhook that says it is EasyPost’s has no good signature');
}
