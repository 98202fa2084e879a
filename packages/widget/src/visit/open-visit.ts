import type { CartId, ShopperProfile, ShowcaseRequest, ShowcaseResponse } from '@vitrine/contract';
import { createActor, fromPromise, type ActorRefFrom, type AnyActorRef } from 'xstate';
import { writeJson } from '../client/json.ts';
import { createLink } from '../client/link.ts';
import { shelfCalls } from '../client/shelf-calls.ts';
import { ShopTime } from '../client/shop-time.ts';
import type { KeptCart } from '../machines/cart.machine.ts';
import type { KeptCheckout } from '../machines/checkout.machine.ts';
import { offersMachine } from '../machines/offers.machine.ts';
import { showcaseMachine } from '../machines/showcase.machine.ts';
import type { CheckoutPart, CoreVisit, OrderPlacement, Visit, VisitOptions } from '../visit.ts';
import { withCart } from './cart-work.ts';
import { KEPT, keptJson, MOST_REMEMBERED } from './kept-json.ts';
import type { PartSource, VisitPart } from './parts.ts';

/**
 * Opens one shopper's stay with the parts of `source`. Its core is here: cart, shelves and offers. A checkout that was
 * left open, or is asked for, brings its part by itself.
 */
export function openVisit(options: VisitOptions, source: PartSource): Visit {
  const { endpoint, locale, clock, makeId, keep } = options;
  const shopTime = new ShopTime(clock);
  const link = createLink({ ...options, shopTime });
  const client = shelfCalls(link);
  const memory = keptJson(keep);
  const actors = new Set<AnyActorRef>();
  const joined = new Set<VisitPart>();
  const showcases = new Map<string, ActorRefFrom<typeof showcaseMachine>>();
  const listeners = new Set<(placement: OrderPlacement) => void>();
  let stage: 'preparing' | 'open' | 'stopped' = 'preparing';

  const keptCartId = () => memory.read<{ id: CartId }>(KEPT.cart)?.id ?? null;
  const cart = createActor(withCart(client, keptCartId), {
    id: 'cart',
    clock,
    input: {
      makeId,
      kept: { cartId: keptCartId(), changes: [], sending: null, ...memory.read<Omit<KeptCart, 'cartId'>>(KEPT.pending) },
    },
  });
  const offers = createActor(
    offersMachine.provide({
      actors: { readOffers: fromPromise(({ input, signal }) => client.offers({ cart_id: input.cart.id }, { signal })) },
    }),
    { id: 'offers', clock },
  );

  const visit: CoreVisit = {
    endpoint,
    locale,
    clock,
    shopTime: () => shopTime.now(),
    cart,
    offers,
    consent: 'unknown',
    showcase(request) {
      const name = writeJson(request);
      const known = showcases.get(name);
      if (known) return known;
      const readShowcase = fromPromise<ShowcaseResponse, { request: ShowcaseRequest }>(({ signal }) =>
        client.showcase(withProfile(request), { signal }),
      );
      const actor = createActor(showcaseMachine.provide({ actors: { readShowcase } }), {
        id: 'showcase',
        clock,
        input: { request },
      });
      showcases.set(name, actor);
      return begin(actor);
    },
    async openCheckout(cartId) {
      const { checkout } = checkoutIfThere() ?? (await bringCheckout());
      checkout.send({ type: 'checkout.open', cartId });
    },
    onOrder(listen) {
      listeners.add(listen);
      return { unsubscribe: () => listeners.delete(listen) };
    },
    lastOrder: () => memory.read<{ id: string; token: string }>(KEPT.order),
    remember(seen) {
      if (visit.consent !== 'granted') return;
      const before = memory.read<ShopperProfile>(KEPT.seen) ?? {};
      const add = (list: readonly string[] = [], one?: string) =>
        one ? [one, ...list.filter((other) => other !== one)].slice(0, MOST_REMEMBERED) : [...list];
      memory.write(KEPT.seen, {
        ...before,
        viewed: add(before.viewed, seen.viewed),
        searched: add(before.searched, seen.searched),
      });
    },
    forget: () => memory.write(KEPT.seen, null),
    stop() {
      stage = 'stopped';
      unfollow();
      for (const actor of actors) actor.stop();
      actors.clear();
      showcases.clear();
      listeners.clear();
    },
  };

  /** What is known of the shopper goes along only with consent; without it everybody gets the same answer. */
  function withProfile(request: ShowcaseRequest): ShowcaseRequest {
    if (visit.consent !== 'granted') return request;
    const held = cart.getSnapshot().context.cart?.line_items.map(({ item }) => item.id) ?? [];
    return { ...request, profile: { ...memory.read<ShopperProfile>(KEPT.seen), cart: held, ...request.profile } };
  }

  function begin<Actor extends AnyActorRef>(actor: Actor): Actor {
    actors.add(actor);
    if (stage === 'open') actor.start();
    return actor;
  }

  function join(part: VisitPart): void {
    if (stage === 'stopped' || joined.has(part)) return;
    joined.add(part);
    const tellOrder = (placement: OrderPlacement) => listeners.forEach((listen) => listen(placement));
    Object.assign(visit, part({ visit, link, clock, shopTime, makeId, memory, begin, tellOrder }));
  }

  function checkoutIfThere(): CheckoutPart | undefined {
    return 'checkout' in visit ? (visit as Visit) : undefined;
  }

  async function bringCheckout(): Promise<CheckoutPart> {
    const { checkoutPart } = await import('./checkout-part.ts');
    join(checkoutPart);
    return visit as Visit;
  }

  let knownCartId = keptCartId();
  cart.subscribe(({ context: { cartId, changes, sending } }) => {
    // Only what this tab has learned is written: another one may have begun a cart meanwhile.
    if (cartId !== knownCartId) memory.write(KEPT.cart, cartId === null ? null : { id: cartId });
    knownCartId = cartId;
    memory.write(KEPT.pending, changes.length > 0 || sending ? { changes, sending } : null);
  });
  cart.on('cart.changed', (changed) => offers.send(changed));
  cart.on('cart.forgotten', (forgotten) => offers.send(forgotten));
  begin(cart);
  begin(offers);

  const unfollow = source(join);
  stage = 'open';
  for (const actor of actors) actor.start();
  const left = memory.read<KeptCheckout>(KEPT.checkout);
  // Without its code now, a payment that is under way is looked after on the next page.
  if ((left?.open || left?.completing) && !checkoutIfThere()) bringCheckout().catch(() => {});
  // Whoever reads a member of a part brings the part: an element does before it is defined.
  return visit as Visit;
}
