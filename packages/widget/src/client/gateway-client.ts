import type {
  AddressSuggestRequest,
  AddressSuggestResponse,
  BusinessProfile,
  Cart,
  CartRequest,
  Checkout,
  CheckoutCompleteRequest,
  CheckoutCreateRequest,
  CheckoutUpdateRequest,
  IdempotencyKey,
  LookupRequest,
  LookupResponse,
  OffersRequest,
  OffersResponse,
  Order,
  ProductRequest,
  ProductResponse,
  SearchRequest,
  SearchResponse,
  ShowcaseRequest,
  ShowcaseResponse,
  SuggestRequest,
  SuggestResponse,
  Tracking,
} from '@vitrine/contract';
import { checkoutCalls } from './checkout-calls.ts';
import type { StreamNews } from './event-stream.ts';
import { createLink, type Asking } from './link.ts';
import { orderCalls } from './order-calls.ts';
import { searchCalls } from './search-calls.ts';
import { shelfCalls } from './shelf-calls.ts';
import type { TransportOptions } from './transport.ts';

export type GatewayClientOptions = TransportOptions;

/** Opens one order. */
export interface OrderKey {
  id: string;
  token: string;
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

/** All of it, for a program. A visit's parts each take the calls that they need. */
export function createGatewayClient(options: GatewayClientOptions): GatewayClient {
  const link = createLink(options);
  return {
    profile: link.profile,
    ...shelfCalls(link),
    ...searchCalls(link),
    ...checkoutCalls(link),
    ...orderCalls(link),
  };
}
