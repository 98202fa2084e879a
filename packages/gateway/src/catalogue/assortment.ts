import { Fault, type Product, type Sku } from '@vitrine/contract';
import type { Article, RatingSummary } from '../ports.ts';
import { productOf, stockShown } from './products.ts';
import { countOf, ratingOf, type StarCounts } from './ratings.ts';
import { SearchIndex } from './search-index.ts';

/** Everything that the shop sells, as last read from the ERP. */
export class Assortment {
  #articles = new Map<Sku, Article>();
  #families = new Map<string, Article[]>();
  #products = new Map<string, Product>();
  #photos = new Set<string>();
  #stars = new Map<Sku, RatingSummary['counts']>();
  #index = new SearchIndex([]);
  #loaded = false;
  #listed: readonly Product[] | undefined;
  readonly #publicUrl: string;

  constructor(publicUrl: string) {
    this.#publicUrl = publicUrl;
  }

  /**
   * Takes over a fresh reading. The order of the ERP is kept: it is the order of browsing where nothing ranks higher.
   *
   * @returns whether anything but prices and stock is new: then families may be other ones than before.
   */
  load(articles: readonly Article[]): boolean {
    if (this.#loaded && this.#saysTheSame(articles)) {
      this.refresh(articles);
      return false;
    }
    const families = new Map<string, Article[]>();
    for (const article of articles) {
      const family = families.get(article.family);
      if (family) family.push(article);
      else families.set(article.family, [article]);
    }
    this.#articles = new Map(articles.map((article) => [article.sku, article]));
    this.#families = families;
    this.#products = new Map([...families].map(([id, family]) => [id, this.#productOf(family)]));
    this.#listed = undefined;
    this.#photos = new Set(articles.flatMap(({ photo }) => photo ?? []));
    this.#index = new SearchIndex([...this.#products.values()]);
    this.#loaded = true;
    return true;
  }

  /** Price and stock that the ERP just told, so that what is shown next agrees with what was priced. */
  refresh(fresh: readonly { sku: Sku; available: number; price: number; vatPercent: number }[]): void {
    const changed = new Set<string>();
    for (const { sku, available, price, vatPercent } of fresh) {
      const article = this.#articles.get(sku);
      if (!article || (article.available === available && article.price === price && article.vatPercent === vatPercent)) continue;
      const looksTheSame = article.price === price && stockShown(article.available) === stockShown(available);
      Object.assign(article, { available, price, vatPercent });
      if (!looksTheSame) changed.add(article.family);
    }
    for (const family of changed) this.#products.set(family, this.#productOf(this.#families.get(family)!));
    if (changed.size > 0) this.#listed = undefined;
  }

  /** Whether a reading tells the same articles in the same order, whatever they cost and however many there are. */
  #saysTheSame(articles: readonly Article[]): boolean {
    if (articles.length !== this.#articles.size) return false;
    let index = 0;
    for (const known of this.#articles.values()) {
      const read = articles[index++]!;
      if (known !== read && !saysTheSame(known, read)) return false;
    }
    return true;
  }

  /** Stars as the review service last told them. Kept for articles that are not sold at present, too. */
  rate(summaries: readonly RatingSummary[]): void {
    for (const { sku, counts } of summaries) this.#stars.set(sku, counts);
    for (const family of new Set(summaries.flatMap(({ sku }) => this.#articles.get(sku)?.family ?? []))) {
      const product = this.#products.get(family);
      const rating = ratingOf(this.stars(family));
      if (product && rating) product.rating = rating;
    }
  }

  /** Whether more is known of an article than this: news may come in another order than it happened. */
  hasMoreStars({ sku, counts }: RatingSummary): boolean {
    const known = this.#stars.get(sku);
    return known !== undefined && countOf(known) > countOf(counts);
  }

  /** How many gave a product one star, two, … five, all its variants together. */
  stars(family: string): StarCounts {
    const counts: StarCounts = [0, 0, 0, 0, 0];
    for (const { sku } of this.#families.get(family) ?? [])
      this.#stars.get(sku)?.forEach((count, index) => (counts[index]! += count));
    return counts;
  }

  get loaded(): boolean {
    return this.#loaded;
  }

  /** @throws {Fault} `unavailable` while the ERP has never answered. */
  mustBeLoaded(): void {
    if (!this.#loaded)
      throw new Fault('unavailable', 'catalogue.not-loaded', 'The assortment is still being read from the ERP.', {
        retryAfterMs: 2_000,
      });
  }

  #productOf(family: readonly Article[]): Product {
    const product = productOf(family, this.#publicUrl);
    const rating = ratingOf(this.stars(product.id));
    return rating ? { ...product, rating } : product;
  }

  article(sku: string): Article | undefined {
    return this.#articles.get(sku as Sku);
  }

  product(id: string): Product | undefined {
    return this.#products.get(id);
  }

  family(id: string): readonly Article[] {
    return this.#families.get(id) ?? [];
  }

  /** The product that an article is a variant of. */
  productOf(sku: string): Product | undefined {
    const article = this.article(sku);
    return article && this.#products.get(article.family);
  }

  get products(): readonly Product[] {
    return (this.#listed ??= [...this.#products.values()]);
  }

  get categories(): string[] {
    return [...new Set(this.products.map(categoryOf))];
  }

  namesPhoto(key: string): boolean {
    return this.#photos.has(key);
  }

  /** Products that fit what was typed, the best first. */
  find(query: string): Product[] {
    return this.#index.find(query).flatMap((id) => this.#products.get(id) ?? []);
  }

  complete(query: string, limit: number): { query: string; count: number }[] {
    return this.#index.complete(query, limit);
  }
}

const WORDS = ['sku', 'erpId', 'name', 'description', 'family', 'category', 'gtin', 'currency', 'weightGrams', 'photo'] as const;

/** Whether two readings of an article tell the same but for its price and its stock. */
function saysTheSame(one: Article, other: Article): boolean {
  if (!WORDS.every((word) => one[word] === other[word])) return false;
  const [a, b] = [one.sizeMillimetres, other.sizeMillimetres];
  if (a.length !== b.length || a.width !== b.width || a.height !== b.height) return false;
  return (
    one.options.length === other.options.length &&
    one.options.every(({ name, label }, index) => name === other.options[index]!.name && label === other.options[index]!.label)
  );
}

export const categoryOf = (product: Product): string => product.categories?.[0]?.value ?? '';

export const isAvailable = (product: Product): boolean => product.variants.some(({ availability }) => availability?.available);
