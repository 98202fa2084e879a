import type { Sku } from '@vitrine/contract';

export interface Affinity {
  productId: string;
  score: number;
  /** Of `of` past orders with the one, `buyers` also held the other. */
  buyers: number;
  of: number;
}

/** Kept per product. */
const MOST = 50;

/** A basket larger than this is a wholesaler's, and says little about what belongs together. */
const LARGEST = 100;

/**
 * What belongs together, learned from past baskets at product level: basket-damped cosine co-occurrence,
 * score(i, j) = Σ over baskets with both of 1 ÷ log₂(1 + |basket|), ÷ √(df_i · df_j), shrunk by c ÷ (c + 1) so that two
 * purchases in common do not beat two thousand. Source: simulation.md §6.
 */
export class Affinities {
  #near = new Map<string, Affinity[]>();
  #buyers = new Map<string, number>();

  /** Rebuilds everything: a fraction of a second, and nothing is ever stale. */
  learn(baskets: readonly (readonly Sku[])[], productOf: (sku: Sku) => string | undefined): void {
    const buyers = new Map<string, number>();
    const together = new Map<string, Map<string, { weight: number; count: number }>>();
    for (const basket of baskets) {
      const products = [...new Set(basket.flatMap((sku) => productOf(sku) ?? []))].slice(0, LARGEST);
      const weight = 1 / Math.log2(1 + products.length);
      for (const product of products) {
        buyers.set(product, (buyers.get(product) ?? 0) + 1);
        const row = together.get(product) ?? new Map<string, { weight: number; count: number }>();
        together.set(product, row);
        for (const other of products) {
          if (other === product) continue;
          const cell = row.get(other) ?? { weight: 0, count: 0 };
          row.set(other, { weight: cell.weight + weight, count: cell.count + 1 });
        }
      }
    }
    this.#buyers = buyers;
    this.#near = new Map(
      [...together].map(([product, row]) => {
        const of = buyers.get(product)!;
        const near = [...row].map(([productId, { weight, count }]) => ({
          productId,
          score: (weight / Math.sqrt(of * buyers.get(productId)!)) * (count / (count + 1)),
          buyers: count,
          of,
        }));
        return [product, near.sort(byScore).slice(0, MOST)];
      }),
    );
  }

  /** How many past baskets held a product. */
  buyersOf(productId: string): number {
    return this.#buyers.get(productId) ?? 0;
  }

  near(productId: string): readonly Affinity[] {
    return this.#near.get(productId) ?? [];
  }

  /**
   * What belongs with several products at once, the best first. `because` is the one of them that speaks loudest for it;
   * its figure is the one to show.
   */
  nearAll(productIds: readonly string[]): (Affinity & { because: string })[] {
    const sums = new Map<string, Affinity & { because: string; best: number }>();
    for (const because of new Set(productIds)) {
      for (const affinity of this.near(because)) {
        if (productIds.includes(affinity.productId)) continue;
        const known = sums.get(affinity.productId);
        const loudest = !known || affinity.score > known.best ? { ...affinity, because, best: affinity.score } : known;
        sums.set(affinity.productId, { ...loudest, score: (known?.score ?? 0) + affinity.score });
      }
    }
    return [...sums.values()].sort(byScore);
  }
}

const byScore = (a: Affinity, b: Affinity): number => b.score - a.score || (a.productId < b.productId ? -1 : 1);
