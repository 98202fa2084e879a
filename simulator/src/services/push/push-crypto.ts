/**
 * The arithmetic of web push, which a page cannot do at one instant: browsers only have it asynchronously. Handed in
 * where node's is at hand, see `push-crypto-node.ts`.
 */
export interface PushCrypto {
  /** The public point of a P-256 key, uncompressed: 65 bytes. Undefined when 32 bytes are no key. */
  publicKeyOf(privateKey: Uint8Array): Uint8Array | undefined;
  /** Whether an ES256 signature (64 bytes) over `signed` was made with the key of this public point. */
  isSigned(signed: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean;
  /** Opens an `aes128gcm` body of RFC 8188 with a subscription's keys, as RFC 8291 says. Undefined when it does not open. */
  open(body: Uint8Array, keys: { privateKey: Uint8Array; publicKey: Uint8Array; auth: Uint8Array }): Uint8Array | undefined;
}
