import type { Fault } from '@vitrine/contract';
import type { OrderRow, QuotedOption } from '../order-book/rows.ts';
import { quoteDelivery } from './quote-delivery.ts';
import type { Room } from './room.ts';

/** A refusal that nobody can explain is believed when it has been heard this often. */
const TRIES = 3;

/** The carrier says no, for good: what was packed is too much for it, or its point is closed. Silence is not a no. */
export const isRefused = ({ kind }: Fault, tries: number): boolean => kind === 'invalid' || (kind === 'defect' && tries >= TRIES);

/**
 * Another way to the same door for what was really packed, as much like the refused one as there is: the same kind
 * first, then the earliest. The shopper pays what was agreed; undefined when no carrier takes it now.
 */
export async function anotherWay(room: Room, order: OrderRow): Promise<QuotedOption | undefined> {
  const refused = order.delivery;
  const { options } = await quoteDelivery(room, order.destination, order.lines, order.parcels);
  const kindOf = ({ option }: QuotedOption) => option['dev.vitrine.delivery']?.kind;
  const rank = (option: QuotedOption) => (kindOf(option) === kindOf(refused) ? 0 : 1);
  return options
    .filter(({ option }) => option.id !== refused.option.id)
    .sort((a, b) => rank(a) - rank(b) || a.arrives.to - b.arrives.to || a.price - b.price)[0];
}
