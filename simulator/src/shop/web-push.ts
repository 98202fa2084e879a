import type { Clock } from '@vitrine/contract';
import type { PushPort } from '@vitrine/gateway';
import type { PushCrypto } from '../services/push/push-crypto.ts';

/** What web push needs of its surroundings, on both sides of the wire; see `web-push-node.ts`. */
export interface WebPush {
  /** The gateway's side: encrypts. */
  connect(surroundings: { fetch: typeof fetch; clock: Clock }): PushPort;
  /** The phones' side: verifies and opens. */
  crypto: PushCrypto;
}
