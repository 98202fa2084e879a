import type { Answer, Call, Route, ServiceEnv } from '../../kernel/service.ts';
import { invoiceOf, orderOf, type Books } from './books.ts';
import type { SubscriptionRow } from './office-rows.ts';
import { answerList, answerOne, asObject, invalid, parseJson, readBody, readId, readList, refuse } from './envelope.ts';
import type { Erp } from './erp.ts';
import { parseFields, select, urlOf, type Shape } from './fields.ts';
import { checkVersion, readText } from './reading.ts';
import type { Shapes } from './shapes.ts';
import { SUBSCRIPTION } from './vocabulary.ts';

/** What can be subscribed to, and what comes with it. */
const EVENTS: Readonly<Record<string, { description: string; payloadModel?: string }>> = {
  'customer.create': { description: 'Customer created', payloadModel: 'Customer' },
  'customer.update': { description: 'Customer updated', payloadModel: 'Customer' },
  'invoice.charged': { description: 'Invoice charged', payloadModel: 'Invoice' },
  'order.create': { description: 'Order created', payloadModel: 'Order' },
  'order.update': { description: 'Order updated', payloadModel: 'Order' },
  'order.delete': { description: 'Order deleted' },
  'product.update': { description: 'Product updated', payloadModel: 'Product' },
};

/** What changes several times in this long is told once, as it stands then. */
const TOLD_AFTER_MS = 2_000;

/** Notes that something happened; subscribers hear of it when the alarm `tell-subscribers` rings. */
export function noteEvents(env: ServiceEnv, books: Books): Erp['happened'] {
  return (event, id) => {
    if (books.subscriptions.by('event', event).length === 0) return;
    const key = `${event}/${id}`;
    if (books.pendingEvents.get(key)) return;
    books.pendingEvents.put({ key });
    env.alarm(env.now() + TOLD_AFTER_MS, 'tell-subscribers', { event, id });
  };
}

/** Tells whoever has subscribed. Source: Tripletex's documentation, "WebHook format". */
export function tellSubscribers(
  env: ServiceEnv,
  books: Books,
  shapes: Shapes,
  { event, id }: { event: string; id: number },
): void {
  books.pendingEvents.delete(`${event}/${id}`);
  for (const subscription of books.subscriptions.by('event', event)) {
    if (subscription.status !== 'ACTIVE') continue;
    const value = event.endsWith('.delete') ? null : valueOf(books, shapes, event, id, subscription.fields);
    if (value === undefined) continue;
    const { url, authorization } = targetOf(subscription.targetUrl);
    env.send({
      url,
      body: JSON.stringify({ subscriptionId: subscription.id, event, id, value }),
      headers: {
        ...(authorization ? { authorization } : {}),
        ...(subscription.authHeaderName ? { [subscription.authHeaderName]: subscription.authHeaderValue } : {}),
      },
      operation: event,
    });
  }
}

/** Undefined when the thing is gone meanwhile: its deletion is told by itself. */
function valueOf(books: Books, shapes: Shapes, event: string, id: number, pattern: string): unknown {
  const fields = parseFields(pattern);
  const show = <Row>(shape: Shape<Row>, row: Row | undefined) => row && select(shape, row, fields);
  switch (event.split('.')[0]) {
    case 'product':
      return show(shapes.product, books.products.get(id));
    case 'customer':
      return show(shapes.customer, books.customers.get(id));
    case 'order':
      return show(shapes.order, orderOf(books, id));
    default:
      return show(shapes.invoice, invoiceOf(books, id));
  }
}

/** A name and a password in the address are sent as a header, as the documentation has it. */
function targetOf(text: string): { url: string; authorization?: string } {
  const url = new URL(text);
  const { username, password } = url;
  if (!username) return { url: text };
  [url.username, url.password] = ['', ''];
  return { url: url.href, authorization: `Basic ${btoa(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`)}` };
}

const subscriptionShape: Shape<SubscriptionRow> = {
  id: ({ id }) => id,
  version: ({ version }) => version,
  url: ({ id }) => urlOf('event/subscription', id),
  event: ({ event }) => event,
  targetUrl: ({ targetUrl }) => targetUrl,
  fields: ({ fields }) => fields,
  status: ({ status }) => status,
  authHeaderName: ({ authHeaderName }) => authHeaderName,
};

export function eventRoutes({ books, numbers, shapes }: Erp): Route[] {
  const shapeOf = (event: string): Shape<never> => (shapes as unknown as Record<string, Shape<never>>)[event.split('.')[0]!]!;

  const change = (row: SubscriptionRow, body: Record<string, unknown>, path = ''): SubscriptionRow => {
    const text = (name: 'event' | 'targetUrl' | 'fields' | 'authHeaderName' | 'authHeaderValue') =>
      readText(body, name, row[name], path);
    const event = text('event');
    if (!EVENTS[event]) invalid(`${path}event`, `Must be one of ${Object.keys(EVENTS).join(', ')}.`);
    const targetUrl = text('targetUrl');
    if (!/^https?:\/\/.+/.test(targetUrl) || !URL.canParse(targetUrl)) invalid(`${path}targetUrl`, 'Must be an address.');
    const fields = text('fields');
    for (const name of parseFields(fields)?.keys() ?? [])
      if (name !== '*' && !Object.hasOwn(shapeOf(event), name)) refuse('filter', `${name} is not a field of ${event}.`);
    const status = readText(body, 'status', row.status, path);
    if (status !== 'ACTIVE' && status !== 'DISABLED') return invalid(`${path}status`, 'Must be ACTIVE or DISABLED.');
    const authHeaderName = text('authHeaderName');
    if (authHeaderName && !/^[\w-]+$/.test(authHeaderName)) invalid(`${path}authHeaderName`, 'Must be the name of a header.');
    return { ...row, event, targetUrl, fields, status, authHeaderName, authHeaderValue: text('authHeaderValue') };
  };
  const read = (body: Record<string, unknown>, path = ''): SubscriptionRow => {
    const empty = { event: '', targetUrl: '', fields: '', authHeaderName: '', authHeaderValue: '' };
    return change({ ...empty, id: 0, version: 0, status: 'ACTIVE' }, body, path);
  };
  const store = (row: SubscriptionRow): SubscriptionRow => books.subscriptions.put({ ...row, id: numbers.subscription() });
  const found = (id: number): SubscriptionRow => {
    const row = books.subscriptions.get(id);
    if (!row) refuse('notFound', 'There is no such subscription.');
    return row;
  };

  const createList = (call: Call): Answer => {
    const bodies = parseJson(call.text);
    if (!Array.isArray(bodies)) return invalid('', 'Must be a list.');
    const rows = bodies.map((body: unknown, index) => read(asObject(body, `[${index}].`, SUBSCRIPTION), `[${index}].`));
    return { ...answerList(call, rows.map(store), subscriptionShape), status: 201 };
  };
  const update = (call: Call): Answer => {
    const row = found(readId(call));
    const body = readBody(call, SUBSCRIPTION);
    checkVersion(body, row.version);
    const changed = books.subscriptions.put({ ...change(row, body), version: row.version + 1 });
    return answerOne(call, subscriptionShape, changed);
  };
  const removeList = (call: Call): Answer => {
    const rows = [...(readList(call, 'ids') ?? [])].map((id) => found(Number(id)));
    for (const row of rows) books.subscriptions.delete(row);
    return { status: 204 };
  };
  const remove = (call: Call): Answer => {
    books.subscriptions.delete(found(readId(call)));
    return { status: 204 };
  };
  // The documentation shows a payloadModel here, the published schema has none.
  const listEvents = (): Answer => {
    const value = Object.fromEntries(Object.entries(EVENTS).map(([name, { description }]) => [name, { description }]));
    return { status: 200, body: { value } };
  };
  const one = (call: Call): Answer => {
    const name = call.params['eventType'] ?? '';
    const event = Object.hasOwn(EVENTS, name) ? EVENTS[name] : undefined;
    if (!event) refuse('notFound', `There is no event ${name}.`);
    return { status: 200, body: { value: { name, ...event } } };
  };

  return [
    { method: 'GET', path: '/v2/event', operation: 'list-events', resolve: listEvents },
    { method: 'GET', path: '/v2/event/:eventType', operation: 'get-event', resolve: one },
    {
      method: 'GET',
      path: '/v2/event/subscription',
      operation: 'list-subscriptions',
      resolve: (call) => answerList(call, books.subscriptions.table.all(), subscriptionShape),
    },
    {
      method: 'POST',
      path: '/v2/event/subscription',
      operation: 'create-subscription',
      resolve: (call) => answerOne(call, subscriptionShape, store(read(readBody(call, SUBSCRIPTION))), 201),
    },
    { method: 'POST', path: '/v2/event/subscription/list', operation: 'create-subscriptions', resolve: createList },
    { method: 'DELETE', path: '/v2/event/subscription/list', operation: 'delete-subscriptions', resolve: removeList },
    {
      method: 'GET',
      path: '/v2/event/subscription/:id',
      operation: 'get-subscription',
      resolve: (call) => answerOne(call, subscriptionShape, found(readId(call))),
    },
    { method: 'PUT', path: '/v2/event/subscription/:id', operation: 'change-subscription', resolve: update },
    { method: 'DELETE', path: '/v2/event/subscription/:id', operation: 'delete-subscription', resolve: remove },
  ];
}
