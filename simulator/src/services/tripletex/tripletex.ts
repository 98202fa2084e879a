import type { Service, ServiceFactory } from '../../kernel/service.ts';
import { addressRoutes } from './addresses.ts';
import { openBooks, type OrderRow } from './books.ts';
import { customerRoutes } from './customers.ts';
import { erpDocuments } from './documents.ts';
import { ediRoutes } from './edi-inbox.ts';
import { refusal } from './envelope.ts';
import type { Erp } from './erp.ts';
import { eventRoutes, noteEvents, tellSubscribers } from './events.ts';
import { goodsRoutes } from './goods.ts';
import { History } from './history.ts';
import { inventoryRoutes, makeLocations } from './inventory.ts';
import { invoiceRoutes } from './invoices.ts';
import { erpLevers } from './levers.ts';
import { makeNumbers } from './numbers.ts';
import { enterOpeningBalance } from './opening-balance.ts';
import { orderRoutes } from './orders.ts';
import { purchaseRoutes } from './purchase-orders.ts';
import { registerRoutes } from './registers.ts';
import { numbered, secured, sessionRoutes, signed } from './session.ts';
import { makeShapes } from './shapes.ts';
import { buy, noteShortage, type SuppliersAddress } from './stock-clerk.ts';
import { stocktakingRoutes } from './stocktaking.ts';
import { sendToWarehouse } from './warehouse-order.ts';

export interface TripletexOptions {
  consumerToken: string;
  employeeToken: string;
  /** Told to pick orders that are ready for it, and its key opens the EDI inbox. Without it nobody is. */
  warehouse?: { url: string; key: string };
  /** Where goods are bought that run low. Without it nothing is. */
  suppliers?: SuppliersAddress;
}

/** The ERP, in Tripletex 2.0's own words: decimal kroner, days in Oslo, wrapped values. Source: docs/upstream/tripletex.md. */
export function tripletexService({ warehouse, suppliers, ...keys }: TripletexOptions): ServiceFactory {
  return (env): Service => {
    const books = openBooks(env, new History(env.seeds));
    const numbers = makeNumbers(env, books, enterOpeningBalance(books, env.seeds));
    const nextRequest = env.counter('request', 1);
    const shapes = makeShapes(books);
    const erp: Erp = {
      env,
      books,
      numbers,
      shapes,
      happened: noteEvents(env, books),
      ranLower: (productId) => suppliers && noteShortage({ env, books }, productId),
    };

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

    const locations = makeLocations(erp);
    const behindSession = [
      ...goodsRoutes(erp),
      ...inventoryRoutes(erp, locations),
      ...stocktakingRoutes(erp, locations),
      ...registerRoutes,
      ...customerRoutes(erp),
      ...addressRoutes(erp),
      ...orderRoutes(erp, settle),
      ...invoiceRoutes(erp),
      ...purchaseRoutes(erp),
      ...eventRoutes(erp),
    ];
    return {
      name: 'tripletex',
      title: 'Tripletex (ERP)',
      origin: 'https://tripletex.no',
      routes: [
        ...numbered(nextRequest, [...sessionRoutes(env, books, keys), ...secured(env, books, behindSession)]),
        ...ediRoutes(erp, { warehouse: warehouse?.key, suppliers: suppliers?.key }),
      ],
      alarms: {
        'tell-subscribers': (payload: { event: string; id: number }) => tellSubscribers(env, books, shapes, payload),
        buy: ({ supplierId }: { supplierId: string }) => suppliers && buy(erp, suppliers, supplierId),
      },
      levers: erpLevers(erp),
      unknownPath: ({ method, path }, hint) =>
        signed(nextRequest(), refusal('notFound', `There is no ${method} ${path}. ${hint}`)),
      documents: () => erpDocuments(books),
    };
  };
}

function spellLines({ lines }: OrderRow): string {
  const goods = lines.filter(({ productId }) => productId !== undefined);
  return goods.map(({ count, description }) => `${count} × ${description}`).join(', ') || 'nothing yet';
}
