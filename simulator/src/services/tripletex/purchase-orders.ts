import type { Answer, Call, Route } from '../../kernel/service.ts';
import { FIRST } from './books.ts';
import type { PurchaseLine, PurchaseRow, ReceiptRow } from './office-rows.ts';
import { answerList, answerOne, readDay, readFlag, readId, readList, refuse } from './envelope.ts';
import type { Erp } from './erp.ts';
import { referTo, urlOf, type Shape } from './fields.ts';
import { kroner } from './money.ts';
import { currencyReference } from './registers.ts';

interface SupplierRow {
  id: number;
  index: number;
}
interface LineOfPurchase {
  id: number;
  purchase: PurchaseRow;
  line: PurchaseLine;
}

/** Purchase orders and what came of them, to look at: the stock clerk writes them, and EDI changes them. */
export function purchaseRoutes({ env, books, shapes }: Erp): Route[] {
  const { suppliers } = env.seeds;
  const supplierRows = suppliers.map((_, index): SupplierRow => ({ id: FIRST.supplier + index, index }));
  const seedOf = ({ index }: SupplierRow) => suppliers[index]!;
  const supplierShape: Shape<SupplierRow> = {
    id: ({ id }) => id,
    version: () => 1,
    url: ({ id }) => urlOf('supplier', id),
    name: (row) => seedOf(row).name,
    displayName: (row) => seedOf(row).name,
    organizationNumber: (row) => seedOf(row).organisationNumber,
    supplierNumber: ({ index }) => 50_001 + index,
    isSupplier: () => true,
    isInactive: () => false,
    email: (row) => seedOf(row).email,
    phoneNumber: (row) => seedOf(row).phone,
    currency: () => currencyReference(1),
  };
  const rowOf = (supplierId: string): SupplierRow => supplierRows[suppliers.findIndex(({ id }) => id === supplierId)]!;
  const purchaseShape: Shape<PurchaseRow> = {
    id: ({ id }) => id,
    version: ({ version }) => version,
    url: ({ id }) => urlOf('purchaseOrder', id),
    number: ({ number }) => number,
    supplier: ({ supplierId }) => {
      const row = rowOf(supplierId);
      return referTo('supplier', row.id, supplierShape, () => row);
    },
    creationDate: ({ creationDate }) => creationDate,
    deliveryDate: ({ deliveryDate }) => deliveryDate,
    receivedDate: ({ receivedDate }) => receivedDate,
    orderLines: (purchase) =>
      purchase.lines.map((line) =>
        referTo('purchaseOrder/orderline', line.id, lineShape, () => ({ id: line.id, purchase, line })),
      ),
    status: ({ status }) => status,
    isClosed: ({ isClosed }) => isClosed,
    comments: ({ comments }) => comments,
    currency: () => currencyReference(1),
  };
  const lineShape: Shape<LineOfPurchase> = {
    id: ({ id }) => id,
    version: ({ purchase }) => purchase.version,
    url: ({ id }) => urlOf('purchaseOrder/orderline', id),
    purchaseOrder: ({ purchase }) => referTo('purchaseOrder', purchase.id, purchaseShape, () => purchase),
    product: ({ line }) => referTo('product', line.productId, shapes.product, () => books.products.get(line.productId)!),
    description: ({ line }) => books.products.get(line.productId)!.name,
    count: ({ line }) => line.count,
    quantityReceived: ({ line }) => line.received,
    unitCostCurrency: ({ line }) => kroner(line.costOre),
    unitPriceExcludingVatCurrency: ({ line }) => kroner(line.costOre),
    currency: () => currencyReference(1),
    amountExcludingVatCurrency: ({ line }) => kroner(line.costOre * line.count),
  };
  const receiptShape: Shape<ReceiptRow> = {
    id: ({ id }) => id,
    version: () => 1,
    url: ({ id }) => urlOf('purchaseOrder/goodsReceipt', id),
    purchaseOrder: ({ purchaseId }) =>
      referTo('purchaseOrder', purchaseId, purchaseShape, () => books.purchases.get(purchaseId)!),
    registrationDate: ({ registrationDate }) => registrationDate,
    status: () => 'STATUS_CONFIRMED',
    comment: ({ sscc }) => `SSCC ${sscc}`,
  };

  const listSuppliers = (call: Call): Answer => {
    const ids = readList(call, 'id');
    const number = call.query.get('organizationNumber');
    const rows = supplierRows.filter(
      (row) => (ids?.has(String(row.id)) ?? true) && (!number || seedOf(row).organisationNumber === number),
    );
    return answerList(call, rows, supplierShape);
  };
  const listPurchases = (call: Call): Answer => {
    const [ids, supplierIds] = [readList(call, 'id'), readList(call, 'supplierId')];
    const number = call.query.get('number');
    const isClosed = readFlag(call, 'isClosed');
    const day = (name: string, otherwise: string) => (call.query.has(name) ? readDay(call, name) : otherwise);
    const [from, to] = [day('creationDateFrom', ''), day('creationDateTo', '9999-12-31')];
    const rows = (number ? books.purchases.by('number', number) : books.purchases.table.all()).filter(
      (row) =>
        (ids?.has(String(row.id)) ?? true) &&
        (supplierIds?.has(String(rowOf(row.supplierId).id)) ?? true) &&
        (isClosed === undefined || row.isClosed === isClosed) &&
        row.creationDate >= from &&
        row.creationDate < to,
    );
    return answerList(call, rows, purchaseShape);
  };
  const found = <Row>(row: Row | undefined, what: string): Row => {
    if (!row) refuse('notFound', `There is no such ${what}.`);
    return row;
  };

  return [
    { method: 'GET', path: '/v2/supplier', operation: 'list-suppliers', resolve: listSuppliers },
    {
      method: 'GET',
      path: '/v2/supplier/:id',
      operation: 'get-supplier',
      resolve: (call) => answerOne(call, supplierShape, found(supplierRows[readId(call) - FIRST.supplier], 'supplier')),
    },
    { method: 'GET', path: '/v2/purchaseOrder', operation: 'list-purchase-orders', resolve: listPurchases },
    {
      method: 'GET',
      path: '/v2/purchaseOrder/:id',
      operation: 'get-purchase-order',
      resolve: (call) => answerOne(call, purchaseShape, found(books.purchases.get(readId(call)), 'purchase order')),
    },
    {
      method: 'GET',
      path: '/v2/purchaseOrder/goodsReceipt',
      operation: 'list-goods-receipts',
      resolve: (call) => answerList(call, books.receipts.table.all(), receiptShape),
    },
    {
      method: 'GET',
      path: '/v2/purchaseOrder/goodsReceipt/:id',
      operation: 'get-goods-receipt',
      resolve: (call) => answerOne(call, receiptShape, found(books.receipts.get(readId(call)), 'goods receipt')),
    },
  ];
}
