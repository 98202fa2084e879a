import type { Lever } from '../../kernel/service.ts';
import { companyOf, type ProductRow } from './books.ts';
import { osloDay } from './days.ts';
import type { Erp } from './erp.ts';
import { storeProduct } from './goods.ts';
import { divided, spelled } from './money.ts';
import { availableOf, moveStock } from './stock.ts';

type Wish = Readonly<Record<string, unknown>>;

const SKU = 'The article. Absent: the one that was last asked for or taken aside.';

/** What people in the office, and customers at the counter, do to a shop that sells on the net. */
export function erpLevers(erp: Erp): Lever[] {
  const { env, books } = erp;

  const articleOf = (wish: Wish, holds: (row: ProductRow) => boolean = () => true): ProductRow => {
    const sku = wish['sku'];
    if (sku !== undefined) {
      const [row] = typeof sku === 'string' ? books.products.by('number', sku) : [];
      if (!row) throw new RangeError(`There is no article ${JSON.stringify(sku)}.`);
      return row;
    }
    const { lastAskedId } = companyOf(books);
    const asked = lastAskedId === undefined ? undefined : books.products.get(lastAskedId);
    if (asked && holds(asked)) return asked;
    const some = books.products.table.filter(holds);
    if (some.length === 0) throw new RangeError('No article is left to which that could happen.');
    return env.random('levers').pick(some);
  };
  const wholeOf = (wish: Wish, name: string, otherwise: number, least: number, most: number): number => {
    const value = wish[name] ?? otherwise;
    if (!Number.isSafeInteger(value) || (value as number) < least || (value as number) > most)
      throw new RangeError(`${name} must be a whole number from ${least} to ${most}.`);
    return value as number;
  };
  const sold = ({ id }: ProductRow): boolean => availableOf(erp, id) > 0;

  return [
    {
      name: 'set-price',
      sentence: 'Somebody in the office changes the price of an article.',
      fields: {
        sku: SKU,
        percent: 'How much dearer, or cheaper below zero. 10 when absent.',
        ore: 'The new price in øre with VAT, instead.',
      },
      pull: (wish) => {
        const row = articleOf(wish);
        const percent = wholeOf(wish, 'percent', 10, -99, 1_000);
        const priceOre =
          wish['ore'] === undefined ? divided(row.priceOre * (100 + percent), 100) : wholeOf(wish, 'ore', 0, 0, 1e9);
        storeProduct(erp, row, { ...row, priceOre });
        env.tell(`${row.name} costs ${spelled(priceOre)} kr from now on, and no longer ${spelled(row.priceOre)} kr`);
      },
    },
    {
      name: 'set-stock',
      sentence: 'A shelf is counted, and there is less than the books say.',
      fields: { sku: SKU, onHand: 'Pieces on the shelf. Absent: only what is promised already.' },
      pull: (wish) => {
        const row = articleOf(wish);
        const { onHand, outgoing } = books.stock.get(row.id)!;
        const counted = wholeOf(wish, 'onHand', outgoing, 0, 1_000_000);
        if (counted < outgoing)
          throw new RangeError(`${outgoing} of ${row.name} are promised: the shelf cannot hold fewer, as nobody would be told.`);
        moveStock(erp, row.id, counted - onHand, 'Counted by hand');
        env.tell(`Somebody counted: ${counted} of ${row.name} on the shelf, where the books said ${onHand}`);
      },
    },
    {
      name: 'sell-elsewhere',
      sentence: 'Somebody in the physical shop buys what is left of an article.',
      fields: { sku: SKU, quantity: 'Pieces. Absent: all that nobody else has been promised.' },
      pull: (wish) => {
        const row = articleOf(wish, sold);
        const available = availableOf(erp, row.id);
        if (available < 1) throw new RangeError(`${row.name} is sold out.`);
        const quantity = wholeOf(wish, 'quantity', available, 1, available);
        moveStock(erp, row.id, 0 - quantity, 'Sold in the shop');
        env.tell(`At the counter in the shop somebody buys ${quantity} × ${row.name}`);
      },
    },
    {
      name: 'hide-article',
      sentence: 'The office takes an article out of the assortment, or back into it.',
      fields: { sku: SKU, hidden: 'false brings it back.' },
      pull: (wish) => {
        const row = articleOf(wish);
        const isInactive = wish['hidden'] !== false;
        storeProduct(erp, row, { ...row, isInactive });
        env.tell(isInactive ? `${row.name} is taken out of the assortment` : `${row.name} is back in the assortment`);
      },
    },
    {
      name: 'close-books',
      sentence: 'The accountant closes the period: nothing of today is posted until it is opened again.',
      fields: { minutes: 'For how long. 30 when absent.' },
      pull: (wish) => {
        const minutes = wholeOf(wish, 'minutes', 30, 1, 100_000);
        const through = osloDay(env.now());
        books.company.put({ ...companyOf(books), closed: { through, until: env.now() + minutes * 60_000 } });
        env.tell(`The accountant closes the books up to ${through}, for ${minutes} minutes`);
      },
    },
    {
      name: 'end-sessions',
      sentence: 'All sessions end at once, as after a change of the token.',
      pull: () => {
        for (const { token } of [...books.sessions.rows()]) books.sessions.delete(token);
        env.tell('All sessions of the ERP end');
      },
    },
    {
      name: 'limit-requests',
      sentence: 'The ERP allows fewer requests in a minute, and answers 429 beyond that.',
      fields: { perMinute: 'Requests per minute and session. 60 when absent.' },
      pull: (wish) => {
        const requestsPerMinute = wholeOf(wish, 'perMinute', 60, 1, 1_000_000);
        books.company.put({ ...companyOf(books), requestsPerMinute });
        env.tell(`The ERP allows ${requestsPerMinute} requests in a minute`);
      },
    },
  ];
}
