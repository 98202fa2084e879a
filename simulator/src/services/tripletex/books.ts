import type { ServiceEnv } from '../../kernel/service.ts';
import type { Table } from '../../kernel/table.ts';
import type { SeedArticle } from '../../seeds/assortment.ts';
import type { History } from './history.ts';
import type {
  PriceRow,
  SubscriptionRow,
  PendingEventRow,
  StocktakingRow,
  CountRow,
  PurchaseRow,
  ReceiptRow,
  WantedRow,
  InboxRow,
  CompanyRow,
  RateRow,
} from './office-rows.ts';
import { Register, type KeyOf } from './register.ts';

/** A product of the register. Its stock is in {@link StockRow}. */
export interface ProductRow {
  id: number;
  version: number;
  /** Our SKU. */
  number: string;
  name: string;
  description: string;
  ean: string;
  /** Øre with VAT. */
  priceOre: number;
  vatTypeId: number;
  weightGrams: number;
  volumeCubicCentimetres: number;
  imageId: number;
  groupId: number;
  isInactive: boolean;
}

export interface StockRow {
  productId: number;
  onHand: number;
  /** Pieces on orders that are neither closed nor cancelled. */
  outgoing: number;
}

export interface GroupRow {
  id: number;
  name: string;
  parentId?: number;
}

export interface AddressRow {
  id: number;
  version: number;
  name: string;
  addressLine1: string;
  addressLine2: string;
  postalCode: string;
  city: string;
  countryId: number;
}

export interface CustomerRow {
  id: number;
  version: number;
  name: string;
  customerNumber: number;
  email: string;
  invoiceEmail: string;
  phoneNumber: string;
  phoneNumberMobile: string;
  language: 'NO' | 'EN';
  isPrivateIndividual: boolean;
  isInactive: boolean;
  description: string;
  postalAddressId?: number;
  deliveryAddressId?: number;
}

export interface LineRow {
  id: number;
  version: number;
  productId?: number;
  description: string;
  count: number;
  /** The one of the two that counts; the other is worked out. */
  unitPriceOre: number;
  isUnitPriceWithVat: boolean;
  /** Percent. */
  discount: number;
  vatTypeId: number;
}

export const STATUSES = [
  'NOT_CHOSEN',
  'NEW',
  'CONFIRMATION_SENT',
  'READY_FOR_PICKING',
  'PICKED',
  'PACKED',
  'READY_FOR_SHIPPING',
  'READY_FOR_INVOICING',
  'INVOICED',
  'CANCELLED',
] as const;
export type Status = (typeof STATUSES)[number];

export interface OrderRow {
  id: number;
  version: number;
  number: string;
  customerId: number;
  reference: string;
  orderDate: string;
  deliveryDate: string;
  deliveryAddressId?: number;
  deliveryComment: string;
  invoiceComment: string;
  receiverEmail: string;
  currencyId: number;
  status: Status;
  isClosed: boolean;
  isPrioritizeAmountsIncludingVat: boolean;
  lines: LineRow[];
  /** The warehouse was told, once. */
  isWithWarehouse: boolean;
}

export interface InvoiceRow {
  id: number;
  version: number;
  invoiceNumber: number;
  invoiceDate: string;
  invoiceDueDate: string;
  kid: string;
  orderId: number;
  customerId: number;
  amountOre: number;
  amountWithoutVatOre: number;
  paidOre: number;
  paymentTypeId?: number;
  comment: string;
  /** Of a credit note: what it takes back. */
  creditedInvoiceId?: number;
  /** A credit note has taken it back. */
  isCredited?: boolean;
}

/** Goods that came or went. */
export interface MovementRow {
  id: number;
  at: number;
  productId: number;
  /** Below zero: they left. */
  count: number;
  onHand: number;
  why: string;
}

export interface SessionRow {
  token: string;
  /** Dies when this day begins in Oslo. */
  expirationDate: string;
  /** Its employee may look and not touch. */
  isReadOnly?: boolean;
}

/** Everything the ERP keeps. */
export interface Books {
  products: Register<ProductRow>;
  stock: Table<StockRow>;
  groups: Register<GroupRow>;
  addresses: Register<AddressRow>;
  customers: Register<CustomerRow>;
  /** What the world brought: {@link History} has what was there before. */
  orders: Register<OrderRow>;
  invoices: Register<InvoiceRow>;
  movements: Register<MovementRow>;
  sessions: Table<SessionRow>;
  rates: Table<RateRow>;
  prices: Register<PriceRow>;
  subscriptions: Register<SubscriptionRow>;
  pendingEvents: Table<PendingEventRow>;
  stocktakings: Register<StocktakingRow>;
  counts: Register<CountRow>;
  purchases: Register<PurchaseRow>;
  receipts: Register<ReceiptRow>;
  wanted: Table<WantedRow>;
  inbox: Table<InboxRow>;
  company: Table<CompanyRow>;
  history: History;
  articleOf(productId: number): SeedArticle;
  /** Øre without VAT, what the supplier takes for one. */
  costOf(productId: number): number;
  /** The supplier's id in the ERP. */
  supplierIdOf(productId: number): number;
}

export function openBooks(env: ServiceEnv, history: History): Books {
  const { articles, suppliers } = env.seeds;
  const supplierIds = new Map(suppliers.map(({ id }, index) => [id, FIRST.supplier + index]));
  const register = <Row extends { id: number }>(name: string, keys?: Readonly<Record<string, KeyOf<Row>>>) =>
    new Register<Row>(
      env.table<Row>(name, ({ id }) => id),
      keys,
    );
  return {
    products: register<ProductRow>('products', {
      number: ({ number }) => number,
      ean: ({ ean }) => ean,
      group: ({ groupId }) => groupId,
    }),
    stock: env.table('stock', ({ productId }) => productId),
    groups: register('groups'),
    addresses: register('addresses'),
    customers: register<CustomerRow>('customers', {
      number: ({ customerNumber }) => customerNumber,
      mailbox: ({ email }) => mailboxKey(email),
    }),
    orders: register<OrderRow>('orders', {
      customer: ({ customerId }) => customerId,
      comment: ({ deliveryComment }) => deliveryComment.toLowerCase() || undefined,
      line: ({ lines }) => lines.map(({ id }) => id),
    }),
    invoices: register<InvoiceRow>('invoices', {
      customer: ({ customerId }) => customerId,
      order: ({ orderId }) => orderId,
      kid: ({ kid }) => kid,
    }),
    movements: register<MovementRow>('movements', { product: ({ productId }) => productId }),
    sessions: env.table('sessions', ({ token }) => token),
    rates: env.table('rates', ({ token }) => token),
    prices: register<PriceRow>('prices', { product: ({ productId }) => productId }),
    subscriptions: register<SubscriptionRow>('subscriptions', { event: ({ event }) => event }),
    pendingEvents: env.table('pending-events', ({ key }) => key),
    stocktakings: register('stocktakings'),
    counts: register<CountRow>('counts', { stocktaking: ({ stocktakingId }) => stocktakingId }),
    purchases: register<PurchaseRow>('purchases', { number: ({ number }) => number }),
    receipts: register<ReceiptRow>('receipts', { sscc: ({ sscc }) => sscc, purchase: ({ purchaseId }) => purchaseId }),
    wanted: env.table('wanted', ({ productId }) => productId),
    inbox: env.table('inbox', ({ id }) => id),
    company: env.table<CompanyRow>('company', ({ id }) => id).seed([{ id: 1, requestsPerMinute: REQUESTS_PER_MINUTE }]),
    history,
    articleOf: (productId) => articles[productId - FIRST.product]!,
    costOf: (productId) => articles[productId - FIRST.product]!.cost,
    supplierIdOf: (productId) => supplierIds.get(articles[productId - FIRST.product]!.supplierId)!,
  };
}

/** Generous: a shop that opens asks for its whole assortment at once. */
const REQUESTS_PER_MINUTE = 60_000;

/** The end of what stands before the `@`, by which a mailbox that contains it is found. */
export function mailboxKey(email: string): string | undefined {
  const at = email.indexOf('@');
  return at < 4 ? undefined : email.slice(at - 4, at + 1).toLowerCase();
}

export const companyOf = (books: Books): CompanyRow => books.company.get(1)!;

/** An order, be it older than the world. */
export const orderOf = (books: Books, id: number): OrderRow | undefined => books.orders.get(id) ?? books.history.order(id);

export const invoiceOf = (books: Books, id: number): InvoiceRow | undefined =>
  books.invoices.get(id) ?? books.history.invoice(id);

/** Where the numbering of each kind begins. Seeded rows come first, new ones follow. */
export const FIRST = {
  group: 610_001,
  inventory: 620_001,
  location: 630_001,
  subscription: 1,
  stocktaking: 650_001,
  count: 660_001,
  purchase: 670_001,
  purchaseLine: 680_001,
  receipt: 690_001,
  supplier: 5_100_001,
  product: 7_300_001,
  image: 8_800_001,
  productLocation: 9_000_001,
  customer: 5_200_001,
  address: 6_400_001,
  order: 41_000_001,
  line: 44_000_001,
  invoice: 47_000_001,
  orderNumber: 10_001,
  invoiceNumber: 1,
  customerNumber: 1,
  purchaseNumber: 2_001,
} as const;
