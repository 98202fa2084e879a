import * as v from 'valibot';
import { major } from '../money.ts';

/** Another thing, by its id. */
export const Ref = v.object({ id: v.number() });

/** The members that we ask for; what Tripletex adds is ignored. Amounts are kroner with up to two decimals. */
export const PRODUCT_FIELDS =
  'id,number,name,description,ean,priceIncludingVatCurrency,availableStock,weight,weightUnit,volume,volumeUnit,isInactive,vatType(id,percentage),currency(id,code),image(id)';

export const Product = v.object({
  id: v.number(),
  number: v.nullish(v.string(), ''),
  name: v.string(),
  description: v.nullish(v.string(), ''),
  ean: v.nullish(v.string(), ''),
  priceIncludingVatCurrency: v.pipe(major('NOK'), v.minValue(0)),
  availableStock: v.nullish(v.number(), 0),
  weight: v.nullish(v.number(), 0),
  weightUnit: v.nullish(v.picklist(['kg', 'g', 'hg', '']), 'g'),
  volume: v.nullish(v.number(), 0),
  volumeUnit: v.nullish(v.picklist(['cm3', 'dm3', 'm3', '']), 'cm3'),
  isInactive: v.nullish(v.boolean(), false),
  vatType: v.object({ id: v.number(), percentage: v.number() }),
  currency: v.nullish(v.object({ id: v.number(), code: v.nullish(v.string(), 'NOK') })),
  image: v.nullish(Ref),
});
export type Product = v.InferOutput<typeof Product>;

export const Stock = v.object({
  id: v.number(),
  number: v.string(),
  availableStock: v.number(),
  priceIncludingVatCurrency: v.pipe(major('NOK'), v.minValue(0)),
  vatType: v.object({ id: v.number(), percentage: v.number() }),
});
export const STOCK_FIELDS = 'id,number,availableStock,priceIncludingVatCurrency,vatType(id,percentage)';

export const Group = v.object({ id: v.number(), name: v.string(), parentGroup: v.nullish(Ref) });
export const GroupRelation = v.object({ product: Ref, productGroup: Ref });

export const ORDER_FIELDS =
  'id,version,number,reference,status,isClosed,orderDate,customer(id),deliveryAddress(id),orderLines(id,description,count,unitPriceIncludingVatCurrency,amountIncludingVatCurrency,product(id,number),vatType(id,percentage))';

export const OrderLine = v.object({
  id: v.number(),
  description: v.nullish(v.string(), ''),
  count: v.number(),
  unitPriceIncludingVatCurrency: major('NOK'),
  amountIncludingVatCurrency: major('NOK'),
  product: v.nullish(v.object({ id: v.number(), number: v.nullish(v.string()) })),
  vatType: v.nullish(v.object({ id: v.number(), percentage: v.nullish(v.number()) })),
});
export type OrderLine = v.InferOutput<typeof OrderLine>;

export const Order = v.object({
  id: v.number(),
  version: v.number(),
  number: v.nullish(v.string(), ''),
  reference: v.nullish(v.string(), ''),
  status: v.string(),
  isClosed: v.nullish(v.boolean(), false),
  orderDate: v.string(),
  customer: Ref,
  deliveryAddress: v.nullish(Ref),
  orderLines: v.nullish(v.array(OrderLine), []),
});
export type Order = v.InferOutput<typeof Order>;

/** What a command on an order answers: things below it come as ids only. */
export const ChangedOrder = v.object({
  id: v.number(),
  version: v.number(),
  number: v.nullish(v.string(), ''),
  customer: Ref,
  deliveryAddress: v.nullish(Ref),
});

export const PastOrder = v.object({
  id: v.number(),
  orderDate: v.string(),
  orderLines: v.nullish(v.array(v.object({ product: v.nullish(v.object({ number: v.nullish(v.string()) })) })), []),
});

export const INVOICE_FIELDS = 'id,invoiceNumber,amountCurrency,amountOutstanding,invoiceComment,currency(id,code),orders(id)';

export const Invoice = v.object({
  id: v.number(),
  invoiceNumber: v.number(),
  amountCurrency: major('NOK'),
  invoiceComment: v.nullish(v.string(), ''),
  currency: v.nullish(v.object({ id: v.number(), code: v.nullish(v.string()) })),
  orders: v.nullish(v.array(Ref), []),
});
export type Invoice = v.InferOutput<typeof Invoice>;

export const Customer = v.object({ id: v.number(), name: v.nullish(v.string(), ''), email: v.nullish(v.string(), '') });

/** The envelope of one thing. */
export const one = <Value>(value: v.GenericSchema<unknown, Value>) => v.object({ value });
