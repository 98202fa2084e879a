/** What a first view shows of a UCP business without our extensions. */
import {
  UCP_VERSION,
  type OffersResponse,
  type SearchRequest,
  type SearchResponse,
  type ShowcaseRequest,
  type ShowcaseResponse,
} from '@vitrine/contract';

const ucp = { version: UCP_VERSION };

export const noOffers = (): OffersResponse => ({ ucp, offers: [] });

/** A shelf of whatever the catalogue finds first. */
export async function showcaseFromSearch(
  { placement, limit = 12, category, context }: ShowcaseRequest,
  client: { search(request: SearchRequest): Promise<SearchResponse> },
): Promise<ShowcaseResponse> {
  const { products } = await client.search({
    ...(context ? { context } : {}),
    ...(category === undefined ? {} : { filters: { categories: [category] } }),
    pagination: { limit },
  });
  return {
    ucp,
    placement,
    source: 'popular',
    items: products.slice(0, limit).map((product) => ({ product, reason: { code: 'new' } })),
  };
}
