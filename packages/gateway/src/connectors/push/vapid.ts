import { createPrivateKey, sign } from 'node:crypto';

/** Who sends, and with which P-256 key; both halves base64url, as `web-push generate-vapid-keys` prints them. */
export interface VapidKeys {
  /** `mailto:` or `https:` address of whoever answers for the messages. */
  subject: string;
  publicKey: string;
  privateKey: string;
}

/** Half of what is allowed: clocks differ. */
const VALID_S = 12 * 3_600;

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * `Authorization` of RFC 8292 for one push service, by our own clock; the library reads the computer's.
 *
 * @param now Milliseconds since 1970.
 */
export function vapidHeader({ subject, publicKey, privateKey }: VapidKeys, endpoint: string, now: number): string {
  const point = Buffer.from(publicKey, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
  const key = createPrivateKey({ key: { kty: 'EC', crv: 'P-256', x: x!, y: y!, d: privateKey }, format: 'jwk' });
  const claims = { aud: new URL(endpoint).origin, exp: Math.floor(now / 1_000) + VALID_S, sub: subject };
  const signed = `${encoded({ typ: 'JWT', alg: 'ES256' })}.${encoded(claims)}`;
  const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  return `vapid t=${signed}.${signature}, k=${publicKey}`;
}
