import type { ServiceEnv } from '../../kernel/service.ts';
import type { Books, OrderRow } from './books.ts';
import { countryCode } from './registers.ts';

/** Asks the warehouse to pick an order. Source: docs/upstream/warehouse.md. */
export function sendToWarehouse(env: ServiceEnv, books: Books, order: OrderRow, warehouse: { url: string; key: string }): void {
  const address = order.deliveryAddressId === undefined ? undefined : books.addresses.get(order.deliveryAddressId);
  const body = {
    reference: order.reference || order.number,
    order_number: order.number,
    lines: order.lines.flatMap(({ productId, count, description }) =>
      productId === undefined ? [] : [{ sku: books.products.get(productId)!.number, quantity: count, name: description }],
    ),
    deliver_to: {
      name: address?.name || books.customers.get(order.customerId)!.name,
      street: [address?.addressLine1, address?.addressLine2].filter(Boolean).join(', '),
      postal_code: address?.postalCode ?? '',
      city: address?.city ?? '',
      country: address ? countryCode(address.countryId) : 'NO',
    },
  };
  env.send({
    url: `${warehouse.url}/pick-orders`,
    body: JSON.stringify(body),
    headers: { authorization: `Bearer ${warehouse.key}` },
    operation: 'create-pick-order',
  });
}
