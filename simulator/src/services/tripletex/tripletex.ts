import type { Service, ServiceFactory } from '../../kernel/service.ts';
import { addressRoutes } from './addresses.ts';
import { openBooks, type OrderRow } from './books.ts';
import { customerRoutes } from './customers.ts';
import { erpDocuments } from './documents.ts';
import { goodsRoutes } from './goods.ts';
import { invoiceRoutes } from './invoices.ts';
import { makeNumbers } from './numbers.ts';
import { enterOpeningBalance } from './opening-balance.ts';
import { orderRoutes } from './orders.ts';
import { registerRoutes } from './registers.ts';
import { secured, sessionRoutes } from './session.ts';
import { sendToWarehouse } from './warehouse-order.ts';

export interface TripletexOptions {
  consumerToken: string;
  employeeToken: string;
  /** Told to pick orders that are ready for it. Without it nobody is. */
  warehouse?: { url: string; key: string };
}

/** The ERP, in Tripletex 2.0's own words: decimal kroner, days in Oslo, wrapped values. Source: docs/upstream/tripletex.md. */
export function tripletexService({ warehouse, ...keys }: TripletexOptions): ServiceFactory {
  return (env): Service => {
    const books = openBooks(env);
    const numbers = makeNumbers(env, enterOpeningBalance(books, env.seeds));

    const settle = (before: OrderRow | undefined, after: OrderRow): void => {
      const about = { reference: after.reference };
      if (!before) env.tell(`Order ${after.number} takes aside ${spellLines(after)}`, about);
      if (before && before.customerId !== after.customerId)
        env.tell(`Order ${after.number} is booked for ${books.customers.get(after.customerId)!.name}`, about);
      if (after.status !== 'READY_FOR_PICKING' || after.isWithWarehouse || !warehouse) return;
      books.orders.put({ ...after, isWithWarehouse: true });
      sendToWarehouse(env, books, after, warehouse);
      env.tell(`Order ${after.number} goes to the warehouse for picking`, about);
    };

    const behindSession = [
      ...goodsRoutes(env, books),
      ...registerRoutes,
      ...customerRoutes(books, numbers),
      ...addressRoutes(books),
      ...orderRoutes(env, books, numbers, settle),
      ...invoiceRoutes(env, books, numbers),
    ];
    return {
      name: 'tripletex',
      title: 'Tripletex (ERP)',
      origin: 'https://tripletex.no',
      routes: [...sessionRoutes(env, books, keys), ...secured(env, books, behindSession)],
      documents: () => erpDocuments(books),
    };
  };
}

function spellLines({ lines }: OrderRow): string {
  const goods = lines.filter(({ productId }) => productId !== undefined);
  return goods.map(({ count, description }) => `${count} × ${description}`).join(', ') || 'nothing yet';
}
