/** Shops that are wrong about their goods: what there is, what it costs, who gets it. */
import type { Sku } from '@vitrine/contract';
import type { CheckoutRow, ErpPort, GatewayOptions } from '@vitrine/gateway';
import { over, type Mutant } from './mutant.ts';
import { haggling, refusal, silence } from './weather.ts';

const atTheErp = (parts: GatewayOptions, bug: (erp: ErpPort) => Partial<ErpPort>): GatewayOptions =>
  over(parts, { erp: over(parts.erp, bug(parts.erp)) });

const pathOf = (input: string | URL | Request): URL => new URL(input instanceof Request ? input.url : input);

export const GOODS: readonly Mutant[] = [
  {
    name: 'keeps-allocations',
    sentence: 'When the bank says no, what was taken aside stays aside.',
    scenario: refusal,
    graft: () => ({
      fit: (parts) => atTheErp(parts, () => ({ release: () => Promise.resolve(), releaseSpares: () => Promise.resolve(0) })),
    }),
  },
  {
    name: 'oversells',
    sentence: 'Whether the goods are there is answered from a cache, at the till as well.',
    scenario: 'last-knife-sold-twice',
    graft: () => {
      const cache = new Map<string, string>();
      return {
        wire: (send) => async (input, init) => {
          const { pathname, search } = pathOf(input);
          if (pathname !== '/v2/product' || !search.includes('productNumber')) return send(input, init);
          const known = cache.get(search);
          if (known !== undefined) return new Response(known, { headers: { 'content-type': 'application/json' } });
          const answer = await send(input, init);
          if (answer.ok) cache.set(search, await answer.clone().text());
          return answer;
        },
      };
    },
  },
  {
    name: 'old-price',
    sentence: 'What an article costs is remembered from the first time it was asked, and never asked again.',
    scenario: 'price-changed-in-cart',
    graft: () => {
      const known = new Map<Sku, number>();
      const remembered = (sku: Sku, price: number): number => known.get(sku) ?? (known.set(sku, price), price);
      return {
        fit: (parts) =>
          atTheErp(parts, (erp) => ({
            stock: async (skus, asking) =>
              (await erp.stock(skus, asking)).map((row) => ({ ...row, price: remembered(row.sku, row.price) })),
          })),
      };
    },
  },
  {
    name: 'loses-a-line',
    sentence: 'Of several articles in the cart, the last is not passed on to the ERP.',
    scenario: 'calm',
    graft: () => ({
      fit: (parts) =>
        atTheErp(parts, (erp) => ({
          allocate: (order) => erp.allocate({ ...order, lines: order.lines.slice(0, Math.max(1, order.lines.length - 1)) }),
        })),
    }),
  },
  {
    name: 'forgets-the-discount',
    sentence: 'The ERP is not told of the discount that the shopper was promised.',
    scenario: haggling,
    graft: () => ({ fit: (parts) => atTheErp(parts, (erp) => ({ book: (order) => erp.book({ ...order, discount: 0 }) })) }),
  },
  {
    name: 'erp-is-not-asked',
    sentence: 'When the ERP’s answer is lost, the shop does not look what stands there under its reference, and posts again.',
    scenario: silence,
    graft: () => ({
      wire: (send) => (input, init) => {
        const { pathname, searchParams } = pathOf(input);
        const isQuestion = (init?.method ?? 'GET') === 'GET' && pathname === '/v2/order' && searchParams.has('deliveryComment');
        if (!isQuestion) return send(input, init);
        return Promise.resolve(Response.json({ fullResultSize: 0, from: 0, count: 0, versionDigest: '', values: [] }));
      },
    }),
  },
  {
    name: 'another-order',
    sentence: 'Whoever has paid is shown the order of the shopper before, with its token.',
    scenario: 'calm',
    graft: () => {
      let before: CheckoutRow['order'];
      return {
        fit: (parts) => {
          const { orderBook: book } = parts;
          const write: typeof book.write = async (changes) => {
            const last = before;
            const mixed = changes.map((change) => {
              if (change.kind !== 'checkout' || !change.row?.order?.label) return change;
              before ??= change.row.order;
              return last ? { ...change, row: { ...change.row, order: last } } : change;
            });
            return book.write(mixed);
          };
          return over(parts, { orderBook: over(book, { write }) });
        },
      };
    },
  },
];
