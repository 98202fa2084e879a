import {
  amountOf,
  sleep,
  type AddressSuggestion,
  type CartId,
  type Checkout,
  type Clock,
  type MakeId,
  type OrderConfirmation,
  type ShopperProfile,
  type ShowcaseRequest,
  type ShowcaseResponse,
  type Tracking,
} from '@vitrine/contract';
import { createActor, fromPromise, type ActorRefFrom, type AnyActorRef } from 'xstate';
import { createGatewayClient } from './client/gateway-client.ts';
import { writeJson } from './client/json.ts';
import { ShopTime } from './client/shop-time.ts';
import { keptJson } from './kept-json.ts';
import { addressMachine } from './machines/address.machine.ts';
import type { cartMachine, KeptCart } from './machines/cart.machine.ts';
import type { checkoutMachine, KeptCheckout } from './machines/checkout.machine.ts';
import { offersMachine } from './machines/offers.machine.ts';
import type { paymentMachine } from './machines/payment.machine.ts';
import { searchMachine } from './machines/search.machine.ts';
import { showcaseMachine } from './machines/showcase.machine.ts';
import { trackingMachine, type TrackedOrder } from './machines/tracking.machine.ts';
import { withCart, withCheckout, withPayment } from './visit-actors.ts';
import { followOrder, watchSignal } from './visit-tracking.ts';

/** Where a visit keeps what must outlive a reload. Storage that is blocked is replaced by memory. */
export interface Keep {
  get(name: string): string | null;
  set(name: string, value: string): void;
  delete(name: string): void;
}

export interface VisitOptions {
  /** Absolute address of the gateway, without a trailing slash. */
  endpoint: string;
  /** Publishable store key. */
  storeKey: string;
  /** BCP 47, such as `nb`. */
  locale: string;
  fetch: typeof fetch;
  clock: Clock;
  makeId: MakeId;
  keep: Keep;
}

/** Whether the shopper lets us remember what they look at. `unknown` counts as no. */
export type ConsentState = 'unknown' | 'denied' | 'granted';

/** One shopper's stay: joins client and machines. The only file that knows both. */
export interface Visit {
  readonly endpoint: string;
  readonly locale: string;
  /** This device's clock: for timers, and for the age of what came in. */
  readonly clock: Clock;
  /**
   * The time in the shop, milliseconds since 1970: to compare and to word the moments that the gateway names. The
   * device's clock until the first answer has come.
   */
  shopTime(): number;
  readonly search: ActorRefFrom<typeof searchMachine>;
  readonly cart: ActorRefFrom<typeof cartMachine>;
  readonly offers: ActorRefFrom<typeof offersMachine>;
  readonly checkout: ActorRefFrom<typeof checkoutMachine>;
  readonly payment: ActorRefFrom<typeof paymentMachine>;
  /** The same request shares one actor. */
  showcase(request: ShowcaseRequest): ActorRefFrom<typeof showcaseMachine>;
  tracking(order: { id: string; token: string }): ActorRefFrom<typeof trackingMachine>;
  /** One completion for one form; stop it when the form goes. */
  address(): ActorRefFrom<typeof addressMachine>;
  /** The order placed last on this device, so that a page can show its tracking after a reload. */
  lastOrder(): { id: string; token: string } | null;
  consent: ConsentState;
  /** With consent, remembered on this device alone. */
  remember(seen: { viewed?: string; searched?: string }): void;
  forget(): void;
  stop(): void;
}

/** A pause in typing. Longer feels slow, shorter asks for every letter. */
const TYPING_PAUSE_MS = 180;

const RESULTS_PER_PAGE = 24;
const MOST_REMEMBERED = 20;

/** Names in {@link Keep}. */
const KEPT = { cart: 'cart', pending: 'cart-pending', checkout: 'checkout', order: 'order', seen: 'seen' } as const;

/** Opens one shopper's stay, and carries on with what an earlier one on this device left unfinished. */
export function createVisit(options: VisitOptions): Visit {
  const { endpoint, locale, clock, makeId, keep } = options;
  const shopTime = new ShopTime(clock);
  const client = createGatewayClient({ ...options, shopTime });
  const memory = keptJson(keep);
  const actors = new Set<AnyActorRef>();
  const showcases = new Map<string, ActorRefFrom<typeof showcaseMachine>>();
  const trackings = new Map<string, ActorRefFrom<typeof trackingMachine>>();
  const pause = fromPromise<void, Record<never, never>>(({ signal }) => sleep(clock, TYPING_PAUSE_MS, signal));

  const keptCartId = () => memory.read<{ id: CartId }>(KEPT.cart)?.id ?? null;
  const cart = createActor(withCart(client, keptCartId), {
    id: 'cart',
    clock,
    input: {
      makeId,
      kept: { cartId: keptCartId(), changes: [], sending: null, ...memory.read<Omit<KeptCart, 'cartId'>>(KEPT.pending) },
    },
  });
  const checkout = createActor(withCheckout(client, clock), {
    id: 'checkout',
    clock,
    input: { makeId, kept: memory.read<KeptCheckout>(KEPT.checkout) },
  });
  const payment = createActor(withPayment(clock), { id: 'payment', clock });
  const offers = createActor(
    offersMachine.provide({
      actors: { readOffers: fromPromise(({ input, signal }) => client.offers({ cart_id: input.cart.id }, { signal })) },
    }),
    { id: 'offers', clock },
  );
  const search = createActor(
    searchMachine.provide({
      actors: {
        pause,
        suggest: fromPromise(({ input: { query }, signal }) => client.suggest({ query }, { signal })),
        search: fromPromise(({ input: { query, categories, cursor }, signal }) =>
          client.search(
            {
              ...(query ? { query } : {}),
              ...(categories.length > 0 ? { filters: { categories: [...categories] } } : {}),
              pagination: { limit: RESULTS_PER_PAGE, ...(cursor === undefined ? {} : { cursor }) },
            },
            { signal },
          ),
        ),
      },
    }),
    { id: 'search', clock },
  );

  const visit: Visit = {
    endpoint,
    locale,
    clock,
    shopTime: () => shopTime.now(),
    search,
    cart,
    offers,
    checkout,
    payment,
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
    tracking(order) {
      const known = trackings.get(order.id);
      if (known) return known;
      const readTracking = fromPromise<{ tracking: Tracking; at: number }, { order: TrackedOrder }>(async ({ signal }) => {
        const tracking = await client.tracking(order, { signal });
        return { tracking, at: clock.now() };
      });
      const provided = trackingMachine.provide({
        actors: { readTracking, follow: followOrder(client, clock, shopTime), watch: watchSignal(clock) },
      });
      const actor = createActor(provided, { id: 'tracking', clock, input: { order } });
      trackings.set(order.id, actor);
      return begin(actor);
    },
    address() {
      const suggestAddresses = fromPromise<readonly AddressSuggestion[], { query: string; country: string }>(
        async ({ input, signal }) => {
          const answer = await client.suggestAddresses({ query: input.query, address_country: input.country }, { signal });
          return answer.suggestions;
        },
      );
      return begin(createActor(addressMachine.provide({ actors: { pause, suggestAddresses } }), { id: 'address', clock }));
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
      for (const actor of actors) actor.stop();
      actors.clear();
      showcases.clear();
      trackings.clear();
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
    actor.start();
    return actor;
  }

  let knownCartId = keptCartId();
  cart.subscribe(({ context: { cartId, changes, sending } }) => {
    // Only what this tab has learned is written: another one may have begun a cart meanwhile.
    if (cartId !== knownCartId) memory.write(KEPT.cart, cartId === null ? null : { id: cartId });
    knownCartId = cartId;
    memory.write(KEPT.pending, changes.length > 0 || sending ? { changes, sending } : null);
  });
  cart.on('cart.changed', (changed) => {
    offers.send(changed);
    checkout.send(changed);
  });
  cart.on('cart.forgotten', (forgotten) => offers.send(forgotten));
  checkout.subscribe((snapshot) => {
    const { context } = snapshot;
    const { checkoutId, cartId, step, buyer, address, selectedOptionId, completeKey, completing } = context;
    const open = !snapshot.matches('closed') && !snapshot.matches('completed');
    const kept: KeptCheckout = {
      checkoutId: open ? checkoutId : null,
      cartId,
      step,
      buyer,
      address,
      selectedOptionId,
      completeKey,
      open,
      completing,
    };
    memory.write(KEPT.checkout, kept);
  });
  checkout.on('order.placed', ({ order, checkout: placed }) => {
    keepOrder(order, placed);
    cart.send({ type: 'cart.forget' });
    payment.send({ type: 'payment.reset' });
  });
  checkout.on('payment.declined', () => payment.send({ type: 'payment.reset' }));
  payment.on('collected', ({ instrument }) => checkout.send({ type: 'payment.collected', instrument }));
  search.subscribe((snapshot) => {
    if (snapshot.matches('found') && snapshot.context.query.trim()) visit.remember({ searched: snapshot.context.query.trim() });
  });

  function keepOrder(order: OrderConfirmation, { line_items, totals }: Checkout): void {
    const token = order['dev.vitrine.tracking']?.token;
    if (token) memory.write(KEPT.order, { id: order.id, token, total: amountOf(totals, 'total') });
    if (visit.consent !== 'granted') return;
    const before = memory.read<ShopperProfile>(KEPT.seen) ?? {};
    const bought = [...new Set([...line_items.map(({ item }) => item.id), ...(before.bought ?? [])])].slice(0, MOST_REMEMBERED);
    memory.write(KEPT.seen, { ...before, bought });
  }

  for (const actor of [search, cart, offers, payment, checkout]) begin(actor);
  return visit;
}
