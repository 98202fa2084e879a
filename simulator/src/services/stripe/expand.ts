import type { Books } from './books.ts';
import { invalid } from './refusal.ts';

/** Ids that `expand[]` turns into the objects they name. */
const EXPANDABLE: Record<string, (books: Books, id: string) => unknown> = {
  latest_charge: (books, id) => books.charges.get(id),
  charge: (books, id) => books.charges.get(id),
  payment_intent: (books, id) => books.intents.get(id),
  payment_method: (books, id) => books.methods.get(id),
  customer: (books, id) => books.customers.get(id),
};

/** Follows paths such as `latest_charge` or, in lists, `data.payment_method`. Rows themselves stay as they are. */
export function expand(books: Books, answer: unknown, paths: readonly string[]): unknown {
  return paths.reduce((object, path) => follow(books, object, path.split('.'), path), answer);
}

function follow(books: Books, object: unknown, [step, ...rest]: string[], path: string): unknown {
  if (step === undefined || object === null) return object;
  if (Array.isArray(object)) return object.map((member) => follow(books, member, [step, ...rest], path));
  if (typeof object !== 'object') throw invalid(`This property cannot be expanded (${path}).`, { param: 'expand' });
  const group = object as Record<string, unknown>;
  const value = group[step];
  if (step === 'data' && Array.isArray(value))
    return { ...group, data: value.map((member) => follow(books, member, rest, path)) };
  const lookUp = EXPANDABLE[step];
  if (!lookUp || !(step in group)) throw invalid(`This property cannot be expanded (${path}).`, { param: 'expand' });
  const found = typeof value === 'string' ? lookUp(books, value) : value;
  return { ...group, [step]: rest.length > 0 ? follow(books, found, rest, path) : found };
}
