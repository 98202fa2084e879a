import type { AddressRow, Books, CustomerRow, GroupRow, InvoiceRow, LineRow, OrderRow, ProductRow } from './books.ts';
import type { Shape } from './fields.ts';
import { addressShape, customerShape, deliveryAddressShape } from './people-shapes.ts';
import { groupShape, imageShape, productShape, relationShape } from './goods-shapes.ts';
import { invoiceShape, lineShape, orderShape } from './order-shapes.ts';

/** A line and the order that it stands in. */
export interface LineOfOrder {
  id: number;
  order: OrderRow;
  line: LineRow;
}

/** How the things that people trade in look on the wire. */
export interface Shapes {
  product: Shape<ProductRow>;
  image: Shape<ProductRow>;
  group: Shape<GroupRow>;
  relation: Shape<ProductRow>;
  address: Shape<AddressRow>;
  deliveryAddress: Shape<AddressRow>;
  customer: Shape<CustomerRow>;
  order: Shape<OrderRow>;
  line: Shape<LineOfOrder>;
  invoice: Shape<InvoiceRow>;
}

/** They point to each other, so each is handed the whole. */
export function makeShapes(books: Books): Shapes {
  const shapes = {} as Shapes;
  return Object.assign(shapes, {
    product: productShape(books, shapes),
    image: imageShape,
    group: groupShape(books),
    relation: relationShape(books, shapes),
    address: addressShape,
    deliveryAddress: deliveryAddressShape,
    customer: customerShape(books),
    order: orderShape(books, shapes),
    line: lineShape(books, shapes),
    invoice: invoiceShape(books, shapes),
  });
}
