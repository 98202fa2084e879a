import { metadataGroup, type Books } from './books.ts';
import { readLimit } from './listing.ts';
import type { PaymentIntent } from './objects.ts';
import type { Params } from './params.ts';
import { invalid } from './refusal.ts';

interface Clause {
  negated: boolean;
  field: string;
  key?: string;
  operator: string;
  value: string;
}

/** One clause of Stripe's query language: `metadata['reference']:'V-1'`, `amount>1000`, `-status:"canceled"`. */
const CLAUSE =
  /^(-?)(\w+)(?:\[(?:'([^']*)'|"([^"]*)")\])?\s*(:|~|>=|<=|>|<)\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(null|-?\d+))/;
const FIELDS = ['amount', 'created', 'currency', 'customer', 'metadata', 'status'];

/** Intents that a query describes, newest first. As in Stripe, `AND` and `OR` do not mix, and new intents come late. */
export function searchIntents(books: Books, params: Params) {
  const { clauses, any } = parse(params.requiredText('query'));
  const limit = readLimit(params);
  const from = Number(params.text('page') ?? '0');
  const indexedUntil = books.env.now() - (books.options.searchLagMs ?? 0);
  const holds = (intent: PaymentIntent) =>
    intent.created * 1_000 <= indexedUntil &&
    (any ? clauses.some((clause) => meets(intent, clause)) : clauses.every((clause) => meets(intent, clause)));
  const found = candidates(books, clauses, any).filter(holds).reverse();
  const has_more = found.length > from + limit;
  return {
    object: 'search_result' as const,
    data: found.slice(from, from + limit),
    has_more,
    next_page: has_more ? String(from + limit) : null,
    url: '/v1/payment_intents/search',
  };
}

/** By metadata where a clause asks for it, else all there are. */
function candidates(books: Books, clauses: readonly Clause[], any: boolean): PaymentIntent[] {
  const exact = any ? undefined : clauses.find(({ key, negated, operator }) => key !== undefined && !negated && operator === ':');
  if (!exact || exact.value === 'null') return books.intents.all();
  return books.ordered.intents.group(metadataGroup([exact.key!, exact.value]));
}

function parse(query: string): { clauses: Clause[]; any: boolean } {
  const clauses: Clause[] = [];
  const joints = new Set<string>();
  let rest = query.trim();
  while (rest) {
    const match = CLAUSE.exec(rest);
    if (!match)
      throw invalid(
        `We were unable to parse your search query near '${rest.slice(0, 30)}'. See https://stripe.com/docs/search#search-query-language.`,
        { param: 'query' },
      );
    const [whole, minus, field, single, double, operator, quoted, alsoQuoted, bare] = match;
    if (!FIELDS.includes(field!))
      throw invalid(
        `Field \`${field}\` is an unsupported search field for resource \`payment_intents\`. See http://stripe.com/docs/search#query-fields-for-payment-intents for a list of supported fields.`,
        { param: 'query' },
      );
    const key = single ?? double;
    if ((field === 'metadata') !== (key !== undefined))
      throw invalid(`Only metadata takes a key, as in metadata['order']:'1', and it needs one: '${whole}'.`, { param: 'query' });
    clauses.push({
      negated: minus === '-',
      field: field!,
      operator: operator!,
      value: (quoted ?? alsoQuoted ?? bare ?? '').replace(/\\(.)/g, '$1'),
      ...(key === undefined ? {} : { key }),
    });
    rest = rest.slice(whole.length).trim();
    const joint = /^(AND|OR)\s+/i.exec(rest);
    if (joint) {
      joints.add(joint[1]!.toUpperCase());
      rest = rest.slice(joint[0].length);
    }
  }
  if (joints.size > 1) throw invalid("You can't combine AND and OR in the same query.", { param: 'query' });
  return { clauses, any: joints.has('OR') };
}

function meets(intent: PaymentIntent, { negated, field, key, operator, value }: Clause): boolean {
  const actual =
    key === undefined ? intent[field as 'amount' | 'created' | 'currency' | 'customer' | 'status'] : intent.metadata[key];
  return compare(actual ?? null, operator, value) !== negated;
}

function compare(actual: string | number | null, operator: string, value: string): boolean {
  if (actual === null) return operator === ':' && value === 'null';
  const text = String(actual);
  if (operator === ':') return text.toLowerCase() === value.toLowerCase();
  if (operator === '~') return text.toLowerCase().includes(value.toLowerCase());
  const [left, right] = [Number(text), Number(value)];
  return operator === '>' ? left > right : operator === '<' ? left < right : operator === '>=' ? left >= right : left <= right;
}
