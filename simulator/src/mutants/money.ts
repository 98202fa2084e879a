/** Shops that are careless with other people's money. */
import { toFault } from '@vitrine/contract';
import type { GatewayOptions, PaymentPort } from '@vitrine/gateway';
import { over, type Mutant } from './mutant.ts';
import { closedBooks, deafBank } from './weather.ts';

const atTheBank = (parts: GatewayOptions, bug: (payment: PaymentPort) => Partial<PaymentPort>): GatewayOptions =>
  over(parts, { payments: parts.payments.map((payment) => over(payment, bug(payment))) });

export const MONEY: readonly Mutant[] = [
  {
    name: 'captures-when-booked',
    sentence: 'The money is taken as soon as the ERP has the order, instead of when the parcel leaves.',
    graft: () => {
      const holds = new Map<string, () => Promise<unknown>>();
      return {
        fit: (parts) => {
          const fitted = atTheBank(parts, (payment) => {
            const noted = (reference: string, state: Awaited<ReturnType<PaymentPort['find']>>) => {
              if (state.state === 'authorised') {
                const { paymentId, amount } = state;
                holds.set(reference, () => payment.capture({ key: `early-${reference}`, paymentId, amount }));
              }
              return state;
            };
            return {
              authorise: async (request) => noted(request.reference, await payment.authorise(request)),
              find: async (asked, asking) => noted(asked.reference, await payment.find(asked, asking)),
            };
          });
          const book: typeof parts.erp.book = async (order) => {
            const booking = await parts.erp.book(order);
            await holds.get(order.reference)?.();
            return booking;
          };
          return over(fitted, { erp: over(parts.erp, { book }) });
        },
      };
    },
  },
  {
    name: 'new-key-for-every-try',
    sentence: 'When the bank’s answer is lost, the shop does not ask what became of it, and tries again with a new key.',
    scenario: deafBank,
    graft: () => {
      let tries = 0;
      return {
        fit: (parts) =>
          atTheBank(parts, (payment) => ({
            find: (asked, asking) => (asked.paymentId ? payment.find(asked, asking) : Promise.resolve({ state: 'none' })),
            authorise: (request) => payment.authorise({ ...request, key: `${request.key}-${++tries}` }),
          })),
      };
    },
  },
  {
    name: 'uncertain-is-no',
    sentence: 'When the bank’s answer is lost, the shop tells the shopper no, gives the goods back and thinks no more of it.',
    scenario: deafBank,
    graft: () => {
      const refused = new Set<string>();
      const no = { state: 'declined', paymentId: '', code: 'processing_error' } as const;
      return {
        fit: (parts) =>
          atTheBank(parts, (payment) => ({
            find: async (asked, asking) => (refused.has(asked.reference) ? no : payment.find(asked, asking)),
            authorise: async (request) => {
              try {
                return await payment.authorise(request);
              } catch (thrown) {
                if (toFault(thrown).kind !== 'uncertain') throw thrown;
                refused.add(request.reference);
                return no;
              }
            },
          })),
      };
    },
  },
  {
    name: 'never-voids',
    sentence: 'What was held for an order that came to nothing is never let go.',
    scenario: closedBooks,
    graft: () => ({ fit: (parts) => atTheBank(parts, () => ({ void: () => Promise.resolve() })) }),
  },
  {
    name: 'silence-is-nothing-taken',
    sentence: 'A capture without an answer counts as nothing taken.',
    scenario: deafBank,
    graft: () => ({
      fit: (parts) =>
        atTheBank(parts, (payment) => ({
          capture: async (capture) => {
            try {
              return await payment.capture(capture);
            } catch (thrown) {
              if (toFault(thrown).kind === 'uncertain') return { captured: 0 };
              throw thrown;
            }
          },
        })),
    }),
  },
];
