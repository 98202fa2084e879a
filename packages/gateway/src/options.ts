import type { Clock, MakeId, PostalAddress } from '@vitrine/contract';
import type { OrderBook } from './order-book/order-book.ts';
import type {
  AddressPort,
  CarrierPort,
  ErpPort,
  MessagePort,
  PaymentPort,
  PushPort,
  ReviewsPort,
  WarehousePort,
} from './ports.ts';

/** The merchant's shop, as its owner sets it up. */
export interface ShopSettings {
  name: string;
  currency: string;
  country: string;
  /** Where parcels start. */
  warehouse: PostalAddress & { name: string };
  /** Absolute address under which the gateway is reached, without a trailing slash. */
  publicUrl: string;
  /** Page that shows an order; `{order}` and `{token}` are filled in. */
  orderUrl: string;
  termsUrl: string;
  privacyUrl: string;
  /** IANA name of the shop's own clock; `Europe/Oslo` when absent. */
  timeZone?: string;
  /** Whole hours between which nobody is woken by SMS or push; 21 to 8 when absent. */
  quietHours?: { from: number; until: number };
  /** Minor units, VAT included; from here on delivery is free. */
  freeDeliveryFrom?: number;
  /**
   * Codes in capitals. `percent` of the goods, or `amount` off them in minor units; `goodsFrom` is what they must come to,
   * in minor units before the discount; `from` and `until` are milliseconds since 1970.
   */
  discountCodes?: Record<
    string,
    { title: string; percent?: number; amount?: number; goodsFrom?: number; from?: number; until?: number }
  >;
  /** Publishable keys, each with the origins whose pages may use it. `*` allows any page, for demos. */
  storeKeys: Record<string, { origins: readonly string[] }>;
}

/** Called before and after every stored step of a flow. A simulator crashes the process here; a log counts here. */
export type StepObserver = (step: { flow: string; step: string; moment: 'before' | 'after' }) => void;

export interface GatewayOptions {
  shop: ShopSettings;
  orderBook: OrderBook;
  clock: Clock;
  makeId: MakeId;
  erp: ErpPort;
  payments: readonly PaymentPort[];
  carriers: readonly CarrierPort[];
  addresses: AddressPort;
  warehouse: WarehousePort;
  messages: MessagePort;
  /** Absent: nothing is announced of reviews, and nobody is asked for one. */
  reviews?: ReviewsPort;
  /** Absent: no web push. */
  push?: PushPort;
  onStep?: StepObserver;
  /** One line of the server's own log. Never holds personal data. */
  log?: (line: { level: 'info' | 'warn' | 'error'; event: string; [detail: string]: unknown }) => void;
}

/** `createGateway(options)`. */
export interface Gateway {
  /** Answers every request under `publicUrl`: UCP, our extensions, webhooks, media. Never throws. */
  fetch(request: Request): Promise<Response>;
  /** Loads the assortment and the past orders, and carries on with every flow that a crash left unfinished. */
  start(): Promise<void>;
  /** Stops timers and open streams. */
  stop(): Promise<void>;
}
