import { createWebPush } from '@vitrine/gateway/connectors/push/web-push';
import { nodePushCrypto } from '../services/push/push-crypto-node.ts';
import { KEYS, ORIGINS } from './keys.ts';
import type { WebPush } from './web-push.ts';

/** Web push, where node is. Each message is encrypted anew: its bytes differ from run to run, and no journal holds them. */
export const nodeWebPush: WebPush = {
  connect: (surroundings) => createWebPush({ ...surroundings, vapid: KEYS.push, services: [ORIGINS.push] }),
  crypto: nodePushCrypto,
};
