import { Fault, type Clock } from '@vitrine/contract';
import * as v from 'valibot';
import type { MessagePort, MessageReport, WebhookDelivery } from '../../ports.ts';
import { verifyStandardWebhook } from '../standard-webhooks.ts';
import { createUpstream } from '../upstream.ts';
import { readWebhookBody } from '../webhook-body.ts';

export interface MessagesOptions {
  baseUrl: string;
  fetch: typeof fetch;
  clock: Clock;
  key: string;
  /** `whsec_…` of Standard Webhooks. Absent: delivery reports are not believed. */
  webhookSecret?: string;
}

const Sent = v.object({ id: v.string(), status: v.string() });

const Report = v.object({
  id: v.string(),
  type: v.string(),
  data: v.object({ idempotency_key: v.string(), channel: v.picklist(['email', 'sms']), reason: v.optional(v.string()) }),
});

const STATES: Readonly<Record<string, MessageReport['state']>> = { 'message.delivered': 'delivered', 'message.failed': 'failed' };

/**
 * SMS and e-mail. The same key sends once. Source: docs/upstream/messages.md.
 *
 * @throws {Fault} `invalid`, `messages.invalid-recipient`, for an address or number that cannot be one.
 */
export function createMessages({ baseUrl, fetch, clock, key, webhookSecret }: MessagesOptions): MessagePort {
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

    ...(webhookSecret === undefined
      ? {}
      : {
          readWebhook(delivery: WebhookDelivery): MessageReport[] {
            verifyStandardWebhook('messages', webhookSecret, delivery);
            const { id, type, data } = readWebhookBody('messages', Report, delivery.body);
            const state = STATES[type];
            if (!state) return [];
            const { idempotency_key: sentWith, channel, reason } = data;
            return [{ eventId: id, key: sentWith, channel, state, ...(reason === undefined ? {} : { reason }) }];
          },
        }),
  };
}
