import type { Answer, Call, Route, ServiceEnv } from '../../kernel/service.ts';
import { photoSvg } from '../../seeds/photos.ts';
import { FIRST, type Books, type GroupRow, type ProductRow } from './books.ts';
import { answerList, answerOne, readFlag, readId, readList, refuse } from './envelope.ts';
import { Reference, urlOf, type View } from './fields.ts';
import { kroner, withoutVat } from './money.ts';
import { currencyReference, unitReference, vatReference, vatTypeOf } from './registers.ts';

/** A product with its stock, as Tripletex shows it. */
export function productView(books: Books, row: ProductRow): View {
  const { onHand, outgoing } = books.stock.get(row.id)!;
  const priceWithoutVat = withoutVat(row.priceOre, vatTypeOf(row.vatTypeId)!.percentage);
  return {
    id: row.id,
    version: row.version,
    url: urlOf('product', row.id),
    name: row.name,
    number: row.number,
    displayNumber: row.number,
    displayName: `${row.number} ${row.name}`,
    description: row.description,
    ean: row.ean,
    priceExcludingVatCurrency: kroner(priceWithoutVat),
    priceIncludingVatCurrency: kroner(row.priceOre),
    isRoundPriceIncVat: true,
    isInactive: row.isInactive,
    isStockItem: true,
    isDeletable: false,
    stockOfGoods: onHand,
    availableStock: onHand - outgoing,
    incomingStock: 0,
    outgoingStock: outgoing,
    vatType: vatReference(row.vatTypeId),
    currency: currencyReference(1),
    productUnit: unitReference(),
    weight: row.weightGrams,
    weightUnit: 'g',
    volume: row.volumeCubicCentimetres,
    volumeUnit: 'cm3',
    image: new Reference('document', row.imageId, () => imageView(row)),
  };
}

export const productReference = (books: Books, id: number): Reference =>
  new Reference('product', id, () => productView(books, books.products.get(id)!));

const imageView = (row: ProductRow): View => ({
  id: row.imageId,
  version: 1,
  url: urlOf('document', row.imageId),
  fileName: `${row.number}.svg`,
  mimeType: 'image/svg+xml',
});

export function goodsRoutes(env: ServiceEnv, books: Books): Route[] {
  const groupView = ({ id, name, parentId }: GroupRow): View => ({
    id,
    version: 1,
    url: urlOf('product/group', id),
    name,
    displayName: name,
    parentGroup:
      parentId === undefined ? undefined : new Reference('product/group', parentId, () => groupView(books.groups.get(parentId)!)),
    isDeletable: false,
  });
  // One relation per product, numbered as the product is.
  const relationView = ({ id, groupId }: ProductRow): View => ({
    id,
    version: 1,
    url: urlOf('product/groupRelation', id),
    product: productReference(books, id),
    productGroup: new Reference('product/group', groupId, () => groupView(books.groups.get(groupId)!)),
  });
  const found = <Row>(row: Row | undefined, what: string): Row => {
    if (!row) refuse('notFound', `There is no such ${what}.`);
    return row;
  };

  const listProducts = (call: Call): Answer => {
    const ids = readList(call, 'ids');
    const numbers = readList(call, 'productNumber');
    const eans = readList(call, 'ean');
    const number = call.query.get('number');
    const name = call.query.get('name')?.toLowerCase();
    const isInactive = readFlag(call, 'isInactive');
    const isStockItem = readFlag(call, 'isStockItem');
    const rows = books.products.filter(
      (row) =>
        (ids?.has(String(row.id)) ?? true) &&
        (numbers?.has(row.number) ?? true) &&
        (eans?.has(row.ean) ?? true) &&
        (!number || row.number === number) &&
        (!name || row.name.toLowerCase().includes(name)) &&
        (isInactive === undefined || row.isInactive === isInactive) &&
        isStockItem !== false,
    );
    return answerList(call, rows, (row) => productView(books, row));
  };
  const listGroups = (call: Call): Answer => {
    const ids = readList(call, 'id');
    const name = call.query.get('name')?.toLowerCase();
    const rows = books.groups.filter(
      (row) => (ids?.has(String(row.id)) ?? true) && (!name || row.name.toLowerCase().includes(name)),
    );
    return answerList(call, rows, groupView);
  };
  const listRelations = (call: Call): Answer => {
    const [ids, products, groups] = [readList(call, 'id'), readList(call, 'productId'), readList(call, 'productGroupId')];
    const rows = books.products.filter(
      ({ id, groupId }) =>
        (ids?.has(String(id)) ?? true) && (products?.has(String(id)) ?? true) && (groups?.has(String(groupId)) ?? true),
    );
    return answerList(call, rows, relationView);
  };
  const productOfImage = (call: Call): ProductRow => {
    const imageId = readId(call);
    return found(
      books.products.find((row) => row.imageId === imageId),
      'document',
    );
  };
  const getContent = (call: Call): Answer => {
    const row = productOfImage(call);
    const article = env.seeds.articles[row.id - FIRST.product]!;
    const body = photoSvg(article, env.photos.get(`${article.photo.emoji}.webp`), 800);
    return {
      status: 200,
      headers: { 'content-type': 'image/svg+xml', 'content-disposition': `attachment; filename="${row.number}.svg"` },
      body,
    };
  };

  return [
    { method: 'GET', path: '/v2/product', operation: 'list-products', resolve: listProducts },
    {
      method: 'GET',
      path: '/v2/product/:id',
      operation: 'get-product',
      resolve: (call) => answerOne(call, productView(books, found(books.products.get(readId(call)), 'product'))),
    },
    { method: 'GET', path: '/v2/product/group', operation: 'list-product-groups', resolve: listGroups },
    {
      method: 'GET',
      path: '/v2/product/group/:id',
      operation: 'get-product-group',
      resolve: (call) => answerOne(call, groupView(found(books.groups.get(readId(call)), 'product group'))),
    },
    { method: 'GET', path: '/v2/product/groupRelation', operation: 'list-group-relations', resolve: listRelations },
    {
      method: 'GET',
      path: '/v2/product/groupRelation/:id',
      operation: 'get-group-relation',
      resolve: (call) => answerOne(call, relationView(found(books.products.get(readId(call)), 'relation'))),
    },
    {
      method: 'GET',
      path: '/v2/document/:id',
      operation: 'get-document',
      resolve: (call) => answerOne(call, imageView(productOfImage(call))),
    },
    { method: 'GET', path: '/v2/document/:id/content', operation: 'get-photo', resolve: getContent },
  ];
}
