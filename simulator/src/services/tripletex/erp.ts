import type { ServiceEnv } from '../../kernel/service.ts';
import type { Books } from './books.ts';
import type { Numbers } from './numbers.ts';
import type { Shapes } from './shapes.ts';

/** What every desk of the ERP works with. */
export interface Erp {
  env: ServiceEnv;
  books: Books;
  numbers: Numbers;
  shapes: Shapes;
  /** Something happened to a thing: whoever subscribes to `product.update` and the like will hear of it. */
  happened: (event: string, id: number) => void;
  /** Fewer pieces of this can be sold than before: the stock clerk has a look. */
  ranLower: (productId: number) => void;
}
