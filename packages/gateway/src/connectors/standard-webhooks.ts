import { Fault } from '@vitrine/contract';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { WebhookDelivery } from '../ports.ts';

/** Seconds by which a signature may be old, or ahead of our clock. */
const TOLERANCE_S = 300;

/** Equal, in a time that does not tell where the first difference is. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  for (let index = 0; index < a.length; index++) difference |= a[index]! ^ (b[index] ?? 0);
  return difference === 0;
}

/** Base64 as bytes, or `undefined` when it is none. */
export function bytesOfBase64(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined;
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** Several byte strings as one. */
export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * Verifies a delivery over its raw bytes, before anything of it is read. Any of several signatures may fit, so that
 * a secret can be changed without a gap. Source: Standard Webhooks 1.0, `v1` (symmetric).
 *
 * @returns the delivery's id, the same for every repetition.
 * @throws {Fault} `forbidden`, `NAME.bad-signature`, when it is unsigned, wrongly signed, or more than 5 minutes off.
 * @throws {Fault} `defect` when our own secret cannot be one.
 */
export function verifyStandardWebhook(name: string, secret: string, { body, headers, now }: WebhookDelivery): string {
  const key = bytesOfBase64(secret.replace(/^whsec_/, ''));
  if (!key?.length) throw new Fault('defect', `${name}.bad-secret`, `The webhook secret of ${name} is not base64`);
  const refuse = (why: string) => new Fault('forbidden', `${name}.bad-signature`, `A webhook that says it is ${name}'s: ${why}`);

  const id = headers.get('webhook-id');
  const timestamp = headers.get('webhook-timestamp');
  const signatures = headers.get('webhook-signature');
  if (!id || !timestamp || !signatures) throw refuse('unsigned');
  if (!/^\d{1,12}$/.test(timestamp)) throw refuse('without a time');
  if (Math.abs(now / 1000 - Number(timestamp)) > TOLERANCE_S) throw refuse('too old or from the future');

  const expected = hmac(sha256, key, joined(new TextEncoder().encode(`${id}.${timestamp}.`), body));
  let fits = false;
  for (const signature of signatures.split(' ')) {
    const [version, text = ''] = signature.split(',', 2);
    const given = version === 'v1' ? bytesOfBase64(text) : undefined;
    if (given && equalBytes(given, expected)) fits = true;
  }
  if (!fits) throw refuse('wrongly signed');
  return id;
}
