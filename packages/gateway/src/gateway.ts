import { Fault, toFault, type Sku } from '@vitrine/contract';
import { Hono } from 'hono';
import { Assortment } from './catalogue/assortment.ts';
import { Foreman } from './flows/foreman.ts';
import { faultLine } from './flows/log-line.ts';
import { Ratings } from './flows/reviews.ts';
import { Ended, within, type Room } from './flows/room.ts';
import type { Gateway, GatewayOptions } from './options.ts';
import type { OrderRow } from './order-book/rows.ts';
import { Affinities } from './recommendations/affinities.ts';
import { cartRoutes } from './routes/carts.ts';
import { catalogRoutes } from './routes/catalog.ts';
import { checkoutRoutes } from './routes/checkouts.ts';
import { discoveryRoutes } from './routes/discovery.ts';
import { door, dressed, type Env, type Guard } from './routes/door.ts';
import { extensionRoutes } from './routes/extensions.ts';
import { mediaRoutes } from './routes/media.ts';
import { notificationRoutes } from './routes/notifications.ts';
import { orderRoutes } from './routes/orders.ts';
import { paymentPageRoutes } from './routes/payment-pages.ts';
import { problemAnswer, Refusal } from './routes/problems.ts';
import { reviewRoutes } from './routes/reviews.ts';
import { TrackingStreams } from './routes/tracking-streams.ts';
import { webhookRoutes } from './routes/webhooks.ts';

/** Prices and stock of the whole assortment are read anew this often; single ones whenever they are priced. */
const REFRESH_MS = 10 * 60_000;

/** A silent ERP at the start is asked again this soon. */
const RETRY_MS = 5_000;

/** Of an order's tracking, when the order has just been placed. */
const FIRST_VERSION = 1;

const basketOf = (order: OrderRow): Sku[] => order.lines.map(({ item }) => item.id as Sku);

/** The gateway: conducts the systems of a shop, and speaks UCP to its pages. */
export function createGateway(options: GatewayOptions): Gateway {
  const { shop, orderBook: book, clock } = options;
  const assortment = new Assortment(shop.publicUrl);
  const affinities = new Affinities();
  const log: Room['log'] = options.log ?? (() => {});
  let stopped = false;
  let refreshTimer: unknown;
  let isListening = false;
  /** What has been bought together: the ERP's past, then what was sold here since. */
  let baskets: Sku[][] | undefined;
  let justSold: Sku[][] = [];

  const room: Room = {
    ...options,
    book,
    assortment,
    onStep: options.onStep ?? (() => {}),
    log,
    within: (patienceMs, ask) => within(clock, patienceMs, ask),
    planned: () => foreman.planned(),
    changed: (orderId, order, version) => {
      if (version === FIRST_VERSION) justSold.push(basketOf(order));
      streams.publish(orderId, order);
    },
    alive: () => {
      if (stopped) throw new Ended('This gateway has been stopped.');
    },
  };
  const foreman = new Foreman(room);
  const streams = new TrackingStreams(clock);
  const ratings = new Ratings(room);

  const base = new URL(shop.publicUrl).pathname.replace(/\/$/, '');
  const app = base ? new Hono<Env>().basePath(base) : new Hono<Env>();
  app.use(
    '*',
    door(options, (path) => guardOf(path.slice(base.length))),
  );
  discoveryRoutes(app, room);
  catalogRoutes(app, room, affinities);
  cartRoutes(app, room);
  checkoutRoutes(app, room, foreman);
  orderRoutes(app, room, streams);
  notificationRoutes(app, room);
  if (options.reviews) reviewRoutes(app, room);
  extensionRoutes(app, room, affinities);
  mediaRoutes(app, room);
  paymentPageRoutes(app, room, foreman);
  webhookRoutes(app, room, foreman);
  refuseOtherMethods(app, base);
  app.notFound((c) =>
    dressed(c, problemAnswer(new Refusal(404, 'door.unknown-path', 'There is nothing here.'), c.get('requestId'))),
  );
  app.onError((thrown, c) => {
    const fault =
      thrown instanceof Ended
        ? new Fault('uncertain', 'gateway.ended', 'The gateway went away while it worked on this.')
        : toFault(thrown);
    if (fault.kind === 'defect') {
      log({ level: 'error', event: 'request.defect', ...faultLine(thrown), request: c.get('requestId') });
    }
    return dressed(c, problemAnswer(fault, c.get('requestId')));
  });

  /** The ERP is to tell what it changes. Until it does, and where a message is lost, the next reading finds out. */
  async function listen(): Promise<void> {
    if (isListening || !options.erp.subscribe) return;
    isListening = true;
    try {
      await options.erp.subscribe(`${shop.publicUrl}/webhooks/erp`);
    } catch (thrown) {
      isListening = false;
      log({ level: 'warn', event: 'erp.not-subscribed', ...faultLine(thrown) });
    }
  }

  async function refresh(): Promise<void> {
    try {
      const areFamiliesNew = assortment.load(await options.erp.articles());
      learn(areFamiliesNew, baskets ?? (await readPast()));
      log({ level: 'info', event: 'assortment.read', products: assortment.products.length, baskets: baskets!.length });
    } catch (thrown) {
      log({ level: 'warn', event: 'assortment.not-read', ...faultLine(thrown) });
    }
    if (stopped) return;
    void ratings.look();
    void listen();
    refreshTimer = clock.setTimeout(() => void refresh(), assortment.loaded ? REFRESH_MS : RETRY_MS);
  }

  /** The ERP's past is read once: later orders are our own, and would be counted twice otherwise. */
  async function readPast(): Promise<Sku[][]> {
    const readAt = clock.now();
    const past = await options.erp.pastBaskets();
    const own = (await book.all('order')).filter(({ row }) => row.placedAt > readAt);
    justSold = [];
    return [...past, ...own.map(({ row }) => basketOf(row))];
  }

  function learn(areFamiliesNew: boolean, known: Sku[][]): void {
    const familyOf = (sku: Sku) => assortment.article(sku)?.family;
    const isFirst = baskets === undefined;
    baskets = known;
    baskets.push(...justSold);
    if (isFirst || areFamiliesNew) affinities.learn(baskets, familyOf);
    else if (justSold.length > 0) affinities.add(justSold, familyOf);
    justSold = [];
  }

  return {
    async fetch(request) {
      try {
        return await app.fetch(request);
      } catch (thrown) {
        return problemAnswer(thrown, '');
      }
    },
    async start() {
      await refresh();
      await foreman.resume();
    },
    async stop() {
      stopped = true;
      clock.clearTimeout(refreshTimer);
      foreman.stop();
      streams.stop();
    },
  };
}

/** Orders open with their own token; what is public anyway opens for everybody; the rest with a store key. */
function guardOf(path: string): Guard {
  if (path.startsWith('/orders/')) return 'token';
  return /^\/(\.well-known\/ucp$|media\/|schemas\/|webhooks\/|payment-actions\/|payment-return$)/.test(path) ? 'open' : 'key';
}

/** A path that exists, asked in a way that does not. */
function refuseOtherMethods(app: Hono<Env>, base: string): void {
  const methods = new Map<string, Set<string>>();
  for (const { path, method } of app.routes) {
    if (method === 'ALL') continue;
    const local = path.slice(base.length);
    methods.set(local, (methods.get(local) ?? new Set()).add(method));
  }
  for (const [path, known] of methods) {
    const allow = [...known, ...(known.has('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
    app.all(path, () => {
      throw new Refusal(405, 'door.method', 'This cannot be done here.', { headers: { Allow: allow } });
    });
  }
}
