import type {
  Amount,
  Buyer,
  Context,
  Currency,
  Discounts,
  FulfillmentOption,
  LineItem,
  Message,
  NotificationChannel,
  NotificationChoices,
  NotificationStage,
  PickupPoint,
  Position,
  PostalAddress,
  ShippingDestination,
  Sku,
  Total,
  Tracking,
  CheckoutStatus,
  PaymentInstrument,
} from '@vitrine/contract';
import type { Booking, Consignment, Parcel, PostedInvoice, PushTarget } from '../ports.ts';

/** A line as the shopper wants it: what it costs is asked of the ERP each time. */
export interface WantedLine {
  id: string;
  sku: Sku;
  quantity: number;
}

/** What the ERP and the shop's own rules make of wanted lines. */
export interface Priced {
  line_items: LineItem[];
  /** In the order of `line_items`, per cent. */
  vatPercents: number[];
  totals: Total[];
  discounts?: Discounts;
  /** What was changed or refused on the way, such as sold out. */
  messages: Message[];
  /** Goods after discounts, VAT included. */
  goods: Amount;
  discount: Amount;
  delivery: Amount;
  total: Amount;
}

export interface CartRow {
  lines: WantedLine[];
  buyer?: Buyer;
  context?: Context;
  codes: string[];
  priced: Priced;
  state: 'open' | 'canceled' | 'ordered';
  /** Cheapest delivery last quoted for it, before any free delivery. */
  cheapestDelivery?: Amount;
  expiresAt: number;
}

/** One way to the door, with what only the gateway and the carrier need to know. */
export interface QuotedOption {
  option: FulfillmentOption;
  carrierId: string;
  carrierName: string;
  service: string;
  point?: PickupPoint;
  /** The carrier's price, before free delivery. */
  price: Amount;
  arrives: { from: number; to: number };
  expires: number;
}

export interface Quotes {
  /** What they were made for: destination and lines. */
  key: string;
  options: QuotedOption[];
  silent: { carrier_id: string; name: string }[];
  parcels: Parcel[];
  readyAt: number;
  expires: number;
  position?: Position;
}

export interface CheckoutRow {
  lines: WantedLine[];
  buyer?: Buyer;
  context?: Context;
  codes: string[];
  cartId?: string;
  destination?: ShippingDestination;
  quotes?: Quotes;
  selectedOptionId?: string;
  priced: Priced;
  status: CheckoutStatus;
  /** What happened that the shopper must know of, until the next change. */
  notes: Message[];
  /** Without its credential. */
  instrument?: PaymentInstrument;
  /** Counts presses of "Pay" that were accepted. */
  attempt: number;
  challenge?: { id: string; instrumentId: string };
  order?: { id: string; token: string; label?: string };
  /** Origin of the page that opened it: the only one that challenge pages talk to. */
  origin?: string;
  expiresAt: number;
}

export interface OrderRow {
  token: string;
  reference: string;
  label: string;
  checkoutId: string;
  placedAt: number;
  lines: LineItem[];
  totals: Total[];
  currency: Currency;
  total: Amount;
  buyer: Buyer;
  context?: Context;
  destination: PostalAddress;
  position?: Position;
  delivery: QuotedOption;
  parcels: Parcel[];
  paymentId: string;
  handlerId: string;
  booking: Booking;
  consignment?: Consignment;
  captured?: Amount;
  invoice?: PostedInvoice;
  /** Without `ucp` and `now`, which belong to an answer. */
  tracking: Omit<Tracking, 'ucp' | 'now'>;
  /** What the shopper chose, and who turned out to be unreachable; the shop's own choice when absent. */
  notifications?: {
    stages?: NotificationChoices;
    subscriptions?: { id: string; target: PushTarget }[];
    failed?: Partial<Record<NotificationChannel, string>>;
  };
  /** What was written about its articles, by SKU. */
  reviews?: Record<string, { reviewId: string; stars: number; state: 'pending' | 'published' }>;
}

/** How far a step has come. `begun` without `done`: it may or may not have happened. */
export interface StepRow {
  state: 'begun' | 'done';
  at: number;
  result?: unknown;
}

/** A flow whose steps are kept, so that it can be carried on by whoever starts next. */
export interface FlowRow {
  flow: 'place-order' | 'despatch' | 'capture';
  /** Checkout or order that it is about. */
  subject: string;
  /** What the flow was given; its own flow knows the shape. */
  input: unknown;
  steps: Record<string, StepRow>;
  /** Times in a row that the step at hand did not come through. */
  tries: number;
  outcome?: string;
}

/** What was answered to an idempotency key. */
export interface ReplyRow {
  fingerprint: string;
  state: 'in_flight' | 'answered';
  at: number;
  status?: number;
  body?: string;
}

/** An event of a third party that was applied. */
export interface EventRow {
  source: string;
  at: number;
}

/** Leads from a name that others use to the row it belongs to. */
export interface AliasRow {
  to: string;
}

export type JobRow =
  | {
      job: 'poll-carrier';
      orderId: string;
      attempts: number;
      /** The carrier has been asked to tell by itself. */
      isFollowed?: boolean;
    }
  | { job: 'poll-warehouse'; orderId: string; attempts: number }
  | {
      job: 'notify';
      orderId: string;
      letter: Letter;
      attempts: number;
      /** Ways by which it has gone out, or never will; kept while others wait. */
      sent?: string[];
    }
  | { job: 'invite'; orderId: string; attempts: number }
  | {
      job: 'release-spares';
      /** The attempt that is over. */
      flowId: string;
      reference: string;
      attempts: number;
    }
  | {
      job: 'void-late';
      /** The attempt that has ended. */
      flowId: string;
      handlerId: string;
      reference: string;
      /** Where the provider has told of it; otherwise it is looked for by the reference. */
      paymentId?: string;
      since: number;
      /** How often nothing was found. */
      looks: number;
      /** Times in a row that the provider did not answer. */
      attempts: number;
    };

export type Letter = NotificationStage;

/** Every kind of row that an order book keeps. */
export interface Rows {
  cart: CartRow;
  checkout: CheckoutRow;
  order: OrderRow;
  flow: FlowRow;
  reply: ReplyRow;
  event: EventRow;
  alias: AliasRow;
  job: JobRow;
}

export type Kind = keyof Rows;

export const KINDS = ['cart', 'checkout', 'order', 'flow', 'reply', 'event', 'alias', 'job'] as const satisfies readonly Kind[];
