import type { Product } from '@vitrine/contract';
import type { OpenStory } from './with-shop.ts';

/** Looks one product up in the story's own catalogue, as a shopper would find it. */
export async function findProduct({ visit }: OpenStory, query: string): Promise<Product | undefined> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const subscription = visit.search.subscribe((snapshot) => {
    if (!snapshot.matches('searching')) resolve();
  });
  visit.search.send({ type: 'query.submit', query });
  await promise;
  subscription.unsubscribe();
  const product = visit.search.getSnapshot().context.results?.products[0];
  visit.search.send({ type: 'query.clear' });
  return product;
}
