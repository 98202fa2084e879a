/** What the ERP keeps of purchasing, counting and itself; what it sells stands in books.ts. */
/** What one article cost from a day on. */
export interface PriceRow {
  id: number;
  productId: number;
  fromDate: string;
  priceOre: number;
}

export interface SubscriptionRow {
  id: number;
  version: number;
  event: string;
  targetUrl: string;
  fields: string;
  authHeaderName: string;
  authHeaderValue: string;
  status: 'ACTIVE' | 'DISABLED';
}

/** Something happened to a thing, and subscribers will hear of it in a moment. */
export interface PendingEventRow {
  /** `product.update/7300001`: what happens twice before it is told is told once. */
  key: string;
}

export interface StocktakingRow {
  id: number;
  version: number;
  number: number;
  date: string;
  comment: string;
  typeOfStocktaking: 'ALL_PRODUCTS_WITH_INVENTORIES' | 'INCLUDE_PRODUCTS' | 'NO_PRODUCTS';
  isCompleted: boolean;
}

export interface CountRow {
  id: number;
  version: number;
  stocktakingId: number;
  productId: number;
  /** Undefined until somebody has counted. */
  count?: number;
  expected: number;
  dateCounted?: string;
  comment: string;
  locationId?: number;
}

export interface PurchaseLine {
  id: number;
  productId: number;
  count: number;
  received: number;
  costOre: number;
}

export type PurchaseStatus = 'STATUS_OPEN' | 'STATUS_SENT' | 'STATUS_RECEIVING' | 'STATUS_CONFIRMED' | 'STATUS_CANCELLED';

export interface PurchaseRow {
  id: number;
  version: number;
  number: string;
  /** Of the seeds. */
  supplierId: string;
  creationDate: string;
  /** As ordered, until the supplier says another. */
  deliveryDate: string;
  receivedDate?: string;
  status: PurchaseStatus;
  isClosed: boolean;
  comments: string;
  lines: PurchaseLine[];
  /** SSCCs that despatch advices have announced, and whether nothing follows them. */
  advised: { sscc: string; isLast: boolean }[];
}

export interface ReceiptRow {
  id: number;
  purchaseId: number;
  sscc: string;
  registrationDate: string;
  lines: { productId: number; count: number; bin: string }[];
}

/** An article that runs low: from the moment it does until the goods are there. */
export interface WantedRow {
  productId: number;
  supplierId: string;
  /** Pieces that are under way. 0 until they are ordered. */
  incoming: number;
  purchaseId?: number;
}

/** Messages that came in by EDI, so that a repeat is one. */
export interface InboxRow {
  id: string;
}

/** What concerns the company as a whole. One row. */
export interface CompanyRow {
  id: 1;
  /** Nothing is posted up to and with this day, until then. */
  closed?: { through: string; until: number };
  /** The article that was last asked for or taken aside. */
  lastAskedId?: number;
  requestsPerMinute: number;
}

/** How often a session has asked in the minute that runs. */
export interface RateRow {
  token: string;
  minute: number;
  requests: number;
}
