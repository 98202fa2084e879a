import type { Answer, Call, Route, ServiceEnv } from '../../kernel/service.ts';
import { addressReference, readAddress } from './addresses.ts';
import { STATUSES, type Books, type LineRow, type OrderRow, type Status } from './books.ts';
import { customerReference } from './customers.ts';
import {
  answerList,
  answerOne,
  asObject,
  invalid,
  isDay,
  readBody,
  readDay,
  readFlag,
  readId,
  readList,
  refuse,
} from './envelope.ts';
import { Reference, urlOf, type View } from './fields.ts';
import type { Numbers } from './numbers.ts';
import { lineView, readLine } from './order-lines.ts';
import { checkVersion, readReference, readText, readTruth } from './reading.ts';
import { currencyReference, isCurrency } from './registers.ts';
import { storeOrder } from './stock.ts';
import { DELIVERY_ADDRESS, ORDER, ORDER_LINE } from './vocabulary.ts';

export function orderView(books: Books, row: OrderRow): View {
  const customer = books.customers.get(row.customerId)!;
  return {
    id: row.id,
    version: row.version,
    url: urlOf('order', row.id),
    customer: customerReference(books, row.customerId),
    customerName: customer.name,
    displayName: `${row.number} ${customer.name}`,
    receiverEmail: row.receiverEmail,
    number: row.number,
    reference: row.reference,
    orderDate: row.orderDate,
    invoiceComment: row.invoiceComment,
    currency: currencyReference(row.currencyId),
    invoicesDueIn: 14,
    invoicesDueInType: 'DAYS',
    status: row.status,
    isClosed: row.isClosed,
    deliveryDate: row.deliveryDate,
    deliveryAddress:
      row.deliveryAddressId === undefined ? undefined : addressReference(books, 'deliveryAddress', row.deliveryAddressId),
    deliveryComment: row.deliveryComment,
    isPrioritizeAmountsIncludingVat: row.isPrioritizeAmountsIncludingVat,
    orderLineSorting: 'CUSTOM',
    orderLines: row.lines.map((line) => lineReference(books, row, line)),
    isSubscription: false,
    canCreateBackorder: false,
  };
}

export const orderReference = (books: Books, id: number): Reference =>
  new Reference('order', id, () => orderView(books, books.orders.get(id)!));

export const lineReference = (books: Books, order: OrderRow, line: LineRow): Reference =>
  new Reference('order/orderline', line.id, () => lineView(books, order, line, () => orderReference(books, order.id)));

/** `settle` is told of every order that was created or changed, after it is stored. */
export function orderRoutes(
  env: ServiceEnv,
  books: Books,
  numbers: Numbers,
  settle: (before: OrderRow | undefined, after: OrderRow) => void,
): Route[] {
  const found = (id: number): OrderRow => {
    const row = books.orders.get(id);
    if (!row) refuse('notFound', `There is no order ${id}.`);
    return row;
  };
  const open = (id: number): OrderRow => {
    const row = found(id);
    if (row.isClosed)
      refuse('validation', `Order ${row.number} is closed.`, [
        { field: 'isClosed', message: 'The order is closed and cannot be changed.' },
      ]);
    return row;
  };
  const store = (before: OrderRow | undefined, after: OrderRow): OrderRow => {
    storeOrder(books, before, after);
    settle(before, after);
    return found(after.id);
  };

  const list = (call: Call): Answer => {
    const [from, to] = [readDay(call, 'orderDateFrom'), readDay(call, 'orderDateTo')];
    if (from > to) invalid('orderDateTo', 'Must not be before orderDateFrom.');
    const [ids, customers] = [readList(call, 'id'), readList(call, 'customerId')];
    const number = call.query.get('number');
    const comment = call.query.get('deliveryComment')?.toLowerCase();
    const isClosed = readFlag(call, 'isClosed');
    const isSubscription = readFlag(call, 'isSubscription');
    const rows = books.orders.filter(
      (row) =>
        row.orderDate >= from &&
        row.orderDate < to &&
        (ids?.has(String(row.id)) ?? true) &&
        (customers?.has(String(row.customerId)) ?? true) &&
        (!number || row.number === number) &&
        (!comment || row.deliveryComment.toLowerCase().includes(comment)) &&
        (isClosed === undefined || row.isClosed === isClosed) &&
        isSubscription !== true,
    );
    return answerList(call, rows, (row) => orderView(books, row));
  };

  const readLines = (sent: unknown, withVatFirst: boolean, current: readonly LineRow[]): LineRow[] => {
    if (!Array.isArray(sent)) return invalid('orderLines', 'Must be a list.');
    if (sent.length > 500) return invalid('orderLines', 'Too many lines.');
    return sent.map((value: unknown, index) => {
      const id = (value as { id?: unknown } | null)?.id;
      const line = id === undefined || id === null ? undefined : current.find((candidate) => candidate.id === id);
      if (id !== undefined && id !== null && !line)
        invalid(`orderLines[${index}].id`, 'The order line does not exist in this order.');
      return readLine(books, numbers, value, `orderLines[${index}].`, withVatFirst, line);
    });
  };

  /** Lays what was sent, apart from lines, over what is there. */
  const change = (row: OrderRow, body: Record<string, unknown>): OrderRow => {
    const customerId = readReference(body, 'customer') ?? row.customerId;
    if (!books.customers.get(customerId))
      invalid('customer.id', customerId === 0 ? 'This field must be filled in.' : 'The customer does not exist.');
    const currencyId = readReference(body, 'currency') ?? row.currencyId;
    if (!isCurrency(currencyId)) invalid('currency.id', 'The currency does not exist.');
    const day = (name: 'orderDate' | 'deliveryDate') => {
      const text = readText(body, name, row[name]);
      if (!isDay(text)) invalid(name, text ? 'Must be a day, yyyy-MM-dd.' : 'This field must be filled in.');
      return text;
    };
    const text = (name: 'reference' | 'deliveryComment' | 'invoiceComment' | 'receiverEmail') => readText(body, name, row[name]);
    const deliveryAddressId = readAddress(books, numbers, body, 'deliveryAddress', DELIVERY_ADDRESS, row.deliveryAddressId);
    return {
      ...row,
      customerId,
      currencyId,
      orderDate: day('orderDate'),
      deliveryDate: day('deliveryDate'),
      reference: text('reference'),
      deliveryComment: text('deliveryComment'),
      invoiceComment: text('invoiceComment'),
      receiverEmail: text('receiverEmail'),
      isPrioritizeAmountsIncludingVat: readTruth(body, 'isPrioritizeAmountsIncludingVat', row.isPrioritizeAmountsIncludingVat),
      status: readStatus(body, row.status),
      ...(deliveryAddressId === undefined ? {} : { deliveryAddressId }),
    };
  };

  const create = (call: Call): Answer => {
    const body = readBody(call, ORDER);
    const blank = {
      reference: '',
      orderDate: '',
      deliveryDate: '',
      deliveryComment: '',
      invoiceComment: '',
      receiverEmail: '',
      isWithWarehouse: false,
    };
    const draft = change(
      {
        ...blank,
        id: 0,
        version: 1,
        number: '',
        customerId: 0,
        currencyId: 1,
        status: 'NOT_CHOSEN',
        isClosed: false,
        isPrioritizeAmountsIncludingVat: false,
        lines: [],
      },
      body,
    );
    const lines =
      body['orderLines'] === undefined ? [] : readLines(body['orderLines'], draft.isPrioritizeAmountsIncludingVat, []);
    const row = store(undefined, { ...draft, lines, id: numbers.order(), number: String(numbers.orderNumber()) });
    return answerOne(call, orderView(books, row), 201);
  };

  const update = (call: Call): Answer => {
    const row = open(readId(call));
    const body = readBody(call, ORDER);
    checkVersion(body, row.version);
    const changed = change(row, body);
    const withLines = readFlag(call, 'updateLinesAndGroups') === true && body['orderLines'] !== undefined;
    const lines = withLines ? readLines(body['orderLines'], changed.isPrioritizeAmountsIncludingVat, row.lines) : row.lines;
    return answerOne(call, orderView(books, store(row, { ...changed, lines, version: row.version + 1 })));
  };

  const remove = (call: Call): Answer => {
    const row = open(readId(call));
    storeOrder(books, row, undefined);
    env.tell(`Order ${row.number} is deleted; its goods can be sold again`, { reference: row.reference });
    return { status: 204 };
  };

  const lineOf = (call: Call): { order: OrderRow; line: LineRow } => {
    const id = readId(call);
    const order = books.orders.find(({ lines }) => lines.some((line) => line.id === id));
    if (!order) refuse('notFound', `There is no order line ${id}.`);
    return { order, line: order.lines.find((line) => line.id === id)! };
  };
  const withLines = (order: OrderRow, lines: LineRow[]) => store(order, { ...order, lines, version: order.version + 1 });
  const viewOf = (order: OrderRow, line: LineRow) => lineView(books, order, line, () => orderReference(books, order.id));

  const readNewLine = (body: Record<string, unknown>, path: string): { orderId: number; line: LineRow } => {
    const order = open(readReference(body, 'order', path) ?? invalid(`${path}order.id`, 'This field must be filled in.'));
    return { orderId: order.id, line: readLine(books, numbers, body, path, order.isPrioritizeAmountsIncludingVat) };
  };
  const addLine = ({ orderId, line }: { orderId: number; line: LineRow }): OrderRow => {
    const order = found(orderId);
    return withLines(order, [...order.lines, line]);
  };
  const createLine = (call: Call): Answer => {
    const added = readNewLine(readBody(call, ORDER_LINE), '');
    return answerOne(call, viewOf(addLine(added), added.line), 201);
  };
  const createLines = (call: Call): Answer => {
    const bodies: unknown = parseList(call.text);
    if (!Array.isArray(bodies)) return invalid('', 'Must be a list.');
    // All are read before the first is stored: a list is taken as a whole or not at all.
    const added = bodies.map((body: unknown, index) => readNewLine(asObject(body, `[${index}].`, ORDER_LINE), `[${index}].`));
    for (const line of added) addLine(line);
    const rows = added.map(({ orderId, line }) => ({ id: line.id, orderId, line }));
    return { ...answerList(call, rows, ({ orderId, line }) => viewOf(found(orderId), line)), status: 201 };
  };
  const updateLine = (call: Call): Answer => {
    const { order, line } = lineOf(call);
    const { isPrioritizeAmountsIncludingVat: first } = open(order.id);
    const changed = readLine(books, numbers, readBody(call, ORDER_LINE), '', first, line);
    return answerOne(
      call,
      viewOf(
        withLines(
          order,
          order.lines.map((other) => (other === line ? changed : other)),
        ),
        changed,
      ),
    );
  };
  const removeLine = (call: Call): Answer => {
    const { order, line } = lineOf(call);
    withLines(
      open(order.id),
      order.lines.filter((other) => other !== line),
    );
    return { status: 204 };
  };

  return [
    { method: 'GET', path: '/v2/order', operation: 'list-orders', resolve: list },
    { method: 'POST', path: '/v2/order', operation: 'create-order', resolve: create },
    {
      method: 'GET',
      path: '/v2/order/:id',
      operation: 'get-order',
      resolve: (call) => answerOne(call, orderView(books, found(readId(call)))),
    },
    { method: 'PUT', path: '/v2/order/:id', operation: 'change-order', resolve: update },
    { method: 'DELETE', path: '/v2/order/:id', operation: 'delete-order', resolve: remove },
    { method: 'POST', path: '/v2/order/orderline', operation: 'create-order-line', resolve: createLine },
    { method: 'POST', path: '/v2/order/orderline/list', operation: 'create-order-lines', resolve: createLines },
    {
      method: 'GET',
      path: '/v2/order/orderline/:id',
      operation: 'get-order-line',
      resolve: (call) => {
        const { order, line } = lineOf(call);
        return answerOne(call, viewOf(order, line));
      },
    },
    { method: 'PUT', path: '/v2/order/orderline/:id', operation: 'change-order-line', resolve: updateLine },
    { method: 'DELETE', path: '/v2/order/orderline/:id', operation: 'delete-order-line', resolve: removeLine },
  ];
}

function readStatus(body: Record<string, unknown>, current: Status): Status {
  const status = readText(body, 'status', current) as Status;
  if (!STATUSES.includes(status)) invalid('status', `Must be one of ${STATUSES.join(', ')}.`);
  if (status === 'INVOICED' && current !== 'INVOICED') invalid('status', 'An order becomes INVOICED by being invoiced.');
  return status;
}

function parseList(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    refuse('json', 'The body is not JSON.');
  }
}
