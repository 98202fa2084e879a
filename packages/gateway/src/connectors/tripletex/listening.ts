import { Fault, type Sku } from '@vitrine/contract';
import * as v from 'valibot';
import type { ArticleNews, WebhookDelivery } from '../../ports.ts';
import { equalBytes } from '../standard-webhooks.ts';
import type { Upstream } from '../upstream.ts';
import { readWebhookBody } from '../webhook-body.ts';
import { allOf } from './pages.ts';
import { one, Ref, Stock, STOCK_FIELDS } from './tripletex-answers.ts';

const EVENT = 'product.update';

const Subscription = v.object({ id: v.number(), event: v.string(), targetUrl: v.string(), status: v.string() });

const News = v.object({
  event: v.string(),
  id: v.number(),
  value: v.nullish(v.object({ ...Stock.entries, isInactive: v.nullish(v.boolean(), false) })),
});

/**
 * Has Tripletex tell of changed products, once: a subscription of ours that stands already is left as it is. Deliveries
 * carry the secret as a bearer token. Source: Tripletex's documentation, "WebHooks".
 */
export async function subscribe(upstream: Upstream, targetUrl: string, secret: string): Promise<void> {
  const query = { fields: 'id,event,targetUrl,status' };
  const standing = await allOf(upstream, '/v2/event/subscription', { query, row: Subscription });
  if (standing.some((row) => row.event === EVENT && row.targetUrl === targetUrl && row.status === 'ACTIVE')) return;
  await upstream.tell('/v2/event/subscription', {
    json: {
      event: EVENT,
      targetUrl,
      fields: `${STOCK_FIELDS},isInactive`,
      authHeaderName: 'Authorization',
      authHeaderValue: `Bearer ${secret}`,
    },
    answer: one(Ref),
  });
}

/**
 * What a delivery says of price and stock. Tripletex may skip versions and says nothing of most allocations: this is
 * news, and the next reading of everything the truth.
 *
 * @throws {Fault} `forbidden`, `erp.bad-signature`, when the secret is missing or wrong.
 */
export function readNews({ body, headers }: WebhookDelivery, secret: string): ArticleNews[] {
  const encode = (text: string) => new TextEncoder().encode(text);
  if (!equalBytes(encode(headers.get('authorization') ?? ''), encode(`Bearer ${secret}`)))
    throw new Fault('forbidden', 'erp.bad-signature', "A webhook that says it is the ERP's has not the secret");
  const { event, value } = readWebhookBody('erp', News, body);
  if (event !== EVENT || !value) return [];
  return [
    {
      sku: value.number as Sku,
      // What is taken out of the assortment cannot be sold, whatever lies on the shelf.
      available: value.isInactive ? 0 : Math.floor(value.availableStock),
      price: value.priceIncludingVatCurrency,
      vatPercent: value.vatType.percentage,
    },
  ];
}
