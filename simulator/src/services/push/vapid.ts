import { fields } from '../parcels/reading.ts';
import { fromBase64url } from './base64url.ts';
import type { PushCrypto } from './push-crypto.ts';

const DAY_S = 24 * 3_600;

/**
 * What is wrong with an `Authorization: vapid t=…, k=…`; undefined when all is well. Without arithmetic the signature is
 * taken on trust, everything else is still read. Source: RFC 8292.
 */
export function vapidObjection(
  header: string | null,
  { origins, now, expectedKey, crypto }: { origins: readonly string[]; now: number; expectedKey: string; crypto?: PushCrypto },
): { status: 401 | 403; message: string } | undefined {
  const refuse = (status: 401 | 403, message: string) => ({ status, message });
  const scheme = /^vapid\s+(.*)$/i.exec(header ?? '')?.[1];
  if (scheme === undefined) return refuse(401, 'Send Authorization: vapid t=…, k=….');
  const said = Object.fromEntries(scheme.split(',').map((part) => part.trim().split(/=(.*)/s, 2) as [string, string]));
  const [header64 = '', claims64 = '', signature64 = ''] = (said['t'] ?? '').split('.');
  const key = fromBase64url(said['k'] ?? '');
  const signature = fromBase64url(signature64);
  if (key?.length !== 65 || key[0] !== 4 || signature?.length !== 64)
    return refuse(401, 'k is a P-256 point of 65 bytes, and t a JWT signed with ES256.');
  if (said['k']!.replaceAll('=', '') !== expectedKey)
    return refuse(403, 'This subscription was made with the key of somebody else.');
  if (fields(json(header64))['alg'] !== 'ES256') return refuse(401, 'The JWT is not signed with ES256.');
  const { aud, exp, sub } = fields(json(claims64));
  if (!origins.includes(String(aud))) return refuse(403, `aud is ${String(aud)}, and not ${origins[0]}.`);
  if (typeof exp !== 'number' || exp * 1_000 <= now) return refuse(403, 'exp has passed.');
  if (exp * 1_000 > now + DAY_S * 1_000) return refuse(403, 'exp is more than 24 hours ahead.');
  if (sub !== undefined && !(typeof sub === 'string' && /^(mailto:|https:)/.test(sub)))
    return refuse(403, 'sub is no mailto: or https: address.');
  const signed = new TextEncoder().encode(`${header64}.${claims64}`);
  if (crypto && !crypto.isSigned(signed, signature, key)) return refuse(403, 'The signature of the JWT is wrong.');
  return undefined;
}

function json(text: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(fromBase64url(text) ?? new Uint8Array()));
  } catch {
    return undefined;
  }
}
