import type { Product, Variant } from '@vitrine/contract';
import { makeAssortment, type SeedArticle } from '@vitrine/simulator/seeds/assortment';

const PHOTO = (article: SeedArticle): string => `/emoji/${article.photo.emoji}.webp`;

/** The shop's goods as a gateway would answer them: articles of one family are variants of one product. */
export function makeGoods(photoUrl: (article: SeedArticle) => string = PHOTO): Product[] {
  const families = new Map<string, SeedArticle[]>();
  for (const article of makeAssortment(1)) families.set(article.family, [...(families.get(article.family) ?? []), article]);
  return [...families.values()].map((articles) => productOf(articles, photoUrl));
}

function productOf(articles: readonly SeedArticle[], photoUrl: (article: SeedArticle) => string): Product {
  const first = articles[0]!;
  const prices = articles.map(({ price }) => price);
  return {
    id: first.family,
    title: first.family,
    description: { plain: first.description },
    categories: [{ value: first.category }],
    price_range: { min: nok(Math.min(...prices)), max: nok(Math.max(...prices)) },
    media: [{ type: 'image', url: photoUrl(first), alt_text: first.family }],
    options: first.options.map(({ name }) => ({ name, values: articles.map(({ options }) => ({ label: options[0]!.label })) })),
    variants: articles.map((article) => variantOf(article, photoUrl)),
  };
}

const nok = (amount: number) => ({ amount, currency: 'NOK' });

const variantOf = (article: SeedArticle, photoUrl: (article: SeedArticle) => string): Variant => ({
  id: article.sku,
  sku: article.sku,
  title: article.name,
  description: { plain: article.description },
  price: nok(article.price),
  availability: article.onHand > 0 ? { available: true, status: 'in_stock' } : { available: false, status: 'out_of_stock' },
  options: article.options,
  media: [{ type: 'image', url: photoUrl(article), alt_text: article.name }],
  ...(article.onHand > 0 && article.onHand <= 3 ? { metadata: { 'dev.vitrine.stock': { left: article.onHand } } } : {}),
});
