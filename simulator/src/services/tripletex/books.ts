import type { ServiceEnv } from '../../kernel/service.ts';
import type { Table } from '../../kernel/table.ts';

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
}

/** Everything the ERP keeps. */
export interface Books {
  products: Table<ProductRow>;
  stock: Table<StockRow>;
  groups: Table<GroupRow>;
  addresses: Table<AddressRow>;
  customers: Table<CustomerRow>;
  orders: Table<OrderRow>;
  invoices: Table<InvoiceRow>;
  movements: Table<MovementRow>;
  sessions: Table<SessionRow>;
}

export function openBooks(env: ServiceEnv): Books {
  const register = <Row extends { id: number }>(name: string) => env.table<Row>(name, ({ id }) => id);
  return {
    products: register('products'),
    stock: env.table('stock', ({ productId }) => productId),
    groups: register('groups'),
    addresses: register('addresses'),
    customers: register('customers'),
    orders: register('orders'),
    invoices: register('invoices'),
    movements: register('movements'),
    sessions: env.table('sessions', ({ token }) => token),
  };
}

/** Where the numbering of each kind begins. Seeded rows come first, new ones follow. */
export const FIRST = {
  group: 610_001,
  product: 7_300_001,
  image: 8_800_001,
  customer: 5_200_001,
  address: 6_400_001,
  order: 41_000_001,
  line: 44_000_001,
  invoice: 47_000_001,
  orderNumber: 10_001,
  invoiceNumber: 1,
  customerNumber: 1,
} as const;
