import type { Product } from '@vitrine/contract';
import MiniSearch, { type SearchOptions } from 'minisearch';
import { fold, partsOf, words } from './folding.ts';

interface Entry {
  id: string;
  name: string;
  category: string;
  description: string;
}

/** Words this short are shared by too much to be guessed at. */
const LONG = 5;

const BOOST = { name: 4, category: 2, description: 1 };

/**
 * Finds products by what is typed. A ladder of four steps, each tried only when the one above found nothing: all words
 * as beginnings; all words with one letter wrong; with two letters wrong in words over four letters; any of the words.
 * Source: simulation.md §7 (98 % of searches with two typos found).
 */
export class SearchIndex {
  readonly #mini: MiniSearch<Entry>;
  readonly #spellings = new Map<string, string>();

  constructor(products: readonly Product[]) {
    const entries = products.map((product) => ({
      id: product.id,
      name: [
        product.title,
        ...product.variants.flatMap(({ options = [], sku = '' }) => [sku, ...options.map(({ label }) => label)]),
      ].join(' '),
      category: product.categories?.map(({ value }) => value).join(' ') ?? '',
      description: product.description.plain ?? '',
    }));
    const vocabulary = new Set(
      entries.flatMap(({ name, category }) => [...words(name), ...words(category)]).filter((word) => word.length > 2),
    );
    for (const { name, category } of entries) this.#learnSpelling(`${name} ${category}`);
    this.#mini = new MiniSearch<Entry>({
      fields: ['name', 'category', 'description'],
      processTerm: (term) => {
        const folded = fold(term);
        return [folded, ...partsOf(folded, vocabulary)];
      },
      searchOptions: { processTerm: fold, boost: BOOST },
    });
    this.#mini.addAll(entries);
  }

  /** Ids, the best first. Ties keep the order of the assortment. */
  find(query: string): string[] {
    const ladder: SearchOptions[] = [
      { combineWith: 'AND', prefix: true },
      { combineWith: 'AND', prefix: true, fuzzy: (term) => (term.length > 2 ? 1 : 0) },
      { combineWith: 'AND', prefix: true, fuzzy: (term) => (term.length >= LONG ? 2 : 1) },
      { combineWith: 'OR', prefix: true, fuzzy: (term) => (term.length >= LONG ? 2 : 0), fields: ['name', 'category'] },
    ];
    for (const step of ladder) {
      const hits = this.#mini.search(query, step);
      if (hits.length) return hits.map(({ id }) => id as string);
    }
    return [];
  }

  /** Whole queries that go on where this one stops, in their right spelling, each with what it would find. */
  complete(query: string, limit: number): { query: string; count: number }[] {
    const typed = words(query);
    const last = typed.at(-1);
    if (!last) return [];
    const before = typed.slice(0, -1).map((word) => this.#spellings.get(word) ?? word);
    return [...this.#spellings]
      .filter(([folded]) => folded.startsWith(last) && folded !== last && !/\d/.test(folded))
      .map(([, spelled]) => [...before, spelled].join(' '))
      .map((completion) => ({ query: completion, count: this.#mini.search(completion, { combineWith: 'AND' }).length }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count || a.query.length - b.query.length || (a.query < b.query ? -1 : 1))
      .slice(0, limit);
  }

  #learnSpelling(text: string): void {
    for (const word of text.split(/[^\p{L}\p{N}]+/u)) {
      const folded = fold(word);
      if (word && !this.#spellings.has(folded)) this.#spellings.set(folded, word.toLowerCase());
    }
  }
}
