import type { Cart, Message } from '@vitrine/contract';
import type { ShopMessages } from '../../locales/shop.ts';

/** Said beside the code's field instead of above the lines. */
export const isAboutCode = (message: Message): boolean =>
  message.code?.startsWith('discount_code') === true || message.path?.includes('discounts') === true;

/** What the gateway said, in the shopper's language where we know the code; its own words otherwise. */
export function messageWords(message: Message, cart: Cart | null, words: ShopMessages): string {
  switch (message.code) {
    case 'out_of_stock':
      return words.outOfStock;
    case 'quantity_adjusted': {
      const line = cart?.line_items[Number(/line_items\[(\d+)\]/.exec(message.path ?? '')?.[1])];
      return line ? words.quantityAdjusted(line.item.title, line.quantity) : message.content;
    }
    case 'discount_code_invalid':
      return words.codeInvalid;
    case 'discount_code_expired':
      return words.codeExpired;
    case 'discount_code_already_applied':
      return words.codeTaken;
    case 'discount_code_user_ineligible':
      return words.codeTooSmall;
    case 'discount_code_combination_disallowed':
      return words.codeNotTogether;
    default:
      return message.content;
  }
}
