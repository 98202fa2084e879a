import type { Fault, SearchResponse, SuggestResponse } from '@vitrine/contract';

/**
 * States: `idle`, `typing` (waits for a pause), `suggesting`, `suggested`, `searching`, `found`, `nothing`, `failed`.
 */
export interface SearchContext {
  query: string;
  categories: readonly string[];
  suggestions: SuggestResponse | null;
  /** Pages that have been loaded so far, in one. */
  results: SearchResponse | null;
  fault: Fault | null;
}

export type SearchEvent =
  | { type: 'query.type'; query: string }
  | { type: 'query.submit'; query: string }
  | { type: 'query.clear' }
  | { type: 'category.toggle'; category: string }
  | { type: 'results.more' }
  | { type: 'search.retry' };
