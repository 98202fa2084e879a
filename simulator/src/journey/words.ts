/** What each message between two systems means, in a sentence. Unknown ones are told by their own names. */
import type { MessageEntry } from '../kernel/journal.ts';

/** A sentence, and what is routine about it: routine messages of one kind are told together. */
export interface Told {
  text: string;
  routine?: string;
}

type Say = (message: MessageEntry) => string;

interface Kind {
  to: string;
  /** `METHOD /path` for our own gateway, in which `*` is one segment; elsewhere the operation. */
  what: string;
  say: string | Say;
  routine?: string;
}

export const SYSTEMS: Readonly<Record<string, string>> = {
  page: 'Page',
  shopper: 'Shopper',
  gateway: 'Gateway',
  tripletex: 'ERP',
  stripe: 'Stripe',
  bring: 'Bring',
  courier: 'Bydel Bud',
  kartverket: 'Kartverket',
  warehouse: 'Warehouse',
  messages: 'Meldingen',
  reviews: 'Omtaler',
  push: 'Nettleser',
};

const body = (message: MessageEntry): Record<string, unknown> => read(message.request);
const answer = (message: MessageEntry): Record<string, unknown> => read(message.response);

/** Long bodies are cut in the journal; what can no longer be read says nothing. */
function read(text: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

const form = (message: MessageEntry): URLSearchParams => new URLSearchParams(message.request ?? '');
const word = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);
const kroner = (ore: unknown): string => `${(Number(ore) / 100).toFixed(2)} kr`;
const quoted = (value: unknown): string => (typeof value === 'string' && value ? `“${value}”` : 'nothing in particular');
const linesOf = (message: MessageEntry): string => {
  const lines = body(message)['line_items'] as { item: { id: string }; quantity: number }[] | undefined;
  return lines?.map(({ item, quantity }) => `${quantity} × ${item.id}`).join(', ') || 'nothing';
};
const statusOf = (message: MessageEntry): string => {
  const status = /"status":"(incomplete|ready_for_complete|complete_in_progress|completed|canceled|requires_escalation)"/.exec(
    message.response ?? '',
  )?.[1];
  return status ? `: ${STATUSES[status]}` : '';
};
const STATUSES: Readonly<Record<string, string>> = {
  incomplete: 'something is still missing',
  ready_for_complete: 'all is there',
  complete_in_progress: 'the bank has a question',
  completed: 'the order is placed',
  canceled: 'it has ended',
  requires_escalation: 'a person has to look at it',
};

const KINDS: readonly Kind[] = [
  { to: 'gateway', what: 'GET /.well-known/ucp', say: 'asks what this shop can do' },
  { to: 'gateway', what: 'POST /showcases', say: (m) => `asks what to put on the shelf “${String(body(m)['placement'])}”` },
  { to: 'gateway', what: 'POST /suggestions', say: (m) => `asks how ${quoted(body(m)['query'])} might go on` },
  { to: 'gateway', what: 'POST /catalog/search', say: (m) => `searches for ${quoted(body(m)['query'])}` },
  { to: 'gateway', what: 'POST /offers', say: 'asks what belongs with this cart' },
  { to: 'gateway', what: 'POST /carts', say: (m) => `begins a cart: ${linesOf(m)}` },
  { to: 'gateway', what: 'PUT /carts/*', say: (m) => `changes the cart: ${linesOf(m)}` },
  { to: 'gateway', what: 'GET /carts/*', say: 'reads the cart again' },
  { to: 'gateway', what: 'POST /addresses/suggest', say: (m) => `asks which addresses begin like ${quoted(body(m)['query'])}` },
  { to: 'gateway', what: 'POST /checkout-sessions', say: (m) => `opens a checkout from the cart${statusOf(m)}` },
  { to: 'gateway', what: 'PUT /checkout-sessions/*', say: (m) => `saves what was typed and chosen${statusOf(m)}` },
  { to: 'gateway', what: 'GET /checkout-sessions/*', say: (m) => `asks where the checkout stands${statusOf(m)}` },
  {
    to: 'gateway',
    what: 'POST /checkout-sessions/*/complete',
    say: (m) => `presses “Order with obligation to pay”${statusOf(m)}`,
  },
  { to: 'gateway', what: 'GET /payment-actions/*', say: 'opens the page that leads to the bank' },
  { to: 'gateway', what: 'GET /payment-return', say: 'comes back from the bank' },
  { to: 'gateway', what: 'GET /orders/*/tracking', say: 'asks where the parcel is' },
  { to: 'gateway', what: 'GET /orders/*/tracking/stream', say: 'begins to follow the parcel, live' },
  { to: 'gateway', what: 'POST /webhooks/stripe', say: (m) => `webhook: ${m.operation.replaceAll('_', ' ').replace('.', ', ')}` },
  { to: 'gateway', what: 'POST /webhooks/warehouse', say: (m) => `webhook: ${nounOf(m.operation)}` },
  { to: 'gateway', what: 'POST /webhooks/courier', say: positionOr((m) => `webhook: the delivery is ${nounOf(m.operation)}`) },
  { to: 'tripletex', what: 'create-session', say: 'signs in for the day' },
  {
    to: 'tripletex',
    what: 'list-products',
    say: (m) => (m.path.includes('productNumber') ? 'asks for price and stock right now' : 'reads the assortment'),
  },
  { to: 'tripletex', what: 'list-orders', say: 'looks for the order by our own reference' },
  { to: 'tripletex', what: 'list-customers', say: 'looks whether this customer is known' },
  { to: 'tripletex', what: 'create-customer', say: 'writes down a new customer' },
  { to: 'tripletex', what: 'change-customer', say: 'notes what is new about the customer' },
  { to: 'tripletex', what: 'create-order', say: 'takes the goods aside' },
  { to: 'tripletex', what: 'get-order', say: 'reads the order' },
  { to: 'tripletex', what: 'change-order', say: 'writes the order: customer, address, status' },
  { to: 'tripletex', what: 'delete-order', say: 'gives the goods back' },
  { to: 'tripletex', what: 'list-country', say: 'looks up the country' },
  { to: 'tripletex', what: 'list-invoices', say: 'looks whether it is invoiced already' },
  { to: 'tripletex', what: 'list-paymentType', say: 'looks up how card payments are booked' },
  { to: 'tripletex', what: 'invoice-order', say: 'posts the invoice' },
  { to: 'stripe', what: 'show card fields', say: 'opens the card fields, on Stripe’s own page' },
  { to: 'stripe', what: 'take card', say: (m) => `hands over a card, gets ${word(answer(m)['id'], 'a refusal')}` },
  { to: 'stripe', what: 'create payment', say: (m) => `asks for ${kroner(form(m).get('amount'))} to be held` },
  { to: 'stripe', what: 'confirm payment', say: 'confirms the payment' },
  {
    to: 'stripe',
    what: 'read payment',
    say: (m) => `asks what became of the payment: ${word(answer(m)['status'], 'unknown').replaceAll('_', ' ')}`,
  },
  { to: 'stripe', what: 'search payments', say: 'looks for the payment by our reference' },
  { to: 'stripe', what: 'capture payment', say: (m) => `takes ${kroner(answer(m)['amount_received'])}: the parcel has left` },
  { to: 'stripe', what: 'cancel payment', say: 'lets the hold go' },
  { to: 'stripe', what: 'show challenge', say: 'shows the bank’s question' },
  { to: 'stripe', what: 'answer challenge', say: (m) => `answers the bank: ${form(m).get('decision') ?? '?'}` },
  {
    to: 'kartverket',
    what: 'search addresses',
    say: (m) => `looks up “${new URLSearchParams(m.path.split('?')[1]).get('sok') ?? ''}” in the address register`,
  },
  { to: 'bring', what: 'pickup points', say: 'asks for pickup points nearby' },
  { to: 'bring', what: 'products', say: 'asks what delivery costs' },
  { to: 'bring', what: 'book', say: 'books the parcel' },
  { to: 'bring', what: 'track', say: 'asks for news of the parcel', routine: 'asks for news of the parcel' },
  { to: 'bring', what: 'scan', say: 'scans the parcel over to Bring' },
  { to: 'courier', what: 'offers', say: 'asks what a ride costs' },
  { to: 'courier', what: 'book', say: 'books a ride' },
  { to: 'courier', what: 'list', say: 'asks for news of the ride', routine: 'asks for news of the ride' },
  { to: 'courier', what: 'scan', say: 'scans the parcel over to the courier' },
  { to: 'warehouse', what: 'order', say: 'sends the pick order' },
  { to: 'warehouse', what: 'label', say: 'sends the label to the packing station' },
  { to: 'warehouse', what: 'read', say: 'asks how far the picking is', routine: 'asks how far the picking is' },
  { to: 'warehouse', what: 'receive', say: 'delivers goods at the dock' },
  { to: 'tripletex', what: 'take-goods-receipt', say: 'tells what was received and put away' },
  { to: 'tripletex', what: 'take-stock-count', say: 'tells what was counted' },
  {
    to: 'messages',
    what: 'send message',
    say: (m) => `sends ${body(m)['channel'] === 'sms' ? 'an SMS' : 'an e-mail'} to ${String(body(m)['to'])}`,
  },
  { to: 'reviews', what: 'summaries', say: 'reads the stars', routine: 'reads the stars' },
  { to: 'reviews', what: 'list', say: 'reads reviews' },
  { to: 'reviews', what: 'write', say: 'passes on a review' },
  { to: 'reviews', what: 'helpful', say: 'says that a review was helpful' },
  { to: 'reviews', what: 'invite', say: 'asks that the buyer be invited to write a review' },
  { to: 'push', what: 'push', say: 'sends a push message, encrypted' },
  { to: 'push', what: 'subscribe', say: 'subscribes a browser' },
];

/** Reading the assortment anew takes three questions, and is one thing. */
const ASSORTMENT = new Set(['list-products', 'list-product-groups', 'list-group-relations']);

const BY_SYSTEM = Map.groupBy(KINDS, ({ to }) => to);

export function tellMessage(message: MessageEntry): Told {
  const { to, operation, method, path } = message;
  const isStock = operation === 'list-products' && path.includes('productNumber');
  if (to === 'tripletex' && ASSORTMENT.has(operation) && !isStock)
    return { text: 'reads the assortment', routine: 'reads the assortment' };
  const isPast = to === 'tripletex' && operation === 'list-orders' && !path.includes('deliveryComment');
  if (isPast) return { text: 'reads past orders, to learn what is bought together', routine: 'reads past orders' };
  const call = `${method} ${path.split('?')[0]}`;
  const kind = BY_SYSTEM.get(to)?.find(({ what }) => (to === 'gateway' ? fits(what, call) : what === operation));
  if (!kind) return { text: operation === 'call' ? call : operation };
  if (operation === 'delivery.position')
    return { text: 'webhook: the courier is a few streets on', routine: 'tells where it is' };
  const text = typeof kind.say === 'string' ? kind.say : kind.say(message);
  return kind.routine === undefined ? { text } : { text, routine: kind.routine };
}

function fits(pattern: string, call: string): boolean {
  const wanted = pattern.split('/');
  const segments = call.split('/');
  return wanted.length === segments.length && wanted.every((segment, index) => segment === '*' || segment === segments[index]);
}

/** `pick_order.handed_over` is “handed over”. */
function nounOf(operation: string): string {
  return (operation.split('.')[1] ?? operation).replaceAll('_', ' ');
}

function positionOr(say: Say): Say {
  return (message) => (message.operation === 'delivery.approaching' ? 'webhook: the courier is around the corner' : say(message));
}
