import type { Seeds } from '../../seeds/seeds.ts';
import type { SeedReview } from '../../seeds/reviews.ts';

/** A review as the service keeps it. Times are milliseconds since 1970. */
export interface Review {
  id: string;
  sku: string;
  /** 1 to 5. */
  stars: number;
  title: string;
  text: string;
  author: string;
  language: string;
  status: 'pending' | 'published';
  /** Written by whoever bought it: a purchase proof was right, or the purchase is in our own past. */
  verified: boolean;
  at: number;
  publishedAt?: number;
  helpful: number;
}

/** Reviews that the seed brings. */
export const seededReviews = ({ reviews }: Seeds): Review[] => reviews.map(fromSeed);

const fromSeed = ({ id, sku, rating, title, text, author, language, at, helpful }: SeedReview): Review => ({
  id,
  sku,
  stars: rating,
  title,
  text,
  author,
  language,
  status: 'published',
  verified: true,
  at,
  publishedAt: at,
  helpful,
});

const iso = (at: number) => new Date(at).toISOString();

/** As lists show it; what is not published is only shown to whoever asks by its id. */
export const onWire = ({
  id,
  sku,
  stars,
  title,
  text,
  author,
  language,
  status,
  verified,
  at,
  publishedAt,
  helpful,
}: Review) => ({
  id,
  sku,
  stars,
  title,
  text,
  author,
  language,
  status,
  verified_purchase: verified,
  written_at: iso(at),
  ...(publishedAt === undefined ? {} : { published_at: iso(publishedAt) }),
  helpful,
});
