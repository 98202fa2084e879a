/**
 * What flows need of the outside. A connector fills a port for one system that exists; a port is shaped by what two
 * such systems have in common. Money is minor units, weights grams, sizes millimetres, times milliseconds since 1970.
 *
 * Rules that hold for all: a question (`ask`) may be repeated freely; a command (`tell`) carries a key and, when it
 * throws `uncertain`, the flow asks the matching question before it does anything else. Expected outcomes are values.
 */
import type {
  AddressSuggestion,
  Amount,
  Currency,
  DeliveryKind,
  PickupPoint,
  Position,
  PostalAddress,
  Sku,
} from '@vitrine/contract';

/** Given to every question: the caller stops waiting when it aborts. */
export interface Asking {
  signal?: AbortSignal;
}

/** One article of the ERP, every variant an article of its own. */
export interface Article {
  sku: Sku;
  /** The ERP's own id, opaque. */
  erpId: string;
  name: string;
  description: string;
  /** Articles with one `family` are variants of one product, told apart by `options`. */
  family: string;
  options: { name: string; label: string }[];
  category: string;
  gtin?: string;
  /** Including VAT, the price a consumer pays. */
  price: Amount;
  currency: Currency;
  vatPercent: number;
  /** Pieces that can be promised: on hand less allocated. */
  available: number;
  weightGrams: number;
  sizeMillimetres: { length: number; width: number; height: number };
  /** Opaque key for {@link ErpPort.photo}. */
  photo?: string;
}

export interface ErpLine {
  sku: Sku;
  quantity: number;
  /** What the shopper pays for one, including VAT. */
  unitPrice: Amount;
  vatPercent: number;
  title: string;
}

export interface ErpCustomer {
  name: string;
  email: string;
  phone?: string;
  address: PostalAddress;
}

/** What the ERP holds for an order. Numbers are what people read, ids are opaque. */
export interface Booking {
  customerId: string;
  orderId: string;
  orderNumber: string;
  deliveryId: string;
}

export interface PostedInvoice {
  invoiceId: string;
  invoiceNumber: string;
  /** Including VAT, minor units; what has been invoiced. */
  amount: Amount;
  currency: Currency;
  paymentReference?: string;
}

/** Price and stock of one article, as the ERP tells them by itself. */
export interface ArticleNews {
  sku: Sku;
  available: number;
  price: Amount;
  vatPercent: number;
}

export interface ErpPort {
  /** The whole assortment with prices and stock. */
  articles(asking?: Asking): Promise<Article[]>;
  /** Fresh price and stock of a few articles; unknown SKUs are left out. */
  stock(skus: readonly Sku[], asking?: Asking): Promise<{ sku: Sku; available: number; price: Amount; vatPercent: number }[]>;
  /** Has the ERP tell what changes, at this address. Repeating it subscribes once. Absent: it tells nothing by itself. */
  subscribe?(url: string): Promise<void>;
  /** Verifies a delivery and reads it. News are about what is shown: what is sold is asked for afresh. */
  readWebhook?(delivery: WebhookDelivery): ArticleNews[];
  /** Past orders as sets of SKUs, oldest first: what recommendations are learned from. */
  pastBaskets(asking?: Asking): Promise<Sku[][]>;
  /** Bytes of a photo. */
  photo(key: string, asking?: Asking): Promise<{ bytes: Uint8Array; type: string } | undefined>;

  /** Takes stock aside under our reference. Repeating it with the same reference allocates once. */
  allocate(order: {
    reference: string;
    lines: readonly ErpLine[];
    currency: Currency;
    expiresAt: number;
  }): Promise<{ outcome: 'allocated'; allocationId: string } | { outcome: 'short'; lines: { sku: Sku; available: number }[] }>;
  /** What the ERP holds under our reference: the question that follows an uncertain command. */
  find(reference: string, asking?: Asking): Promise<{ allocationId?: string; booking?: Booking; invoice?: PostedInvoice }>;
  /** Gives allocated stock back. Harmless when it is gone already. */
  release(allocationId: string): Promise<void>;
  /**
   * Gives back what stands under our reference beside the order to keep, and tells how many there were: commands that
   * arrived late, or twice. Absent: this ERP makes one of the same reference, however often it is told.
   */
  releaseSpares?(reference: string, keepOrderId?: string): Promise<number>;
  /** Turns an allocation into an order with customer and delivery. Repeating it books once. */
  book(order: {
    reference: string;
    allocationId: string;
    customer: ErpCustomer;
    deliverTo: PostalAddress & { name: string };
    delivery: { title: string; price: Amount; vatPercent: number };
    discount: Amount;
    /** Promised day, for the ERP's delivery date. */
    promisedAt: number;
  }): Promise<Booking>;
  /** Posts the invoice of a booked order, paid by `paymentReference`. Repeating it posts once. */
  invoice(order: { reference: string; booking: Booking; paid: Amount; paymentReference: string }): Promise<PostedInvoice>;
}

export interface AuthoriseRequest {
  /** Same key, same wish: the provider answers the first outcome again. */
  key: string;
  reference: string;
  amount: Amount;
  currency: Currency;
  /** The provider's token from the page. */
  token: string;
  /** Where the challenge sends the browser when it is done. */
  returnUrl: string;
  receiptEmail?: string;
}

/** Where an authorisation stands. `uncertain` is never a value: it is thrown. */
export type PaymentState =
  | { state: 'authorised'; paymentId: string; amount: Amount }
  | { state: 'challenge'; paymentId: string; url: string }
  /** `code` is the provider's decline code, `docs/errors.md` has the words. */
  | { state: 'declined'; paymentId: string; code: string }
  | { state: 'captured'; paymentId: string; amount: Amount }
  | { state: 'voided'; paymentId: string }
  | { state: 'none' };

/** What a provider tells by itself. `reference` is ours, where it hands it back. */
export interface PaymentNews {
  eventId: string;
  paymentId: string;
  state: PaymentState;
  reference?: string;
}

export interface PaymentPort {
  /** Key of `ucp.payment_handlers`, and the one declaration under it. */
  handlerName: string;
  handler: { id: string; version: string; config: Record<string, unknown>; available_instruments: { type: string }[] };
  /** `credential.type` that this provider reads. */
  credentialType: string;
  authorise(request: AuthoriseRequest): Promise<PaymentState>;
  /** Asks what became of an authorisation, by its id or, when that was never learned, by our reference. */
  find(payment: { paymentId?: string; reference: string }, asking?: Asking): Promise<PaymentState>;
  capture(capture: { key: string; paymentId: string; amount: Amount }): Promise<{ captured: Amount }>;
  void(hold: { key: string; paymentId: string }): Promise<void>;
  refund(refund: { key: string; paymentId: string; amount: Amount }): Promise<{ refundId: string }>;
  /** Verifies raw bytes, then reads them. Without a `paymentId`: a good signature on an event we do not use. */
  readWebhook(delivery: WebhookDelivery): PaymentNews | { eventId: string };
}

/** A webhook as it came in, before anything is believed. */
export interface WebhookDelivery {
  body: Uint8Array;
  headers: Headers;
  path: string;
  /** The gateway's clock, for the age of signatures. */
  now: number;
}

export interface Parcel {
  weightGrams: number;
  sizeMillimetres: { length: number; width: number; height: number };
}

export interface QuoteRequest {
  from: PostalAddress;
  to: PostalAddress;
  position?: Position;
  parcels: readonly Parcel[];
  /** When the parcel can be handed over at the earliest. */
  readyAt: number;
  goodsValue: Amount;
  currency: Currency;
}

export interface ShippingQuote {
  /** Opaque to all but the carrier that made it; what {@link CarrierPort.book} gets back. */
  service: string;
  title: string;
  kind: DeliveryKind;
  price: Amount;
  currency: Currency;
  arrives: { from: number; to: number };
  cutOff?: number;
  expires: number;
  co2Grams?: number;
  point?: PickupPoint;
}

export interface Consignment {
  consignmentId: string;
  parcels: { sscc?: string; trackingNumber: string; labelUrl: string }[];
  trackingUrl?: string;
}

/** One fact about a parcel, in the carrier's own order of time. */
export interface CarrierReport {
  /** The carrier's id of the event, or one made of its content: what repeats are told by. */
  eventId: string;
  trackingNumber: string;
  at: number;
  code:
    | 'labelled'
    | 'handed_over'
    | 'hub'
    | 'out_for_delivery'
    | 'nearby'
    | 'ready_for_pickup'
    | 'delivered'
    | 'exception'
    | 'position';
  place?: string;
  note?: string;
  by?: string;
  position?: Position;
  heading?: number;
  metresLeft?: number;
  stopsBefore?: number;
  arrives?: { from: number; to: number };
  route?: Position[];
  proof?: { kind: 'photo' | 'signature' | 'pin' | 'door'; note?: string };
}

export interface CarrierPort {
  id: string;
  name: string;
  /** All parcels of a consignment ride together: what is told of one holds for all. Otherwise each goes its own way. */
  ridesTogether?: boolean;
  quote(request: QuoteRequest, asking?: Asking): Promise<ShippingQuote[]>;
  /** Books and asks for the label. Repeating it with the same reference books once. */
  book(order: {
    reference: string;
    service: string;
    point?: PickupPoint;
    from: PostalAddress & { name: string };
    to: PostalAddress & { name: string; email: string };
    position?: Position;
    parcels: readonly Parcel[];
    readyAt: number;
    /** Where the carrier sends its events, when it can. */
    webhookUrl: string;
  }): Promise<Consignment>;
  /** Everything known of these parcels: the poll that finds what webhooks lost. */
  track(trackingNumbers: readonly string[], asking?: Asking): Promise<CarrierReport[]>;
  /** Verifies a delivery and reads it. */
  readWebhook?(delivery: WebhookDelivery): CarrierReport[];
  /**
   * Has the carrier call this address when something happens to a consignment. Repeating it subscribes once. Absent: it
   * calls by itself, or never.
   */
  follow?(consignment: Consignment, webhookUrl: string): Promise<void>;
  /**
   * For a carrier that says only that something happened: verifies a delivery, and names the parcels to {@link track}.
   * Without this and {@link readWebhook} a carrier only answers polls.
   */
  readNotice?(delivery: WebhookDelivery): readonly string[];
}

/** What happens to an order between the shelves. */
export interface WarehouseReport {
  eventId: string;
  /** Our reference, which the ERP passed on. */
  reference: string;
  at: number;
  code: 'picking' | 'picked' | 'packed' | 'labelled' | 'handed_over' | 'exception';
  by?: string;
  place?: string;
  note?: string;
  /** With `packed`: what the carrier is to take. */
  parcels?: Parcel[];
}

export interface WarehousePort {
  /** Tells the packing station which label goes on which parcel. Repeating it with the same reference prints once. */
  label(order: {
    reference: string;
    carrier: string;
    parcels: { trackingNumber: string; sscc?: string; labelUrl: string }[];
  }): Promise<void>;
  /** Everything that happened to this order, oldest first. */
  reports(reference: string, asking?: Asking): Promise<WarehouseReport[]>;
  readWebhook(delivery: WebhookDelivery): WarehouseReport[];
}

export interface AddressPort {
  suggest(query: { text: string; country: string; limit: number }, asking?: Asking): Promise<AddressSuggestion[]>;
}

/** What became of a message that was sent, as its service tells. `key` is the one it was sent with. */
export interface MessageReport {
  eventId: string;
  key: string;
  channel: 'email' | 'sms';
  state: 'delivered' | 'failed';
  /** With `failed`: why, in the service's own word. */
  reason?: string;
}

export interface MessagePort {
  /** Repeating it with the same key sends once. */
  send(message: { key: string; channel: 'email' | 'sms'; to: string; subject?: string; text: string }): Promise<void>;
  /** Absent: nobody tells whether messages arrived. */
  readWebhook?(delivery: WebhookDelivery): MessageReport[];
}

/** A browser that wants to be told, as it described itself. */
export interface PushTarget {
  endpoint: string;
  keys: { p256dh: string; auth: string };
}

export interface PushPort {
  /** VAPID: what browsers subscribe with. */
  publicKey: string;
  /** Whether this endpoint belongs to a push service: a page must not make the gateway call just anybody. */
  accepts(endpoint: string): boolean;
  /** `gone`: the subscription has ended, and is to be forgotten. `ttl` in seconds. */
  send(message: {
    subscription: PushTarget;
    payload: string;
    ttl: number;
    urgency: 'low' | 'normal' | 'high';
    /** A message with the same topic that is still under way is replaced. At most 32 letters of base64url. */
    topic: string;
  }): Promise<'sent' | 'gone'>;
}

/** Stars of one article; `counts` are how many gave one, two, … five. */
export interface RatingSummary {
  sku: Sku;
  counts: readonly [number, number, number, number, number];
}

export interface PublishedReview {
  id: string;
  sku: Sku;
  stars: number;
  title: string;
  text: string;
  author: string;
  language: string;
  isVerified: boolean;
  publishedAt: number;
  helpful: number;
}

/** An article of an order, for which the shop vouches that it was bought. */
export interface Purchase {
  reference: string;
  sku: Sku;
  purchasedAt: number;
}

export interface ReviewsPort {
  /** What changed after a time, all of it when absent; `until` is what to ask from next time. */
  summaries(since: number | undefined, asking?: Asking): Promise<{ summaries: RatingSummary[]; until: number | undefined }>;
  list(
    query: {
      skus: readonly Sku[];
      sort: 'newest' | 'helpful' | 'highest' | 'lowest';
      stars?: readonly number[];
      language?: string;
      limit: number;
      cursor?: string;
    },
    asking?: Asking,
  ): Promise<{ outcome: 'page'; reviews: PublishedReview[]; total: number; cursor?: string } | { outcome: 'bad-cursor' }>;
  /** Repeating it with the same key writes once. `refused` carries the service's code, such as `contains_email`. */
  write(review: {
    key: string;
    purchase: Purchase;
    stars: number;
    title: string;
    text: string;
    author: string;
    language: string;
  }): Promise<{ outcome: 'taken'; reviewId: string } | { outcome: 'refused'; code: string }>;
  /** Counts a reader once. False: there is no such review. */
  helpful(vote: { reviewId: string; voter: string }): Promise<{ helpful: number } | undefined>;
  /** Asks a buyer for reviews, later. Repeating it with the same reference asks once. */
  invite(invitation: {
    reference: string;
    orderNumber: string;
    buyer: { name: string; email: string };
    items: readonly { sku: Sku; title: string }[];
    deliveredAt: number;
    reviewUrl: string;
    language: string;
  }): Promise<void>;
  /** Of what was published. */
  readWebhook(delivery: WebhookDelivery): { eventId: string; reviewId: string; summary: RatingSummary }[];
}
