import { Fault } from '@vitrine/contract';
import type { Booking, ErpPort } from '../../ports.ts';
import { isoDay, osloDay } from '../oslo-time.ts';
import type { Upstream } from '../upstream.ts';
import { findOrCreateCustomer } from './customers.ts';
import { isBooked, orderById } from './find-order.ts';
import { discountLines, kroner } from './order-lines.ts';
import type { Registers } from './registers.ts';
import { ChangedOrder, one, type Order } from './tripletex-answers.ts';

/** What the ERP holds of an order, as we keep it. */
export const bookingOf = ({
  id,
  number,
  customer,
  deliveryAddress,
}: Pick<Order, 'id' | 'number' | 'customer' | 'deliveryAddress'>): Booking => ({
  customerId: String(customer.id),
  orderId: String(id),
  orderNumber: number || String(id),
  deliveryId: String(deliveryAddress?.id ?? id),
});

/**
 * Turns an allocation into an order with customer, delivery address, cost of delivery and discount, and releases it to
 * the warehouse. All of it is one `PUT`, so the warehouse never sees half an order.
 *
 * @throws {Fault} `defect`, `erp.allocation-gone`, when the allocation was taken away; `unavailable`, `erp.changed`, when
 * somebody changed the order at the same moment.
 */
export async function book(upstream: Upstream, registers: Registers, order: Parameters<ErpPort['book']>[0]): Promise<Booking> {
  const { reference, allocationId, customer, deliverTo, delivery, discount, promisedAt } = order;
  const held = await orderById(upstream, allocationId);
  if (!held || held.status === 'CANCELLED' || held.reference !== reference) {
    throw new Fault('defect', 'erp.allocation-gone', 'The stock that was set aside for this order is gone', {
      detail: { allocationId },
    });
  }
  if (isBooked(held)) return bookingOf(held);

  const customerId = await findOrCreateCustomer(upstream, registers, customer);
  const deliveryVat = held.orderLines.find(({ vatType }) => vatType?.percentage === delivery.vatPercent)?.vatType?.id;
  const { street_address, extended_address, postal_code, address_locality, address_country = 'NO' } = deliverTo;
  const changed = await upstream.tell(`/v2/order/${held.id}`, {
    method: 'PUT',
    query: { updateLinesAndGroups: true },
    json: {
      version: held.version,
      customer: { id: customerId },
      receiverEmail: customer.email,
      deliveryDate: isoDay(osloDay(promisedAt)),
      deliveryAddress: {
        name: deliverTo.name,
        addressLine1: street_address,
        ...(extended_address ? { addressLine2: extended_address } : {}),
        postalCode: postal_code,
        city: address_locality,
        country: { id: await registers.country(address_country) },
      },
      status: 'READY_FOR_PICKING',
      orderLines: [
        ...held.orderLines.map(({ id }) => ({ id })),
        {
          description: delivery.title,
          count: 1,
          unitPriceIncludingVatCurrency: kroner(delivery.price),
          vatType: { id: deliveryVat ?? (await registers.vatType(delivery.vatPercent)) },
        },
        ...discountLines(discount, held.orderLines),
      ],
    },
    answer: one(ChangedOrder),
    refused: ({ status }) => (status === 409 ? 'changed' : undefined),
  });
  if (changed === 'changed') throw new Fault('unavailable', 'erp.changed', 'The order was changed in the ERP at the same moment');
  return bookingOf(changed.value);
}
