import { Fault, type Clock } from '@vitrine/contract';
import * as v from 'valibot';
import type { MessagePort } from '../../ports.ts';
import { createUpstream } from '../upstream.ts';

export interface MessagesOptions {
  baseUrl: string;
  fetch: typeof fetch;
  clock: Clock;
  key: string;
}

const Sent = v.object({ id: v.string(), status: v.string() });

/**
 * SMS and e-mail. The same key sends once. Source: docs/upstream/messages.md.
 *
 * @throws {Fault} `invalid`, `messages.invalid-recipient`, for an address or number that cannot be one.
 */
export function createMessages({ baseUrl, fetch, clock, key }: MessagesOptions): MessagePort {
  const upstream = createUpstream({ name: 'messages', baseUrl, fetch, clock, headers: { authorization: `Bearer ${key}` } });
  return {
    async send({ key: idempotencyKey, channel, to, subject, text }) {
      const sent = await upstream.tell('/v1/messages', {
        headers: { 'idempotency-key': idempotencyKey },
        json: { channel, to, subject, text },
        answer: Sent,
        refused: (refusal) => (refusal.status === 422 ? ('invalid' as const) : undefined),
      });
      if (sent === 'invalid') {
        throw new Fault('invalid', 'messages.invalid-recipient', `No ${channel} can be sent to this recipient`);
      }
    },
  };
}
