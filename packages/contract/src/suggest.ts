import type { Context, Product } from './catalog.ts';
import type { UcpEnvelope } from './ucp.ts';

/** `POST /suggestions`, of extension `dev.vitrine.suggest`: what to offer while the shopper types. */
export interface SuggestRequest {
  query: string;
  limit?: number;
  context?: Context;
}

export interface SuggestResponse {
  ucp: UcpEnvelope;
  /** Whole queries that would find something, with the number of hits. */
  completions: { query: string; count: number }[];
  products: Product[];
}
