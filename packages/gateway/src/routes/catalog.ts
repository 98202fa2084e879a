import {
  CAPABILITY,
  type LookupResponse,
  type Product,
  type ProductResponse,
  type SearchResponse,
  type SelectedOption,
  type Variant,
} from '@vitrine/contract';
import type { Hono } from 'hono';
import { categoryOf, isAvailable } from '../catalogue/assortment.ts';
import { has, valuesOf, variantOf } from '../catalogue/products.ts';
import type { Room } from '../flows/room.ts';
import type { Article } from '../ports.ts';
import type { Affinities } from '../recommendations/affinities.ts';
import { currencyNotes, envelope, notFound, ok } from './answers.ts';
import { readBody } from './body.ts';
import { answer } from './carts.ts';
import type { Env } from './door.ts';
import { LookupBody, ProductBody, SearchBody } from './schemas.ts';

const PAGE = 10;

/** A product with those of its variants that were asked for, each with what asked for it. */
type Found = Omit<LookupResponse['products'][number], 'variants'> & {
  variants: (Variant & { inputs: { id: string; match?: string }[] })[];
};

/** `POST /catalog/search`, `/catalog/lookup`, `/catalog/product`. Source: UCP catalog, REST binding. */
export function catalogRoutes(app: Hono<Env>, room: Room, affinities: Affinities): void {
  const { assortment, shop } = room;

  app.post('/catalog/search', async (c) => {
    const { value } = await readBody(c, SearchBody);
    assortment.mustBeLoaded();
    const { query = '', filters, pagination, context } = value;
    const found = query.trim() ? assortment.find(query) : browse(assortment.products, affinities);
    const within = found.filter((product) => fits(product, filters?.price));
    const facets = countBy(within, categoryOf);
    const products = within.filter((product) => !filters?.categories?.length || filters.categories.includes(categoryOf(product)));
    const from = offsetOf(pagination?.cursor);
    const limit = pagination?.limit ?? PAGE;
    const more = from + limit < products.length;
    const messages = currencyNotes(context?.currency, shop.currency);
    const body: SearchResponse & { 'dev.vitrine.facets': object } = {
      ucp: envelope(CAPABILITY.catalogSearch),
      products: products.slice(from, from + limit),
      pagination: { has_next_page: more, ...(more ? { cursor: `o${from + limit}` } : {}), total_count: products.length },
      ...(messages.length ? { messages } : {}),
      'dev.vitrine.facets': { categories: facets },
    };
    return answer(ok(body));
  });

  app.post('/catalog/lookup', async (c) => {
    const { value } = await readBody(c, LookupBody);
    assortment.mustBeLoaded();
    const products = new Map<string, Found>();
    const missing: string[] = [];
    for (const id of new Set(value.ids)) {
      const article = assortment.article(id) ?? assortment.family(id)[0];
      const product = article && assortment.product(article.family);
      if (!article || !product) {
        missing.push(id);
        continue;
      }
      const exact = assortment.article(id) !== undefined;
      const variantId = exact ? id : product.variants[0]!.id;
      const input = { id, match: exact ? 'exact' : 'featured' };
      const known: Found = products.get(product.id) ?? { ...product, variants: [] };
      const variant = known.variants.find((candidate) => candidate.id === variantId);
      if (variant) variant.inputs.push(input);
      else known.variants.push({ ...product.variants.find((candidate) => candidate.id === variantId)!, inputs: [input] });
      products.set(product.id, known);
    }
    const messages = [
      ...currencyNotes(value.context?.currency, shop.currency),
      ...missing.map((id) => ({ type: 'info' as const, code: 'not_found', content: id })),
    ];
    const body: LookupResponse = {
      ucp: envelope(CAPABILITY.catalogLookup),
      products: [...products.values()],
      ...(messages.length ? { messages } : {}),
    };
    return answer(ok(body));
  });

  app.post('/catalog/product', async (c) => {
    const { value } = await readBody(c, ProductBody);
    assortment.mustBeLoaded();
    const named = assortment.article(value.id);
    const family = assortment.family(named?.family ?? value.id);
    const product = assortment.product(named?.family ?? value.id);
    if (!product || !family.length) return answer(notFound([CAPABILITY.catalogLookup], 'Product'));
    // A variant's own options decide; otherwise what is selected is relaxed from its end until something fits.
    const wanted = named ? named.options : relaxed(value.selected ?? [], value.preferences ?? [], family);
    const featured = named ?? best(family.filter((article) => has(article, wanted))) ?? best(family)!;
    const selected = value.selected?.length && !named ? wanted : featured.options;
    const matching = family.filter((article) => article !== featured && has(article, selected));
    const messages = currencyNotes(value.context?.currency, shop.currency);
    const body: ProductResponse = {
      ucp: envelope(CAPABILITY.catalogLookup),
      product: {
        ...product,
        ...(product.options
          ? {
              options: product.options.map(({ name }) => ({ name, values: valuesOf(name, family, selected) })),
              selected: plain(selected),
            }
          : {}),
        variants: [featured, ...matching].map((article) => variantOf(article, shop.publicUrl)),
      },
      ...(messages.length ? { messages } : {}),
    };
    return answer(ok(body));
  });
}

const plain = (options: readonly SelectedOption[]): SelectedOption[] => options.map(({ name, label }) => ({ name, label }));

const best = (articles: readonly Article[]): Article | undefined =>
  articles.find(({ available }) => available > 0) ?? articles[0];

/** Drops selections, the least preferred first, until an article carries what is left. */
function relaxed(
  selected: readonly SelectedOption[],
  preferences: readonly string[],
  family: readonly Article[],
): SelectedOption[] {
  const rank = ({ name }: SelectedOption) => (preferences.includes(name) ? preferences.indexOf(name) : preferences.length);
  const kept = [...new Map(selected.map((option) => [option.name, option])).values()].sort((a, b) => rank(a) - rank(b));
  while (kept.length && !family.some((article) => has(article, kept))) kept.pop();
  return kept;
}

/** Without a query: what can be bought first, and what is bought most before the rest. */
const browse = (products: readonly Product[], affinities: Affinities): Product[] =>
  [...products].sort(
    (a, b) => Number(isAvailable(b)) - Number(isAvailable(a)) || affinities.buyersOf(b.id) - affinities.buyersOf(a.id),
  );

const fits = (
  { price_range: { min, max } }: Product,
  price: { min?: number | undefined; max?: number | undefined } | undefined,
): boolean => (price?.min === undefined || max.amount >= price.min) && (price?.max === undefined || min.amount <= price.max);

const offsetOf = (cursor: string | undefined): number => (cursor && /^o\d{1,6}$/.test(cursor) ? Number(cursor.slice(1)) : 0);

function countBy(products: readonly Product[], nameOf: (product: Product) => string): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const product of products) counts.set(nameOf(product), (counts.get(nameOf(product)) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}
