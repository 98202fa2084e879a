import { Fault } from '@vitrine/contract';
import * as v from 'valibot';
import type { Consignment, WebhookDelivery } from '../../ports.ts';
import { equalBytes } from '../standard-webhooks.ts';
import type { Upstream } from '../upstream.ts';
import { readWebhookBody } from '../webhook-body.ts';
import { CODES } from './bring-reports.ts';

/** Bring signs nothing, but adds the headers that a subscriber gave: this one holds our secret. */
const SECRET_HEADER = 'x-vitrine-secret';

/** What moves a parcel for us. That it is booked we know ourselves. */
const GROUPS = Object.keys(CODES).filter((status) => status !== 'PRE_NOTIFIED');

/** A parcel is asked for anyway: nobody waits long for a subscription. */
const DEADLINE_MS = 4_000;

const Subscription = v.object({ id: v.string() });

const Callback = v.object({ status: v.string(), package: v.pipe(v.string(), v.nonEmpty()) });

/**
 * Has Bring tell of every parcel of a consignment for 30 days. One that stands already is left as it is.
 * Source: Bring's developer site, Event Cast, "Create Webhook".
 */
export async function follow(upstream: Upstream, { consignmentId }: Consignment, url: string, secret: string): Promise<void> {
  await upstream.tell('/event-cast/api/v1/webhooks', {
    json: {
      trackingId: consignmentId,
      configuration: { url, content_type: 'application/json', headers: [{ key: SECRET_HEADER, value: secret }] },
      event_groups: GROUPS,
    },
    answer: v.union([Subscription, v.literal('standing')]),
    refused: ({ status }) => (status === 409 ? ('standing' as const) : undefined),
    deadlineMs: DEADLINE_MS,
  });
}

/**
 * The parcel that something happened to. What it was stands in the callback by its status alone, without place, window or
 * signature: tracking has the whole.
 *
 * @throws {Fault} `forbidden`, `bring.bad-signature`, when the secret is missing or wrong.
 */
export function readNotice({ body, headers }: WebhookDelivery, secret: string): string[] {
  const encode = (text: string) => new TextEncoder().encode(text);
  if (!equalBytes(encode(headers.get(SECRET_HEADER) ?? ''), encode(secret)))
    throw new Fault('forbidden', 'bring.bad-signature', "A webhook that says it is Bring's has not the secret");
  return [readWebhookBody('bring', Callback, body).package];
}
