import type { Books, LineRow, OrderRow } from './books.ts';
import { asObject, invalid } from './envelope.ts';
import { urlOf, type Reference, type View } from './fields.ts';
import { productReference } from './goods.ts';
import { divided, kroner, readOre, withoutVat, withVat } from './money.ts';
import type { Numbers } from './numbers.ts';
import { checkVersion, readReference, readText } from './reading.ts';
import { currencyReference, vatReference, vatTypeOf } from './registers.ts';
import { ORDER_LINE } from './vocabulary.ts';

/** What a line comes to, in øre. The amount that has priority is exact; the other follows from it. */
export function amountsOf(line: LineRow): { with: number; without: number } {
  const percent = vatTypeOf(line.vatTypeId)!.percentage;
  // Discounts have at most two decimals, as everything typed into the ERP.
  const amount = divided(Math.round(line.unitPriceOre * line.count) * Math.round((100 - line.discount) * 100), 10_000);
  return line.isUnitPriceWithVat
    ? { with: amount, without: withoutVat(amount, percent) }
    : { with: withVat(amount, percent), without: amount };
}

export function totalsOf(order: Pick<OrderRow, 'lines'>): { with: number; without: number } {
  const totals = { with: 0, without: 0 };
  for (const line of order.lines) {
    const amounts = amountsOf(line);
    totals.with += amounts.with;
    totals.without += amounts.without;
  }
  return totals;
}

export function lineView(books: Books, order: OrderRow, line: LineRow, orderReference: () => Reference): View {
  const percent = vatTypeOf(line.vatTypeId)!.percentage;
  const amounts = amountsOf(line);
  return {
    id: line.id,
    version: line.version,
    url: urlOf('order/orderline', line.id),
    product: line.productId === undefined ? undefined : productReference(books, line.productId),
    description: line.description,
    count: line.count,
    orderedQuantity: line.count,
    unitPriceExcludingVatCurrency: kroner(line.isUnitPriceWithVat ? withoutVat(line.unitPriceOre, percent) : line.unitPriceOre),
    unitPriceIncludingVatCurrency: kroner(line.isUnitPriceWithVat ? line.unitPriceOre : withVat(line.unitPriceOre, percent)),
    currency: currencyReference(order.currencyId),
    discount: line.discount,
    vatType: vatReference(line.vatTypeId),
    amountExcludingVatCurrency: kroner(amounts.without),
    amountIncludingVatCurrency: kroner(amounts.with),
    order: orderReference(),
    sortIndex: order.lines.indexOf(line),
    isCharged: order.status === 'INVOICED',
  };
}

/** Reads one line, laid over the one it changes. @param path Where it is, such as `orderLines[0].` */
export function readLine(
  books: Books,
  numbers: Numbers,
  value: unknown,
  path: string,
  withVatFirst: boolean,
  current?: LineRow,
): LineRow {
  const body = asObject(value, path, ORDER_LINE);
  if (current) checkVersion(body, current.version);
  const productId = readReference(body, 'product', path) ?? current?.productId;
  const product = productId === undefined ? undefined : books.products.get(productId);
  if (productId !== undefined && !product) invalid(`${path}product.id`, 'The product does not exist.');
  const count = body['count'] ?? current?.count ?? 1;
  if (typeof count !== 'number' || !Number.isFinite(count) || Math.abs(count) > 1e7)
    return invalid(`${path}count`, 'Must be a number.');
  if (product && !Number.isInteger(count)) invalid(`${path}count`, 'The unit of this product is whole pieces.');
  const vatTypeId = readReference(body, 'vatType', path) ?? current?.vatTypeId ?? product?.vatTypeId ?? 3;
  const vatType = vatTypeOf(vatTypeId) ?? invalid(`${path}vatType.id`, 'The VAT type does not exist.');
  const discount = body['discount'] ?? current?.discount ?? 0;
  if (typeof discount !== 'number' || !(discount >= 0 && discount <= 100))
    return invalid(`${path}discount`, 'Must be a number between 0 and 100.');
  const description = readText(body, 'description', current?.description ?? product?.name ?? '', path);
  if (!product && !description.trim()) invalid(`${path}description`, 'A line without a product needs a description.');

  const including = readOre(body['unitPriceIncludingVatCurrency'], `${path}unitPriceIncludingVatCurrency`);
  const excluding = readOre(body['unitPriceExcludingVatCurrency'], `${path}unitPriceExcludingVatCurrency`);
  const sent = withVatFirst ? including : excluding;
  const other = withVatFirst ? excluding : including;
  let unitPriceOre = sent;
  if (unitPriceOre === undefined && other !== undefined)
    unitPriceOre = withVatFirst ? withVat(other, vatType.percentage) : withoutVat(other, vatType.percentage);
  if (unitPriceOre === undefined && current && current.isUnitPriceWithVat === withVatFirst) unitPriceOre = current.unitPriceOre;
  unitPriceOre ??= withVatFirst ? (product?.priceOre ?? 0) : withoutVat(product?.priceOre ?? 0, vatType.percentage);
  return {
    id: current?.id ?? numbers.line(),
    version: (current?.version ?? 0) + 1,
    ...(productId === undefined ? {} : { productId }),
    description,
    count,
    unitPriceOre,
    isUnitPriceWithVat: withVatFirst,
    discount,
    vatTypeId,
  };
}
