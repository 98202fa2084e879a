/** Deliberate bugs, each put in from outside: what the gateway is given is exchanged, its code is as it is. */
import { Fault, toFault, type Sku } from '@vitrine/contract';
import type { GatewayOptions, OrderBook } from '@vitrine/gateway';

type Ports = GatewayOptions;
type Payment = Ports['payments'][number];
type Carrier = Ports['carriers'][number];
type Changes = Parameters<OrderBook['write']>[0];

export interface Mutant {
  name: string;
  /** What somebody forgot, or got wrong. */
  sentence: string;
  fit: (parts: Ports) => Ports;
  /** `storm` when absent. */
  scenario?: string;
}

const withBook = (parts: Ports, change: (book: OrderBook) => Partial<OrderBook>): Ports => ({
  ...parts,
  orderBook: { ...parts.orderBook, ...change(parts.orderBook) },
});
const withPayments = (parts: Ports, change: (payment: Payment) => Partial<Payment>): Ports => ({
  ...parts,
  payments: parts.payments.map((payment) => ({ ...payment, ...change(payment) })),
});
const withCarriers = (parts: Ports, change: (carrier: Carrier) => Partial<Carrier>): Ports => ({
  ...parts,
  carriers: parts.carriers.map((carrier) => ({ ...carrier, ...change(carrier) })),
});

const noIdempotencyRecord: Mutant = {
  name: 'no-idempotency-record',
  sentence: 'What was answered to a wish is not kept: the same wish, sent again, is done again.',
  fit: (parts) =>
    withBook(parts, (book) => ({
      read: async (kind, id) => (kind === 'reply' ? undefined : book.read(kind, id)),
      write: async (changes) => {
        const others = changes.filter(({ kind }) => kind !== 'reply');
        return others.length === 0 || book.write(others);
      },
    })),
};

const noDeduplication: Mutant = {
  name: 'no-webhook-deduplication',
  sentence: 'Every delivery of a webhook counts as an event of its own.',
  fit: (parts) => {
    let told = 0;
    return withCarriers(parts, (carrier) =>
      carrier.readWebhook
        ? {
            readWebhook: (delivery) =>
              carrier.readWebhook!(delivery).map((report) => ({ ...report, eventId: `${report.eventId}-${++told}` })),
          }
        : {},
    );
  },
  scenario: 'webhooks-twice-and-reversed',
};

const fromMemory: Mutant = {
  name: 'publish-from-memory',
  sentence: 'Letters are sent after the write, from memory, and not planned in the book.',
  fit: (parts) =>
    withBook(parts, (book) => ({
      write: async (changes) => {
        const letters = changes.filter((change) => isNewLetter(change));
        const kept = changes.filter((change) => !letters.includes(change));
        if (!(await book.write(kept))) return false;
        for (const { row } of letters)
          if (row && 'job' in row && row.job === 'notify') void sendNow(parts, row.orderId, row.letter);
        return true;
      },
    })),
};

const isNewLetter = ({ kind, version, row }: Changes[number]): boolean =>
  kind === 'job' && version === 0 && row !== null && 'job' in row && row.job === 'notify';

async function sendNow({ orderBook, messages }: Ports, orderId: string, letter: string): Promise<void> {
  const order = (await orderBook.read('order', orderId))?.row;
  const to = order?.buyer.email;
  if (!order || !to) return;
  const key = `${orderId}/${letter}/email`;
  await messages.send({ key, channel: 'email', to, subject: letter, text: `${letter}: ${order.label}` }).catch(() => {});
}

const captureAtOnce: Mutant = {
  name: 'capture-before-hand-over',
  sentence: 'The money is taken when the bank says yes, and not when the parcel leaves.',
  fit: (parts) =>
    withPayments(parts, (payment) => ({
      authorise: async (request) => {
        const state = await payment.authorise(request);
        if (state.state === 'authorised')
          await payment.capture({ key: `${request.key}/now`, paymentId: state.paymentId, amount: state.amount }).catch(() => {});
        return state;
      },
    })),
};

const newKeyEachTry: Mutant = {
  name: 'new-key-each-try',
  sentence: 'A payment that got no answer is made again at once, under a new key.',
  fit: (parts) =>
    withPayments(parts, (payment) => ({
      authorise: async (request) => {
        try {
          return await payment.authorise(request);
        } catch (thrown) {
          if (toFault(thrown).kind !== 'uncertain') throw thrown;
          return payment.authorise({ ...request, key: `${request.key}/${parts.makeId()}` });
        }
      },
    })),
};

const silenceIsNo: Mutant = {
  name: 'silence-is-no',
  sentence: 'A capture without an answer counts as nothing taken.',
  fit: (parts) =>
    withPayments(parts, (payment) => ({
      capture: async (capture) => {
        try {
          return await payment.capture(capture);
        } catch (thrown) {
          if (toFault(thrown).kind === 'uncertain') return { captured: 0 };
          throw thrown;
        }
      },
    })),
};

const keepsAllocations: Mutant = {
  name: 'no-release-on-decline',
  sentence: 'Goods that were set aside for an attempt that failed are not given back.',
  fit: ({ erp, ...parts }) => {
    const { releaseSpares: _, ...others } = erp;
    return { ...parts, erp: { ...others, release: () => Promise.resolve() } };
  },
};

const booksTwice: Mutant = {
  name: 'carrier-booked-twice',
  sentence: 'Each parcel is booked with its carrier twice.',
  fit: (parts) =>
    withCarriers(parts, (carrier) => ({
      book: async (order) => {
        await carrier.book(order);
        return carrier.book(order);
      },
    })),
};

const forgetsTheVoid: Mutant = {
  name: 'forgets-the-void',
  sentence: 'A hold is left with the bank when its attempt is given up.',
  fit: (parts) => withPayments(parts, () => ({ void: () => Promise.resolve() })),
};

const tellsTooSoon: Mutant = {
  name: 'letter-before-the-fact',
  sentence: '“On its way” is sent when the label is printed.',
  fit: (parts) =>
    withBook(parts, (book) => ({
      write: (changes) => {
        const planned = changes.flatMap((change): Changes[number][] =>
          change.kind === 'job' && change.version === 0 && change.row?.job === 'poll-carrier'
            ? [
                {
                  kind: 'job',
                  id: `soon/${change.row.orderId}`,
                  version: 0,
                  row: { job: 'notify', orderId: change.row.orderId, letter: 'handed_over', attempts: 0 },
                  due: parts.clock.now(),
                },
              ]
            : [],
        );
        return book.write([...changes, ...planned]);
      },
    })),
};

const pricesOfTheCart: Mutant = {
  name: 'price-from-the-cart',
  sentence: 'What an article cost when it was first asked for is what it costs for ever.',
  fit: ({ erp, ...parts }) => {
    const first = new Map<Sku, number>();
    const remembered = (sku: Sku, price: number): number => {
      if (!first.has(sku)) first.set(sku, price);
      return first.get(sku)!;
    };
    return {
      ...parts,
      erp: {
        ...erp,
        stock: async (skus, asking) =>
          (await erp.stock(skus, asking)).map((row) => ({ ...row, price: remembered(row.sku, row.price) })),
      },
    };
  },
  scenario: 'price-changed-in-cart',
};

const forgetsTheDiscount: Mutant = {
  name: 'forgets-the-discount',
  sentence: 'A discount that the shopper was shown is not written down in the ERP.',
  fit: ({ erp, ...parts }) => ({ ...parts, erp: { ...erp, book: (order) => erp.book({ ...order, discount: 0 }) } }),
};

const olderOverNewer: Mutant = {
  name: 'older-over-newer',
  sentence: 'Whatever is told last of a parcel counts, however old it is.',
  fit: (parts) =>
    withBook(parts, (book) => ({
      write: async (changes) => {
        const written = await Promise.all(
          changes.map(async (change) => {
            if (change.kind !== 'order' || !change.row || change.version === 0) return change;
            const before = (await book.read('order', change.id))?.row;
            const known = new Set(before?.tracking.events.map(({ id }) => id));
            const told = change.row.tracking.events.find(({ id }) => !known.has(id));
            if (!told) return change;
            return { ...change, row: { ...change.row, tracking: { ...change.row.tracking, chapter: told.chapter } } };
          }),
        );
        return book.write(written);
      },
    })),
  scenario: 'webhooks-twice-and-reversed',
};

const mixesUpShoppers: Mutant = {
  name: 'mixes-up-shoppers',
  sentence: 'A cache without a key: now and then somebody is shown what another one has typed.',
  fit: (parts) => {
    let last: { email?: string } | undefined;
    let reads = 0;
    return withBook(parts, (book) => ({
      read: async (kind, id) => {
        const page = await book.read(kind, id);
        if (kind !== 'checkout' || !page) return page;
        const row = page.row as { buyer?: { email?: string } };
        if (++reads % 40 === 0 && row.buyer && last) return { ...page, row: { ...page.row, buyer: last } };
        last = row.buyer ?? last;
        return page;
      },
    }));
  },
};

const forgetsWhatWasBegun: Mutant = {
  name: 'forgets-what-was-begun',
  sentence: 'Work that did not come through the first time is never taken up again.',
  fit: (parts) =>
    withBook(parts, (book) => ({
      due: async (kind, until, limit) => (kind === 'flow' ? [] : book.due(kind, until, limit)),
      dueTimes: async (kind, limit, from) => (kind === 'flow' ? [] : book.dueTimes(kind, limit, from)),
    })),
};

const losesWrites: Mutant = {
  name: 'overwrites-what-others-wrote',
  sentence: 'Of two who change a row at once the later one wins, and the other one’s change is lost.',
  fit: (parts) =>
    withBook(parts, (book) => ({
      write: async (changes) => {
        const fresh = await Promise.all(
          changes.map(async (change) => {
            const version = (await book.read(change.kind, change.id))?.version ?? 0;
            return { ...change, version };
          }),
        );
        return book.write(fresh);
      },
    })),
  scenario: 'gateway-dies-after-authorise',
};

const refusedIsDone: Mutant = {
  name: 'an-invoice-that-was-refused-is-posted',
  sentence: 'Whatever the ERP says to an invoice, it counts as posted.',
  fit: ({ erp, ...parts }) => ({
    ...parts,
    erp: {
      ...erp,
      invoice: async (order) => {
        try {
          return await erp.invoice(order);
        } catch (thrown) {
          if (!(thrown instanceof Fault)) throw thrown;
          return { invoiceId: '0', invoiceNumber: '0', amount: order.paid, currency: 'NOK' };
        }
      },
    },
  }),
};

export const MUTANTS: readonly Mutant[] = [
  noIdempotencyRecord,
  noDeduplication,
  fromMemory,
  captureAtOnce,
  newKeyEachTry,
  silenceIsNo,
  keepsAllocations,
  booksTwice,
  forgetsTheVoid,
  tellsTooSoon,
  pricesOfTheCart,
  forgetsTheDiscount,
  olderOverNewer,
  mixesUpShoppers,
  forgetsWhatWasBegun,
  refusedIsDone,
  losesWrites,
];
