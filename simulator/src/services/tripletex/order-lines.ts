import type { Books, LineRow, OrderRow } from './books.ts';
import { asObject, invalid } from './envelope.ts';
import { readOre, withoutVat, withVat } from './money.ts';
import type { Numbers } from './numbers.ts';
import { checkVersion, readReference, readText } from './reading.ts';
import { vatTypeOf } from './registers.ts';
import { ORDER_LINE } from './vocabulary.ts';

/** What a line comes to, in øre. The amount that has priority is exact; the other follows from it. */
export function amountsOf(line: LineRow): { with: number; without: number } {
  const percent = vatTypeOf(line.vatTypeId)!.percentage;
  const amount = extended(line);
  return line.isUnitPriceWithVat
    ? { with: amount, without: withoutVat(amount, percent) }
    : { with: withVat(amount, percent), without: amount };
}

/** Price times count less discount, rounded once. Counts have four decimals at most and discounts two. */
function extended({ unitPriceOre, count, discount }: LineRow): number {
  if (discount === 0 && Number.isInteger(count)) return unitPriceOre * count;
  const exact = BigInt(unitPriceOre) * scaled(count, 4) * (10_000n - scaled(discount, 2));
  const [amount, divisor] = [exact < 0n ? -exact : exact, 100_000_000n];
  const whole = Number((amount * 2n + divisor) / (divisor * 2n));
  return exact < 0n ? 0 - whole : whole;
}

/** A number of so many decimals as the whole number that its text says without the point. */
function scaled(value: number, decimals: number): bigint {
  const [whole = '0', rest = ''] = String(value).split('.');
  return BigInt(whole + rest.padEnd(decimals, '0'));
}

const hasDecimals = (value: number, most: number): boolean => new RegExp(`^-?\\d+(\\.\\d{1,${most}})?$`).test(String(value));

export function totalsOf(order: Pick<OrderRow, 'lines'>): { with: number; without: number } {
  const totals = { with: 0, without: 0 };
  for (const line of order.lines) {
    const amounts = amountsOf(line);
    totals.with += amounts.with;
    totals.without += amounts.without;
  }
  return totals;
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
  if (!hasDecimals(count, 4)) invalid(`${path}count`, 'Has more than four decimals.');
  if (product && !Number.isInteger(count)) invalid(`${path}count`, 'The unit of this product is whole pieces.');
  const vatTypeId = readReference(body, 'vatType', path) ?? current?.vatTypeId ?? product?.vatTypeId ?? 3;
  const vatType = vatTypeOf(vatTypeId) ?? invalid(`${path}vatType.id`, 'The VAT type does not exist.');
  const discount = body['discount'] ?? current?.discount ?? 0;
  if (typeof discount !== 'number' || !(discount >= 0 && discount <= 100))
    return invalid(`${path}discount`, 'Must be a number between 0 and 100.');
  if (!hasDecimals(discount, 2)) invalid(`${path}discount`, 'Has more than two decimals.');
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
