import type { Answer, Call, Route } from '../../kernel/service.ts';
import type { CountRow, StocktakingRow } from './office-rows.ts';
import { osloDay } from './days.ts';
import { answerList, answerOne, invalid, isDay, readBody, readFlag, readId, readList, readQueryId, refuse } from './envelope.ts';
import type { Erp } from './erp.ts';
import { referTo, urlOf, type Shape } from './fields.ts';
import { houseReference, type Locations } from './inventory.ts';
import { kroner } from './money.ts';
import { checkVersion, readReference, readText, readTruth } from './reading.ts';
import { moveStock } from './stock.ts';
import { COUNT, STOCKTAKING } from './vocabulary.ts';

const KINDS = ['ALL_PRODUCTS_WITH_INVENTORIES', 'INCLUDE_PRODUCTS', 'NO_PRODUCTS'] as const;

/** Books what a stocktaking found: the stock is as counted from now on. */
function complete(erp: Erp, row: StocktakingRow): void {
  const { books } = erp;
  for (const { productId, count } of books.counts.by('stocktaking', row.id)) {
    if (count === undefined) continue;
    moveStock(erp, productId, count - books.stock.get(productId)!.onHand, `Stocktaking ${row.number}`);
  }
}

/** A stocktaking of some articles, made and completed at once: what the warehouse counted. */
export function countAtOnce(erp: Erp, counted: readonly { productId: number; count: number }[], comment: string): StocktakingRow {
  const { env, books, numbers } = erp;
  const id = numbers.stocktaking();
  const date = osloDay(env.now());
  const row = books.stocktakings.put({
    id,
    version: 1,
    number: books.stocktakings.table.size + 1,
    date,
    comment,
    typeOfStocktaking: 'NO_PRODUCTS',
    isCompleted: true,
  });
  for (const { productId, count } of counted) {
    const expected = books.stock.get(productId)!.onHand;
    books.counts.put({
      id: numbers.count(),
      version: 1,
      stocktakingId: id,
      productId,
      count,
      expected,
      dateCounted: date,
      comment: '',
    });
  }
  complete(erp, row);
  return row;
}

export function stocktakingRoutes(erp: Erp, locations: Locations): Route[] {
  const { env, books, numbers, shapes } = erp;
  const stocktakingShape: Shape<StocktakingRow> = {
    id: ({ id }) => id,
    version: ({ version }) => version,
    url: ({ id }) => urlOf('inventory/stocktaking', id),
    number: ({ number }) => number,
    date: ({ date }) => date,
    comment: ({ comment }) => comment,
    typeOfStocktaking: ({ typeOfStocktaking }) => typeOfStocktaking,
    inventory: houseReference,
    isCompleted: ({ isCompleted }) => isCompleted,
    discrepancySum: ({ id }) =>
      kroner(
        books.counts
          .by('stocktaking', id)
          .reduce((sum, { productId, count, expected }) => sum + ((count ?? expected) - expected) * books.costOf(productId), 0),
      ),
  };
  const countShape: Shape<CountRow> = {
    id: ({ id }) => id,
    version: ({ version }) => version,
    url: ({ id }) => urlOf('inventory/stocktaking/productline', id),
    stocktaking: ({ stocktakingId }) =>
      referTo('inventory/stocktaking', stocktakingId, stocktakingShape, () => books.stocktakings.get(stocktakingId)!),
    product: ({ productId }) => referTo('product', productId, shapes.product, () => books.products.get(productId)!),
    count: ({ count }) => count,
    counted: ({ count }) => count !== undefined,
    dateCounted: ({ dateCounted }) => dateCounted,
    expectedStock: ({ expected }) => expected,
    unitCostCurrency: ({ productId }) => kroner(books.costOf(productId)),
    costCurrency: ({ productId, count = 0 }) => kroner(books.costOf(productId) * count),
    comment: ({ comment }) => comment,
    location: ({ locationId }) => (locationId === undefined ? undefined : locations.reference(locationId)),
  };

  const found = (id: number): StocktakingRow => {
    const row = books.stocktakings.get(id);
    if (!row) refuse('notFound', 'There is no such stocktaking.');
    return row;
  };
  const open = (id: number): StocktakingRow => {
    const row = found(id);
    if (row.isCompleted) invalid('isCompleted', 'The stocktaking is completed and cannot be changed.');
    return row;
  };
  const dayOf = (body: Record<string, unknown>, otherwise: string): string => {
    const day = readText(body, 'date', otherwise);
    return isDay(day) ? day : invalid('date', 'Must be a day, yyyy-MM-dd.');
  };
  const uncounted = (stocktakingId: number, productId: number): Omit<CountRow, 'id'> => {
    const expected = books.stock.get(productId)!.onHand;
    return { version: 1, stocktakingId, productId, expected, comment: '' };
  };

  const list = (call: Call): Answer => {
    const ids = readList(call, 'id');
    const isCompleted = readFlag(call, 'isCompleted');
    const rows = books.stocktakings.table.filter(
      (row) => (ids?.has(String(row.id)) ?? true) && (isCompleted === undefined || row.isCompleted === isCompleted),
    );
    return answerList(call, rows, stocktakingShape);
  };
  const create = (call: Call): Answer => {
    const body = readBody(call, STOCKTAKING);
    const kind = call.query.get('typeOfStocktaking') ?? readText(body, 'typeOfStocktaking', 'NO_PRODUCTS');
    const typeOfStocktaking =
      KINDS.find((one) => one === kind) ?? invalid('typeOfStocktaking', `Must be one of ${KINDS.join(', ')}.`);
    const row = books.stocktakings.put({
      id: numbers.stocktaking(),
      version: 1,
      number: books.stocktakings.table.size + 1,
      date: dayOf(body, osloDay(env.now())),
      comment: readText(body, 'comment', ''),
      typeOfStocktaking,
      isCompleted: false,
    });
    if (typeOfStocktaking !== 'NO_PRODUCTS')
      for (const { id } of books.products.table.rows()) books.counts.put({ ...uncounted(row.id, id), id: numbers.count() });
    return answerOne(call, stocktakingShape, row, 201);
  };
  const update = (call: Call): Answer => {
    const row = open(readId(call));
    const body = readBody(call, STOCKTAKING);
    checkVersion(body, row.version);
    const changed = books.stocktakings.put({
      ...row,
      version: row.version + 1,
      date: dayOf(body, row.date),
      comment: readText(body, 'comment', row.comment),
      isCompleted: readTruth(body, 'isCompleted', false),
    });
    if (changed.isCompleted) {
      complete(erp, changed);
      env.tell(`Stocktaking ${row.number} is completed`);
    }
    return answerOne(call, stocktakingShape, changed);
  };
  const remove = (call: Call): Answer => {
    const row = open(readId(call));
    for (const count of books.counts.by('stocktaking', row.id)) books.counts.delete(count);
    books.stocktakings.delete(row);
    return { status: 204 };
  };

  const lineOf = (call: Call): CountRow => {
    const row = books.counts.get(readId(call));
    if (!row) refuse('notFound', 'There is no such product line.');
    return row;
  };
  const readCount = (body: Record<string, unknown>, row: CountRow): CountRow => {
    const count = body['count'] ?? row.count;
    if (count !== undefined && (!Number.isSafeInteger(count) || (count as number) < 0))
      invalid('count', 'Must be a whole number of pieces.');
    const locationId = readReference(body, 'location') ?? row.locationId;
    if (locationId !== undefined && !locations.get(locationId)) invalid('location.id', 'The location does not exist.');
    return {
      ...row,
      comment: readText(body, 'comment', row.comment),
      ...(count === undefined ? {} : { count: count as number, dateCounted: osloDay(env.now()) }),
      ...(locationId === undefined ? {} : { locationId }),
    };
  };
  const listLines = (call: Call): Answer => {
    const status = call.query.get('productLineStatus');
    const rows = books.counts.by('stocktaking', found(readQueryId(call, 'stocktakingId')).id);
    const wanted = status === 'COUNTED_PRODUCTS' ? true : status === 'NOT_COUNTED_PRODUCTS' ? false : undefined;
    return answerList(
      call,
      rows.filter(({ count }) => wanted === undefined || (count !== undefined) === wanted),
      countShape,
    );
  };
  const createLine = (call: Call): Answer => {
    const body = readBody(call, COUNT);
    const stocktaking = open(readReference(body, 'stocktaking') ?? invalid('stocktaking.id', 'This field must be filled in.'));
    const productId = readReference(body, 'product') ?? invalid('product.id', 'This field must be filled in.');
    if (!books.products.get(productId)) invalid('product.id', 'The product does not exist.');
    const row = readCount(body, { ...uncounted(stocktaking.id, productId), id: 0 });
    return answerOne(call, countShape, books.counts.put({ ...row, id: numbers.count() }), 201);
  };
  const updateLine = (call: Call): Answer => {
    const row = lineOf(call);
    open(row.stocktakingId);
    const body = readBody(call, COUNT);
    checkVersion(body, row.version);
    return answerOne(call, countShape, books.counts.put({ ...readCount(body, row), version: row.version + 1 }));
  };
  const removeLine = (call: Call): Answer => {
    const row = lineOf(call);
    open(row.stocktakingId);
    books.counts.delete(row);
    return { status: 204 };
  };

  const path = '/v2/inventory/stocktaking';
  return [
    { method: 'GET', path, operation: 'list-stocktakings', resolve: list },
    { method: 'POST', path, operation: 'create-stocktaking', resolve: create },
    {
      method: 'GET',
      path: `${path}/:id`,
      operation: 'get-stocktaking',
      resolve: (call) => answerOne(call, stocktakingShape, found(readId(call))),
    },
    { method: 'PUT', path: `${path}/:id`, operation: 'change-stocktaking', resolve: update },
    { method: 'DELETE', path: `${path}/:id`, operation: 'delete-stocktaking', resolve: remove },
    { method: 'GET', path: `${path}/productline`, operation: 'list-counts', resolve: listLines },
    { method: 'POST', path: `${path}/productline`, operation: 'create-count', resolve: createLine },
    {
      method: 'GET',
      path: `${path}/productline/:id`,
      operation: 'get-count',
      resolve: (call) => answerOne(call, countShape, lineOf(call)),
    },
    { method: 'PUT', path: `${path}/productline/:id`, operation: 'change-count', resolve: updateLine },
    { method: 'DELETE', path: `${path}/productline/:id`, operation: 'delete-count', resolve: removeLine },
  ];
}
