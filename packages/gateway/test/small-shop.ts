/** A shop small enough to hold in one hand: hand-written ports that keep the ports' rules, and can be told to misbehave. */
import { Fault, type Sku } from '@vitrine/contract';
import {
  createGateway,
  memoryOrderBook,
  type Article,
  type CarrierPort,
  type CarrierReport,
  type ErpPort,
  type Gateway,
  type GatewayOptions,
  type OrderBook,
  type PaymentPort,
  type PaymentState,
  type ShopSettings,
  type StepObserver,
  type WarehouseReport,
} from '../src/index.ts';
import { HandClock } from './hand-clock.ts';

/** A list that a test takes the first of without asking whether there is one: it fails where there is none. */
type Some<T> = [T, T, ...T[]];

/** Everything that an answer of the gateway may carry. A test reads what it expects, and fails where that is missing. */
export interface Said {
  $id: string;
  id: string;
  label: string;
  status: string;
  code: string;
  source: string;
  version: number;
  chapter: string;
  currency: string;
  permalink_url: string;
  ucp: { status: string; capabilities: Record<string, { schema: string }[]> };
  errors: Some<{ path: string; message: string }>;
  messages: Some<{ type: string; code: string; path: string; content: string }>;
  line_items: Some<{ id: string; item: { id: string }; quantity: number; status: string }>;
  totals: { type: string; amount: number; lines?: { amount: number }[] }[];
  buyer: { email: string };
  discounts: { applied: Some<{ code: string; allocations: { amount: number }[] }> };
  fulfillment: {
    methods: Some<{
      destinations: Some<{ street_address: string }>;
      groups: Some<{ options: Some<{ id: string; totals: object[]; 'dev.vitrine.delivery': object }> }>;
    }>;
    events: { type: string }[];
  };
  actions: { 'dev.ucp.payment.three_ds_challenge': Some<{ id: string; config: { url: string } }> };
  order: { id: string; label: string; permalink_url: string; 'dev.vitrine.tracking': { token: string } };
  carrier: object;
  vehicle: { metres_left: number };
  proof: object;
  items: Some<{ product: { id: string }; reason: { code: string } }>;
  offers: Some<{ id: string; bought_together: object; arithmetic?: object }>;
  free_delivery: object;
}

export const ORIGIN = 'https://shop.example';
export const KEY = 'pk_test_shop';
const PUBLIC_URL = 'https://gateway.example';

const article = (sku: string, family: string, name: string, price: number, more: Partial<Article> = {}): Article => ({
  sku: sku as Sku,
  erpId: `erp-${sku}`,
  name,
  description: `${name}, made to last.`,
  family,
  options: [],
  category: 'Kjøkken',
  gtin: '7035620000010',
  price,
  currency: 'NOK',
  vatPercent: 25,
  available: 10,
  weightGrams: 400,
  sizeMillimetres: { length: 300, width: 80, height: 40 },
  photo: `photo/${sku}`,
  ...more,
});

export const ARTICLES = (): Article[] => [
  article('KNIV-20', 'KNIV', 'Kjøkkenkniv 20 cm', 89_900, { options: [{ name: 'Størrelse', label: '20 cm' }] }),
  article('KNIV-16', 'KNIV', 'Kjøkkenkniv 16 cm', 69_900, { options: [{ name: 'Størrelse', label: '16 cm' }] }),
  article('FJOL-1', 'FJOL', 'Skjærefjøl i eik', 49_900),
  article('LYKT-1', 'LYKT', 'Lykt i stål', 29_900, { category: 'Uteliv', available: 2 }),
  article('KRUS-1', 'KRUS', 'Blått krus', 12_900, { available: 0 }),
];

/** How a third party behaves for the next commands of a kind: `before` it is carried out, or `after`. What is `late` is on its way until {@link SmallShop.arrive}. */
export type Mood = 'well' | 'silent-before' | 'silent-after' | 'late' | 'down' | 'broken';

export interface SmallShop {
  gateway: Gateway;
  clock: HandClock;
  book: OrderBook;
  settings: ShopSettings;
  articles: Article[];
  /** What each third party was told, oldest first. */
  told: string[];
  moods: Record<string, Mood>;
  /** Commands that are carried out, but whose answer is held back until {@link letGo}. */
  held: Record<string, boolean>;
  letGo(): void;
  /** What was sent and not heard of is carried out now. */
  arrive(): void;
  allocations: Map<
    string,
    { reference: string; lines: { sku: string; quantity: number }[]; state: 'held' | 'released' | 'booked' }
  >;
  bookings: Map<string, { allocationId: string; customer: string; total: number }>;
  invoices: Map<string, number>;
  payments: Map<string, { reference: string; amount: number; state: PaymentState['state']; captured: number; code?: string }>;
  letters: { key: string; to: string; text: string }[];
  labels: string[];
  carrierBookings: Map<string, string>;
  tracks: CarrierReport[];
  warehouseReports: WarehouseReport[];
  /** What a card does, by its token. */
  approve(paymentId: string, verdict?: 'authorised' | 'declined'): void;
  /** A new process on the same book. */
  restart(onStep?: StepObserver): Promise<void>;
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: Said; text: string; headers: Headers }>;
  /** Runs the clock, letting everything come to rest between two events. */
  run(ms: number): Promise<void>;
}

export interface SmallShopOptions {
  book?: OrderBook;
  onStep?: StepObserver;
  settings?: Partial<ShopSettings>;
  baskets?: string[][];
  silentCarrier?: boolean;
  /** Ports that not every shop has, or other ones than the usual. */
  parts?: Partial<GatewayOptions>;
  /** Exchanges parts of the ERP. */
  fitErp?: (erp: ErpPort) => ErpPort;
}

export async function openSmallShop(options: SmallShopOptions = {}): Promise<SmallShop> {
  const clock = new HandClock(Date.UTC(2026, 10, 23, 9));
  let count = 0;
  const makeId = () => `${(count += 1).toString(36).padStart(4, '0')}-a1b2c3d4e5f6a7b8c9d0e1f2`;
  const articles = ARTICLES();
  const shop: SmallShop = {
    clock,
    articles,
    book: options.book ?? memoryOrderBook(),
    told: [],
    moods: {},
    held: {},
    allocations: new Map(),
    bookings: new Map(),
    invoices: new Map(),
    payments: new Map(),
    letters: [],
    labels: [],
    carrierBookings: new Map(),
    tracks: [],
    warehouseReports: [],
  } as unknown as SmallShop;

  const waiting: (() => void)[] = [];
  const onItsWay: (() => unknown)[] = [];
  shop.arrive = () => {
    for (const command of onItsWay.splice(0)) command();
  };
  shop.letGo = () => {
    shop.held = {};
    for (const go of waiting.splice(0)) go();
  };

  /** Carries a command out in the mood that was asked for; a mood lasts for one command. */
  async function obey<T>(name: string, command: () => T): Promise<T> {
    shop.told.push(name);
    const mood = shop.moods[name] ?? 'well';
    shop.moods[name] = 'well';
    if (mood === 'down') throw new Fault('unavailable', `${name}.down`, 'Not now.');
    if (mood === 'broken') throw new Fault('invalid', `${name}.refused`, 'No.');
    if (mood === 'late') {
      onItsWay.push(command);
      throw new Fault('uncertain', `${name}.silent`, 'No answer.');
    }
    if (mood === 'silent-before') throw new Fault('uncertain', `${name}.silent`, 'No answer.');
    const result = command();
    if (shop.held[name]) await new Promise<void>((resolve) => waiting.push(resolve));
    if (mood === 'silent-after') throw new Fault('uncertain', `${name}.silent`, 'No answer.');
    return result;
  }

  const held = (sku: string) =>
    [...shop.allocations.values()]
      .filter(({ state }) => state !== 'released')
      .flatMap(({ lines }) => lines.filter((line) => line.sku === sku))
      .reduce((sum, { quantity }) => sum + quantity, 0);
  const left = (one: Article) => one.available - held(one.sku);

  const erp: ErpPort = {
    articles: async () => {
      if (shop.moods['erp.articles'] === 'down') throw new Fault('unavailable', 'erp.down', 'Not now.');
      return articles.map((one) => ({ ...one, available: left(one) }));
    },
    stock: async (skus) => {
      if (shop.moods['erp.stock'] === 'down') throw new Fault('unavailable', 'erp.down', 'Not now.');
      return articles
        .filter(({ sku }) => skus.includes(sku))
        .map((one) => ({ sku: one.sku, available: left(one), price: one.price, vatPercent: one.vatPercent }));
    },
    pastBaskets: async () => (options.baskets ?? []) as Sku[][],
    photo: async (key) => ({ bytes: new TextEncoder().encode(key), type: 'image/png' }),
    allocate: ({ reference, lines }) =>
      obey('erp.allocate', () => {
        const known = [...shop.allocations].find(([, one]) => one.reference === reference && one.state !== 'released');
        const over = lines.filter(({ sku }) => left(articles.find((one) => one.sku === sku)!) < 0);
        if (known && over.length) {
          known[1].state = 'released';
          return { outcome: 'short' as const, lines: over.map(({ sku }) => ({ sku: sku, available: 0 })) };
        }
        if (known) return { outcome: 'allocated' as const, allocationId: known[0] };
        const short = lines.filter(({ sku, quantity }) => left(articles.find((one) => one.sku === sku)!) < quantity);
        if (short.length)
          return {
            outcome: 'short' as const,
            lines: short.map(({ sku }) => ({ sku, available: left(articles.find((one) => one.sku === sku)!) })),
          };
        const allocationId = `AL-${shop.allocations.size + 1}`;
        shop.allocations.set(allocationId, {
          reference,
          lines: lines.map(({ sku, quantity }) => ({ sku, quantity })),
          state: 'held',
        });
        return { outcome: 'allocated' as const, allocationId };
      }),
    find: async (reference) => {
      const allocation = [...shop.allocations].find(([, one]) => one.reference === reference && one.state !== 'released');
      const booked = shop.bookings.get(reference);
      const invoiced = shop.invoices.get(reference);
      return {
        ...(allocation ? { allocationId: allocation[0] } : {}),
        ...(booked ? { booking: bookingOf(reference) } : {}),
        ...(invoiced === undefined ? {} : { invoice: invoiceOf(reference, invoiced) }),
      };
    },
    release: (allocationId) =>
      obey('erp.release', () => {
        const one = shop.allocations.get(allocationId);
        if (one?.state === 'held') one.state = 'released';
      }),
    book: ({ reference, allocationId, customer, delivery, discount }) =>
      obey('erp.book', () => {
        if (!shop.bookings.has(reference)) {
          const allocation = shop.allocations.get(allocationId);
          if (allocation?.state !== 'held') throw new Fault('invalid', 'erp.no-allocation', 'Nothing is allocated.');
          allocation.state = 'booked';
          const goods = allocation.lines.reduce(
            (sum, { sku, quantity }) => sum + articles.find((one) => one.sku === sku)!.price * quantity,
            0,
          );
          shop.bookings.set(reference, { allocationId, customer: customer.email, total: goods - discount + delivery.price });
        }
        return bookingOf(reference);
      }),
    invoice: ({ reference, paid }) =>
      obey('erp.invoice', () => {
        if (!shop.invoices.has(reference)) shop.invoices.set(reference, paid);
        return invoiceOf(reference, shop.invoices.get(reference)!);
      }),
  };
  const bookingOf = (reference: string) => ({
    customerId: 'C-1',
    orderId: `O-${reference}`,
    orderNumber: String(10_001 + [...shop.bookings.keys()].indexOf(reference)),
    deliveryId: 'D-1',
  });
  const invoiceOf = (reference: string, amount: number) => ({
    invoiceId: `I-${reference}`,
    invoiceNumber: '20001',
    amount,
    currency: 'NOK',
  });

  const stateOf = (paymentId: string): PaymentState => {
    const one = shop.payments.get(paymentId)!;
    if (one.state === 'challenge') return { state: 'challenge', paymentId, url: `https://bank.example/challenge/${paymentId}` };
    if (one.state === 'declined') return { state: 'declined', paymentId, code: one.code ?? 'card_declined' };
    if (one.state === 'captured') return { state: 'captured', paymentId, amount: one.captured };
    if (one.state === 'voided') return { state: 'voided', paymentId };
    return { state: 'authorised', paymentId, amount: one.amount };
  };
  const payment: PaymentPort = {
    handlerName: 'com.stripe.payments',
    handler: {
      id: 'stripe',
      version: '2026-08-25',
      config: { publishable_key: 'pk' },
      available_instruments: [{ type: 'card' }],
    },
    credentialType: 'stripe.payment_method',
    authorise: ({ reference, amount, token }) =>
      obey('payment.authorise', () => {
        const known = [...shop.payments].find(([, one]) => one.reference === reference);
        if (known) return stateOf(known[0]);
        const paymentId = `pi_${shop.payments.size + 1}`;
        const state = token === 'pm_challenge' ? 'challenge' : token === 'pm_declined' ? 'declined' : 'authorised';
        shop.payments.set(paymentId, { reference, amount, state, captured: 0, code: 'insufficient_funds' });
        return stateOf(paymentId);
      }),
    find: async ({ paymentId, reference }) => {
      const id = paymentId ?? [...shop.payments].find(([, one]) => one.reference === reference)?.[0];
      return id && shop.payments.has(id) ? stateOf(id) : { state: 'none' };
    },
    capture: ({ paymentId, amount }) =>
      obey('payment.capture', () => {
        const one = shop.payments.get(paymentId)!;
        one.captured = amount;
        one.state = 'captured';
        return { captured: amount };
      }),
    void: ({ paymentId }) =>
      obey('payment.void', () => {
        shop.payments.get(paymentId)!.state = 'voided';
      }),
    refund: async () => ({ refundId: 're_1' }),
    readWebhook: ({ body, headers }) => {
      if (headers.get('signature') !== 'good') throw new Fault('forbidden', 'signature', 'Bad signature.');
      return JSON.parse(new TextDecoder().decode(body)) as { eventId: string };
    },
  };

  const carrier = (id: string, name: string, price: number, webhooks: boolean): CarrierPort => ({
    id,
    name,
    quote: async (_, asking) => {
      if (id === 'courier' && options.silentCarrier)
        return new Promise((_, reject) =>
          asking?.signal?.addEventListener('abort', () => reject(asking.signal!.reason as Error)),
        );
      const now = clock.now();
      return [
        {
          service: `${id}-standard`,
          title: `${name} hjem`,
          kind: id === 'courier' ? 'express_courier' : 'home',
          price,
          currency: 'NOK',
          arrives: { from: now + 4 * 3_600_000, to: now + 6 * 3_600_000 + price },
          expires: now + 30 * 60_000,
        },
      ];
    },
    book: ({ reference }) =>
      obey('carrier.book', () => {
        const number = shop.carrierBookings.get(reference) ?? `TN${shop.carrierBookings.size + 1}`;
        shop.carrierBookings.set(reference, number);
        return {
          consignmentId: `CN-${number}`,
          parcels: [{ trackingNumber: number, sscc: '370000000000000018', labelUrl: 'https://labels.example/1' }],
          trackingUrl: `https://track.example/${number}`,
        };
      }),
    track: async (numbers) => shop.tracks.filter(({ trackingNumber }) => numbers.includes(trackingNumber)),
    ...(webhooks
      ? {
          readWebhook: ({ body, headers }) => {
            if (headers.get('signature') !== 'good') throw new Fault('forbidden', 'signature', 'Bad signature.');
            return JSON.parse(new TextDecoder().decode(body)) as CarrierReport[];
          },
        }
      : {}),
  });

  shop.settings = {
    name: 'Kniv & Fjøl',
    currency: 'NOK',
    country: 'NO',
    warehouse: {
      name: 'Lageret',
      street_address: 'Sjøgata 1',
      postal_code: '5003',
      address_locality: 'Bergen',
      address_country: 'NO',
    },
    publicUrl: PUBLIC_URL,
    orderUrl: `${ORIGIN}/order?id={order}&token={token}`,
    termsUrl: `${ORIGIN}/terms`,
    privacyUrl: `${ORIGIN}/privacy`,
    freeDeliveryFrom: 100_000,
    discountCodes: {
      HOST10: { title: 'Høstsalg', percent: 10 },
      KRONER50: { title: '50 kroner', amount: 5_000 },
      GAMMEL: { title: 'I fjor', percent: 50, until: Date.UTC(2025, 0, 1) },
    },
    storeKeys: { [KEY]: { origins: [ORIGIN] } },
    ...options.settings,
  };

  const gatewayOptions = (onStep: StepObserver | undefined): GatewayOptions => ({
    shop: shop.settings,
    orderBook: shop.book,
    clock,
    makeId,
    erp: options.fitErp?.(erp) ?? erp,
    payments: [payment],
    carriers: [carrier('bring', 'Bring', 9_900, false), carrier('courier', 'Bydel Bud', 14_900, true)],
    addresses: {
      suggest: async () => [
        {
          id: 'a',
          label: 'Bryggegata 12B',
          detail: '5003 Bergen',
          address: { street_address: 'Bryggegata 12B', postal_code: '5003', address_locality: 'Bergen' },
          position: { latitude: 60.39, longitude: 5.32 },
        },
      ],
    },
    warehouse: {
      label: ({ reference }) => obey('warehouse.label', () => void shop.labels.push(reference)),
      reports: async (reference) => shop.warehouseReports.filter((report) => report.reference === reference),
      readWebhook: ({ body, headers }) => {
        if (headers.get('signature') !== 'good') throw new Fault('forbidden', 'signature', 'Bad signature.');
        return JSON.parse(new TextDecoder().decode(body)) as WarehouseReport[];
      },
    },
    messages: {
      send: (message) =>
        obey('messages.send', () => {
          if (!shop.letters.some(({ key }) => key === message.key)) shop.letters.push(message);
        }),
    },
    ...(onStep ? { onStep } : {}),
    ...options.parts,
  });

  shop.approve = (paymentId, verdict = 'authorised') => {
    shop.payments.get(paymentId)!.state = verdict;
  };
  shop.restart = async (onStep) => {
    await shop.gateway?.stop();
    shop.gateway = createGateway(gatewayOptions(onStep));
    await shop.gateway.start();
  };
  shop.call = async (method, path, body, headers = {}) => {
    const response = await shop.gateway.fetch(
      new Request(`${PUBLIC_URL}${path}`, {
        method,
        headers: {
          'X-API-Key': KEY,
          Origin: ORIGIN,
          'UCP-Agent': 'profile="https://shop.example/.well-known/ucp"',
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...(method === 'GET' ? {} : { 'Idempotency-Key': makeId() }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: (/json/.test(response.headers.get('Content-Type') ?? '') ? JSON.parse(text) : {}) as Said,
    };
  };
  shop.run = (ms) => clock.run(ms);
  await shop.restart(options.onStep);
  return shop;
}

export const ADDRESS = {
  first_name: 'Kari',
  last_name: 'Nordmann',
  street_address: 'Bryggegata 12B',
  postal_code: '5003',
  address_locality: 'Bergen',
  address_country: 'NO',
};
export const BUYER = { first_name: 'Kari', last_name: 'Nordmann', email: 'kari@example.no', phone_number: '+4790000000' };

export const instrument = (token = 'pm_card') => ({
  payment: {
    instruments: [
      {
        id: 'card-1',
        handler_id: 'stripe',
        type: 'card',
        selected: true,
        credential: { type: 'stripe.payment_method', token },
        display: { brand: 'visa', last_digits: '4242' },
      },
    ],
  },
});

/** A checkout that is ready to be paid. */
export async function readyCheckout(shop: SmallShop, lines = [{ item: { id: 'KNIV-20' }, quantity: 1 }]): Promise<Said> {
  const { body } = await shop.call('POST', '/checkout-sessions', {
    line_items: lines,
    buyer: BUYER,
    fulfillment: { methods: [{ type: 'shipping', destinations: [ADDRESS] }] },
  });
  return body;
}
