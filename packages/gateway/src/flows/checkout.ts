import type { Message, PostalAddress } from '@vitrine/contract';
import type { CheckoutRow } from '../order-book/rows.ts';
import { priceLines, withDelivery } from './price-cart.ts';
import { cheapest, deliveryPrice, quoteDelivery, quoteKey } from './quote-delivery.ts';
import type { Room } from './room.ts';

/** How long a checkout waits for its shopper. Also how long a challenge may take, and then some. */
export const CHECKOUT_LIFE_MS = 6 * 60 * 60_000;

/**
 * Prices a checkout anew, quotes its delivery where address or goods have changed, and says what is still missing.
 *
 * @throws {Fault} when `strict` and the ERP does not answer.
 */
export async function settle(room: Room, row: CheckoutRow, strict = false): Promise<CheckoutRow> {
  const language = row.context?.language;
  const priced = await priceLines(room, { lines: row.lines, codes: row.codes, language, strict });
  const { quotes, selectedOptionId, ...bare } = row;
  const next: CheckoutRow = { ...bare, priced };
  if (row.destination && !addressProblems(row.destination, room).length && priced.line_items.length) {
    // Silence is no answer: whoever was asked in vain is asked again.
    const isKnown = quotes !== undefined && (quotes.options.length > 0 || quotes.silent.length === 0);
    const fits = isKnown && quotes.key === quoteKey(row.destination, priced.line_items) && quotes.expires > room.clock.now();
    const fresh = fits ? quotes : await quoteDelivery(room, row.destination, priced.line_items);
    next.quotes = fresh;
    const kept = fresh.options.find(({ option }) => option.id === selectedOptionId);
    const chosen = kept ?? cheapest(room, fresh.options, priced.goods);
    if (chosen) {
      next.selectedOptionId = chosen.option.id;
      next.priced = withDelivery(priced, deliveryPrice(room, chosen, priced.goods), language);
    }
    if (selectedOptionId && !kept) {
      next.priced.messages.push({
        type: 'warning',
        code: 'fulfillment_changed',
        path: '$.fulfillment.methods[0].groups[0].selected_option_id',
        content: 'The delivery you had chosen is no longer offered. Another one has been chosen for you.',
      });
    }
  }
  return { ...next, status: problemsOf(next, room).length ? 'incomplete' : 'ready_for_complete' };
}

/** The option that is chosen, with its carrier's own words. */
export const chosenOption = (row: CheckoutRow) => row.quotes?.options.find(({ option }) => option.id === row.selectedOptionId);

/** What keeps a checkout from being ready, each with the path of the field that would help. */
export function problemsOf(row: CheckoutRow, room: Pick<Room, 'shop'>): Message[] {
  const problems: Message[] = [];
  const missing = (path: string, content: string) => problems.push(error('missing', path, content));
  const { buyer } = row;
  if (!row.priced.line_items.length)
    problems.push(error('out_of_stock', '$.line_items', 'Nothing of this can be delivered any more.'));
  if (!buyer?.email) missing('$.buyer.email', 'An e-mail address is needed for the receipt.');
  else if (!/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(buyer.email))
    problems.push(error('invalid', '$.buyer.email', 'This is not an e-mail address.'));
  if (!buyer?.first_name) missing('$.buyer.first_name', 'A first name is needed.');
  if (!buyer?.last_name) missing('$.buyer.last_name', 'A last name is needed.');
  if (buyer?.phone_number && !/^\+[1-9]\d{6,14}$/.test(buyer.phone_number.replace(/[\s-]/g, '')))
    problems.push(error('invalid', '$.buyer.phone_number', 'This is not a telephone number with its country code.'));
  const addressIssues = addressProblems(row.destination, room);
  problems.push(...addressIssues);
  if (!addressIssues.length && row.priced.line_items.length && row.quotes && !row.quotes.options.length) {
    problems.push(
      row.quotes.silent.length
        ? error(
            'fulfillment_unavailable',
            '$.fulfillment.methods[0]',
            'No carrier answered in time. Please try again in a moment.',
          )
        : error('address_undeliverable', '$.fulfillment.methods[0].destinations[0]', 'No carrier delivers to this address.'),
    );
  }
  return problems;
}

export function addressProblems(address: PostalAddress | undefined, { shop }: Pick<Room, 'shop'>): Message[] {
  const at = (field: string) => `$.fulfillment.methods[0].destinations[0].${field}`;
  if (!address) return [error('missing', '$.fulfillment.methods[0].destinations[0]', 'A delivery address is needed.')];
  const problems: Message[] = [];
  if (!address.street_address?.trim()) problems.push(error('missing', at('street_address'), 'A street and number are needed.'));
  if (!address.postal_code?.trim()) problems.push(error('missing', at('postal_code'), 'A postal code is needed.'));
  else if ((address.address_country ?? shop.country) === 'NO' && !/^\d{4}$/.test(address.postal_code.trim()))
    problems.push(error('invalid', at('postal_code'), 'A Norwegian postal code has four digits.'));
  if (!address.address_locality?.trim()) problems.push(error('missing', at('address_locality'), 'A town is needed.'));
  return problems;
}

const error = (code: string, path: string, content: string): Message => ({
  type: 'error',
  code,
  path,
  content,
  severity: 'recoverable',
});
