import {
  EXTENSION,
  Fault,
  toFault,
  type AddressSuggestRequest,
  type AddressSuggestResponse,
  type BusinessProfile,
  type Cart,
  type CartRequest,
  type Checkout,
  type CheckoutCompleteRequest,
  type CheckoutCreateRequest,
  type CheckoutUpdateRequest,
  type IdempotencyKey,
  type LookupRequest,
  type LookupResponse,
  type OffersRequest,
  type OffersResponse,
  type Order,
  type ProductRequest,
  type ProductResponse,
  type SearchRequest,
  type SearchResponse,
  type ShowcaseRequest,
  type ShowcaseResponse,
  type SuggestRequest,
  type SuggestResponse,
  type Tracking,
} from '@vitrine/contract';
import { readEventStream, type StreamNews } from './event-stream.ts';
import { checked, SHAPE } from './guards.ts';
import { isNotFound } from './faults.ts';
import { noOffers, noSuggestions, showcaseFromSearch, trackingFromOrder } from './without-extensions.ts';
import { Transport, type TransportOptions } from './transport.ts';

export type GatewayClientOptions = TransportOptions;

/** Opens one order. */
export interface OrderKey {
  id: string;
  token: string;
}

interface Asking {
  signal?: AbortSignal;
}

/**
 * Every operation of the gateway. Questions are repeated by themselves when they get no answer, commands only with a
 * key. `null` is an answer: there is no such thing, or no longer.
 *
 * All throw {@link Fault}: `unavailable` (not done), `uncertain` (a command without an answer), `forbidden`, `invalid`,
 * `defect` (the answer is not what UCP says it should be).
 */
export interface GatewayClient {
  profile(): Promise<BusinessProfile>;
  search(request: SearchRequest, asking?: Asking): Promise<SearchResponse>;
  lookup(request: LookupRequest, asking?: Asking): Promise<LookupResponse>;
  product(request: ProductRequest, asking?: Asking): Promise<ProductResponse | null>;
  suggest(request: SuggestRequest, asking?: Asking): Promise<SuggestResponse>;
  showcase(request: ShowcaseRequest, asking?: Asking): Promise<ShowcaseResponse>;
  offers(request: OffersRequest, asking?: Asking): Promise<OffersResponse>;
  suggestAddresses(request: AddressSuggestRequest, asking?: Asking): Promise<AddressSuggestResponse>;
  createCart(key: IdempotencyKey, request: CartRequest): Promise<Cart>;
  cart(id: string, asking?: Asking): Promise<Cart | null>;
  updateCart(id: string, key: IdempotencyKey, request: CartRequest): Promise<Cart | null>;
  createCheckout(key: IdempotencyKey, request: CheckoutCreateRequest): Promise<Checkout>;
  checkout(id: string, asking?: Asking): Promise<Checkout | null>;
  updateCheckout(id: string, key: IdempotencyKey, request: CheckoutUpdateRequest): Promise<Checkout | null>;
  /** Sent once only: whoever gets no answer asks with {@link GatewayClient.checkout} what became of it. */
  completeCheckout(id: string, key: IdempotencyKey, request: CheckoutCompleteRequest): Promise<Checkout>;
  cancelCheckout(id: string, key: IdempotencyKey): Promise<Checkout>;
  order(order: OrderKey, asking?: Asking): Promise<Order>;
  tracking(order: OrderKey, asking?: Asking): Promise<Tracking>;
  /** News as they come, until the signal aborts or the stream ends. `null`: this shop streams nothing, ask now and then. */
  trackingStream(
    order: OrderKey,
    stream: { lastEventId: string; signal: AbortSignal },
  ): Promise<AsyncGenerator<StreamNews, void, undefined> | null>;
}

export function createGatewayClient(options: GatewayClientOptions): GatewayClient {
  const transport = new Transport(options);
  let discovery: Promise<BusinessProfile> | undefined;

  /** Read once; a failure is forgotten, so that the next one who needs it asks again. */
  const profile = (): Promise<BusinessProfile> => {
    discovery ??= transport
      .send({ operation: 'discovery', method: 'GET', path: '/.well-known/ucp' })
      .then((answer) => checked<BusinessProfile>(answer, SHAPE.profile, 'discovery'));
    discovery.catch(() => (discovery = undefined));
    return discovery;
  };

  /** Somebody else's shop has none of our extensions. That is found out when one fails, to spare our own shops a question. */
  const orWithout = async <Answer>(
    extension: string,
    ask: () => Promise<Answer>,
    without: () => Answer | Promise<Answer>,
  ): Promise<Answer> => {
    try {
      return await ask();
    } catch (thrown) {
      const fault = toFault(thrown);
      if (fault.kind === 'defect') throw fault;
      const known = await profile().catch(() => undefined);
      if (!known || extension in (known.ucp.capabilities ?? {})) throw fault;
      return without();
    }
  };

  const ask = async <Answer>(
    operation: string,
    path: string,
    shape: (typeof SHAPE)[keyof typeof SHAPE],
    body: unknown,
    asking: Asking = {},
  ): Promise<Answer> => checked<Answer>(await transport.send({ operation, path, body, ...asking }), shape, operation);

  const read = async <Answer>(
    operation: string,
    path: string,
    shape: (typeof SHAPE)[keyof typeof SHAPE],
    more: Asking & { token?: string } = {},
  ): Promise<Answer> => checked<Answer>(await transport.send({ operation, method: 'GET', path, ...more }), shape, operation);

  const tell = async <Answer>(
    operation: string,
    method: 'POST' | 'PUT',
    path: string,
    shape: (typeof SHAPE)[keyof typeof SHAPE],
    key: IdempotencyKey,
    body: unknown,
    tries?: number,
  ): Promise<Answer> =>
    checked<Answer>(
      await transport.send({ operation, method, path, body, key, manner: 'command', ...(tries === undefined ? {} : { tries }) }),
      shape,
      operation,
    );

  const orNull = async <Answer>(answer: Promise<Answer>): Promise<Answer | null> => {
    try {
      return await answer;
    } catch (thrown) {
      if (thrown instanceof Fault && isNotFound(thrown)) return null;
      throw thrown;
    }
  };

  const cartAt = (id: string) => `/carts/${encodeURIComponent(id)}`;
  const checkoutAt = (id: string) => `/checkout-sessions/${encodeURIComponent(id)}`;
  const orderAt = (id: string) => `/orders/${encodeURIComponent(id)}`;

  const client: GatewayClient = {
    profile,
    search: (request, asking) => ask('search', '/catalog/search', SHAPE.products, request, asking),
    lookup: (request, asking) => ask('lookup', '/catalog/lookup', SHAPE.products, request, asking),
    product: (request, asking) => orNull(ask<ProductResponse>('product', '/catalog/product', SHAPE.product, request, asking)),
    suggest: (request, asking) =>
      orWithout(EXTENSION.suggest, () => ask('suggest', '/suggestions', SHAPE.suggest, request, asking), noSuggestions),
    showcase: (request, asking) =>
      orWithout(
        EXTENSION.showcase,
        () => ask('showcase', '/showcases', SHAPE.showcase, request, asking),
        () => showcaseFromSearch(request, client),
      ),
    offers: (request, asking) =>
      orWithout(EXTENSION.offers, () => ask('offers', '/offers', SHAPE.offers, request, asking), noOffers),
    suggestAddresses: (request, asking) =>
      orWithout(
        EXTENSION.address,
        () => ask<AddressSuggestResponse>('suggest-addresses', '/addresses/suggest', SHAPE.addresses, request, asking),
        () => ({ ...noOffers(), suggestions: [] }),
      ),
    createCart: (key, request) => tell('create-cart', 'POST', '/carts', SHAPE.cart, key, request),
    cart: (id, asking) => orNull(read<Cart>('cart', cartAt(id), SHAPE.cart, asking)),
    updateCart: (id, key, request) => orNull(tell<Cart>('update-cart', 'PUT', cartAt(id), SHAPE.cart, key, request)),
    createCheckout: (key, request) => tell('create-checkout', 'POST', '/checkout-sessions', SHAPE.checkout, key, request),
    checkout: (id, asking) => orNull(read<Checkout>('checkout', checkoutAt(id), SHAPE.checkout, asking)),
    updateCheckout: (id, key, request) =>
      orNull(tell<Checkout>('update-checkout', 'PUT', checkoutAt(id), SHAPE.checkout, key, request)),
    completeCheckout: (id, key, request) =>
      tell('complete-checkout', 'POST', `${checkoutAt(id)}/complete`, SHAPE.checkout, key, request, 1),
    cancelCheckout: (id, key) => tell('cancel-checkout', 'POST', `${checkoutAt(id)}/cancel`, SHAPE.checkout, key, {}),
    order: ({ id, token }, asking) => read('order', orderAt(id), SHAPE.order, { token, ...asking }),
    tracking: ({ id, token }, asking) =>
      orWithout(
        EXTENSION.tracking,
        () => read<Tracking>('tracking', `${orderAt(id)}/tracking`, SHAPE.tracking, { token, ...asking }),
        async () => trackingFromOrder(await client.order({ id, token }, asking), (options.shopTime ?? options.clock).now()),
      ),
    trackingStream: ({ id, token }, { lastEventId, signal }) =>
      orWithout<AsyncGenerator<StreamNews, void, undefined> | null>(
        EXTENSION.tracking,
        async () => {
          const headers = { accept: 'text/event-stream', ...(lastEventId ? { 'last-event-id': lastEventId } : {}) };
          const response = await transport.open({
            operation: 'tracking-stream',
            method: 'GET',
            path: `${orderAt(id)}/tracking/stream`,
            token,
            headers,
            signal,
          });
          return readEventStream(response, { lastEventId, signal });
        },
        () => null,
      ),
  };
  return client;
}
