import type { Table } from '../../kernel/table.ts';
import type { Review } from './review.ts';

/** What all published reviews of an article come to. */
export interface Summary {
  sku: string;
  /** How many gave one star, two, … five. */
  counts: [number, number, number, number, number];
  updatedAt: number;
}

export type Sort = 'newest' | 'helpful' | 'highest' | 'lowest';

const newestFirst = (a: Review, b: Review): number => (b.publishedAt ?? b.at) - (a.publishedAt ?? a.at) || (a.id < b.id ? 1 : -1);

const ORDERS: Readonly<Record<Sort, (a: Review, b: Review) => number>> = {
  newest: newestFirst,
  helpful: (a, b) => b.helpful - a.helpful || newestFirst(a, b),
  highest: (a, b) => b.stars - a.stars || newestFirst(a, b),
  lowest: (a, b) => a.stars - b.stars || newestFirst(a, b),
};

/**
 * Published reviews by article, so that nothing looks through all of them. Filled when it is first asked: only then
 * has a saved world been put back.
 */
export class Shelf {
  readonly #written: Table<Review>;
  readonly #seeded: () => readonly Review[];
  #bySku: Map<string, Map<string, Review>> | undefined;
  #byId = new Map<string, Review>();
  #summaries = new Map<string, Summary>();
  /** Articles in the order in which their summaries changed; one that changes again stands there again. */
  #changes: { at: number; sku: string }[] = [];

  /** @param written What was written or changed in this world; the seed's own reviews are not in it. */
  constructor(written: Table<Review>, seeded: () => readonly Review[]) {
    this.#written = written;
    this.#seeded = seeded;
  }

  /** A review by its id, published or not. */
  get(id: string): Review | undefined {
    this.#open();
    return this.#written.get(id) ?? this.#byId.get(id);
  }

  /** Published for the first time, or changed since. */
  put(review: Review): void {
    const known = this.#open();
    const isNew = !known.get(review.sku)?.has(review.id);
    this.#written.put(review);
    this.#place(review);
    if (isNew) this.#changes.push({ at: this.#summaries.get(review.sku)!.updatedAt, sku: review.sku });
  }

  summary(sku: string): Summary | undefined {
    this.#open();
    return this.#summaries.get(sku);
  }

  /** Summaries that changed after a time, oldest change first, from a place in that list on. */
  changed(since: number, from: number, limit: number): { summaries: Summary[]; next: number | undefined } {
    this.#open();
    const seen = new Set<string>();
    let at = Math.max(from, this.#firstAfter(since));
    for (; at < this.#changes.length && seen.size < limit; at += 1) seen.add(this.#changes[at]!.sku);
    return {
      summaries: [...seen].map((sku) => this.#summaries.get(sku)!),
      next: at < this.#changes.length ? at : undefined,
    };
  }

  /** All published reviews of these articles that fit, in the order asked for. */
  list(skus: readonly string[], { sort, stars, language }: { sort: Sort; stars: readonly number[]; language: string | null }) {
    const bySku = this.#open();
    return skus
      .flatMap((sku) => [...(bySku.get(sku)?.values() ?? [])])
      .filter((review) => stars.length === 0 || stars.includes(review.stars))
      .filter((review) => language === null || review.language === language)
      .sort(ORDERS[sort]);
  }

  /** The article with most reviews. */
  mostReviewed(): string | undefined {
    this.#open();
    let most: Summary | undefined;
    for (const summary of this.#summaries.values()) if (!most || count(summary) > count(most)) most = summary;
    return most?.sku;
  }

  #open(): Map<string, Map<string, Review>> {
    if (this.#bySku) return this.#bySku;
    this.#bySku = new Map();
    for (const review of this.#seeded()) this.#place(this.#written.get(review.id) ?? review);
    for (const review of this.#written.rows()) if (review.status === 'published') this.#place(review);
    this.#changes = [...this.#summaries.values()]
      .map(({ sku, updatedAt }) => ({ at: updatedAt, sku }))
      .sort((a, b) => a.at - b.at || (a.sku < b.sku ? -1 : 1));
    return this.#bySku;
  }

  #place(review: Review): void {
    const bySku = this.#bySku!;
    const reviews = bySku.get(review.sku) ?? new Map<string, Review>();
    if (reviews.size === 0) bySku.set(review.sku, reviews);
    if (!reviews.has(review.id)) {
      const summary = this.#summaries.get(review.sku) ?? { sku: review.sku, counts: [0, 0, 0, 0, 0], updatedAt: 0 };
      summary.counts[review.stars - 1]! += 1;
      summary.updatedAt = Math.max(summary.updatedAt, review.publishedAt ?? review.at);
      this.#summaries.set(review.sku, summary);
    }
    reviews.set(review.id, review);
    this.#byId.set(review.id, review);
  }

  #firstAfter(since: number): number {
    let [low, high] = [0, this.#changes.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#changes[middle]!.at > since) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

export const count = ({ counts }: Pick<Summary, 'counts'>): number => counts.reduce((sum, one) => sum + one, 0);

/** The mean, to a tenth of a star. */
export function average(summary: Pick<Summary, 'counts'>): number {
  const all = count(summary);
  const stars = summary.counts.reduce((sum, one, index) => sum + one * (index + 1), 0);
  return all === 0 ? 0 : Math.round((stars * 10) / all) / 10;
}

export const summaryOnWire = (summary: Summary) => ({
  sku: summary.sku,
  count: count(summary),
  average: average(summary),
  histogram: Object.fromEntries(summary.counts.map((one, index) => [String(index + 1), one])),
  ...(summary.updatedAt > 0 ? { updated_at: new Date(summary.updatedAt).toISOString() } : {}),
});
