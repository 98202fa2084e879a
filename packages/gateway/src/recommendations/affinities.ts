import type { Sku } from '@vitrine/contract';

export interface Affinity {
  productId: string;
  score: number;
  /** Of `of` past orders with the one, `buyers` also held the other. */
  buyers: number;
  of: number;
}

/** What baskets with both say of two products. */
interface Pair {
  weight: number;
  count: number;
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
  #buyers = new Map<string, number>();
  #together = new Map<string, Map<string, Pair>>();
  /** Ranked when first asked for; forgotten when what was learned has changed. */
  readonly #near = new Map<string, Affinity[]>();

  /** Forgets everything, and learns anew. */
  learn(baskets: readonly (readonly Sku[])[], productOf: (sku: Sku) => string | undefined): void {
    this.#buyers = new Map();
    this.#together = new Map();
    this.add(baskets, productOf);
  }

  /** Learns more: exactly what it would know had these baskets been among the first. */
  add(baskets: readonly (readonly Sku[])[], productOf: (sku: Sku) => string | undefined): void {
    this.#near.clear();
    for (const basket of baskets) {
      const products = [...new Set(basket.flatMap((sku) => productOf(sku) ?? []))].slice(0, LARGEST);
      const weight = 1 / Math.log2(1 + products.length);
      for (const product of products) {
        this.#buyers.set(product, (this.#buyers.get(product) ?? 0) + 1);
        const row = this.#together.get(product) ?? new Map<string, Pair>();
        this.#together.set(product, row);
        for (const other of products) {
          if (other === product) continue;
          const pair = row.get(other);
          if (!pair) row.set(other, { weight, count: 1 });
          else {
            pair.weight += weight;
            pair.count += 1;
          }
        }
      }
    }
  }

  /** How many past baskets held a product. */
  buyersOf(productId: string): number {
    return this.#buyers.get(productId) ?? 0;
  }

  near(productId: string): readonly Affinity[] {
    const known = this.#near.get(productId);
    if (known) return known;
    const of = this.buyersOf(productId);
    const near = [...(this.#together.get(productId) ?? [])]
      .map(([other, { weight, count }]) => ({
        productId: other,
        score: (weight / Math.sqrt(of * this.buyersOf(other))) * (count / (count + 1)),
        buyers: count,
        of,
      }))
      .sort(byScore)
      .slice(0, MOST);
    this.#near.set(productId, near);
    return near;
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
