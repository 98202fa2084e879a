import {
  UCP_VERSION,
  type Cart,
  type CartId,
  type CartRequest,
  type Message,
  type OffersResponse,
  type Product,
  type SearchRequest,
  type SearchResponse,
  type ShowcaseRequest,
  type ShowcaseResponse,
  type SuggestRequest,
  type SuggestResponse,
} from '@vitrine/contract';
import { makeGoods } from './goods.ts';

const ucp = { version: UCP_VERSION, status: 'success' as const };

/** From here on delivery is free, in øre. */
export const FREE_FROM = 150_000;

/**
 * The other side of the wire for tests of single elements: answers of the contract's types out of a short script, which
 * can be held back and made to fail. Whole journeys run against the real gateway.
 */
export class ScriptedGateway {
  readonly goods: Product[];
  /** Everything that was asked, oldest first. */
  readonly asked: { method: string; path: string; body: unknown }[] = [];
  /** First path segments that answer 503, such as `carts`. */
  readonly failing = new Set<string>();
  /** What the next cart answer says besides the cart. */
  messages: Message[] = [];
  cart: Cart | null = null;
  readonly #held = new Map<string, { wait: Promise<void>; release: () => void }>();

  constructor(goods: Product[] = makeGoods()) {
    this.goods = goods;
  }

  /** Answers below this path wait until {@link release}. */
  hold(area: string): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#held.set(area, { wait: promise, release: resolve });
  }

  release(area: string): void {
    this.#held.get(area)?.release();
    this.#held.delete(area);
  }

  fetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const path = new URL(request.url).pathname;
    const area = path.split('/')[1]!;
    const text = await request.text();
    const body: unknown = text ? JSON.parse(text) : null;
    this.asked.push({ method: request.method, path, body });
    await this.#held.get(area)?.wait;
    if (this.failing.has(area)) {
      return Response.json(
        { type: 'about:blank', title: 'Try later', status: 503, code: 'gateway.busy', kind: 'unavailable' },
        { status: 503, headers: { 'content-type': 'application/problem+json' } },
      );
    }
    const answer = this.#answer(request.method, path, body);
    return answer ? Response.json(answer) : Response.json({ title: 'Not found', status: 404 }, { status: 404 });
  };

  #answer(method: string, path: string, body: unknown): object | null {
    if (path === '/showcases') return this.#showcase(body as ShowcaseRequest);
    if (path === '/suggestions') return this.#suggest(body as SuggestRequest);
    if (path === '/catalog/search') return this.#search(body as SearchRequest);
    if (path === '/offers') return this.#offers();
    if (path === '/carts' && method === 'POST') return this.#write(body as CartRequest);
    if (path.startsWith('/carts/')) return method === 'PUT' ? this.#write(body as CartRequest) : this.cart;
    return null;
  }

  #showcase({ placement, limit = 8, category }: ShowcaseRequest): ShowcaseResponse {
    const goods = placement === 'nothing' ? [] : this.#of(category ? [category] : []);
    const items = goods.slice(0, limit).map((product, index) => ({
      product,
      reason:
        index % 3 === 1
          ? ({ code: 'bought_with', title: 'Kokkekniv', buyers: 38, of: 112 } as const)
          : ({ code: 'popular', buyers: 112 - index * 7 } as const),
    }));
    return { ucp, placement, source: 'popular', items };
  }

  #suggest({ query }: SuggestRequest): SuggestResponse {
    const products = this.#matching(query);
    const first = products[0]?.title.toLowerCase();
    return { ucp, completions: first ? [{ query: first, count: products.length }] : [], products: products.slice(0, 4) };
  }

  #search({ query = '', filters, pagination }: SearchRequest): SearchResponse {
    const all = this.#matching(query).filter((product) => this.#of(filters?.categories ?? []).includes(product));
    const from = Number(pagination?.cursor ?? 0);
    const to = from + (pagination?.limit ?? 24);
    return {
      ucp,
      products: all.slice(from, to),
      pagination: { has_next_page: to < all.length, cursor: String(to), total_count: all.length },
    };
  }

  #offers(): OffersResponse {
    const goods = this.cart?.totals.find(({ type }) => type === 'total')?.amount ?? 0;
    const held = this.cart?.line_items[0];
    const inCart = new Set(this.cart?.line_items.map(({ item }) => item.id));
    const product = this.goods.find(({ variants }) => !variants.some(({ id }) => inCart.has(id)));
    const missing = Math.max(0, FREE_FROM - goods);
    const offers =
      held && product
        ? [
            {
              id: product.id,
              product,
              bought_together: { title: held.item.title, buyers: 38, of: 112 },
              arithmetic: { price: 39_900, saves_delivery: 7_900, pays_more: 32_000 },
            },
          ]
        : [];
    return { ucp, offers, free_delivery: { threshold: FREE_FROM, missing } };
  }

  /** Prices the lines, takes 10 % off with the code `HOST10`, and refuses every other code. */
  #write({ line_items, discounts }: CartRequest): Cart {
    const lines = line_items.map(({ item: { id }, quantity }) => {
      const product = this.goods.find(({ variants }) => variants.some((variant) => variant.id === id))!;
      const variant = product.variants.find((one) => one.id === id)!;
      const image_url = variant.media?.[0]?.url;
      return {
        id: `line-${id}`,
        item: { id, title: variant.title, price: variant.price.amount, ...(image_url ? { image_url } : {}) },
        quantity,
        totals: [{ type: 'total' as const, amount: variant.price.amount * quantity }],
      };
    });
    const goods = lines.reduce((sum, { totals }) => sum + totals[0]!.amount, 0);
    const codes = discounts?.codes ?? [];
    const off = codes.includes('HOST10') ? Math.round(goods / 10) : 0;
    const refused = codes
      .filter((code) => code !== 'HOST10')
      .map((code): Message => ({ type: 'warning', code: 'discount_code_invalid', path: '$.discounts.codes[0]', content: code }));
    const total = goods - off;
    this.cart = {
      ucp,
      id: 'cart-1' as CartId,
      line_items: lines,
      currency: 'NOK',
      totals: [
        { type: 'subtotal', amount: goods },
        ...(off ? [{ type: 'discount' as const, amount: -off }] : []),
        {
          type: 'total',
          amount: total,
          lines: [
            { display_text: 'Uten mva.', amount: total - total / 5 },
            { display_text: 'Mva. 25 %', amount: total / 5 },
          ],
        },
      ],
      discounts: { codes, applied: off ? [{ code: 'HOST10', title: 'Høst', amount: off }] : [] },
      messages: [...this.messages.splice(0), ...refused],
    };
    return this.cart;
  }

  #of = (categories: readonly string[]): Product[] =>
    categories.length === 0 ? this.goods : this.goods.filter((product) => categories.includes(product.categories![0]!.value));

  #matching(query: string): Product[] {
    const wanted = query.trim().toLowerCase();
    return this.goods.filter((product) => product.title.toLowerCase().includes(wanted));
  }
}
