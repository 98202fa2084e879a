import type { Answer, Call, Route } from '../../kernel/service.ts';
import { readAddress } from './addresses.ts';
import { companyOf, FIRST, orderOf, STATUSES, type LineRow, type OrderRow, type Status } from './books.ts';
import {
  answerList,
  answerOne,
  asObject,
  invalid,
  isDay,
  parseJson,
  readBody,
  readDays,
  readFlag,
  readId,
  readList,
  refuse,
  type Rows,
} from './envelope.ts';
import type { Erp } from './erp.ts';
import { refuseClosedPeriod } from './closed-period.ts';
import { readLine } from './order-lines.ts';
import { checkVersion, readReference, readText, readTruth } from './reading.ts';
import { isCurrency } from './registers.ts';
import type { LineOfOrder } from './shapes.ts';
import { storeOrder } from './stock.ts';
import { DELIVERY_ADDRESS, ORDER, ORDER_LINE } from './vocabulary.ts';

/** `settle` is told of every order that was created or changed, after it is stored. */
export function orderRoutes(erp: Erp, settle: (before: OrderRow | undefined, after: OrderRow) => void): Route[] {
  const { env, books, numbers, shapes, happened } = erp;
  const found = (id: number): OrderRow => {
    const row = orderOf(books, id);
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
    storeOrder(erp, before, after);
    const asked = after.lines.find(({ productId }) => productId !== undefined)?.productId;
    const company = companyOf(books);
    if (!before && asked !== undefined && company.lastAskedId !== asked) books.company.put({ ...company, lastAskedId: asked });
    happened(before ? 'order.update' : 'order.create', after.id);
    settle(before, after);
    return found(after.id);
  };

  const list = (call: Call): Answer => {
    const [from, to] = readDays(call, 'orderDateFrom', 'orderDateTo');
    const [ids, customers] = [readList(call, 'id'), readList(call, 'customerId')];
    const number = call.query.get('number');
    const comment = call.query.get('deliveryComment')?.toLowerCase();
    const isClosed = readFlag(call, 'isClosed');
    const isSubscription = readFlag(call, 'isSubscription');
    const holds = (row: OrderRow): boolean =>
      row.orderDate >= from &&
      row.orderDate < to &&
      (ids?.has(String(row.id)) ?? true) &&
      (customers?.has(String(row.customerId)) ?? true) &&
      (!number || row.number === number) &&
      (!comment || row.deliveryComment.toLowerCase().includes(comment)) &&
      (isClosed === undefined || row.isClosed === isClosed) &&
      isSubscription !== true;

    let some: OrderRow[] | undefined;
    if (ids) some = [...ids].flatMap((id) => orderOf(books, Number(id)) ?? []);
    else if (number) some = [orderOf(books, Number(number) - FIRST.orderNumber + FIRST.order)].filter((row) => row !== undefined);
    else if (comment) some = withComment(comment);
    else if (customers) some = [...customers].flatMap((id) => ofCustomer(Number(id)));
    if (some)
      return answerList(
        call,
        some.filter(holds).sort((a, b) => a.id - b.id),
        shapes.order,
      );

    // Past orders have no comment, are closed, and lie in order of their days: nobody need look at each.
    const [first, end] = isClosed === false || isSubscription ? [0, 0] : books.history.daysOf(from, to);
    return answerList(call, joined(first, end, books.orders.table.filter(holds)), shapes.order);
  };

  const ofCustomer = (customerId: number): OrderRow[] => [
    ...books.history.ofCustomer(customerId).map((index) => books.history.orderAt(index)),
    ...books.orders.by('customer', customerId),
  ];

  /** A comment holds what is as long as itself only by being it: then nobody need read the longer ones. */
  let [longest, measured] = [0, 0];
  const withComment = (comment: string): OrderRow[] => {
    if (measured === 0)
      for (const { deliveryComment } of books.orders.table.rows()) longest = Math.max(longest, deliveryComment.length);
    measured = 1;
    return comment.length >= longest ? books.orders.by('comment', comment) : books.orders.table.all();
  };

  /** Orders of the past from one to another, and after them those of the world. */
  const joined = (first: number, end: number, recent: readonly OrderRow[]): Rows<OrderRow> => {
    const past = end - first;
    return {
      length: past + recent.length,
      slice: (from = 0, to = past + recent.length) => [
        ...Array.from({ length: Math.max(0, Math.min(to, past) - from) }, (_, index) =>
          books.history.orderAt(first + from + index),
        ),
        ...recent.slice(Math.max(0, from - past), Math.max(0, to - past)),
      ],
    };
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
    if (row.orderDate !== body['orderDate'] && body['orderDate'] !== undefined)
      refuseClosedPeriod(erp, 'orderDate', day('orderDate'));
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
    longest = Math.max(longest, draft.deliveryComment.length);
    const row = store(undefined, { ...draft, lines, id: numbers.order(), number: String(numbers.orderNumber()) });
    return answerOne(call, shapes.order, row, 201);
  };

  const update = (call: Call): Answer => {
    const row = open(readId(call));
    const body = readBody(call, ORDER);
    checkVersion(body, row.version);
    const changed = change(row, body);
    const withLines = readFlag(call, 'updateLinesAndGroups') === true && body['orderLines'] !== undefined;
    const lines = withLines ? readLines(body['orderLines'], changed.isPrioritizeAmountsIncludingVat, row.lines) : row.lines;
    longest = Math.max(longest, changed.deliveryComment.length);
    return answerOne(call, shapes.order, store(row, { ...changed, lines, version: row.version + 1 }));
  };

  const remove = (call: Call): Answer => {
    const row = open(readId(call));
    storeOrder(erp, row, undefined);
    happened('order.delete', row.id);
    env.tell(`Order ${row.number} is deleted; its goods can be sold again`, { reference: row.reference });
    return { status: 204 };
  };

  const lineOf = (call: Call): LineOfOrder => {
    const id = readId(call);
    const order = books.orders.by('line', id)[0] ?? books.history.orderOfLine(id);
    if (!order) refuse('notFound', `There is no order line ${id}.`);
    return { id, order, line: order.lines.find((line) => line.id === id)! };
  };
  const withLines = (order: OrderRow, lines: LineRow[]) => store(order, { ...order, lines, version: order.version + 1 });

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
    return answerOne(call, shapes.line, { id: added.line.id, order: addLine(added), line: added.line }, 201);
  };
  const createLines = (call: Call): Answer => {
    const bodies: unknown = parseJson(call.text);
    if (!Array.isArray(bodies)) return invalid('', 'Must be a list.');
    // All are read before the first is stored: a list is taken as a whole or not at all.
    const added = bodies.map((body: unknown, index) => readNewLine(asObject(body, `[${index}].`, ORDER_LINE), `[${index}].`));
    for (const line of added) addLine(line);
    const rows = added.map(({ orderId, line }): LineOfOrder => ({ id: line.id, order: found(orderId), line }));
    return { ...answerList(call, rows, shapes.line), status: 201 };
  };
  const updateLine = (call: Call): Answer => {
    const { order, line } = lineOf(call);
    const { isPrioritizeAmountsIncludingVat: first } = open(order.id);
    const changed = readLine(books, numbers, readBody(call, ORDER_LINE), '', first, line);
    const lines = order.lines.map((other) => (other === line ? changed : other));
    return answerOne(call, shapes.line, { id: changed.id, order: withLines(order, lines), line: changed });
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
      resolve: (call) => answerOne(call, shapes.order, found(readId(call))),
    },
    { method: 'PUT', path: '/v2/order/:id', operation: 'change-order', resolve: update },
    { method: 'DELETE', path: '/v2/order/:id', operation: 'delete-order', resolve: remove },
    { method: 'POST', path: '/v2/order/orderline', operation: 'create-order-line', resolve: createLine },
    { method: 'POST', path: '/v2/order/orderline/list', operation: 'create-order-lines', resolve: createLines },
    {
      method: 'GET',
      path: '/v2/order/orderline/:id',
      operation: 'get-order-line',
      resolve: (call) => answerOne(call, shapes.line, lineOf(call)),
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
