import type { Media, Product, SelectedOption, Variant } from '@vitrine/contract';
import type { Article } from '../ports.ts';

/** Pieces from which on a page may say "only 3 left". */
const FEW = 5;

/** What a page is told of a stock: nothing but whether there is any, and how few when there are few. */
export const stockShown = (available: number): number => Math.max(0, Math.min(available, FEW + 1));

/** Address of a photo under our own origin, so that no page ever asks the ERP. */
export const mediaUrl = (publicUrl: string, key: string): string => `${publicUrl}/media/${encodeURIComponent(key)}`;

/** The articles of one family as UCP's product, in the ERP's own order of variants; what can be bought comes first. */
export function productOf(family: readonly Article[], publicUrl: string): Product {
  const sorted = [...family].sort((a, b) => Number(b.available > 0) - Number(a.available > 0));
  const first = sorted[0]!;
  const title = commonTitle(family);
  const prices = family.map(({ price }) => price);
  const media = unique(
    sorted.flatMap((article) => mediaOf(article, publicUrl)),
    ({ url }) => url,
  );
  const names = unique(
    family.flatMap(({ options }) => options.map(({ name }) => name)),
    (name) => name,
  );
  return {
    id: first.family,
    handle: handleOf(title),
    title,
    description: { plain: first.description || title },
    categories: [{ value: first.category, taxonomy: 'merchant' }],
    price_range: {
      min: { amount: Math.min(...prices), currency: first.currency },
      max: { amount: Math.max(...prices), currency: first.currency },
    },
    ...(media.length ? { media } : {}),
    ...(names.length ? { options: names.map((name) => ({ name, values: valuesOf(name, family) })) } : {}),
    variants: sorted.map((article) => variantOf(article, publicUrl)),
  };
}

/** One article as UCP's variant. */
export function variantOf(article: Article, publicUrl: string): Variant {
  const media = mediaOf(article, publicUrl);
  return {
    id: article.sku,
    sku: article.sku,
    title: article.options.length ? article.options.map(({ label }) => label).join(', ') : article.name,
    description: { plain: article.description || article.name },
    price: { amount: article.price, currency: article.currency },
    availability: { available: article.available > 0, status: article.available > 0 ? 'in_stock' : 'out_of_stock' },
    ...(article.options.length ? { options: article.options.map(({ name, label }) => ({ name, label })) } : {}),
    ...(media.length ? { media } : {}),
    ...(article.gtin ? { barcodes: [{ type: 'EAN', value: article.gtin }] } : {}),
    ...(article.available > 0 && article.available <= FEW
      ? { metadata: { 'dev.vitrine.stock': { left: article.available } } }
      : {}),
  };
}

/**
 * The values of an option, each with whether it can be had together with what is selected of the other options.
 * Source: UCP catalog lookup, "Option availability".
 */
export function valuesOf(name: string, family: readonly Article[], selected: readonly SelectedOption[] = []) {
  const others = selected.filter((option) => option.name !== name);
  const labels = unique(
    family.flatMap(({ options }) => options.filter((option) => option.name === name).map(({ label }) => label)),
    (label) => label,
  );
  return labels.map((label) => {
    const matching = family.filter((article) => has(article, [...others, { name, label }]));
    return { label, available: matching.some(({ available }) => available > 0), exists: matching.length > 0 };
  });
}

/** Whether an article carries all these option values. */
export const has = (article: Article, options: readonly SelectedOption[]): boolean =>
  options.every(({ name, label }) => article.options.some((option) => option.name === name && option.label === label));

/** What a line of a cart calls an article: the product, and which of its variants. */
export function lineTitle(article: Article): string {
  const missing = article.options.filter(({ label }) => !article.name.toLowerCase().includes(label.toLowerCase()));
  return missing.length ? `${article.name}, ${missing.map(({ label }) => label).join(', ')}` : article.name;
}

function mediaOf(article: Article, publicUrl: string): Media[] {
  return article.photo === undefined
    ? []
    : [{ type: 'image', url: mediaUrl(publicUrl, article.photo), alt_text: lineTitle(article) }];
}

/** The words that all names of a family begin with. */
function commonTitle(family: readonly Article[]): string {
  const names = family.map(({ name }) => name.split(' '));
  const first = names[0]!;
  let length = 0;
  while (length < first.length && names.every((words) => words[length] === first[length])) length += 1;
  const common = first
    .slice(0, length)
    .join(' ')
    .replace(/[\s,–-]+$/, '');
  return common || first.join(' ');
}

const handleOf = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
    .replaceAll('å', 'a')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

function unique<T, K>(items: readonly T[], keyOf: (item: T) => K): T[] {
  const seen = new Set<K>();
  return items.filter((item) => {
    const key = keyOf(item);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
