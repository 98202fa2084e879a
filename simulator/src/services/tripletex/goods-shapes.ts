import type { Books, GroupRow, ProductRow } from './books.ts';
import { referTo, urlOf, type Reference, type Shape } from './fields.ts';
import { kroner, withoutVat } from './money.ts';
import { currencyReference, unitReference, vatReference, vatTypeOf } from './registers.ts';
import type { Shapes } from './shapes.ts';

/** A product with its stock, as Tripletex shows it. */
export function productShape(books: Books, shapes: Shapes): Shape<ProductRow> {
  const stockOf = ({ id }: ProductRow) => books.stock.get(id)!;
  return {
    id: ({ id }) => id,
    version: ({ version }) => version,
    url: ({ id }) => urlOf('product', id),
    name: ({ name }) => name,
    number: ({ number }) => number,
    displayNumber: ({ number }) => number,
    displayName: ({ name, number }) => `${number} ${name}`,
    description: ({ description }) => description,
    ean: ({ ean }) => ean,
    costExcludingVatCurrency: ({ id }) => kroner(books.costOf(id)),
    costPrice: ({ id }) => kroner(books.costOf(id)),
    priceExcludingVatCurrency: ({ priceOre, vatTypeId }) => kroner(withoutVat(priceOre, vatTypeOf(vatTypeId)!.percentage)),
    priceIncludingVatCurrency: ({ priceOre }) => kroner(priceOre),
    isRoundPriceIncVat: () => true,
    isInactive: ({ isInactive }) => isInactive,
    isStockItem: () => true,
    isDeletable: () => false,
    stockOfGoods: (row) => stockOf(row).onHand,
    availableStock: (row) => stockOf(row).onHand - stockOf(row).outgoing,
    incomingStock: ({ id }) => books.wanted.get(id)?.incoming ?? 0,
    outgoingStock: (row) => stockOf(row).outgoing,
    vatType: ({ vatTypeId }) => vatReference(vatTypeId),
    currency: () => currencyReference(1),
    productUnit: () => unitReference(),
    weight: ({ weightGrams }) => weightGrams,
    weightUnit: () => 'g',
    volume: ({ volumeCubicCentimetres }) => volumeCubicCentimetres,
    volumeUnit: () => 'cm3',
    image: (row) => referTo('document', row.imageId, shapes.image, () => row),
  };
}

export const productReference = (books: Books, shapes: Shapes, id: number): Reference =>
  referTo('product', id, shapes.product, () => books.products.get(id)!);

export const imageShape: Shape<ProductRow> = {
  id: ({ imageId }) => imageId,
  version: () => 1,
  url: ({ imageId }) => urlOf('document', imageId),
  fileName: ({ number }) => `${number}.svg`,
  mimeType: () => 'image/svg+xml',
};

export function groupShape(books: Books): Shape<GroupRow> {
  const shape: Shape<GroupRow> = {
    id: ({ id }) => id,
    version: () => 1,
    url: ({ id }) => urlOf('product/group', id),
    name: ({ name }) => name,
    displayName: ({ name }) => name,
    parentGroup: ({ parentId }) =>
      parentId === undefined ? undefined : referTo('product/group', parentId, shape, () => books.groups.get(parentId)!),
    isDeletable: () => false,
  };
  return shape;
}

/** One relation per product, numbered as the product is. */
export function relationShape(books: Books, shapes: Shapes): Shape<ProductRow> {
  return {
    id: ({ id }) => id,
    version: () => 1,
    url: ({ id }) => urlOf('product/groupRelation', id),
    product: (row) => referTo('product', row.id, shapes.product, () => row),
    productGroup: ({ groupId }) => referTo('product/group', groupId, shapes.group, () => books.groups.get(groupId)!),
  };
}
