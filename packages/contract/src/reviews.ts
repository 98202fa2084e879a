import type { UcpEnvelope } from './ucp.ts';

/** What all reviews of a product come to. `histogram` has the keys `1` to `5`. */
export interface ReviewSummary {
  average: number;
  count: number;
  histogram: Record<'1' | '2' | '3' | '4' | '5', number>;
}

/** One published review. */
export interface Review {
  id: string;
  /** The variant it is about. */
  sku: string;
  stars: number;
  title?: string;
  text: string;
  /** As its author signs: `Kari N.` */
  author: string;
  language: string;
  verified_purchase: boolean;
  published_at: string;
  /** Readers who found it helpful. */
  helpful: number;
}

export type ReviewSort = 'newest' | 'helpful' | 'highest' | 'lowest';

/** Query of `GET /products/{id}/reviews`, of extension `dev.vitrine.reviews`; `id` is a product or one of its variants. */
export interface ReviewQuery {
  sort?: ReviewSort;
  /** Only these numbers of stars. */
  stars?: number[];
  language?: string;
  limit?: number;
  cursor?: string;
}

export interface ReviewsResponse {
  ucp: UcpEnvelope;
  product_id: string;
  /** Of all reviews of the product, whatever is filtered. Absent while nothing is known. */
  summary?: ReviewSummary;
  reviews: Review[];
  pagination: { has_next_page: boolean; cursor?: string; total_count: number };
  /** How the shop sees to it that reviews are real, as EU law asks to say. */
  provenance: { verified_purchases_only: boolean };
}

/** `POST /orders/{id}/reviews`, with the order's token. */
export interface ReviewDraft {
  sku: string;
  /** 1 to 5. */
  stars: number;
  title?: string;
  text: string;
  /** Signs the review; first name and initial are shown. The buyer's own name when absent. */
  author?: string;
}

/** What of an order may be reviewed, and what became of it. `GET /orders/{id}/reviews`. */
export interface OrderReviewsResponse {
  ucp: UcpEnvelope;
  items: {
    sku: string;
    title: string;
    /** `later`: it has not arrived yet. `pending`: written, and not published yet. */
    state: 'later' | 'open' | 'pending' | 'published';
    review_id?: string;
    stars?: number;
  }[];
}
