import type { Answer, Call, Route } from '../../kernel/service.ts';
import { photoSvg } from '../../seeds/photos.ts';
import { companyOf, FIRST, type ProductRow } from './books.ts';
import { osloDay } from './days.ts';
import {
  answerList,
  answerOne,
  invalid,
  readBody,
  readDay,
  readFlag,
  readId,
  readList,
  readQueryId,
  refuse,
  type Rows,
} from './envelope.ts';
import type { Erp } from './erp.ts';
import { referTo, urlOf, type Shape } from './fields.ts';
import { kroner, oreOf, readOre, withoutVat, withVat } from './money.ts';
import { checkVersion, readReference, readText, readTruth } from './reading.ts';
import { vatReference, vatTypeOf } from './registers.ts';
import { PRODUCT } from './vocabulary.ts';
import type { PriceRow } from './office-rows.ts';

/** How many filtered lists are remembered, so that walking one page by page filters once. */
const REMEMBERED = 8;

export function goodsRoutes(erp: Erp): Route[] {
  const { env, books, shapes } = erp;
  const found = <Row>(row: Row | undefined, what: string): Row => {
    if (!row) refuse('notFound', `There is no such ${what}.`);
    return row;
  };

  const walks = new Map<string, { revision: number; rows: ProductRow[] }>();
  /** All products that `holds`, remembered until one of them changes. */
  const walk = (key: string, holds: (row: ProductRow) => boolean): ProductRow[] => {
    const known = walks.get(key);
    if (known?.revision === books.products.revision) return known.rows;
    const rows = books.products.table.filter(holds);
    walks.delete(key);
    walks.set(key, { revision: books.products.revision, rows });
    if (walks.size > REMEMBERED) walks.delete(walks.keys().next().value!);
    return rows;
  };

  const listProducts = (call: Call): Answer => {
    const ids = readList(call, 'ids');
    const numbers = readList(call, 'productNumber');
    const eans = readList(call, 'ean');
    const number = call.query.get('number');
    const name = call.query.get('name')?.toLowerCase();
    const isInactive = readFlag(call, 'isInactive');
    const isStockItem = readFlag(call, 'isStockItem');
    const supplierId = call.query.get('supplierId');
    const limit = (parameter: string) => {
      const text = call.query.get(parameter);
      if (!text) return undefined;
      return (
        oreOf(text) ?? refuse('parameter', `${parameter} must be an amount.`, [{ field: parameter, message: 'Wrong format.' }])
      );
    };
    const [least, most] = [limit('priceIncludingVatCurrencyFrom'), limit('priceIncludingVatCurrencyTo')];
    const holds = (row: ProductRow): boolean =>
      (ids?.has(String(row.id)) ?? true) &&
      (numbers?.has(row.number) ?? true) &&
      (eans?.has(row.ean) ?? true) &&
      (!number || row.number === number) &&
      (!name || row.name.toLowerCase().includes(name)) &&
      (isInactive === undefined || row.isInactive === isInactive) &&
      (!supplierId || String(erp.books.supplierIdOf(row.id)) === supplierId) &&
      (least === undefined || row.priceOre >= least) &&
      (most === undefined || row.priceOre <= most) &&
      isStockItem !== false;
    const wanted = numbers ?? (number ? new Set([number]) : undefined);
    let rows: Rows<ProductRow>;
    if (wanted) rows = byId([...wanted].flatMap((one) => books.products.by('number', one))).filter(holds);
    else if (ids) rows = byId([...ids].flatMap((id) => books.products.get(Number(id)) ?? [])).filter(holds);
    else if (eans) rows = byId([...eans].flatMap((ean) => books.products.by('ean', ean))).filter(holds);
    else rows = walk(JSON.stringify([name, isInactive, isStockItem, supplierId, least, most]), holds);
    if (wanted && rows.length > 0) noteAsked(rows.slice(0, 1)[0]!.id);
    return answerList(call, rows, shapes.product);
  };
  const noteAsked = (productId: number): void => {
    const company = companyOf(books);
    if (company.lastAskedId !== productId) books.company.put({ ...company, lastAskedId: productId });
  };

  const changeProduct = (call: Call): Answer => {
    const row = found(books.products.get(readId(call)), 'product');
    const body = readBody(call, PRODUCT);
    checkVersion(body, row.version);
    const name = readText(body, 'name', row.name);
    if (!name.trim()) invalid('name', 'This field must be filled in.');
    const vatTypeId = readReference(body, 'vatType') ?? row.vatTypeId;
    const vatType = vatTypeOf(vatTypeId) ?? invalid('vatType.id', 'The VAT type does not exist.');
    const including = readOre(body['priceIncludingVatCurrency'], 'priceIncludingVatCurrency');
    const excluding = readOre(body['priceExcludingVatCurrency'], 'priceExcludingVatCurrency');
    const priceOre = including ?? (excluding === undefined ? row.priceOre : withVat(excluding, vatType.percentage));
    if (priceOre < 0) invalid('priceIncludingVatCurrency', 'Must not be negative.');
    const changed = {
      ...row,
      name,
      vatTypeId,
      priceOre,
      description: readText(body, 'description', row.description),
      isInactive: readTruth(body, 'isInactive', row.isInactive),
    };
    return answerOne(call, shapes.product, storeProduct(erp, row, changed));
  };

  const listGroups = (call: Call): Answer => {
    const ids = readList(call, 'id');
    const name = (call.query.get('name') ?? call.query.get('query'))?.toLowerCase();
    const rows = books.groups.table.filter(
      (row) => (ids?.has(String(row.id)) ?? true) && (!name || row.name.toLowerCase().includes(name)),
    );
    return answerList(call, rows, shapes.group);
  };
  const listRelations = (call: Call): Answer => {
    const [ids, products, groups] = [readList(call, 'id'), readList(call, 'productId'), readList(call, 'productGroupId')];
    const holds = ({ id, groupId }: ProductRow): boolean =>
      (ids?.has(String(id)) ?? true) && (products?.has(String(id)) ?? true) && (groups?.has(String(groupId)) ?? true);
    const some = ids ?? products;
    if (some) {
      const rows = byId([...some].flatMap((id) => books.products.get(Number(id)) ?? [])).filter(holds);
      return answerList(call, rows, shapes.relation);
    }
    if (groups) {
      const rows = byId([...groups].flatMap((id) => books.products.by('group', Number(id))));
      return answerList(call, rows, shapes.relation);
    }
    return answerList(
      call,
      walk('all', () => true),
      shapes.relation,
    );
  };

  const productOfImage = (call: Call): ProductRow => {
    const row = books.products.get(readId(call) - FIRST.image + FIRST.product);
    return found(row, 'document');
  };
  const getContent = (call: Call): Answer => {
    const row = productOfImage(call);
    const article = books.articleOf(row.id);
    const body = photoSvg(article, env.photos.get(`${article.photo.emoji}.webp`), 800);
    return {
      status: 200,
      headers: { 'content-type': 'image/svg+xml', 'content-disposition': `attachment; filename="${row.number}.svg"` },
      body,
    };
  };

  const priceShape: Shape<PriceRow> = {
    id: ({ id }) => id,
    version: () => 1,
    url: ({ id }) => urlOf('product/productPrice', id),
    product: ({ productId }) => referTo('product', productId, shapes.product, () => books.products.get(productId)!),
    fromDate: ({ fromDate }) => fromDate,
    purchasePrice: ({ productId }) => kroner(books.costOf(productId)),
    purchasePriceCurrency: ({ productId }) => kroner(books.costOf(productId)),
    costPrice: ({ productId }) => kroner(books.costOf(productId)),
    salesPriceExcludingVat: ({ productId, priceOre }) =>
      kroner(withoutVat(priceOre, vatTypeOf(books.products.get(productId)!.vatTypeId)!.percentage)),
    vatType: ({ productId }) => vatReference(books.products.get(productId)!.vatTypeId),
    salesPriceIncludingVat: ({ priceOre }) => kroner(priceOre),
  };
  const listPrices = (call: Call): Answer => {
    const product = found(books.products.get(readQueryId(call, 'productId')), 'product');
    const { sku, price } = books.articleOf(product.id);
    const past = env.seeds.priceHistory(sku, 0, WORLD_BEGINS);
    const all: PriceRow[] = past.map((period, index) => ({
      // Below what the world's own changes are numbered from.
      id: index - past.length,
      productId: product.id,
      fromDate: osloDay(period.from),
      priceOre: period.price,
    }));
    if (past.at(-1)?.price !== price)
      all.push({ id: 0, productId: product.id, fromDate: osloDay(WORLD_BEGINS), priceOre: price });
    all.push(...books.prices.by('product', product.id));
    const from = call.query.has('fromDate') ? readDay(call, 'fromDate') : '';
    const to = call.query.has('toDate') ? readDay(call, 'toDate') : '9999-12-31';
    const rows = all.filter(({ fromDate }) => fromDate >= from && fromDate < to);
    return answerList(call, readFlag(call, 'showOnlyLastPrice') ? rows.slice(-1) : rows, priceShape);
  };

  return [
    { method: 'GET', path: '/v2/product', operation: 'list-products', resolve: listProducts },
    {
      method: 'GET',
      path: '/v2/product/:id',
      operation: 'get-product',
      resolve: (call) => answerOne(call, shapes.product, found(books.products.get(readId(call)), 'product')),
    },
    { method: 'PUT', path: '/v2/product/:id', operation: 'change-product', resolve: changeProduct },
    { method: 'GET', path: '/v2/product/productPrice', operation: 'list-product-prices', resolve: listPrices },
    { method: 'GET', path: '/v2/product/group', operation: 'list-product-groups', resolve: listGroups },
    {
      method: 'GET',
      path: '/v2/product/group/:id',
      operation: 'get-product-group',
      resolve: (call) => answerOne(call, shapes.group, found(books.groups.get(readId(call)), 'product group')),
    },
    { method: 'GET', path: '/v2/product/groupRelation', operation: 'list-group-relations', resolve: listRelations },
    {
      method: 'GET',
      path: '/v2/product/groupRelation/:id',
      operation: 'get-group-relation',
      resolve: (call) => answerOne(call, shapes.relation, found(books.products.get(readId(call)), 'relation')),
    },
    {
      method: 'GET',
      path: '/v2/document/:id',
      operation: 'get-document',
      resolve: (call) => answerOne(call, shapes.image, productOfImage(call)),
    },
    { method: 'GET', path: '/v2/document/:id/content', operation: 'get-photo', resolve: getContent },
  ];
}

/** Before that the seed knows what everything cost; since then the ERP does. */
const WORLD_BEGINS = Date.UTC(2026, 10, 23);

const byId = (rows: ProductRow[]): ProductRow[] => rows.sort((a, b) => a.id - b.id);

/** Stores a changed product; a new price is remembered with the day from which it holds. */
export function storeProduct({ env, books, numbers, happened }: Erp, before: ProductRow, after: ProductRow): ProductRow {
  const stored = books.products.put({ ...after, version: before.version + 1 });
  const fromDate = osloDay(env.now());
  if (stored.priceOre !== before.priceOre) {
    books.prices.put({ id: numbers.price(), productId: stored.id, fromDate, priceOre: stored.priceOre });
  }
  happened('product.update', stored.id);
  return stored;
}
