import { createDecipheriv, createECDH, createHmac, createPublicKey, verify } from 'node:crypto';
import type { PushCrypto } from './push-crypto.ts';

const CURVE = 'prime256v1';
const TAG_BYTES = 16;
/** Salt, record size and length of the key id. */
const HEADER_BYTES = 21;
const POINT_BYTES = 65;

const hmac = (key: Uint8Array, ...parts: (Uint8Array | string)[]): Buffer => {
  const mac = createHmac('sha256', key);
  for (const part of parts) mac.update(part);
  return mac.digest();
};

/** The first block of HKDF, which is all that keys of up to 32 bytes need. */
const expand = (key: Uint8Array, info: (Uint8Array | string)[], length: number): Buffer =>
  hmac(key, ...info, new Uint8Array([1])).subarray(0, length);

/** Of node, all of it at one instant. Source: RFC 8188, RFC 8291, RFC 8292. */
export const nodePushCrypto: PushCrypto = {
  publicKeyOf(privateKey) {
    const pair = createECDH(CURVE);
    try {
      pair.setPrivateKey(privateKey);
      return new Uint8Array(pair.getPublicKey());
    } catch {
      return undefined;
    }
  },

  isSigned(signed, signature, publicKey) {
    const [x, y] = [publicKey.subarray(1, 33), publicKey.subarray(33)].map((half) => Buffer.from(half).toString('base64url'));
    try {
      const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: x!, y: y! }, format: 'jwk' });
      return verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, signature);
    } catch {
      return false;
    }
  },

  open(body, { privateKey, publicKey, auth }) {
    if (body.length < HEADER_BYTES + POINT_BYTES + TAG_BYTES + 1 || body[20] !== POINT_BYTES) return undefined;
    const salt = body.subarray(0, 16);
    const sender = body.subarray(HEADER_BYTES, HEADER_BYTES + POINT_BYTES);
    const sealed = body.subarray(HEADER_BYTES + POINT_BYTES);
    try {
      const pair = createECDH(CURVE);
      pair.setPrivateKey(privateKey);
      const material = expand(hmac(auth, pair.computeSecret(sender)), ['WebPush: info\0', publicKey, sender], 32);
      const secret = hmac(salt, material);
      const key = expand(secret, ['Content-Encoding: aes128gcm\0'], 16);
      const nonce = expand(secret, ['Content-Encoding: nonce\0'], 12);
      const opener = createDecipheriv('aes-128-gcm', key, nonce);
      opener.setAuthTag(sealed.subarray(-TAG_BYTES));
      const padded = Buffer.concat([opener.update(sealed.subarray(0, -TAG_BYTES)), opener.final()]);
      const end = padded.lastIndexOf(2);
      return end < 0 ? undefined : new Uint8Array(padded.subarray(0, end));
    } catch {
      return undefined;
    }
  },
};
