import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';

const bytesOfBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
const base64OfBytes = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

/**
 * Headers of one delivery attempt. Source: Standard Webhooks, signature scheme v1.
 *
 * @param secret `whsec_` and base64.
 * @param at Milliseconds since 1970; the wire has seconds.
 */
export function standardWebhookHeaders(secret: string, id: string, body: string, at: number): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  const signature = base64OfBytes(hmac(sha256, bytesOfBase64(secret.replace(/^whsec_/, '')), signed));
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
