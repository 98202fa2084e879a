import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hasSpecs, specsFolder } from '../../../../simulator/test/contracts.ts';
import { verifyStandardWebhook } from '../../src/connectors/standard-webhooks.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const NOW = 1_614_265_330_000;
const bytes = (text: string) => new TextEncoder().encode(text);

const sign = (body: string, { id = 'msg_1', at = NOW / 1000, secret = SECRET } = {}) => {
  const key = Uint8Array.from(atob(secret.slice(6)), (letter) => letter.charCodeAt(0));
  return `v1,${btoa(String.fromCharCode(...hmac(sha256, key, bytes(`${id}.${at}.${body}`))))}`;
};

function deliver(body: string, signature: string | undefined, { id = 'msg_1', at = String(NOW / 1000), now = NOW } = {}) {
  const headers = new Headers({ 'webhook-id': id, 'webhook-timestamp': at });
  if (signature) headers.set('webhook-signature', signature);
  return () => verifyStandardWebhook('courier', SECRET, { body: bytes(body), headers, path: '/webhooks/courier', now });
}

describe('a signed webhook', () => {
  test.skipIf(!hasSpecs())('is verified as the published answer says', () => {
    const { vectors } = JSON.parse(readFileSync(join(specsFolder()!, 'standard-webhooks/vectors.json'), 'utf8')) as {
      vectors: { secret: string; id: string; timestamp: number; payload: string; signature: string }[];
    };
    for (const { secret, id, timestamp, payload, signature } of vectors) {
      const headers = new Headers({ 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signature });
      const delivery = { body: bytes(payload), headers, path: '/', now: timestamp * 1000 };
      expect(verifyStandardWebhook('courier', secret, delivery)).toBe(id);
      expect(verifyStandardWebhook('courier', secret.slice(6), delivery)).toBe(id);
    }
    expect(vectors.length).toBeGreaterThan(0);
  });

  test('passes with several signatures when one of them fits', () => {
    expect(deliver('{}', `v1a,xyz v1,AAAA ${sign('{}')} v2,${'A'.repeat(44)}`)()).toBe('msg_1');
  });

  test.each([
    ['without a signature', undefined, {}],
    ['with a signature for another body', sign('{"a":1}'), {}],
    ['with part of a signature', sign('{}').slice(0, 20), {}],
    ['with an empty signature', 'v1,', {}],
    ['with a signature of another version', sign('{}').replace('v1', 'v2'), {}],
    ['with another id', sign('{}', { id: 'msg_2' }), {}],
    ['without a readable time', sign('{}'), { at: 'yesterday' }],
    ['that is over five minutes old', sign('{}'), { now: NOW + 301_000 }],
    ['from the future', sign('{}'), { now: NOW - 301_000 }],
  ])('%s is refused', (_, signature, more) => {
    expect(deliver('{}', signature, more)).toThrow(expect.objectContaining({ kind: 'forbidden', code: 'courier.bad-signature' }));
  });

  test('five minutes of delay are allowed', () => {
    expect(deliver('{}', sign('{}'), { now: NOW + 299_000 })()).toBe('msg_1');
  });

  test('a secret that is none is our own fault', () => {
    const headers = new Headers();
    expect(() => verifyStandardWebhook('courier', 'whsec_', { body: bytes(''), headers, path: '/', now: NOW })).toThrow(
      expect.objectContaining({ kind: 'defect' }),
    );
  });
});
