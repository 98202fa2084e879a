import type { Amount, Discounts, Message } from '@vitrine/contract';
import type { ShopSettings } from '../options.ts';

export interface Discounted {
  /** Off each line, in their order; positive. */
  perLine: Amount[];
  /** Off the whole, belonging to no line; positive. */
  whole: Amount;
  discounts: Discounts;
  messages: Message[];
}

/**
 * Applies the first code that holds; codes do not add up. What is refused says why and leaves the cart as it is.
 * A percentage falls on the lines, a fixed amount on the whole. Source: UCP `discount.md`, "Rejected Codes".
 */
export function applyCodes(
  codes: readonly string[],
  lineAmounts: readonly Amount[],
  shop: ShopSettings,
  now: number,
): Discounted {
  const goods = lineAmounts.reduce((sum, amount) => sum + amount, 0);
  const answer: Discounted = {
    perLine: lineAmounts.map(() => 0),
    whole: 0,
    discounts: { codes: [...codes], applied: [] },
    messages: [],
  };
  let used: string | undefined;
  codes.forEach((typed, index) => {
    const code = typed.trim().toUpperCase();
    const known = Object.hasOwn(shop.discountCodes ?? {}, code) ? shop.discountCodes![code] : undefined;
    const refuse = (reason: string, content: string) =>
      answer.messages.push({ type: 'warning', code: reason, path: `$.discounts.codes[${index}]`, content });
    if (!known) return refuse('discount_code_invalid', `There is no code ${JSON.stringify(typed.slice(0, 40))}.`);
    if (known.until !== undefined && now > known.until) return refuse('discount_code_expired', `${code} has expired.`);
    if (known.from !== undefined && now < known.from) return refuse('discount_code_invalid', `${code} does not hold yet.`);
    if (used === code) return refuse('discount_code_already_applied', `${code} is applied already.`);
    if (used) return refuse('discount_code_combination_disallowed', `${code} cannot be combined with ${used}.`);
    if (!goods) return;
    if (known.goodsFrom !== undefined && goods < known.goodsFrom)
      return refuse('discount_code_user_ineligible', `${code} holds for larger orders only.`);
    used = code;
    if (known.percent !== undefined) {
      answer.perLine = share(Math.min(goods, Math.round((goods * known.percent) / 100)), lineAmounts);
      const amount = answer.perLine.reduce((sum, part) => sum + part, 0);
      const allocations = answer.perLine.flatMap((part, line) => (part ? [{ path: `$.line_items[${line}]`, amount: part }] : []));
      answer.discounts.applied!.push({ code, title: known.title, amount, allocations });
    } else {
      answer.whole = Math.min(known.amount ?? 0, goods);
      answer.discounts.applied!.push({ code, title: known.title, amount: answer.whole });
    }
  });
  return answer;
}

/** Splits an amount in proportion, so that the parts add up to it exactly: the largest remainders get the odd øre. */
export function share(amount: Amount, weights: readonly number[]): Amount[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  if (whole === 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (amount * weight) / whole);
  const parts = exact.map(Math.floor);
  const missing = amount - parts.reduce((sum, part) => sum + part, 0);
  const order = exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  for (const { index } of order.slice(0, missing)) parts[index]! += 1;
  return parts;
}
