import { EXTENSION, type AddressSuggestResponse, type ShowcaseRequest, type SuggestResponse } from '@vitrine/contract';
import type { Hono } from 'hono';
import type { Room } from '../flows/room.ts';
import type { Affinities } from '../recommendations/affinities.ts';
import { offersFor } from '../recommendations/offers.ts';
import { showcaseFor } from '../recommendations/showcase.ts';
import { envelope, notFound, ok } from './answers.ts';
import { readBody } from './body.ts';
import { answer, openCart } from './carts.ts';
import type { Env } from './door.ts';
import { AddressBody, OffersBody, ShowcaseBody, SuggestBody } from './schemas.ts';

/** Typing does not wait longer than this for the register. */
const ADDRESS_PATIENCE_MS = 2_000;

/** What UCP does not have: showcases, suggestions, offers, addresses. Each has a schema under `/schemas`. */
export function extensionRoutes(app: Hono<Env>, room: Room, affinities: Affinities): void {
  const { assortment } = room;

  app.post('/showcases', async (c) => {
    const { value } = await readBody(c, ShowcaseBody);
    assortment.mustBeLoaded();
    return answer(ok(showcaseFor(room, affinities, value as ShowcaseRequest)));
  });

  app.post('/suggestions', async (c) => {
    const { value } = await readBody(c, SuggestBody);
    assortment.mustBeLoaded();
    const limit = value.limit ?? 6;
    const typed = value.query.trim();
    const body: SuggestResponse = {
      ucp: envelope(EXTENSION.suggest),
      completions: typed ? assortment.complete(typed, limit) : [],
      products: typed ? assortment.find(typed).slice(0, limit) : [],
    };
    return answer(ok(body));
  });

  app.post('/offers', async (c) => {
    const { value } = await readBody(c, OffersBody);
    assortment.mustBeLoaded();
    const cart = await openCart(room, value.cart_id);
    if (!cart) return answer(notFound([EXTENSION.offers], 'Cart'));
    return answer(ok(offersFor(room, affinities, cart.row, value.limit ?? 3)));
  });

  app.post('/addresses/suggest', async (c) => {
    const { value } = await readBody(c, AddressBody);
    const { query, address_country, limit = 6 } = value;
    const suggestions =
      query.trim().length < 2
        ? []
        : await room.within(ADDRESS_PATIENCE_MS, (signal) =>
            room.addresses.suggest({ text: query.trim(), country: address_country, limit }, { signal }),
          );
    const body: AddressSuggestResponse = { ucp: envelope(EXTENSION.address), suggestions };
    return answer(ok(body));
  });
}
