import {
  EXTENSION,
  type Product,
  type ShowcaseItem,
  type ShowcaseReason,
  type ShowcaseRequest,
  type ShowcaseResponse,
} from '@vitrine/contract';
import { categoryOf, isAvailable } from '../catalogue/assortment.ts';
import type { Room } from '../flows/room.ts';
import { envelope } from '../routes/answers.ts';
import type { Affinities } from './affinities.ts';

/** How much each sign of interest counts: what was looked at last more than what was looked at first. */
const WEIGHT = { viewed: 1, searched: 0.8, near: 2, popular: 0.25 };

/** Items for a place on the merchant's site, each with the reason why it is there. Sold-out products come last. */
export function showcaseFor(room: Room, affinities: Affinities, request: ShowcaseRequest): ShowcaseResponse {
  const { assortment } = room;
  const limit = request.limit ?? 12;
  const pool = assortment.products.filter((product) => !request.category || categoryOf(product) === request.category);
  const personal = request.profile ? personalItems(room, affinities, request.profile, pool) : [];
  const popular = pool
    .map((product) => ({ product, buyers: affinities.buyersOf(product.id) }))
    .sort((a, b) => Number(isAvailable(b.product)) - Number(isAvailable(a.product)) || b.buyers - a.buyers)
    .map(({ product, buyers }): ShowcaseItem => ({ product, reason: { code: 'popular', buyers } }));
  const shown = new Set(personal.map(({ product }) => product.id));
  return {
    ucp: envelope(EXTENSION.showcase),
    placement: request.placement,
    source: personal.length ? 'personal' : 'popular',
    items: [...personal, ...popular.filter(({ product }) => !shown.has(product.id))].slice(0, limit),
  };
}

/** What this shopper's own traces speak for. What was bought or is in the cart is not shown again. */
function personalItems(
  room: Room,
  affinities: Affinities,
  profile: NonNullable<ShowcaseRequest['profile']>,
  pool: readonly Product[],
): ShowcaseItem[] {
  const { assortment } = room;
  const families = (skus: readonly string[] | undefined) => [
    ...new Set((skus ?? []).flatMap((sku) => assortment.article(sku)?.family ?? [])),
  ];
  const viewed = families(profile.viewed);
  const had = new Set([...families(profile.cart), ...families(profile.bought)]);
  const scores = new Map<string, { score: number; best: number; reason: ShowcaseReason }>();
  const speak = (id: string, weight: number, reason: ShowcaseReason) => {
    const known = scores.get(id);
    scores.set(id, {
      score: (known?.score ?? 0) + weight,
      best: Math.max(known?.best ?? 0, weight),
      reason: known && known.best >= weight ? known.reason : reason,
    });
  };
  viewed.forEach((id, age) => speak(id, WEIGHT.viewed / (1 + age), { code: 'viewed' }));
  (profile.searched ?? []).slice(0, 5).forEach((query, age) => {
    assortment
      .find(query)
      .slice(0, 5)
      .forEach(({ id }, rank) => speak(id, WEIGHT.searched / (1 + age) / (1 + rank), { code: 'searched', query }));
  });
  for (const { productId, score, because, buyers, of } of affinities.nearAll([...had, ...viewed])) {
    const title = assortment.product(because)?.title;
    if (title && buyers > 1) speak(productId, WEIGHT.near * score, { code: 'bought_with', title, buyers, of });
  }
  const most = Math.max(1, ...pool.map(({ id }) => affinities.buyersOf(id)));
  return pool
    .filter((product) => scores.has(product.id) && !had.has(product.id) && isAvailable(product))
    .map((product) => ({ product, ...scores.get(product.id)! }))
    .map((item) => ({ ...item, score: item.score + (WEIGHT.popular * affinities.buyersOf(item.product.id)) / most }))
    .sort((a, b) => b.score - a.score || (a.product.id < b.product.id ? -1 : 1))
    .map(({ product, reason }) => ({ product, reason }));
}
