import type { Sku } from '@vitrine/contract';

/** What somebody wrote about a thing they had bought. */
export interface SeedReview {
  id: string;
  sku: Sku;
  /** Name and code of the family that {@link sku} is a variant of. */
  family: string;
  code: string;
  personId: string;
  /** The purchase that it is about; whoever has one is a verified buyer. */
  pastOrderId: string;
  /** First name and initial: `Ingrid H.` */
  author: string;
  /** 1 to 5. */
  rating: number;
  title: string;
  text: string;
  language: 'nb';
  /** Milliseconds since 1970. */
  at: number;
  /** Readers who found it helpful. */
  helpful: number;
}
