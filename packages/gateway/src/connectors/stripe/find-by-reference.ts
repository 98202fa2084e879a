import { Fault } from '@vitrine/contract';
import * as v from 'valibot';
import type { Upstream } from '../upstream.ts';
import { decisive } from './payment-state.ts';
import { IntentList, type Intent } from './stripe-answers.ts';

/** Stripe's search lags behind its books by up to a minute, more on bad days; the list does not. */
const SEARCH_LAG_S = 3_600;

const PAGE = 100;

/** At this many pages an hour's payments are too many to read through. */
const MOST_PAGES = 20;

const SearchResult = v.object({ data: IntentList.entries.data });

/**
 * The intent that carries our reference in its metadata, when its id was never learned. The newest hour is read from
 * the list, which is exact; what is older is searched, which is quick. Source: Stripe API, "List" and "Search".
 *
 * @throws {Fault} `unavailable` when the hour is too full to be read through: better no answer than a wrong `none`.
 */
export async function findByReference(
  upstream: Upstream,
  { reference, now, signal }: { reference: string; now: number; signal?: AbortSignal | undefined },
): Promise<Intent | undefined> {
  const since = Math.floor(now / 1000) - SEARCH_LAG_S;
  const found: Intent[] = [];
  let after: string | undefined;
  for (let page = 1; ; page++) {
    const query = { limit: PAGE, 'created[gte]': since, starting_after: after };
    const { data, has_more } = await upstream.ask('/v1/payment_intents', { query, answer: IntentList, signal });
    found.push(...data.filter(({ metadata }) => metadata.reference === reference));
    after = data.at(-1)?.id;
    if (!has_more || after === undefined) break;
    if (page === MOST_PAGES) throw new Fault('unavailable', 'payment.too-many', 'Too many payments to find one by its reference');
  }
  if (found.length > 0) return decisive(found);
  const query = { query: `metadata['reference']:'${reference.replace(/['\\]/g, '\\$&')}'`, limit: PAGE };
  const { data } = await upstream.ask('/v1/payment_intents/search', { query, answer: SearchResult, signal });
  return decisive(data.filter(({ metadata }) => metadata.reference === reference));
}
