/** Shops that are careless once it is paid: parcels, invoices, letters. */
import { CHAPTERS, Fault, type Chapter } from '@vitrine/contract';
import type { Change, OrderRow } from '@vitrine/gateway';
import { over, type Mutant } from './mutant.ts';
import { closedPost, refusal, silence } from './weather.ts';

const OPENED: Partial<Record<OrderRow['tracking']['events'][number]['code'], Chapter>> = {
  picked: 'picked',
  packed: 'packed',
  labelled: 'labelled',
  handed_over: 'handed_over',
  hub: 'in_transit',
  out_for_delivery: 'out_for_delivery',
  delivered: 'delivered',
};

export const PARCELS: readonly Mutant[] = [
  {
    name: 'books-the-carrier-again',
    sentence: 'When a carrier’s answer is lost, the shop does not look for the label it has bought, and buys another.',
    scenario: silence,
    graft: () => {
      let tries = 0;
      return {
        wire: (send) => (input, init) => {
          const { pathname } = new URL(input instanceof Request ? input.url : input);
          if (/^\/v2\/shipments\/[^/]+%23\d+$/.test(pathname))
            return Promise.resolve(
              Response.json({ error: { code: 'NOT_FOUND', message: 'None.', errors: [] } }, { status: 404 }),
            );
          if (pathname !== '/v1/deliveries' || init?.method !== 'POST') return send(input, init);
          const headers = new Headers(init.headers);
          headers.set('idempotency-key', `${headers.get('idempotency-key')}-${++tries}`);
          return send(input, { ...init, headers });
        },
      };
    },
  },
  {
    name: 'on-its-way-when-packed',
    sentence: 'The shopper is told that the parcel is on its way when it is packed, and not when it has left.',
    scenario: 'calm',
    graft: () => ({
      fit: (parts) => {
        const { orderBook: book, clock } = parts;
        const write: typeof book.write = (changes) => {
          const early = changes.flatMap(({ kind, id, version, row }): Change[] => {
            if (kind !== 'flow' || version !== 0 || row?.flow !== 'despatch') return [];
            const orderId = row.subject;
            const job = { job: 'notify', orderId, letter: 'handed_over', attempts: 0 } as const;
            return [{ kind: 'job', id: `notify/${id}/early`, version: 0, row: job, due: clock.now() }];
          });
          return book.write([...changes, ...early]);
        };
        return over(parts, { orderBook: over(book, { write }) });
      },
    }),
  },
  {
    name: 'letters-without-key',
    sentence: 'A letter that may have been sent is sent again, under another key.',
    scenario: silence,
    graft: () => {
      let tries = 0;
      return {
        fit: (parts) => {
          const { messages } = parts;
          const send: typeof messages.send = (letter) => messages.send({ ...letter, key: `${letter.key}/${++tries}` });
          return over(parts, { messages: over(messages, { send }) });
        },
      };
    },
  },
  {
    name: 'older-report-wins',
    sentence: 'What is heard last is believed, even when it happened before what is known.',
    scenario: 'webhooks-twice-and-late',
    graft: () => ({
      fit: (parts) => {
        const { orderBook: book } = parts;
        const write: typeof book.write = async (changes) => {
          const believed: Change[] = [];
          for (const change of changes) {
            if (change.kind !== 'order' || !change.row || change.version === 0) {
              believed.push(change);
              continue;
            }
            const { row, id } = change;
            const known = new Set((await book.read('order', id))?.row.tracking.events.map((event) => event.id));
            const chapter = row.tracking.events.map((event) => (known.has(event.id) ? undefined : OPENED[event.code]));
            const last = chapter.findLast((one) => one !== undefined && CHAPTERS.includes(one));
            believed.push(last ? { ...change, row: { ...row, tracking: { ...row.tracking, chapter: last } } } : change);
          }
          return book.write(believed);
        };
        return over(parts, { orderBook: over(book, { write }) });
      },
    }),
  },
  {
    name: 'captures-twice',
    sentence: 'The money of one order is taken in two goes, half and half.',
    scenario: 'calm',
    graft: () => ({
      fit: (parts) =>
        over(parts, {
          payments: parts.payments.map((payment) => {
            const capture: typeof payment.capture = async (order) => {
              const amount = Math.floor(order.amount / 2);
              const first = await payment.capture({ ...order, amount });
              const rest = order.amount - first.captured;
              return rest > 0 ? payment.capture({ ...order, key: `${order.key}/rest`, amount: rest }) : first;
            };
            return over(payment, { capture });
          }),
        }),
    }),
  },
  {
    name: 'declined-is-yes',
    sentence: 'Whatever the bank answers is taken for a yes.',
    scenario: refusal,
    graft: () => ({
      fit: (parts) =>
        over(parts, {
          payments: parts.payments.map((payment) => {
            const authorise: typeof payment.authorise = async (request) => {
              const state = await payment.authorise(request);
              if (state.state !== 'declined') return state;
              return { state: 'authorised', paymentId: state.paymentId, amount: request.amount };
            };
            return over(payment, { authorise });
          }),
        }),
    }),
  },
  {
    name: 'invoice-unpaid',
    sentence: 'The invoice is posted without the payment that was taken for it.',
    scenario: 'calm',
    graft: () => ({
      fit: (parts) => {
        const { erp } = parts;
        return over(parts, { erp: over(erp, { invoice: (order) => erp.invoice({ ...order, paid: 0 }) }) });
      },
    }),
  },
  {
    name: 'mixes-up-parcels',
    sentence: 'A parcel’s number is noted on the order before: one shopper is told of another’s parcel.',
    scenario: 'calm',
    graft: () => {
      let before: string | undefined;
      return {
        fit: (parts) => {
          const { orderBook: book } = parts;
          const write: typeof book.write = (changes) => {
            const last = before;
            return book.write(
              changes.map((change) => {
                if (change.kind !== 'alias' || !change.id.startsWith('parcel/') || !change.row) return change;
                before = change.row.to;
                return last === undefined ? change : { ...change, row: { to: last } };
              }),
            );
          };
          return over(parts, { orderBook: over(book, { write }) });
        },
      };
    },
  },
  {
    name: 'refused-is-posted',
    sentence: 'Whatever the ERP says to an invoice, it counts as posted.',
    scenario: silence,
    graft: () => ({
      fit: (parts) => {
        const { erp } = parts;
        const invoice: typeof erp.invoice = async (order) => {
          try {
            return await erp.invoice(order);
          } catch (thrown) {
            if (!(thrown instanceof Fault)) throw thrown;
            return { invoiceId: '0', invoiceNumber: '0', amount: order.paid, currency: 'NOK' };
          }
        };
        return over(parts, { erp: over(erp, { invoice }) });
      },
    }),
  },
  {
    name: 'letters-from-memory',
    sentence: 'Letters are sent after the write, from memory, and not planned in the order book.',
    scenario: closedPost,
    graft: () => ({
      fit: (parts) => {
        const { orderBook: book, messages } = parts;
        const isLetter = ({ kind, row }: Change) => kind === 'job' && row?.job === 'notify';
        const send = async (orderId: string, letter: string): Promise<void> => {
          const order = (await book.read('order', orderId))?.row;
          const to = order?.buyer.email;
          const words = { subject: letter, text: `${letter}: ${order?.label}` };
          if (to) await messages.send({ key: `${orderId}/${letter}/email`, channel: 'email', to, ...words });
        };
        const write: typeof book.write = async (changes) => {
          if (!(await book.write(changes.filter((change) => !isLetter(change))))) return false;
          for (const { kind, version, row } of changes)
            if (kind === 'job' && version === 0 && row?.job === 'notify') void send(row.orderId, row.letter).catch(() => {});
          return true;
        };
        return over(parts, { orderBook: over(book, { write }) });
      },
    }),
  },
];
