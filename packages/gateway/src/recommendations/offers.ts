import type { Amount, Offer, OffersResponse } from '@vitrine/contract';
import { isAvailable } from '../catalogue/assortment.ts';
import type { Room } from '../flows/room.ts';
import type { CartRow } from '../order-book/rows.ts';
import { envelope } from '../routes/answers.ts';
import { EXTENSION } from '@vitrine/contract';
import type { Affinities } from './affinities.ts';

/** Fewer buyers than this are chance, and no figure to show. */
const FEWEST_BUYERS = 3;

/** What belongs with a cart: never what is in it, never what is sold out, each with the figure that it stands on. */
export function offersFor(room: Room, affinities: Affinities, cart: CartRow, limit: number): OffersResponse {
  const { assortment, shop } = room;
  const inCart = cart.priced.line_items.flatMap(({ item }) => assortment.article(item.id)?.family ?? []);
  const offers: Offer[] = affinities
    .nearAll(inCart)
    .filter(({ buyers }) => buyers >= FEWEST_BUYERS)
    .flatMap(({ productId, because, buyers, of }) => {
      const product = assortment.product(productId);
      const reason = assortment.product(because);
      if (!product || !reason || !isAvailable(product)) return [];
      const arithmetic = sumFor(cart, shop.freeDeliveryFrom, product.variants[0]!.price.amount);
      return [
        { id: productId, product, bought_together: { title: reason.title, buyers, of }, ...(arithmetic ? { arithmetic } : {}) },
      ];
    })
    .slice(0, limit);
  const threshold = shop.freeDeliveryFrom;
  return {
    ucp: envelope(EXTENSION.offers),
    offers,
    ...(threshold === undefined ? {} : { free_delivery: { threshold, missing: Math.max(0, threshold - cart.priced.goods) } }),
  };
}

/**
 * The sum done for the shopper. Only when it is known what delivery costs this cart, and when this one thing carries it
 * over the threshold; a guess would be no arithmetic.
 */
function sumFor({ priced, cheapestDelivery }: CartRow, threshold: Amount | undefined, price: Amount): Offer['arithmetic'] {
  if (threshold === undefined || !cheapestDelivery || priced.goods >= threshold || priced.goods + price < threshold)
    return undefined;
  return { price, saves_delivery: cheapestDelivery, pays_more: price - cheapestDelivery };
}
