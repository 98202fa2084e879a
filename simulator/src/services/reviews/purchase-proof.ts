import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';

/** A purchase, as the shop vouches for it. */
export interface Purchase {
  reference: string;
  /** RFC 3339, as it was sent. */
  purchasedAt: string;
  proof: string;
}

/** Whether the shop signed this purchase: base64 of HMAC-SHA256 over `reference.sku.purchased_at`. */
export function isProven({ reference, purchasedAt, proof }: Purchase, sku: string, secret: string): boolean {
  const bytes = new TextEncoder();
  const expected = hmac(sha256, bytes.encode(secret), bytes.encode(`${reference}.${sku}.${purchasedAt}`));
  return proof === btoa(String.fromCharCode(...expected));
}
